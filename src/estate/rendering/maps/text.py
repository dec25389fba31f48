"""The text equal of a diagram: every box and every arrow, in lines."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from estate.rendering.canvas.diagram import STATES, by_cluster
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.canvas.diagram import Diagram, Edge, Node

WIDTH = 100
ALL, OTHERS, FOCUS = "Boxes", "Beside them", "In focus"


def diagram_text(diagram: Diagram) -> str:
    """Return what a diagram shows as text: its words, its boxes by group, its arrows.

    Each box and each arrow stands on a line of its own, whole, however long.
    """
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: Diagram) -> Iterator[str]:
    yield visible(diagram.title)
    yield from _paragraph(diagram.description)
    yield from _paragraph(diagram.note[:1].upper() + diagram.note[1:])
    named = {node.name: _called(node) for node in diagram.nodes}
    heading, rest = None, OTHERS if any(node.cluster for node in diagram.nodes) else ALL
    for node in sorted(diagram.nodes, key=_focus_first):
        group = FOCUS if node.focus else node.cluster or rest
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


def _focus_first(node: Node) -> tuple[bool, bool, tuple[int, str, str]]:
    return not node.focus, not node.cluster, by_cluster(node)


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
    return f"{_called(node)}: {said}" if said else _called(node)


def _arrow(edge: Edge, named: dict[str, str]) -> str:
    words = STATES.get(edge.state, edge.state)
    more = f", {visible(edge.label)}" if edge.label else ""
    times = f" ({edge.count})" if edge.count > 1 else ""
    return f"{named[edge.tail]} -> {named[edge.head]}: {words}{more}{times}"
