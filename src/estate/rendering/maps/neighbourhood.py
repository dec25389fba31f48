"""One system's neighbourhood: what it exchanges data with, needs and serves, to some depth."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from estate.rendering.canvas.diagram import FLOW, NEED, Diagram, Edge
from estate.rendering.kit.words import listing, plural
from estate.rendering.maps.colours import colours_of
from estate.rendering.maps.rings import Rings
from estate.rendering.pictures.council_view import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.graph import EstateGraph
    from estate.rendering.canvas.diagram import Node
    from estate.rendering.maps.asking import Ask, Sheet


def neighbourhood(ask: Ask) -> Iterator[Sheet]:
    """Yield one sheet: the focus, and everything within `depth` interfaces or dependencies."""
    focus = ask.focus or ""
    steps = steps_around(ask.graph, focus, ask.depth)
    systems = [node for node in steps if node in ask.graph and "/" in node]
    colours = colours_of(ask, systems)
    rings = Rings(ask, steps, colours, lambda _: None)
    nodes, edges, first = rings.drawn(edges_among(ask.graph, steps))
    title = f"Neighbourhood of {ask.names.name(focus)}"
    if "/" in focus:
        title += f", {ask.names.council(focus)}"
    others = set(systems) - {focus}
    words = (
        f"{plural(len(steps) - 1, 'system or platform', 'systems and platforms')} within "
        f"{plural(ask.depth, 'step')}, by interfaces and by what cannot work without what: "
        f"{listing(colours.said(others))}. Each box says in words what its colour says."
    )
    made = Diagram(
        f"neighbourhood.{slug_of(focus)}",
        focus.partition("/")[0],
        title,
        words,
        tuple(nodes),
        tuple(edges),
        key_of(nodes, colours),
        ask.noted(_note(first)),
        _everything(ask, steps) if first else {},
    )
    yield made if made.drawn_with_lines else replace(made, nodes=_by_distance(nodes, steps))


def steps_around(graph: EstateGraph, focus: str, depth: int) -> dict[str, int]:
    """Return how many steps away each node is, as far as `depth`; retired interfaces lead nowhere.

    A step is an interface or a dependency, in either direction.
    """
    beside: dict[str, set[str]] = {}
    pairs = [(link.sender, link.receiver) for link in graph.links if _drawn(link.interface.status)]
    pairs += [(need.dependent, need.on) for need in graph.dependencies]
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    steps, edge = {focus: 0}, {focus}
    for step in range(1, depth + 1):
        edge = {near for node in edge for near in beside.get(node, ())} - steps.keys()
        steps.update(dict.fromkeys(sorted(edge), step))
    return steps


def edges_among(graph: EstateGraph, nodes: Mapping[str, int]) -> list[Edge]:
    """Return the interfaces and dependencies between nodes, those that say the same as one."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for link in graph.links:
        drawn = _drawn(link.interface.status)
        if drawn and link.sender in nodes and link.receiver in nodes:
            state = FLOW if link.interface.works else link.interface.status or FLOW
            counts[link.sender, link.receiver, state] += 1
    for need in graph.dependencies:
        if need.kind != "interface" and need.dependent in nodes and need.on in nodes:
            counts[need.dependent, need.on, NEED] += 1
    return [
        Edge(tail, head, state, count)
        for (tail, head, state), count in sorted(counts.items())
        if tail != head
    ]


def slug_of(focus: str) -> str:
    """Return a system or platform as a piece of a file name."""
    return focus.replace("/", ".").replace(":", ".")


def _drawn(status: str | None) -> bool:
    return status != "retired"


def _by_distance(nodes: Sequence[Node], steps: Mapping[str, int]) -> tuple[Node, ...]:
    """Put boxes together by how far away they are, where arrows do not show it."""
    return tuple(replace(node, cluster=_away(node, steps)) for node in nodes)


def _away(node: Node, steps: Mapping[str, int]) -> str | None:
    if node.focus:
        return None
    if node.name in steps:
        return f"{plural(steps[node.name], 'step')} away"
    return f"{plural(int(node.name.split(':')[1]), 'step')} away"


def _note(first: int) -> str:
    if not first:
        return ""
    less = f"; --depth {first - 1} draws less" if first > 1 else ""
    return (
        f"What is {plural(first, 'step')} away and more is drawn by group, since there is too much "
        f"of it to be read{less}; the text lists all of it"
    )


def _everything(ask: Ask, steps: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    return {
        f"{plural(step, 'step')} away": tuple(
            f"{ask.names.name(node)} ({node})" for node in sorted(steps) if steps[node] == step
        )
        for step in range(1, max(steps.values()) + 1)
    }
