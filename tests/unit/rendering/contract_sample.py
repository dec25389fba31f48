"""Contracts of every sort, and letters that a format could stumble over."""

from __future__ import annotations

from datetime import date

from estate.portfolio import (
    Catalogue,
    Contract,
    Council,
    Fact,
    Inventory,
    Portfolio,
    Supplier,
    System,
    Workspace,
)
from estate.rendering.records.contract_book import ContractBook, contract_book

AS_OF = date(2026, 9, 30)
CONTRACTS: dict[str, dict[str, object]] = {
    "council-tax": {
        "name": "Council tax software",
        "systems": ["council-tax"],
        "supplier": "revmaster",
        "starts": date(2019, 4, 1),
        "ends": date(2027, 3, 31),
        "extensions": [{"months": 12, "by": "council"}, {"months": 12, "by": "agreement"}],
        "notice_months": 3,
        "renewal": "none",
        "annual_value": 118_000,
        "holding_over_percent": 25,
    },
    "hosting": {
        "name": '=HYPERLINK("x"), hosting; and \\backup\\ of everything that the council has',
        "systems": ["web", "ledger"],
        "supplier": "nobody-knows",
        "starts": date(2020, 10, 1),
        "term_months": 36,
        "renewal": "tacit",
        "renewal_months": 12,
        "notice_months": 6,
        "annual_value": 10_001,
    },
    "lapsed": {
        "systems": ["crm"],
        "ends": date(2025, 8, 31),
        "renewal": "none",
        "annual_value": 1_000,
        "holding_over_percent": 10,
    },
    "long": {
        "systems": ["ledger"],
        "ends": date(2031, 3, 31),
        "renewal": "none",
        "break_notice_months": 6,
        "irrevocable_until": date(2028, 3, 31),
        "early_exit_cost": 4_000,
        "annual_value": 7_000,
    },
    "unknown": {"systems": ["web"]},
    "vague": {
        "ends": date(2027, 6, 30),
        "extensions": [{"months": 7, "by": "council"}],
        "annual_value": 1_000,
    },
}


def portfolio(contracts: dict[str, dict[str, object]] | None = None) -> Portfolio:
    names = ("council-tax", "crm", "ledger", "web")
    inventory = Inventory(
        council=Council(name="Glenmarnock Council"),
        systems={name: System(name=name) for name in names},
        contracts={
            key: Contract.model_validate(told)
            for key, told in (CONTRACTS if contracts is None else contracts).items()
        },
    )
    suppliers = {"revmaster": Supplier(name="RevMaster £ Süd")}
    return Portfolio(Workspace(), Catalogue(suppliers=suppliers), {"glenmarnock": inventory})


def where(fact: Fact) -> str | None:
    """Return a place that shows which key was asked for."""
    return f"councils/{fact.owner}.toml:{10 * len(fact.path) + len(str(fact.path[-1]))}"


def book(contracts: dict[str, dict[str, object]] | None = None, months: int = 24) -> ContractBook:
    return contract_book(portfolio(contracts), AS_OF, months, ["glenmarnock"], where)
