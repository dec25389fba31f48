"""Two invented councils that share a platform, with a real plan and files to lead back to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from tests.unit.rendering.sample import HOSTILE

from estate.diagnostics import Finding, Severity, Span
from estate.graph import build
from estate.planning import Effort, Roadmap, plan
from estate.portfolio import Catalogue, Fact, Inventory, Portfolio, Workspace
from estate.rendering.briefings.material import Material, Trail
from estate.rendering.briefings.source_parts import source_parts
from estate.rendering.plan.building import view_of
from estate.rendering.site.frame import Frame
from estate.rendering.site.links import Directory
from estate.rendering.site.pages import capability, council, platform, sources, system, workings
from estate.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.site.frame import Page

AS_OF = date(2026, 9, 30)
KINDS = (council, system, platform, capability, workings, sources)

CATALOGUE: dict[str, Any] = {
    "capabilities": {
        "revenues.council-tax": {"name": "Council tax", "citizen_facing": True, "lgsl": [57]},
        "community.burials": {"name": "Burials"},
    },
    "platforms": {
        "hub": {
            "name": "Joint tax service",
            "status": "existing",
            "capabilities": ["revenues.council-tax"],
            "host": "East Council",
            "standards": ["uprn"],
            "onboarding_per_quarter": 1,
            "tiers": [
                {"members": 1, "annual_price": 30_000},
                {"members": 2, "annual_price": 20_000},
            ],
        }
    },
    "skills": {"developer": {"name": "Development"}},
    "standards": {"uprn": {"name": "UPRN"}},
}


def _tax(cost: int) -> dict[str, Any]:
    return {
        "name": "Tax billing",
        "capabilities": ["revenues.council-tax"],
        "product": "revbill@3",
        "owner": "Head of Revenues",
        "users": 64,
        "impact": {"reputation": 2},
        "annual_cost": {"licence": cost},
        "evidence": {"users": {"source": "licence count", "on": date(2026, 5, 1)}},
        "options": {
            "join": {
                "platform": "hub",
                "cost": {"capital": 40_000, "revenue": 6_000},
                "months": 4,
                "annual_cost_after": 10_000,
                "skills": {"developer": 20},
            }
        },
    }


EAST: dict[str, Any] = {
    "council": {"name": "East Council", "interfaces_complete": True},
    "systems": {
        "tax": _tax(120_000),
        "lairs": {"name": HOSTILE, "capabilities": ["community.burials"], "description": HOSTILE},
        "old": {"name": "Old tax", "lifecycle": "retired"},
    },
    "interfaces": [
        {"from": "tax", "to": "lairs", "mechanism": "scheduled-file", "format": "csv"},
        {"from": "west/tax", "to": "tax", "mechanism": "email"},
    ],
    "contracts": {
        "tax": {
            "name": HOSTILE,
            "systems": ["tax"],
            "starts": date(2023, 4, 1),
            "ends": date(2028, 3, 31),
            "notice_months": 6,
            "annual_value": 90_000,
        }
    },
    "budgets": {
        "2026-27": {"capital": 200_000, "revenue": 40_000},
        "2027-28": {"capital": 200_000, "revenue": 40_000},
    },
    "skills": {"developer": {"people": 2, "person_days_per_quarter": 40}},
}
WEST: dict[str, Any] = {
    **EAST,
    "council": {"name": "West Council"},
    "systems": {"tax": _tax(80_000)},
    "interfaces": [],
    "contracts": {},
}
LINES = 40
FILES = {
    f"councils/{name}.toml": "".join(f"# line {n} of {name} {HOSTILE}\n" for n in range(1, LINES))
    for name in ("east", "west")
}


def where(fact: Fact) -> str | None:
    """Return a line that the files above have: the same for the same fact."""
    if fact.owner not in {"east", "west"}:
        return None
    line = sum(map(ord, "/".join(map(str, fact.path)))) % (LINES - 1) + 1
    return f"councils/{fact.owner}.toml:{line}"


def _portfolio(*, turned: bool) -> Portfolio:
    councils = {"east": EAST, "west": WEST}
    order = sorted(councils, reverse=turned)
    policy = {"name": "Two councils", "planning": {"horizon_months": 24, "tail_months": 12}}
    return Portfolio(
        Workspace.model_validate(policy),
        Catalogue.model_validate(CATALOGUE),
        {name: Inventory.model_validate(_turned(councils[name], turned=turned)) for name in order},
    )


def _turned(record: dict[str, Any], *, turned: bool) -> dict[str, Any]:
    if not turned:
        return record
    return {
        key: dict(reversed(value.items())) if isinstance(value, dict) else value
        for key, value in reversed(record.items())
    }


@cache
def material(*, planned: bool = True, turned: bool = False) -> Material:
    """Return what pages are made from; `turned` gives all records in the opposite order."""
    graph = build(_portfolio(turned=turned))
    place = Span("councils/east.toml", 7, 1)
    finding = Finding("EST301", Severity.WARNING, HOSTILE, place, subject="east/tax")
    made = Material(
        graph,
        score(graph, AS_OF),
        (finding,),
        where,
        lambda _: b"",
        Trail(
            "0.1.0",
            sha256(b"two").hexdigest(),
            tuple((path, sha256(text.encode()).hexdigest()) for path, text in FILES.items()),
            FILES.get,
            source_parts(FILES.items()),
        ),
    )
    if not planned:
        return made
    roadmap = plan(graph, AS_OF, Effort(work=1))
    assert isinstance(roadmap, Roadmap)
    return replace(made, plan=view_of(graph, roadmap), roadmap=roadmap)


def pages(given: Material) -> Iterator[tuple[Page, str]]:
    """Yield every page of the kinds that are about one thing, with its HTML."""
    targets = (target for kind in KINDS for target in kind.targets(given))
    frame = Frame(given, Directory.of(targets, given.trail.parts))
    for kind in KINDS:
        for page in kind.pages(given):
            yield page, frame.html(page).content.decode()
