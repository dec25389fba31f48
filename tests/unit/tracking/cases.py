"""Small plans and records, for the tests of tracking."""

from __future__ import annotations

from datetime import date
from typing import Any

from estate.graph import build
from estate.portfolio import Catalogue, CouncilFile, Inventory, Portfolio, Workspace
from estate.portfolio.planned import PlannedRoadmap
from estate.scoring import Scores, score
from estate.tracking import TrackedStep, Tracking, track

PLANNED_ON = date(2026, 9, 30)


def portfolio(**councils: dict[str, Any]) -> Portfolio:
    """Return an estate of councils, each with systems `a` to `d` and its `steps`."""
    systems = {name: {"name": name} for name in "abcd"}
    made = {}
    for name, steps in councils.items():
        raw = {"council": {"name": name}, "systems": systems, "steps": steps}
        CouncilFile.model_validate(raw)
        made[name] = Inventory.model_validate(raw)
    return Portfolio(Workspace(), Catalogue(), made)


def planned_step(system: str, start: date, live: date, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a step as a plan's file has it."""
    return {
        "system": system,
        "option": "replace",
        "kind": "replace",
        "start": start,
        "delivery": start,
        "live": live,
        "old_system_until": live,
        "capital": 0,
        "revenue": 0,
        "better_than_keeping": 0,
        **more,
    }


def plan(*steps: dict[str, Any], **more: Any) -> PlannedRoadmap:  # noqa: ANN401
    """Return a plan of 30 September 2026."""
    return PlannedRoadmap.model_validate(
        {
            "as_of": PLANNED_ON,
            "status": "optimal",
            "starts": date(2026, 10, 1),
            "ends": date(2032, 10, 1),
            "steps": steps,
            "kept": (),
            **more,
        }
    )


def scores(estate: Portfolio, on: date) -> Scores:
    """Return the scores of a day."""
    return score(build(estate), on)


def tracking(
    estate: Portfolio,
    on: date,
    roadmap: PlannedRoadmap | None = None,
    councils: tuple[str, ...] | None = None,
) -> Tracking:
    """Return a plan, or the record's own dates, against the record on a day."""
    return track(estate, scores(estate, on), on, roadmap, councils)


def only(found: Tracking) -> TrackedStep:
    """Return the only step there is."""
    (step,) = (*found.steps, *found.unplanned)
    return step
