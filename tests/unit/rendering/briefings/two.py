"""Two small invented councils that could buy their council tax software together.

Westmuir is `small`'s: its contract renews itself from 30 September 2027, year by year, unless
notice is given six months before; £80,000 a year. Eastmuir's ends by itself on 30 September 2028;
£50,000 a year. So on 30 September 2028 both leave free, if Westmuir gives notice in time.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

from tests.unit.rendering.briefings import small

from estate.graph import build
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace
from estate.rendering.briefings.material import Material, Trail
from estate.scoring import score


def eastmuir() -> dict[str, Any]:
    """Return the second council's record."""
    record = deepcopy(small.WESTMUIR)
    record["council"] = {"name": "Eastmuir Council"}
    record["systems"] = {
        "council-tax": {
            "name": "RevBill East",
            "capabilities": ["revenues.council-tax"],
            "users": 40,
            "annual_cost": {"licence": 50_000},
        }
    }
    record["contracts"] = {
        "tax": {
            "systems": ["council-tax"],
            "supplier": "billers",
            "starts": date(2023, 10, 1),
            "ends": date(2028, 9, 30),
            "renewal": "none",
            "annual_value": 50_000,
        }
    }
    return record


@cache
def material() -> Material:
    """Return the material of both, without a plan."""
    catalogue = deepcopy(small.CATALOGUE)
    catalogue["suppliers"] = {
        "billers": {"name": "Billers Ltd", "parent": "holding", "former_names": ["Old Bill"]},
        "holding": {"name": "Holding Group"},
    }
    councils = {"eastmuir": eastmuir(), "westmuir": deepcopy(small.WESTMUIR)}
    record = Portfolio(
        Workspace.model_validate({"name": "Two"}),
        Catalogue.model_validate(catalogue),
        {key: Inventory.model_validate(council) for key, council in councils.items()},
    )
    graph = build(record)
    trail = Trail("0", "0" * 64)
    return Material(graph, score(graph, small.AS_OF), (), small.where, lambda _: b"", trail)
