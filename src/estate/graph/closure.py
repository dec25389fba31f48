"""Counting everything that can be reached, for all nodes at once.

Nodes that reach one another are taken as one component; each component's reach is a whole number
with one bit a node, and the reach of a component is its own bits or-ed with those of its
successors. Parts of the graph that nothing joins are dealt with one by one, and their bits in
blocks, so that memory grows with the number of nodes only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

BLOCK = 16_384


class Closure:
    """The components of a directed graph, in an order in which successors come first."""

    def __init__(self, successors: Mapping[str, Collection[str]]) -> None:
        """Find the components and the edges between them; every successor must be a node."""
        self.members: list[list[str]] = [sorted(them) for them in components(successors)]
        self.of = {node: place for place, them in enumerate(self.members) for node in them}
        self.after = [
            sorted({self.of[on] for node in them for on in successors[node]} - {place})
            for place, them in enumerate(self.members)
        ]
        self._before: list[list[int]] = [[] for _ in self.members]
        for place, following in enumerate(self.after):
            for successor in following:
                self._before[successor].append(place)

    def fan_out(self, *selections: Callable[[str], bool]) -> Mapping[str, tuple[int, ...]]:
        """Return for each node how many nodes of each selection it reaches, itself included."""
        return self._counts(self.after, selections, upwards=False)

    def fan_in(self, *selections: Callable[[str], bool]) -> Mapping[str, tuple[int, ...]]:
        """Return for each node how many nodes of each selection reach it, itself included."""
        return self._counts(self._before, selections, upwards=True)

    def gather(self, marks: Mapping[str, int]) -> dict[str, int]:
        """Return for each node the marks, or-ed, of itself and of all that it reaches."""
        found: list[int] = []
        for members, following in zip(self.members, self.after, strict=True):
            seen = 0
            for node in members:
                seen |= marks.get(node, 0)
            for successor in following:
                seen |= found[successor]
            found.append(seen)
        return {node: found[place] for node, place in self.of.items()}

    def depths(self) -> list[int]:
        """Return for each component how many others the longest way down from it passes."""
        found: list[int] = []
        for following in self.after:
            found.append(1 + max((found[successor] for successor in following), default=-1))
        return found

    def parts(self) -> list[list[int]]:
        """Return the components by part of the graph that nothing joins to another."""
        part: dict[int, int] = {}
        found: list[list[int]] = []
        for start in range(len(self.members)):
            if start in part:
                continue
            part[start] = start
            queue = [start]
            for place in queue:
                for beside in (*self.after[place], *self._before[place]):
                    if beside not in part:
                        part[beside] = start
                        queue.append(beside)
            found.append(sorted(queue))
        return found

    def _counts(
        self,
        next_to: Sequence[Sequence[int]],
        selections: Sequence[Callable[[str], bool]],
        *,
        upwards: bool,
    ) -> dict[str, tuple[int, ...]]:
        totals = [[0] * len(selections) for _ in self.members]
        for part in self.parts():
            nodes = [node for place in part for node in self.members[place]]
            order = part[::-1] if upwards else part
            for start in range(0, len(nodes), BLOCK):
                block = nodes[start : start + BLOCK]
                masks = [_mask(block, selected) for selected in selections]
                bit = {node: 1 << position for position, node in enumerate(block)}
                self._count_block(totals, bit, masks, order, next_to)
        return {node: tuple(totals[place]) for node, place in self.of.items()}

    def _count_block(  # the inner loop, kept free of objects
        self,
        totals: list[list[int]],
        bit: Mapping[str, int],
        masks: Sequence[int],
        order: Sequence[int],
        next_to: Sequence[Sequence[int]],
    ) -> None:
        reach: dict[int, int] = {}
        for place in order:
            seen = 0
            for node in self.members[place]:
                seen |= bit.get(node, 0)
            for neighbour in next_to[place]:
                seen |= reach[neighbour]
            reach[place] = seen
            if seen:
                for selection, mask in enumerate(masks):
                    totals[place][selection] += (seen & mask).bit_count()


def _mask(block: Sequence[str], selected: Callable[[str], bool]) -> int:
    digits = "".join("1" if selected(node) else "0" for node in reversed(block))
    return int(digits, 2)


def components(successors: Mapping[str, Collection[str]]) -> Iterator[list[str]]:
    """Yield the groups of nodes that reach one another, each after all that it reaches."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(successors)
    graph.add_edges_from((node, on) for node, after in successors.items() for on in after)
    condensed = nx.condensation(graph)
    for group in reversed(list(nx.topological_sort(condensed))):
        yield list(condensed.nodes[group]["members"])


def spread(neighbours: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """Return the starts and all that is reached from them."""
    seen = set(starts)
    queue = list(seen)
    while queue:
        for node in neighbours[queue.pop()]:
            if node not in seen:
                seen.add(node)
                queue.append(node)
    return seen
