"""The rules that a plan breaks, in the judge's words, with the facts that each stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.explaining.blockers import Room
from estate.planning.judging.verify import violations
from estate.planning.roadmap import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.judging.violation import Violation
    from estate.planning.problem.cases import PlanningProblem, SystemCase
    from estate.portfolio import Fact

    Plan = Mapping[str, tuple[str, int]]

_LIMITS = {
    "budget": ("capital", "revenue"),
    "skill": ("skill",),
    "changes": ("changes",),
    "onboarding": ("onboarding",),
}
"""Which limits a violation is about."""


def breaches(
    problem: PlanningProblem, plan: Plan, but: frozenset[Violation] = frozenset()
) -> tuple[Reason, ...]:
    """Return every rule that a plan breaks, but for some that are known."""
    found = [each for each in violations(problem, plan) if each not in but]
    if not found:
        return ()
    room = Room(problem, _known(problem, plan))
    return tuple(Reason(each.words, tuple(_facts(problem, plan, room, each))) for each in found)


def _known(problem: PlanningProblem, plan: Plan) -> Plan:
    """Return the choices that the problem has: of the others the judge has said so."""
    return {
        name: choice
        for name, choice in plan.items()
        if name in problem.by_id
        and choice[0] in {option.id for option in problem.by_id[name].options}
    }


def _facts(problem: PlanningProblem, plan: Plan, room: Room, broken: Violation) -> Iterator[Fact]:
    if broken.code in _LIMITS:
        for limit in sorted(room.generator.limits):
            over = limit.rule in _LIMITS[broken.code] and limit.owner == broken.subject
            label = _label(problem, limit.rule, limit.period)
            if over and label in broken.words and room.left(limit) < 0:
                yield from room.facts.get(limit, ())
    elif broken.subject in problem.platform_by_id:
        yield from problem.platform_by_id[broken.subject].facts
    elif broken.subject in problem.by_id:
        case = problem.by_id[broken.subject]
        yield from _of_system(problem, case, plan.get(case.id), broken.code)


def _of_system(
    problem: PlanningProblem, case: SystemCase, choice: tuple[str, int] | None, code: str
) -> Iterator[Fact]:
    option = next((each for each in case.options if choice and each.id == choice[0]), None)
    needs = [fact for need in option.requires for fact in need.facts] if option else []
    of = {
        "deadline": case.deadline_facts,
        "freeze": case.freeze_facts,
        "precedence": tuple(needs),
        "group": problem.group_facts.get(case.id, ()),
    }
    yield from of.get(code, option.facts if option else case.facts)


def _label(problem: PlanningProblem, rule: str, period: int) -> str:
    """Return how the judge names a limit's period; nothing where it names none."""
    if rule in ("capital", "revenue"):
        return problem.calendar.year_label(period)
    return problem.calendar.quarter_label(period) if rule in ("skill", "changes") else ""
