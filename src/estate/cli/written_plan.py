"""A plan that was written earlier (roadmap.json), put on the record that it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.cli import options
from estate.diagnostics import EstateError, UsageFault

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from estate.cli.load import Loaded
    from estate.planning import Roadmap
    from estate.portfolio import Portfolio
    from estate.portfolio.planned import PlannedRoadmap
    from estate.rendering.plan.view import PlanView

PLATEAUS = 5
"""So many are shown of a plan that does not say with how many it was shown."""


def refuse_as_of(plan: Path | None, as_of: date | None) -> None:
    """Refuse a date beside a plan, which has one.

    Raises:
        UsageFault: when both are given.
    """
    if plan is not None and as_of is not None:
        raise UsageFault("--as-of does not go with --plan: the plan has a date of its own")


def councils_of(
    planned: PlannedRoadmap, asked: tuple[str, ...], portfolio: Portfolio
) -> tuple[str, ...]:
    """Return the councils asked for, or all that a plan is of; sorted.

    Raises:
        UsageFault: when there is no such council, or the plan says nothing of it.
    """
    chosen = options.known_councils(asked, portfolio)
    about = sorted({*planned.councils} & {*portfolio.councils})
    if not about or (not asked and planned.councils):
        return tuple(about) or chosen
    if others := sorted({*chosen} - {*about}):
        raise UsageFault(f"the plan is of {', '.join(about)}, not of {', '.join(others)}")
    return chosen


def roadmap_of(loaded: Loaded, planned: PlannedRoadmap) -> Roadmap:
    """Return the whole roadmap that a written plan stands for; nothing is looked for anew.

    Raises:
        EstateError: where the record has changed since, so that the plan's proof no longer holds.
    """
    from estate.planning import problem_of
    from estate.planning.again import roadmap_from
    from estate.planning.plateaus import PlanMisfit

    problem = problem_of(loaded.graph, planned.as_of, tuple(planned.councils) or None)
    try:
        return roadmap_from(problem, planned)
    except PlanMisfit as fault:
        raise EstateError(
            f"the plan does not fit the record: {fault}; plan again: estate plan --out FOLDER"
        ) from fault


def view_of_plan(loaded: Loaded, planned: PlannedRoadmap, roadmap: Roadmap) -> PlanView:
    """Return a written plan as readers meet it, with as many plateaus as it was shown with."""
    from estate.rendering.plan.building import view_of

    most = planned.plateaus.at_most if planned.plateaus else PLATEAUS
    return view_of(loaded.graph, roadmap, most)
