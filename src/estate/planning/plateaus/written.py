"""A plan that was written down, against the problem of the record it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import EstateError
from estate.planning.problem.calendar import MONTHS_A_QUARTER

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem
    from estate.portfolio.planned import PlannedRoadmap, PlannedStep


class PlanMisfit(EstateError):
    """A plan does not fit the record any more; the message says which step, and why."""


def choices_of(problem: PlanningProblem, planned: PlannedRoadmap) -> dict[str, tuple[str, int]]:
    """Return the choices of a plan that was written down, as `Roadmap.choices` gives them.

    Raises:
        PlanMisfit: when a step names what the problem does not know, or another day.
    """
    if planned.starts != problem.calendar.start:
        raise PlanMisfit(
            f"the plan starts on {planned.starts}, and one of this record on "
            f"{problem.calendar.start}"
        )
    return {step.system: _choice(problem, step) for step in planned.steps}


def _choice(problem: PlanningProblem, step: PlannedStep) -> tuple[str, int]:
    case = problem.by_id.get(step.system)
    option = next((one for one in case.options if one.id == step.option), None) if case else None
    if option is None:
        raise PlanMisfit(f"{step.system} has no option '{step.option}' that can be planned now")
    start = problem.calendar.month_of(step.start)
    live = start + option.duration
    if start < 0 or start % MONTHS_A_QUARTER or live > problem.calendar.horizon:
        raise PlanMisfit(f"{step.system} cannot start on {step.start} in a plan of this record")
    if problem.calendar.first_day(live) != step.live:
        raise PlanMisfit(
            f"{step.system} is live on {step.live} in the plan, and on "
            f"{problem.calendar.first_day(live)} by the record now"
        )
    return step.option, start
