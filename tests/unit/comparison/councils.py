"""Small councils for tests of comparing: only what a test names is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

from estate.comparison.of_inventory import sector_of
from estate.comparison.view import SectorView
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace

AS_OF = date(2026, 9, 30)


def sector(
    councils: dict[str, dict[str, Any]], catalogue: dict[str, Any] | None = None
) -> SectorView:
    """Return the view of councils given as their tables; a council's name is its id."""
    read = {
        name: Inventory.model_validate({"council": {"name": name.title()}, **tables})
        for name, tables in councils.items()
    }
    common = Catalogue.model_validate(catalogue or {})
    return sector_of(Portfolio(Workspace(), common, read), AS_OF)


def runs(*products: str | None, supplier: str | None = None) -> dict[str, Any]:
    """Return a council's tables: a system for `finance.ledger` on each product."""
    systems = {
        f"s{number}": {
            "name": f"System {number}",
            "capabilities": ["finance.ledger"],
            **({"product": product} if product else {}),
        }
        for number, product in enumerate(products)
    }
    contracts = {"c0": {"systems": ["s0"], "supplier": supplier}} if supplier and systems else {}
    return {"systems": systems, "contracts": contracts}
