"""One small invented council whose every figure can be worked out by hand, with a real plan.

The plan starts on 1 October 2026. Council tax is replaced: 3 months to buy, 6 to build, so live on
1 July 2027. It costs £120,000 capital and £30,000 one-off revenue, half of each before and after
1 April 2027, £20,000 of it a month. The burial register is retired for £5,000 in two months.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from estate.graph import build
from estate.planning import Effort, Roadmap, plan
from estate.portfolio import Catalogue, Fact, Inventory, Portfolio, Workspace
from estate.rendering.briefings.material import Material, Scope, Trail
from estate.rendering.canvas.blocks import (
    Block,
    Briefing,
    Figure,
    Folded,
    Link,
    Points,
    Prose,
    Strong,
    Text,
)
from estate.rendering.canvas.page_model import Cell, Table
from estate.rendering.plan.building import view_of
from estate.scoring import score

AS_OF = date(2026, 9, 30)
SAME_L = ("end_of_support", "contract", "skills", "business_need", "environment")
LIKELIHOOD = (*SAME_L, "vulnerabilities", "history")
IMPACT = ("safety", "reputation", "financial", "stakeholders", "operations", "other_systems")

CATALOGUE: dict[str, Any] = {
    "groups": {"revenues": {"name": "Revenues"}},
    "capabilities": {
        "revenues.council-tax": {"name": "Council tax", "citizen_facing": True},
        "community.burials": {"name": "Burials", "citizen_facing": False},
        "finance.ledger": {"name": "General ledger", "citizen_facing": False},
    },
    "skills": {"developer": {"name": "Development"}, "analyst": {"name": "Business analysis"}},
    "freezes": {
        "billing": {
            "name": "Annual billing",
            "capabilities": ["revenues.*"],
            "from": "02-01",
            "to": "04-15",
        }
    },
}
WESTMUIR: dict[str, Any] = {
    "council": {"name": "Westmuir Council", "interfaces_complete": True},
    "systems": {
        "council-tax": {
            "name": "RevBill",
            "capabilities": ["revenues.council-tax"],
            "owner": "Head of Revenues",
            "users": 64,
            "annual_cost": {"licence": 100_000},
            "likelihood": dict.fromkeys(LIKELIHOOD, 5),
            "impact": dict.fromkeys(IMPACT, 4),
            "options": {
                "replace": {
                    "cost": {"capital": 120_000, "revenue": 30_000},
                    "months": 6,
                    "procurement_months": 3,
                    "annual_cost_after": 60_000,
                    "skills": {"developer": 60, "analyst": 12},
                    "owner": "Head of Revenues",
                    "engagement": "Tested with the citizens' panel.",
                    "channels_removed": ["post"],
                    "benefits": [
                        {
                            "kind": "financial",
                            "measure": "running cost",
                            "unit": "pounds a year",
                            "baseline": 100_000.0,
                            "target": 60_000.0,
                        },
                        {
                            "kind": "citizens",
                            "measure": "bills managed online",
                            "unit": "percent",
                            "baseline": 22.0,
                            "target": 60.0,
                            "due": date(2028, 3, 31),
                        },
                    ],
                }
            },
        },
        "lairs": {
            "name": "Burial register",
            "capabilities": ["community.burials"],
            "likelihood": dict.fromkeys(LIKELIHOOD, 4),
            "impact": dict.fromkeys(IMPACT, 3),
            "options": {"retire": {"cost": {"revenue": 5_000}, "months": 2}},
        },
        "ledger": {
            "name": "General ledger",
            "capabilities": ["finance.ledger"],
            "annual_cost": {"licence": 90_000},
        },
    },
    "contracts": {
        "revenues": {
            "systems": ["council-tax"],
            "starts": date(2021, 10, 1),
            "ends": date(2027, 9, 30),
            "renewal": "tacit",
            "notice_months": 6,
            "annual_value": 80_000,
        },
        "ledger": {
            "systems": ["ledger"],
            "starts": date(2022, 4, 1),
            "ends": date(2027, 3, 31),
            "renewal": "none",
        },
    },
    "skills": {"developer": {"people": 3, "person_days_per_quarter": 40}},
    "budgets": {
        "2026-27": {"capital": 140_000, "revenue": 60_000},
        "2027-28": {"capital": 100_000, "revenue": 20_000},
    },
    "risks": {
        "expert": {
            "name": "The only expert leaves",
            "systems": ["council-tax"],
            "likelihood": 5,
            "owner": "Head of Revenues",
        }
    },
}
POLICY = {"horizon_months": 24, "tail_months": 12}


def where(fact: Fact) -> str | None:
    """Return a made-up place."""
    return f"councils/{fact.owner}.toml:{len(fact.path)}" if fact.owner else None


def material_of(council: dict[str, Any], *, planned: bool = True) -> Material:
    """Return the material of one council, with a real plan if one is asked for."""
    workspace = Workspace.model_validate({"name": "Small", "planning": POLICY})
    record = Portfolio(
        workspace,
        Catalogue.model_validate(CATALOGUE),
        {"westmuir": Inventory.model_validate(council)},
    )
    graph = build(record)
    made = Material(graph, score(graph, AS_OF), (), where, lambda _: b"", Trail("0", "0" * 64))
    if not planned:
        return made
    roadmap = plan(graph, AS_OF, Effort(work=1))
    assert isinstance(roadmap, Roadmap)
    return replace(made, plan=view_of(graph, roadmap), roadmap=roadmap)


@cache
def westmuir(*, planned: bool = True) -> Scope:
    """Return the council as it is above."""
    return material_of(deepcopy(WESTMUIR), planned=planned).of("westmuir")


def words(text: Text) -> str:
    """Return a text as words: links in square brackets with where they lead."""
    return "".join(_part(part) for part in text)


def _part(part: str | Link | Strong) -> str:
    if isinstance(part, Link):
        return f"[{part.words}]({part.ref.kind}:{part.ref.id})"
    return part if isinstance(part, str) else f"*{part.words}*"


def cell(one: Cell) -> str:
    """Return a cell as words."""
    said = " / ".join(line.text for line in one.lines) or (one.risk.words if one.risk else one.text)
    return f"{said} ({one.ref.kind}:{one.ref.id})" if one.ref else said


def rows(table: Table) -> list[list[str]]:
    """Return a table's cells as plain words, without where they lead."""
    return [
        [" / ".join(line.text for line in one.lines) or one.text for one in row]
        for row in table.rows
    ]


