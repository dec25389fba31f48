"""What a planned step brings along from the record: its milestones, benefits and status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.kit.words import listing, month
from estate.rendering.plan.step_records import record_of

if TYPE_CHECKING:
    from datetime import date

    from estate.planning.roadmap import Roadmap, RoadStep
    from estate.portfolio import Portfolio
    from estate.rendering.kit.as_json import Json
    from estate.rendering.plan.view import StepView

SHOWN = 4
"""As many milestones and measures stand on a card of the page; the data have all."""
_OVER = frozenset({"live", "done", "stopped"})


def milestones_of(portfolio: Portfolio, step: RoadStep) -> tuple[tuple[str, date | None], ...]:
    """Return the milestones of a planned step with their days; those without a day last.

    A milestone of an option without a date of its own stands as many months after the start of
    the planned work, procurement included, as the option says.
    """
    option = record_of(portfolio, step)
    found = [(each.name, each.planned_for(step.start)) for each in option.milestones]
    return tuple(sorted(found, key=lambda pair: (pair[1] is None, str(pair[1] or ""))))


def recorded_status(portfolio: Portfolio, system: str) -> str | None:
    """Return the status of the recorded step for a system that is not over; None without one."""
    ref = SystemRef.parse(system)
    for _, step in sorted(portfolio.councils[ref.council].steps.items()):
        if SystemRef.parse(step.system, ref.council) == ref and step.status not in _OVER:
            return step.status
    return None


def carried_json(portfolio: Portfolio, step: RoadStep) -> Json:
    """Return what a step of a plan's JSON brings along from the record."""
    return {
        "recorded_status": recorded_status(portfolio, step.system),
        "milestones": [
            {"name": name, "due": due.isoformat() if due else None}
            for name, due in milestones_of(portfolio, step)
        ],
    }


def milestones_json(roadmap: Roadmap, portfolio: Portfolio) -> list[Json]:
    """Return the dated milestones of all steps, by day, then system."""
    found = [
        (due.isoformat(), step.system, name)
        for step in roadmap.steps
        for name, due in milestones_of(portfolio, step)
        if due is not None
    ]
    return [{"due": due, "system": system, "name": name} for due, system, name in sorted(found)]


def card_lines(step: StepView) -> tuple[str, ...]:
    """Return what a card of the page says of a step's milestones, benefits and status."""
    found = []
    if step.status:
        found.append(f"On record as {step.status}")
    dated = [f"{name} by {month(due)}" if due else name for name, due in step.milestones]
    if dated:
        found.append(f"Milestones: {listing(dated, SHOWN)}")
    if step.benefits:
        found.append(f"Known by: {listing(step.benefits, SHOWN)}")
    return tuple(found)
