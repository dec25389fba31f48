"""What the shape of an estate is asked about: what is in use, and one council's part of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from estate.graph.closure import Closure, spread
from estate.graph.structure import Structure, structure_of
from estate.portfolio import platform_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from estate.graph.estate import EstateGraph


class Scope:
    """The systems in use, the shared platforms on which they rest, and their dependencies.

    What is planned or retired, and a platform on which nothing rests, is no part of it.
    """

    def __init__(self, graph: EstateGraph) -> None:
        """Take what is in use."""
        used = {str(ref) for ref, system in graph.portfolio.systems() if system.in_use}
        used |= {
            node
            for node in graph.nodes
            if platform_of(node) is not None and graph.dependants_of(node)
        }
        self.after: Mapping[str, Sequence[str]] = graph.among(used)
        before: dict[str, list[str]] = {node: [] for node in self.after}
        for node, following in self.after.items():
            for on in following:
                before[on].append(node)
        self.before: Mapping[str, Sequence[str]] = before

    @cached_property
    def whole(self) -> Structure:
        """The shape of all of it."""
        return structure_of(self.after)

    @property
    def closure(self) -> Closure:
        """What reaches what."""
        return self.whole.closure

    @cached_property
    def _by_council(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for node in self.after:
            if platform_of(node) is None:
                found.setdefault(node.partition("/")[0], []).append(node)
        return {council: tuple(nodes) for council, nodes in found.items()}

    def own(self, council: str) -> tuple[str, ...]:
        """Return the systems of a council, in order."""
        return self._by_council.get(council, ())

    def within(self, nodes: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Return for each of some nodes those among them that it depends on directly."""
        chosen = frozenset(nodes)
        return {node: [on for on in self.after[node] if on in chosen] for node in sorted(chosen)}

    def around(self, nodes: Collection[str]) -> frozenset[str]:
        """Return some nodes, all that they depend on and all that depends on them, however far."""
        return frozenset(spread(self.after, nodes) | spread(self.before, nodes))

    def touched(self, node: str) -> tuple[tuple[str, ...], ...]:
        """Return what a failure of a node can touch, by distance, the nearest first."""
        seen, edge, rings = {node}, [node], []
        while edge:
            following = {one for at in edge for one in self.before[at]} - seen
            seen |= following
            edge = sorted(following)
            rings.append(tuple(edge))
        return tuple(ring for ring in rings if ring)
