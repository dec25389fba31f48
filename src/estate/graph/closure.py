"""Counting everything that can be reached, for all nodes at once.

Nodes that reach one another are taken as one component; each component's reach is a whole number
with one bit a node, and the reach of a component is its own bits or-ed with those of its
successors. Bits are dealt with in blocks, so that memory grows with the number of nodes only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BLOCK = 16_384


class Closure:
    """The components of a directed graph, in an order in which successors come first."""

    def __init__(self, graph: nx.DiGraph[str]) -> None:
        """Find the components and the edges between them."""
        condensed = nx.condensation(graph)
        order = list(nx.topological_sort(condensed))
        order.reverse()
        place = {component: position for position, component in enumerate(order)}
        self.members: list[list[str]] = [sorted(condensed.nodes[c]["members"]) for c in order]
        self._after = [[place[s] for s in condensed.succ[c]] for c in order]
        self._before = [[place[p] for p in condensed.pred[c]] for c in order]

    def fan_out(self, *selections: Callable[[str], bool]) -> Mapping[str, tuple[int, ...]]:
        """Return for each node how many nodes of each selection it reaches, itself included."""
        return self._counts(range(len(self.members)), self._after, selections)

    def fan_in(self, *selections: Callable[[str], bool]) -> Mapping[str, tuple[int, ...]]:
        """Return for each node how many nodes of each selection reach it, itself included."""
        return self._counts(range(len(self.members) - 1, -1, -1), self._before, selections)

    def _counts(
        self,
        order: Sequence[int],
        next_to: Sequence[Sequence[int]],
        selections: Sequence[Callable[[str], bool]],
    ) -> dict[str, tuple[int, ...]]:
        totals = [[0] * len(selections) for _ in self.members]
        nodes = [node for members in self.members for node in members]
        for start in range(0, len(nodes), BLOCK):
            block = nodes[start : start + BLOCK]
            masks = [_mask(block, selected) for selected in selections]
            bit = {node: 1 << position for position, node in enumerate(block)}
            self._count_block(totals, bit, masks, order, next_to)
        return {
            node: tuple(total)
            for members, total in zip(self.members, totals, strict=True)
            for node in members
        }

    def _count_block(  # the inner loop, kept free of objects
        self,
        totals: list[list[int]],
        bit: Mapping[str, int],
        masks: Sequence[int],
        order: Sequence[int],
        next_to: Sequence[Sequence[int]],
    ) -> None:
        reach = [0] * len(self.members)
        for component in order:
            seen = 0
            for node in self.members[component]:
                seen |= bit.get(node, 0)
            for neighbour in next_to[component]:
                seen |= reach[neighbour]
            reach[component] = seen
            if seen:
                for selection, mask in enumerate(masks):
                    totals[component][selection] += (seen & mask).bit_count()


def _mask(block: Sequence[str], selected: Callable[[str], bool]) -> int:
    digits = "".join("1" if selected(node) else "0" for node in reversed(block))
    return int(digits, 2)