def shown(briefing: Briefing) -> str:
    """Return a briefing as text; of pictures the caption, and the table in full."""
    lines = [f"# {briefing.title}", briefing.subtitle, f"id: {briefing.id}"]
    for section in briefing.sections:
        lines += ["", f"## {section.title} #{section.id}"]
        lines += [line for block in section.blocks for line in _block(block)]
    return "\n".join(lines) + "\n"


def _block(block: Block) -> list[str]:
    match block:
        case Prose():
            return ["", f"{f'({block.tone}) ' if block.tone else ''}{words(block.text)}"]
        case Points():
            sign = "1." if block.ordered else "-"
            return ["", *(f"{sign} {words(item)}" for item in block.items)]
        case Table():
            head = " | ".join(head.name for head in block.heads)
            body = [" | ".join(map(cell, row)) for row in (*block.rows, block.foot) if row]
            return ["", f"{block.caption}:", f"  {head}", *(f"  {line}" for line in body)]
        case Figure():
            inner = _block(block.table) if block.table else []
            return ["", f"<{block.picture.file}> {block.picture.caption}", *inner]
        case Folded():
            inner = [line for each in block.blocks for line in _block(each)]
            return ["", f">> {block.title}", *inner, "<<"]
        case _:
            return ["", repr(block)]


def tables(briefing: Briefing) -> dict[str, Table]:
    """Return the tables of a briefing by caption, those of pictures and of what is folded too."""
    found: dict[str, Table] = {}
    waiting: list[Block] = [block for section in briefing.sections for block in section.blocks]
    while waiting:
        block = waiting.pop(0)
        if isinstance(block, Table):
            found.setdefault(block.caption, block)
        elif isinstance(block, Figure) and block.table is not None:
            found.setdefault(f"picture: {block.table.caption}", block.table)
        elif isinstance(block, Folded):
            waiting = [*block.blocks, *waiting]
    return found
