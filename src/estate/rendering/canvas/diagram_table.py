"""A diagram as tables: its boxes with what they say, and its arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.diagram import STATES
from estate.rendering.canvas.linking import ref_of
from estate.rendering.canvas.page_model import Cell, Head, Table, filled, heads
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from estate.rendering.canvas.diagram import Diagram


def boxes_table(diagram: Diagram) -> Table:
    """Return a row for each box: its group, its name, what its class is, and what it says."""
    rows = tuple(
        (
            Cell(visible(node.lines[0]), ref=ref_of(node.name)),
            Cell(visible(node.cluster or "")),
            Cell("" if node.shares else node.style.words),
            Cell(visible("; ".join(node.lines[1:]))),
        )
        for node in diagram.in_order()
    )
    columns = (Head("Box"), Head("Group", filter=True), Head("Class", filter=True), Head("Says"))
    return filled(Table(f"{visible(diagram.title)}: what is in it", columns, rows))


def arrows_table(diagram: Diagram) -> Table:
    """Return a row for each arrow: from where, to where, what it is, and how many it stands for."""
    named = {node.name: visible(node.lines[0]) for node in diagram.nodes}
    rows = tuple(
        (
            Cell(named[edge.tail], ref=ref_of(edge.tail)),
            Cell(named[edge.head], ref=ref_of(edge.head)),
            Cell(STATES.get(edge.state, edge.state)),
            Cell(visible(edge.label)),
            Cell(f"{edge.count:,}", key=str(edge.count)),
        )
        for edge in diagram.arrows()
    )
    columns = heads("From", "To", "What", "How", "#Connections")
    return filled(Table(f"{visible(diagram.title)}: connections", columns, rows))
