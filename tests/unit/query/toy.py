"""A small estate, worked by hand, for tests of lists."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from estate.portfolio import Catalogue, Fact, Inventory, Portfolio, Workspace
from estate.query.kinds import KINDS
from estate.query.listing import Listing, Question, listing
from estate.query.parsing import parse
from estate.query.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

AS_OF = date(2027, 1, 15)

CATALOGUE: dict[str, Any] = {
    "products": {
        "taxer": {
            "name": "Taxer",
            "supplier": "taxers",
            "versions": {
                "1": {"security_support_until": date(2027, 3, 31)},
                "2": {"security_support_until": date(2030, 3, 31)},
                "kept": {"supported": True},
            },
        },
        "ledge": {"name": "Ledge"},
    },
    "capabilities": {"finance.ledger": {"name": "Ledger"}, "care.homes": {"name": "Homes"}},
    "platforms": {"shared": {"name": "Shared web"}},
    "suppliers": {"taxers": {"name": "Taxers Ltd"}, "boxes": {"name": "Boxes & Sons"}},
}
COUNCIL: dict[str, Any] = {
    "council": {"name": "Glenmarnock", "interfaces_complete": True},
    "systems": {
        "tax": {
            "name": "Council tax",
            "capabilities": ["revenues.council-tax", "revenues.benefits"],
            "product": "taxer@1",
            "technology": ["ledge@9"],
            "owner": "Head of Revenues",
            "hosting": "on-premises",
            "criticality": "vital",
            "annual_cost": {"licence": 100_000, "hosting": 20_000},
            "support": {"people": 1},
        },
        "ledger": {
            "name": "Ledger",
            "capabilities": ["finance.ledger"],
            "product": "taxer@2",
            "technology": [],
            "criticality": "medium",
            "annual_cost": {"licence": 50_000},
            "support": {"people": 3, "fte": 0.5},
        },
        "web": {
            "name": "Website",
            "product": "taxer@kept",
            "citizen_facing": True,
            "platform": "shared",
            "options": {
                "join": {"platform": "shared", "cost": {"capital": 5_000, "revenue": 700}},
                "retire": {},
            },
        },
        "old": {"name": "Old thing", "lifecycle": "retired"},
    },
    "contracts": {
        "a": {
            "name": "Tax",
            "systems": ["tax"],
            "supplier": "taxers",
            "starts": date(2020, 4, 1),
            "ends": date(2026, 3, 31),
            "extensions": [
                {"months": 12, "by": "council", "taken": True},
                {"months": 12, "by": "council"},
            ],
            "notice_months": 6,
            "annual_value": 90_000,
        },
        "b": {"systems": ["ledger", "tax"], "supplier": "boxes"},
        # It renewed itself twice, as often as it may: to 30 June 2026.
        "renewed": {
            "ends": date(2024, 6, 30),
            "renewal": "tacit",
            "renewals_at_most": 2,
            "supplier": "taxers",
            "annual_value": 0,
        },
        "spent": {"systems": ["tax"], "ends": date(2020, 3, 31), "supplier": "boxes"},
    },
    "steps": {
        "one": {"system": "web", "option": "join", "cost": {"capital": 9}},
        "two": {"system": "tax", "option": "retain"},
    },
    "needs": [{"capability": "care.homes", "because": "New duty"}],
    "interfaces": [
        {"from": "tax", "to": "ledger", "mechanism": "manual"},
        {"from": "tax", "to": "web", "status": "planned"},
    ],
}


def world(council: Mapping[str, Any] = COUNCIL) -> World:
    """Return the estate at the date, each record standing in a made-up line."""
    portfolio = Portfolio(
        Workspace(),
        Catalogue.model_validate(CATALOGUE),
        {"glen": Inventory.model_validate(council)},
    )
    return World(portfolio, AS_OF, _where)


def _where(fact: Fact) -> str:
    return f"{fact.owner}.toml:{len(fact.path)}"


def asked(kind: str, where: str | None = None, **others: Any) -> Listing:  # noqa: ANN401
    """Return the answer to a question about the estate."""
    condition = None if where is None else parse(where)
    return listing(Question(KINDS[kind], condition, **others), world())


def ids(found: Listing) -> list[Any]:
    """Return the first column of what was found."""
    return [row.cells[0] for row in found.rows]
