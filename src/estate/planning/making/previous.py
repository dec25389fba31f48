"""Continuing a plan: which of its steps are still open, and what departing from them counts as."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.planning.making.underway import UNDER_WAY
from estate.planning.problem.calendar import MONTHS_A_YEAR
from estate.planning.problem.cases import Before
from estate.planning.problem.previous import Previous, PromisedStep, Standing
from estate.portfolio import Fact, SystemRef

if TYPE_CHECKING:
    from datetime import date

    from estate.graph import EstateGraph
    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase
    from estate.portfolio import Portfolio, Step
    from estate.portfolio.planned import PlannedRoadmap, PlannedStep

_SOON = 2
"""How many times a step counts that was to begin within the plan's first year."""


def continuing(
    problem: PlanningProblem, graph: EstateGraph, planned: PlannedRoadmap
) -> PlanningProblem:
    """Return a problem that continues a plan: departing from its open steps has a price.

    The price is the policy's `move_price` for each quarter, twice that for a step that was to
    begin before the new plan's second year. Steps of councils that are on record and not planned
    are left out.
    """
    left_out = graph.portfolio.councils.keys() - set(problem.councils)
    promised = tuple(
        _promised(problem, graph.portfolio, step, planned.as_of)
        for step in sorted(planned.steps, key=lambda step: step.system)
        if step.system.split("/", maxsplit=1)[0] not in left_out
    )
    return promising(problem, Previous(planned.as_of, promised))


def promising(problem: PlanningProblem, previous: Previous) -> PlanningProblem:
    """Return a problem in which departing from the open steps of a plan has the policy's price."""
    before = {step.system: _before(problem, step) for step in previous.steps}
    cases = tuple(replace(case, before=before.get(case.id)) for case in problem.systems)
    return replace(problem, systems=cases, previous=previous)


def promises(problem: PlanningProblem) -> dict[str, tuple[str, int]]:
    """Return the open steps of the plan before as choices: where a search may start."""
    return {
        case.id: (case.before.option, max(0, case.before.start))
        for case in problem.systems
        if case.before is not None
    }


def _before(problem: PlanningProblem, step: PromisedStep) -> Before | None:
    if step.standing is not Standing.OPEN:
        return None
    start = problem.calendar.month_of(step.start)
    price = problem.policy.move_price
    return Before(step.option, start, price * _SOON if start < MONTHS_A_YEAR else price)


def _promised(
    problem: PlanningProblem, portfolio: Portfolio, step: PlannedStep, as_of: date
) -> PromisedStep:
    standing, because, facts = _standing(problem, portfolio, step, as_of)
    since: tuple[str, ...] = ()
    if standing is Standing.OPEN:
        since = tuple(_changed(step, problem.by_id[step.system].option(step.option)))
    return PromisedStep(
        step.system, step.option, step.kind, step.start, step.live, standing, because, since, facts
    )


def _standing(
    problem: PlanningProblem, portfolio: Portfolio, step: PlannedStep, as_of: date
) -> tuple[Standing, str, tuple[Fact, ...]]:
    ref = SystemRef.parse(step.system, "")
    inventory = portfolio.councils.get(ref.council)
    if inventory is None or ref.system not in inventory.systems:
        return Standing.UNKNOWN, "the record no longer holds the system", ()
    done = _carried_out(portfolio, ref, step.kind, as_of)
    if done is not None:
        return Standing.DONE, "", (done,)
    case = problem.by_id.get(step.system)
    if case is None:
        fact = Fact(ref.council, ("systems", ref.system, "lifecycle"))
        return Standing.DONE, "the system is no longer in use", (fact,)
    return _still(problem, case, step)


def _still(
    problem: PlanningProblem, case: SystemCase, step: PlannedStep
) -> tuple[Standing, str, tuple[Fact, ...]]:
    """Return how a step stands whose system is planned for."""
    if any(option.id == UNDER_WAY for option in case.options):
        return Standing.UNDER_WAY, "", case.options[0].facts
    if step.option == UNDER_WAY:
        words = "the record no longer says that it is under way, nor that it is done"
        return Standing.IMPOSSIBLE, words, case.facts
    if step.option not in {option.id for option in case.options}:
        subject = f"{case.id}: {step.option}"
        refused = (each for each in problem.not_plannable if each.subject in (subject, case.id))
        because = next((each.reason for each in refused), "its option is no longer on record")
        return Standing.IMPOSSIBLE, because, case.facts
    return Standing.OPEN, "", case.option(step.option).facts


def _carried_out(portfolio: Portfolio, ref: SystemRef, kind: str, as_of: date) -> Fact | None:
    """Return the recorded step that did to a system what a plan of a day was to do, if any."""

    def fits(step: Step, council: str) -> bool:
        own = SystemRef.parse(step.system, council) == ref and step.option == kind
        return own and step.status in {"live", "done"} and not step.was_over_before(as_of)

    for council, inventory in sorted(portfolio.councils.items()):
        for key, step in sorted(inventory.steps.items()):
            if fits(step, council):
                return Fact(council, ("steps", key))
    return None


def _changed(step: PlannedStep, option: Option) -> list[str]:
    """Say what the record has otherwise since: the money, and the months of work."""
    found = []
    for name, was, now in (
        ("capital", step.capital, option.capital),
        ("one-off revenue", step.revenue, option.revenue),
    ):
        if was != now:
            found.append(f"{name} is £{now:,} instead of £{was:,}")
    months = (step.live.year - step.delivery.year) * MONTHS_A_YEAR
    months += step.live.month - step.delivery.month
    if months != option.months:
        found.append(f"work takes {option.months} months instead of {months}")
    return found
