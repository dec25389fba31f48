"""What one change of a plan costs, exactly: judged on the part of the problem that it touches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from estate.planning.judging.evaluate import evaluate, shared_cost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from estate.planning.problem.cases import PlanningProblem

Choices: TypeAlias = "Mapping[str, tuple[str, int]]"


def dearer(problem: PlanningProblem, before: Choices, after: Choices) -> int:
    """Return by how many pounds a plan is dearer than another, discounted, risk priced in.

    Everything that both plans treat alike cancels out, so only what differs is evaluated: the
    systems that change, their interfaces, their platforms and who else is on those. Both sums are
    those of the independent evaluation, rounding and all.
    """
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    part = _touched(problem, changed, (before, after))
    alone = _alone(part, changed)
    own = [sum(evaluate(alone, _within(alone, each)).systems.values()) for each in (before, after)]
    shared = [shared_cost(part, _within(part, each)) for each in (before, after)]
    return own[1] + shared[1] - own[0] - shared[0]


def moved(plan: Choices, name: str, choice: tuple[str, int] | None) -> dict[str, tuple[str, int]]:
    """Return a plan with another choice for one system; None keeps it."""
    found = {each: kept for each, kept in plan.items() if each != name}
    if choice is not None:
        found[name] = choice
    return found


def _touched(
    problem: PlanningProblem, changed: Collection[str], plans: tuple[Choices, Choices]
) -> PlanningProblem:
    platforms = {
        each for plan in plans for name in changed for each in _joined(problem, plan, name)
    }
    names = set(changed)
    for plan in plans:
        names |= {name for name in plan if platforms & set(_joined(problem, plan, name))}
    rework = tuple(pair for pair in problem.rework if {pair.one, pair.other} & set(changed))
    adapters = tuple(each for each in problem.adapters if {each.one, each.other} & set(changed))
    ends = [{pair.one, pair.other} for pair in rework] + [{a.one, a.other} for a in adapters]
    names |= set().union(*ends) & problem.by_id.keys()
    part = replace(
        problem,
        systems=tuple(case for case in problem.systems if case.id in names),
        platforms=tuple(each for each in problem.platforms if each.id in platforms),
        rework=rework,
        adapters=adapters,
    )
    part.__dict__["discount"] = problem.discount  # the calendar is the same: no need to work it out
    return part


def _alone(part: PlanningProblem, changed: Collection[str]) -> PlanningProblem:
    """Return the systems that change, with their interfaces and nothing else that they share."""
    cases = tuple(case for case in part.systems if case.id in changed)
    alone = replace(part, systems=cases, platforms=(), adapters=())
    alone.__dict__["discount"] = part.discount
    return alone


def _joined(problem: PlanningProblem, plan: Choices, name: str) -> Iterator[str]:
    if name in plan:
        platform = problem.by_id[name].option(plan[name][0]).platform
        if platform is not None:
            yield platform


def _within(part: PlanningProblem, plan: Choices) -> dict[str, tuple[str, int]]:
    return {name: plan[name] for name in part.by_id if name in plan}
