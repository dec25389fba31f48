"""A diagram as tables: its boxes with what they say, and its arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.diagram import STATES
from estate.rendering.canvas.page_model import Cell, Head, Ref, Table, filled, heads
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from estate.rendering.canvas.diagram import Diagram

PLATFORM = "platform:"


def boxes_table(diagram: Diagram) -> Table:
    """Return a row for each box: its group, its name, what its class is, and what it says."""
    rows = tuple(
        (
            Cell(visible(node.lines[0]), ref=_ref(node.name)),
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
            Cell(named[edge.tail], ref=_ref(edge.tail)),
            Cell(named[edge.head], ref=_ref(edge.head)),
            Cell(STATES.get(edge.state, edge.state)),
            Cell(visible(edge.label)),
            Cell(f"{edge.count:,}", key=str(edge.count)),
        )
        for edge in diagram.arrows()
    )
    columns = heads("From", "To", "What", "How", "#Connections")
    return filled(Table(f"{visible(diagram.title)}: connections", columns, rows))


def _ref(node: str) -> Ref | None:
    """Return what a box leads to: a system or a platform; None where it stands for many."""
    if node.startswith(PLATFORM):
        return Ref("platform", node.removeprefix(PLATFORM))
    return Ref("system", node) if "/" in node else None
