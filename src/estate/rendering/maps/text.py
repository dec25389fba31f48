"""The text equal of a diagram: every box and every arrow, in lines."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from estate.rendering.diagram import STATES
from estate.rendering.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.diagram import Diagram, Edge, Node

WIDTH = 100
ALL, OTHERS = "Boxes", "Beside them"


def diagram_text(diagram: Diagram) -> str:
    """Return what a diagram shows as text: its words, its boxes by group, its arrows.

    Each box and each arrow stands on a line of its own, whole, however long.
    """
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: Diagram) -> Iterator[str]:
    yield visible(diagram.title)
    yield from _paragraph(diagram.description)
    yield from _paragraph(diagram.note)
    named = {node.name: _called(node) for node in diagram.nodes}
    heading, rest = None, OTHERS if any(node.cluster for node in diagram.nodes) else ALL
    for node in sorted(diagram.nodes, key=lambda node: (not node.cluster, *_order(node))):
        group = node.cluster or rest
        if group != heading:
            heading = group
            yield ""
            yield visible(group)
        yield f"- {_box(node)}"
    if diagram.edges:
        yield ""
        yield "Connections"
    for edge in diagram.arrows():
        yield f"- {_arrow(edge, named)}"
    for title, entries in diagram.details.items():
        yield ""
        yield visible(title)
        yield from (f"- {visible(entry)}" for entry in entries)


def _order(node: Node) -> tuple[str, str]:
    return node.cluster or "", node.name


def _paragraph(words: str) -> list[str]:
    return textwrap.wrap(visible(words), WIDTH) if words else []


def _called(node: Node) -> str:
    """Return a box's name, with its place in the estate where it stands for one thing."""
    name = visible(node.lines[0])
    if "/" in node.name or node.name.startswith("platform:"):
        return f"{name} ({visible(node.name)})"
    return name


def _box(node: Node) -> str:
    said = "; ".join(visible(line) for line in node.lines[1:])
    focus = " [in focus]" if node.focus else ""
    return f"{_called(node)}{focus}: {said}" if said else f"{_called(node)}{focus}"


def _arrow(edge: Edge, named: dict[str, str]) -> str:
    words = STATES.get(edge.state, edge.state)
    more = f", {visible(edge.label)}" if edge.label else ""
    times = f" ({edge.count})" if edge.count > 1 else ""
    return f"{named[edge.tail]} -> {named[edge.head]}: {words}{more}{times}"
