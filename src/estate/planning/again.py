"""A plan that was written down as a whole roadmap again: nothing is looked for, all is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.answer import Proof, explained
from estate.planning.explaining.moves import SINCE
from estate.planning.judging.measured import measured
from estate.planning.judging.verify import verify, violations
from estate.planning.making.previous import promising
from estate.planning.plateaus.written import PlanMisfit, choices_of
from estate.planning.problem.measures import Measure
from estate.planning.problem.objectives import OBJECTIVES, with_objective
from estate.planning.problem.previous import Previous, PromisedStep, Standing
from estate.planning.roadmap import Comparison, Fate, Pass
from estate.portfolio import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.roadmap import Accounts, Roadmap
    from estate.portfolio.planned import (
        PlannedMeasures,
        PlannedMove,
        PlannedRoadmap,
        PlannedScope,
    )

_SHOWN = 3
_STANDINGS: dict[str, Standing] = {
    Fate.UNDER_WAY: Standing.UNDER_WAY,
    Fate.DONE: Standing.DONE,
    Fate.IMPOSSIBLE: Standing.IMPOSSIBLE,
    Fate.UNKNOWN: Standing.UNKNOWN,
}


def roadmap_from(problem: PlanningProblem, planned: PlannedRoadmap) -> Roadmap:
    """Return the roadmap that a written plan stands for: steps, reasons, accounts, platforms.

    `problem` is that of the record on the plan's own as-of date, for the plan's own councils; what
    the plan goes by, and which plan it continues, is taken from the plan. Everything is worked out
    anew but what only a search can know: the lower bound, the other ways of planning, and what it
    says of the plan before. The cost, what doing nothing costs and every rule are held against the
    record: a bound is proven for one record only.

    Raises:
        PlanMisfit: when the plan was written without its proof, breaks a rule of the record as it
            is now, or does not cost what is written; the message says what differs.
    """
    measures = planned.measures
    if measures is None or planned.objective is None or planned.lower_bound is None:
        raise PlanMisfit("it was written by an earlier version of this program, without its proof")
    problem = _as_asked(problem, planned, measures)
    _refuse(_another_record(problem, planned))
    choices = choices_of(problem, planned)
    _refuse(each.words.rstrip(".") for each in violations(problem, choices))
    _refuse(_other_sums(problem, planned, choices))
    proof = _proof(planned, measures, planned.objective, planned.lower_bound)
    roadmap = explained(problem, choices, proof)
    _refuse(each.words.rstrip(".") for each in verify(roadmap))
    _refuse(_other_worth(roadmap, planned))
    return roadmap


def _refuse(faults: Iterator[str]) -> None:
    found = list(faults)
    if not found:
        return
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise PlanMisfit("; ".join(found[:_SHOWN]) + more)


def _as_asked(
    problem: PlanningProblem, planned: PlannedRoadmap, measures: PlannedMeasures
) -> PlanningProblem:
    """Return the problem with what was asked of the plan: its objective, and the plan before."""
    asked = (measures.measure, measures.then)
    for name, (first, then) in OBJECTIVES.items():
        if asked == (first, then) and name != problem.policy.objective:
            problem = with_objective(problem, name)
    if planned.moves is None:
        return problem
    moves = (move for move in planned.moves.steps if move.fate != Fate.NEW)
    steps = tuple(step for move in moves for step in _promised(problem, move))
    return promising(problem, Previous(planned.moves.since, steps))


def _promised(problem: PlanningProblem, move: PlannedMove) -> Iterator[PromisedStep]:
    """Yield a step of the plan before; why it is no longer open stands in its reasons."""
    if move.before is None:
        return
    place, standing = move.before, _STANDINGS.get(move.fate, Standing.OPEN)
    case = problem.by_id.get(move.system)
    option = {each.id: each for each in case.options}.get(place.option) if case else None
    because, since = "", tuple[str, ...]()
    facts = option.facts if option else ()
    if standing is Standing.OPEN:
        since = tuple(
            each.words.removeprefix(SINCE).removesuffix(".")
            for each in move.why
            if each.words.startswith(SINCE)
        )
    else:
        because = "".join(each.words for each in move.why[:1]).removesuffix(".")
        facts = tuple(Fact(each.owner, each.path) for why in move.why for each in why.facts)
    kind = option.kind.value if option else ""
    yield PromisedStep(
        move.system, place.option, kind, place.start, place.live, standing, because, since, facts
    )


def _proof(
    planned: PlannedRoadmap, measures: PlannedMeasures, objective: int, lower_bound: int
) -> Proof:
    return Proof(
        objective,
        lower_bound,
        passes=tuple(
            Pass(_measure(each.measure), each.value, each.lower_bound, each.first_measure_within)
            for each in measures.passes
        ),
        comparisons=tuple(
            Comparison(each.name, each.words, each.cost, each.broken, each.money, each.risk)
            for each in planned.comparisons
        ),
        stopped_early=planned.stopped_early,
    )


def _measure(name: str) -> Measure:
    if name not in set(Measure):
        raise PlanMisfit(f"it goes by '{name}', which this version of the program does not know")
    return Measure(name)


# -- what shows that the record is another one -----------------------------------------------


def _another_record(problem: PlanningProblem, planned: PlannedRoadmap) -> Iterator[str]:
    """Yield how what there is to plan differs from what the plan was drawn up for."""
    now = problem.policy.model_dump(mode="json")
    for key, was in sorted(planned.policy.items()):
        if key in now and now[key] != was:
            yield f"the policy's {key} is {now[key]}, and {was} in the plan"
    ids = {case.id for case in problem.systems}
    yield from (f"{each} is not in the plan" for each in sorted(ids - {*planned.systems}))
    yield from (f"{each} is no longer in use" for each in sorted({*planned.systems} - ids))


def _other_sums(
    problem: PlanningProblem, planned: PlannedRoadmap, choices: Mapping[str, tuple[str, int]]
) -> Iterator[str]:
    """Yield what the plan, or doing nothing, comes to by the record now, where that differs."""
    for said, plan, written in (
        ("the plan", choices, planned.objective),
        ("doing nothing", {}, planned.doing_nothing),
    ):
        now = measured(problem, plan).by(problem.measure, problem.weights)
        if written is not None and now != written:
            yield f"{said} costs {now:,} by the record now, and {written:,} is written"


def _other_worth(roadmap: Roadmap, planned: PlannedRoadmap) -> Iterator[str]:
    """Yield what could change which plan is best, though this one still costs what is written."""
    kept = {each.system: each.better_by_itself for each in planned.kept}
    for each in roadmap.kept:
        if kept.get(each.system, each.better) not in {None, each.better}:
            yield f"what could be done with {each.system} is worth something else now"
    for council, accounts in sorted(roadmap.councils.items()):
        written = planned.councils.get(council)
        if written is not None:
            yield from _other_limits(council, accounts, written)


def _other_limits(council: str, now: Accounts, written: PlannedScope) -> Iterator[str]:
    then = {year.year: (year.capital.limit, year.revenue.limit) for year in written.budgets}
    for year in now.years:
        if then.get(year.label) not in {None, (year.capital_limit, year.revenue_limit)}:
            yield f"the budget of {council} for {year.label} is another one now"
    for skill, quarters in sorted(now.skills.items()):
        had = {each.label: each.limit for each in written.skills.get(skill, ())}
        if any(had.get(each.label, each.limit) != each.limit for each in quarters):
            yield f"{council} has other person-days of {skill} now"
