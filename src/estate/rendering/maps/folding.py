"""Making a picture small enough to be read: what is too much is drawn as one, and said so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.rendering.canvas.diagram import Edge, Node
from estate.rendering.canvas.palette import GATHERED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

REST = "rest:"


def fold(
    nodes: Sequence[Node], edges: Sequence[Edge], most: int, words: str
) -> tuple[list[Node], list[Edge]]:
    """Keep the boxes that most arrows meet, and draw the others as one; beyond `most` only."""
    if len(nodes) <= most:
        return list(nodes), list(edges)
    met: Counter[str] = Counter()
    for edge in edges:
        met[edge.tail] += edge.count
        met[edge.head] += edge.count
    kept = sorted(nodes, key=lambda node: (-met[node.name], node.name))[: most - 1]
    number = len(nodes) - len(kept)
    rest = Node(REST, (f"{number} {words}",), GATHERED)
    place = dict.fromkeys((node.name for node in nodes), REST)
    place |= {node.name: node.name for node in kept}
    return [*kept, rest], moved(edges, place)


def moved(edges: Sequence[Edge], place: Mapping[str, str]) -> list[Edge]:
    """Return arrows between what stands for their ends, those that say the same as one."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for edge in edges:
        tail, head = place[edge.tail], place[edge.head]
        if tail != head:
            gathered = (tail, head) != (edge.tail, edge.head)
            counts[tail, head, edge.state, "" if gathered else edge.label] += edge.count
    return [
        Edge(tail, head, state, count, label)
        for (tail, head, state, label), count in sorted(counts.items())
    ]
