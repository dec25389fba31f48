"""A diagram as a table: each box with what it says, and where its arrows lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from estate.rendering.canvas.diagram import STATES
from estate.rendering.canvas.linking import ref_of
from estate.rendering.canvas.page_model import Cell, Head, Table
from estate.rendering.kit.words import listing, visible

if TYPE_CHECKING:
    from estate.rendering.canvas.diagram import Diagram

NEAR = 8
"""So many neighbours of a box are named, of each sort."""
MOST_ROWS = 400


def diagram_table(sheet: Diagram) -> Table:
    """Return a row for each box: its group, what it says, and where arrows lead."""
    names = {node.name: visible(node.lines[0]) for node in sheet.nodes}
    joined: dict[str, dict[str, list[str]]] = {}
    for edge in sheet.arrows():
        words = STATES.get(edge.state, edge.state)
        many = f" ({edge.count:,})" if edge.count > 1 else ""
        joined.setdefault(edge.tail, {}).setdefault(f"{words} to", []).append(
            names[edge.head] + many
        )
        joined.setdefault(edge.head, {}).setdefault(f"{words} from", []).append(
            names[edge.tail] + many
        )
    rows = tuple(
        (
            Cell(names[node.name], ref=ref_of(node.name)),
            Cell(visible(node.cluster or "")),
            Cell(visible("; ".join(node.lines[1:]))),
            Cell(_connected(joined.get(node.name, {}))),
        )
        for node in sheet.in_order()[:MOST_ROWS]
    )
    columns = ("Box", "Group", "What it says", "Connected")
    return Table(visible(sheet.title), tuple(Head(name) for name in columns), rows)


def _connected(ends: Mapping[str, list[str]]) -> str:
    """Return where arrows lead to and come from, by what they are."""
    return "; ".join(f"{words} {listing(names, NEAR)}" for words, names in sorted(ends.items()))
