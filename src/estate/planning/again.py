"""A plan that was written down as a whole roadmap again: nothing is looked for, all is checked."""

from __future__ import annotations

from collections import Counter
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

FORM = "estate-roadmap/1"
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
        PlanMisfit: when the plan was written without its proof or under a scenario, breaks a rule
            of the record as it is now, does not cost what is written, or says of its steps or its
            proof what does not follow from them; the message says what differs.
    """
    measures = planned.measures
    if measures is None or planned.objective is None or planned.lower_bound is None:
        raise PlanMisfit("it was written by an earlier version of this program, without its proof")
    _refuse(_not_of_a_record(planned))
    problem = _as_asked(problem, planned, measures)
    _refuse(_another_record(problem, planned))
    choices = choices_of(problem, planned)
    _refuse(each.words.rstrip(".") for each in violations(problem, choices))
    _refuse(_other_sums(problem, planned, choices))
    proof = _proof(planned, measures, planned.objective, planned.lower_bound)
    roadmap = explained(problem, choices, proof)
    _refuse(each.words.rstrip(".") for each in verify(roadmap))
    _refuse(_other_worth(roadmap, planned))
    _refuse(_other_proof(roadmap, planned))
    _refuse(_other_steps(roadmap, planned))
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


# -- what shows that the plan is not one of a record, or not as it was written --------------


def _not_of_a_record(planned: PlannedRoadmap) -> Iterator[str]:
    """Yield why a plan is none of any record: its form, a scenario, a system that has two steps."""
    if planned.form not in {None, FORM}:
        yield f"its form is {planned.form}, and this version reads {FORM}"
    if planned.scenario is not None:
        name = planned.scenario.name
        yield f"it was made under the scenario '{name}', not of the record as it is"
    twice = Counter(step.system for step in planned.steps)
    yield from (f"{each} has {n} steps" for each, n in sorted(twice.items()) if n > 1)


def _other_proof(roadmap: Roadmap, planned: PlannedRoadmap) -> Iterator[str]:
    """Yield what the plan says of how good it is that its cost and bound do not bear out."""
    for said, now, written in (
        ("the status", roadmap.status.value, planned.status),
        ("the gap", round(roadmap.gap, 6), planned.gap),
        ("the saving", roadmap.saving, planned.saving),
        (
            "the share of the possible saving",
            round(roadmap.share_of_possible_saving, 6),
            planned.share_of_possible_saving,
        ),
    ):
        if written is not None and now != written:
            yield f"{said} is {now} by its cost and bound, and {written} is written"
    if len(roadmap.passes) == 1:
        only = roadmap.passes[0]
        if (only.value, only.lower_bound) != (roadmap.objective, roadmap.lower_bound):
            yield "its search did not find the cost and bound that are written"
    for each in roadmap.comparisons:
        if not each.broken and each.cost is not None and each.cost < roadmap.lower_bound:
            yield f"'{each.name}' costs less than the bound that no plan goes below"


def _other_steps(roadmap: Roadmap, planned: PlannedRoadmap) -> Iterator[str]:
    """Yield each figure or day of a step that is not the one worked out from the record."""
    for step in roadmap.steps:
        written = planned.step_of(step.system)
        for said, now, then in (
            ("kind", step.kind.value, written.kind if written else None),
            ("delivery", step.delivery, written.delivery if written else None),
            ("old_system_until", step.old_until, written.old_system_until if written else None),
            ("capital", step.capital, written.capital if written else None),
            ("revenue", step.revenue, written.revenue if written else None),
            ("better_than_keeping", step.better, written.better_than_keeping if written else None),
        ):
            if now != then:
                yield f"{said} of {step.system} is {now} by the record, and {then} is written"


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
