"""An estate whose every name does harm where it can, and one whose record is turned round."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.rendering.exchange.exchange_sample import PLANNED, material_of
from tests.unit.rendering.sample import AS_OF, GLENMORE, portfolio

from estate.graph import build
from estate.planning import Effort, Roadmap, plan
from estate.rendering.exchange.material import Material
from estate.rendering.plan.building import view_of

NAMES = (
    'He said "no" \\',
    "it's `code` and ${value}",
    "*/ } model { // #end",
    "<b>&amp;</b> <script>alert(1)</script>",
    "\U0001f6d2 शहर العربية",
    'section: 100%; {"a": 1} | #35; $$x$$ %% --> ]',
    "one\nview index { include * }\ntwo",
    "title =cmd|' /C calc'!A0",
)
HARM: dict[str, Any] = {
    "council": {"name": NAMES[0], "description": NAMES[6], "kind": "body"},
    "systems": {
        f"s{at}-": {
            "name": name,
            "description": name,
            "owner": name,
            "capabilities": ["corporate.finance"],
            "annual_cost": {"licence": 900_000},
            "options": {
                "replace": {
                    "name": name,
                    "cost": {"capital": 1_000 + at, "revenue": 7},
                    "months": 3,
                    "annual_cost_after": 0,
                }
            },
        }
        for at, name in enumerate(NAMES)
    },
    "interfaces": [
        {"from": "s0-", "to": "s1-", "name": NAMES[1], "description": NAMES[2]},
        {"from": "s0-", "to": "s1-", "name": NAMES[1]},
        {"from": "s2-", "to": "s2-", "name": "to itself"},
        {"from": "s2-", "to": "s3-", "status": "retired", "rework_cost": 123},
        {"from": "s4-", "to": "elsewhere/ledger"},
    ],
    "contracts": {
        "with-none": {"name": NAMES[3], "annual_value": 41},
        "k1": {
            "name": NAMES[4],
            "systems": ["s0-", "s1-"],
            "supplier": "nobody-knows",
            "ends": date(2027, 3, 31),
            "notice_months": 6,
            "annual_value": 118_000,
        },
    },
    "skills": {},
    "budgets": {},
}


def hostile() -> Material:
    """Return an estate with nothing but such names."""
    return material_of(portfolio({"harm": HARM}))


def hostile_planned() -> Material:
    """Return the same with a roadmap."""
    estate = portfolio({"harm": HARM})
    found = plan(build(estate), AS_OF, Effort(work=0.05))
    assert isinstance(found, Roadmap)
    return material_of(estate, planned=view_of(build(estate), found))


def turned(record: Any) -> Any:  # noqa: ANN401  # a table of any kind
    """Return a record whose tables are in the opposite order; arrays stay: order is theirs."""
    if isinstance(record, dict):
        return {key: turned(value) for key, value in reversed(record.items())}
    return record


def turned_round() -> Material:
    """Return the small estate with a plan, its record in the opposite order."""
    estate = portfolio({"strathallan": turned(PLANNED), "glenmore": turned(GLENMORE)})
    found = plan(build(estate), AS_OF, Effort(work=0.05))
    assert isinstance(found, Roadmap)
    return material_of(estate, planned=view_of(build(estate), found))
