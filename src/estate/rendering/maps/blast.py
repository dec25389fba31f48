"""The blast radius: what the failure of a system or platform can touch, by distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import platform_of
from estate.rendering.canvas.diagram import BACK, MOST_ARROWS, SPREAD, Diagram, Edge
from estate.rendering.kit.words import listing, plural
from estate.rendering.maps.colours import colours_of
from estate.rendering.maps.neighbourhood import slug_of
from estate.rendering.maps.rings import Rings
from estate.rendering.pictures.council_view import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.graph import EstateGraph
    from estate.rendering.maps.asking import Ask, Sheet


def blast(ask: Ask) -> Iterator[Sheet]:
    """Yield one sheet: the focus, and all that cannot work without it, directly or not."""
    focus = ask.focus or ""
    before = spread(ask.graph, focus)
    steps = {node: len(_way(before, node)) - 1 for node in before}
    systems = [node for node in before if platform_of(node) is None]
    colours = colours_of(ask, systems)
    rings = Rings(ask, steps, colours, _cluster, citizens=True)
    every = _edges(ask.graph, steps)
    crowded = len(every) > MOST_ARROWS
    nodes, edges, first = rings.drawn(_shortest(before) if crowded else every)
    name = ask.names.name(focus)
    yield Diagram(
        f"blast.{slug_of(focus)}",
        focus.partition("/")[0],
        f"What the failure of {name} can touch",
        _described(rings, name),
        tuple(nodes),
        tuple(edges),
        key_of(nodes, colours),
        ask.noted(*_notes(ask, focus, first, crowded=crowded)),
        {"Touched, the nearest first": _ways(ask, before)} if len(before) > 1 else {},
    )


def spread(graph: EstateGraph, focus: str) -> dict[str, str]:
    """Return everything that a failure can touch, and from where it comes there the shortest way.

    The focus comes first, from itself; of equally short ways the first by id.
    """
    before, edge = {focus: focus}, [focus]
    while edge:
        found: dict[str, str] = {}
        for node in edge:
            for dependant in graph.dependants_of(node):
                if dependant not in before:
                    found.setdefault(dependant, node)
        before |= found
        edge = sorted(found)
    return before


def _way(before: Mapping[str, str], node: str) -> list[str]:
    """Return how a failure comes to a node, from the focus on."""
    way = [node]
    while before[way[-1]] != way[-1]:
        way.append(before[way[-1]])
    return way[::-1]


def _edges(graph: EstateGraph, steps: Mapping[str, int]) -> list[Edge]:
    return [
        Edge(on, dependant, SPREAD if steps[dependant] == steps[on] + 1 else BACK)
        for on in sorted(steps)
        for dependant in graph.dependants_of(on)
    ]


def _shortest(before: Mapping[str, str]) -> list[Edge]:
    return [Edge(on, node, SPREAD) for node, on in sorted(before.items()) if node != on]


def _cluster(step: int) -> str | None:
    return plural(step, "step") + " away" if step else None


def _described(rings: Rings, name: str) -> str:
    touched = [node for node, step in rings.steps.items() if step]
    if not touched:
        return f"Nothing is recorded that cannot work without {name}."
    systems = [node for node in touched if platform_of(node) is None]
    citizens = sum(rings.used_by_citizens(node) for node in systems)
    councils = len({node.partition("/")[0] for node in systems})
    said = [plural(len(systems), "system"), *_platforms(touched)]
    coloured = listing(rings.colours.said(systems))
    return (
        f"{listing(said)} in {plural(councils, 'council')} cannot work without {name}, directly or "
        f"through others, at most {plural(max(rings.steps.values()), 'step')} away; "
        f"citizens are recorded as using {citizens} of them. In boxes: {coloured}. Each "
        "box says in words what its colour says."
    )


def _platforms(nodes: Sequence[str]) -> list[str]:
    count = sum(platform_of(node) is not None for node in nodes)
    return [plural(count, "shared platform")] if count else []


def _notes(ask: Ask, focus: str, first: int, *, crowded: bool) -> list[str]:
    said = []
    if not ask.graph.dependants_complete(focus) or platform_of(focus) is not None:
        said.append("Not every interface is declared to be recorded, so it may touch more")
    if crowded:
        said.append("Arrows show the shortest way to each, not every way")
    if first:
        said.append(
            f"What is {plural(first, 'step')} away and more is drawn by group; the text lists all "
            "of it"
        )
    return said


def _ways(ask: Ask, before: Mapping[str, str]) -> tuple[str, ...]:
    ways = sorted((_way(before, node) for node in before), key=lambda way: (len(way), way))
    return tuple(
        f"{ask.names.name(way[-1])} ({way[-1]}), {plural(len(way) - 1, 'step')}: {' -> '.join(way)}"
        for way in ways
        if len(way) > 1
    )
