"""A plan that was written down, held against the problem of today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.explaining.breaches import breaches
from estate.planning.judging.evaluate import evaluate
from estate.planning.making.underway import UNDER_WAY
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.roadmap import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.roadmap import Roadmap
    from estate.portfolio.planned import PlannedRoadmap, PlannedStep


@dataclass(frozen=True)
class Examined:
    """A plan's choices, and whether they still hold."""

    problem: PlanningProblem
    choices: Mapping[str, tuple[str, int]]
    cost: int
    """Discounted pounds as of today, risk priced in."""
    broken: tuple[Reason, ...] = ()
    """Rules of today that it breaks, and steps of it that there are no longer."""
    drawn_up: date | None = None
    """The day as of which it was drawn up; None where it was found just now."""

    @property
    def holds(self) -> bool:
        """Whether it keeps every rule of today."""
        return not self.broken


def found_now(roadmap: Roadmap) -> Examined:
    """Return a roadmap that was found, and checked, just now."""
    cost = evaluate(roadmap.problem, roadmap.choices).total
    return Examined(roadmap.problem, roadmap.choices, cost)


def examined(problem: PlanningProblem, planned: PlannedRoadmap) -> Examined:
    """Return a written plan's choices on today's problem, with every rule that they break.

    A step that is under way now counts as that. One that should have begun before today's plan
    starts, or whose option the record no longer has, is left out and named.
    """
    choices: dict[str, tuple[str, int]] = {}
    gone: list[Reason] = []
    for step in sorted(planned.steps, key=lambda each: each.system):
        found = _choice(problem, step)
        if isinstance(found, Reason):
            gone.append(found)
        else:
            choices[step.system] = found
    broken = breaches(problem, choices)
    cost = evaluate(problem, choices).total
    return Examined(problem, choices, cost, (*gone, *broken), planned.as_of)


def _choice(problem: PlanningProblem, step: PlannedStep) -> tuple[str, int] | Reason:
    case = problem.by_id.get(step.system)
    if case is None:
        return Reason(f"{step.system} is no longer a system that is in use.")
    options = {option.id for option in case.options}
    if UNDER_WAY in options:
        return UNDER_WAY, 0
    if step.option not in options:
        words = f"{step.system}: the record no longer has the option {step.option}, or its figures."
        return Reason(words, case.facts)
    start = problem.calendar.month_of(step.start)
    if start < 0 or start % MONTHS_A_QUARTER:
        day = step.start.isoformat()
        words = f"{step.system}: {step.option} was to begin on {day}, and that is no start today."
        return Reason(words, case.facts)
    return step.option, start
