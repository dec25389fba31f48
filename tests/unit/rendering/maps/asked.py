"""Small estates, and what is asked of them, for the tests of maps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from estate.graph import build
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace
from estate.rendering.maps import Ask, Chart, draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.rendering.canvas.diagram import Diagram

AS_OF = date(2026, 9, 30)


def ask(
    councils: Mapping[str, Any],
    catalogue: Mapping[str, Any] | None = None,
    *,
    illustrative: bool = False,
    focus: str | None = None,
    depth: int = 1,
    data_class: str | None = None,
    standard: str | None = None,
    colour_by: str = "risk",
) -> Ask:
    """Return a question about some councils, each given by its tables but its own."""
    inventories = {
        key: Inventory.model_validate({"council": {"name": key.capitalize()}, **tables})
        for key, tables in councils.items()
    }
    portfolio = Portfolio(
        Workspace(illustrative=illustrative), Catalogue.model_validate(catalogue or {}), inventories
    )
    members = {
        key: tuple(f"{key}/{system}" for system in sorted(inventory.systems))
        for key, inventory in sorted(inventories.items())
    }
    graph = build(portfolio)
    return Ask(graph, AS_OF, members, focus, depth, data_class, standard, colour_by)


def systems(*names: str, **facts: object) -> dict[str, Any]:
    """Return systems named after their ids."""
    return {name: {"name": name.capitalize(), **facts} for name in names}


def diagram(view: str, asked: Ask) -> Diagram:
    """Return the one diagram of a view."""
    (sheet,) = draw(view, asked)
    assert not isinstance(sheet, Chart)
    return sheet


def chart(view: str, asked: Ask) -> Chart:
    """Return the one chart of a view."""
    (sheet,) = draw(view, asked)
    assert isinstance(sheet, Chart)
    return sheet
