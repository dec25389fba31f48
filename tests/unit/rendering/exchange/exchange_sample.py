"""Estates to be exported: the small one of all rendering tests, a plan of it, the sample."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.support.documents import ROOT
from tests.unit.rendering.sample import AS_OF, GLENMORE, HOSTILE, STRATHALLAN, portfolio, where

from estate.graph import build
from estate.planning import Effort, Roadmap, plan
from estate.reading import read
from estate.rendering.exchange.material import Material
from estate.rendering.plan.building import view_of
from estate.scoring import score

if TYPE_CHECKING:
    from estate.portfolio import Fact, Portfolio
    from estate.rendering.plan.view import PlanView

SAMPLE_DAY = date(2026, 9, 30)
PLANNED: dict[str, Any] = {
    **STRATHALLAN,
    "systems": {
        **STRATHALLAN["systems"],
        "benefits": {
            "name": "Housing benefit",
            "capabilities": ["revenues.benefits"],
            "annual_cost": {"licence": 900_000},
            "options": {
                "retire": {"cost": {"capital": 1_000, "revenue": 500}, "months": 3},
            },
        },
        "ledger": {
            "name": "General ledger",
            "capabilities": ["corporate.finance"],
            "annual_cost": {"licence": 900_000},
            "options": {
                "replace": {
                    "name": f"Buy {HOSTILE}",
                    "cost": {"capital": 20_000, "revenue": 0},
                    "months": 6,
                    "annual_cost_after": 10_000,
                    "milestones": [
                        {"name": "Contract signed", "after_months": 2},
                        {"name": HOSTILE},
                    ],
                    "requires": [{"system": "benefits"}],
                }
            },
        },
        "pupils": {
            "name": "Pupil records",
            "capabilities": ["education.pupil-records"],
            "annual_cost": {"licence": 900_000},
            "options": {
                "join": {
                    "platform": "pupil-hub",
                    "cost": {"capital": 2_000, "revenue": 0},
                    "months": 3,
                    "annual_cost_after": 0,
                }
            },
        },
    },
}


def material_of(
    estate: Portfolio,
    *,
    councils: tuple[str, ...] | None = None,
    day: date = AS_OF,
    planned: PlanView | None = None,
    places: dict[Fact, str] | None = None,
) -> Material:
    """Return an estate as exporters take it."""
    graph = build(estate)
    chosen = councils or tuple(sorted(estate.councils))
    found = where if places is None else places.get
    return Material(graph, score(graph, day, chosen), day, chosen, "1.2.3", found, "abc", planned)


@cache
def small() -> Material:
    """Return the small estate, as it is."""
    return material_of(portfolio())


@cache
def small_planned() -> Material:
    """Return the small estate with a plan that retires, replaces and joins."""
    estate = portfolio({"glenmore": GLENMORE, "strathallan": PLANNED})
    found = plan(build(estate), AS_OF, Effort(work=0.05))
    assert isinstance(found, Roadmap)
    return material_of(estate, planned=view_of(build(estate), found))


@cache
def sample() -> Material:
    """Return the sample estate of the repository, as it is; with the lines it stands on."""
    reading = read(ROOT / "inventories")
    assert reading.portfolio is not None

    def place(fact: Fact) -> str | None:
        span = reading.locate(fact)
        return f"{span.path}:{span.line}" if span else None

    graph = build(reading.portfolio)
    chosen = tuple(sorted(reading.portfolio.councils))
    scores = score(graph, SAMPLE_DAY, chosen)
    return Material(graph, scores, SAMPLE_DAY, chosen, "1.2.3", place, "abc")
