"""The graph of an estate, and the questions that can be put to it.

Nodes are systems, written `council/system`, and shared platforms, written `platform:ID`. An edge
runs from what depends to what it depends on; a change or failure therefore spreads against the
edges. All answers are in order of their ids, whatever the order of the record.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from estate.graph.closure import Closure, spread
from estate.graph.structure import Structure, cyclic_groups, propagation_cost, structure_of
from estate.graph.structure_cuts import cut_points
from estate.portfolio import Contract, SystemRef, platform_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from estate.graph.links import Dependency, Link
    from estate.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What lies around a node: how many steps away, and the dependencies among all of it."""

    centre: str
    steps: Mapping[str, int]
    dependencies: tuple[Dependency, ...]


class EstateGraph:
    """What depends on what. Made by `build`; every question raises KeyError for an unknown node."""

    def __init__(
        self,
        portfolio: Portfolio,
        nodes: Sequence[str],
        links: Sequence[Link],
        dependencies: Sequence[Dependency],
    ) -> None:
        """Take what `build` derived from the portfolio."""
        self.portfolio = portfolio
        self.nodes = tuple(nodes)
        self.links = tuple(links)
        self._reasons: dict[tuple[str, str], list[Dependency]] = {}
        for dependency in dependencies:
            self._reasons.setdefault((dependency.dependent, dependency.on), []).append(dependency)
        self._after: dict[str, list[str]] = {node: [] for node in self.nodes}
        self._before: dict[str, list[str]] = {node: [] for node in self.nodes}
        for dependent, on in sorted(self._reasons):
            self._after[dependent].append(on)
            self._before[on].append(dependent)

    def __contains__(self, ref: SystemRef | str) -> bool:
        """Whether there is such a system or platform."""
        return str(ref) in self._after

    # Direct dependencies

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        """Return every dependency of the estate; one pair may have several reasons."""
        return tuple(reason for pair in sorted(self._reasons) for reason in self._reasons[pair])

    def dependencies_of(self, ref: SystemRef | str) -> tuple[str, ...]:
        """Return what it depends on directly."""
        return tuple(self._after[str(ref)])

    def dependants_of(self, ref: SystemRef | str) -> tuple[str, ...]:
        """Return what depends on it directly."""
        return tuple(self._before[str(ref)])

    def reasons(self, *, dependent: SystemRef | str, on: SystemRef | str) -> tuple[Dependency, ...]:
        """Return why one node depends directly on another; empty when it does not."""
        return tuple(self._reasons.get((self._node(dependent), self._node(on)), ()))

    # Direct and indirect dependencies

    def reach(self, ref: SystemRef | str) -> tuple[str, ...]:
        """Return everything it depends on, directly or indirectly, without itself."""
        return tuple(sorted(spread(self._after, [str(ref)]) - {str(ref)}))

    def blast_radius(self, ref: SystemRef | str) -> tuple[str, ...]:
        """Return everything that its failure or change can touch, without itself.

        That is all that depends on it, directly or indirectly.
        """
        return tuple(sorted(spread(self._before, [str(ref)]) - {str(ref)}))

    def path(self, *, dependent: SystemRef | str, on: SystemRef | str) -> tuple[str, ...]:
        """Return a shortest chain of dependencies, both ends included; empty if there is none.

        Of several equally short ones, the first by id from the dependent end.
        """
        start, goal = self._node(dependent), self._node(on)
        before = {start: start}
        queue = deque([start])
        while queue and goal not in before:
            node = queue.popleft()
            for neighbour in self._after[node]:
                if neighbour not in before:
                    before[neighbour] = node
                    queue.append(neighbour)
        return _trail(before, start, goal) if goal in before else ()

    def visible_fan_out(self, ref: SystemRef | str) -> int:
        """Return how many nodes it depends on, directly or indirectly, itself included."""
        return self._fan_out[str(ref)][0]

    def visible_fan_in(self, ref: SystemRef | str) -> int:
        """Return how many nodes depend on it, directly or indirectly, itself included."""
        return self._fan_in[str(ref)][0]

    def dependent_systems(self, ref: SystemRef | str) -> int:
        """Return how many other systems, platforms aside, depend on it directly or indirectly."""
        node = str(ref)
        return self._fan_in[node][1] - (0 if platform_of(node) else 1)

    def dependants_complete(self, ref: SystemRef | str) -> bool:
        """Whether no further dependants can be missing from the record.

        That holds when it, and every system found to depend on it, is declared to have all of
        its interfaces recorded, by itself or by its council.
        """
        return self._fan_in[str(ref)][2] == 0

    def interfaces_complete(self, ref: SystemRef | str) -> bool:
        """Whether a system is declared, by itself or its council, to have all interfaces recorded.

        Never so for a platform, or for what is not recorded at all.
        """
        node = str(ref)
        return node in self and platform_of(node) is None and node not in self._incomplete

    # The shape of the whole

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Return the groups that depend on one another in a circle, the largest first."""
        return cyclic_groups(self._closure)

    def cut_points(self) -> tuple[str, ...]:
        """Return the nodes whose removal would part what is connected, directions aside."""
        return tuple(cut.node for cut in cut_points(self._after))

    def propagation_cost(self, *, include_diagonal: bool = True) -> Fraction:
        """Return the share of pairs of nodes in which the first depends on the second.

        Directly or indirectly, after MacCormack, Rusnak and Baldwin (Management Science 52(7),
        2006). With the diagonal, each node counts as depending on itself and the sum is divided
        by N squared; without it, the other pairs are divided by N(N - 1). N counts systems and
        platforms. An estate without pairs has 0.
        """
        fan_out = {node: counts[0] for node, counts in self._fan_out.items()}
        return propagation_cost(fan_out, include_diagonal=include_diagonal)

    def among(self, nodes: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """Return for each of some nodes those among them that it depends on directly."""
        chosen = frozenset(nodes)
        return {node: [on for on in self._after[node] if on in chosen] for node in sorted(chosen)}

    def structure(self, nodes: Iterable[str] | None = None) -> Structure:
        """Return the shape of some nodes and the dependencies among them, or of all."""
        return self._whole if nodes is None else structure_of(self.among(nodes))

    # What surrounds a system

    def interfaces_of(self, ref: SystemRef | str) -> tuple[Link, ...]:
        """Return every recorded interface at one of its ends, whatever its status.

        In order of the council that recorded it, then of its place in that record.
        """
        return tuple(self._links_at.get(self._node(ref), ()))

    def consumers(self, *, sender: str, mechanism: str) -> int:
        """Return how many receive from the same sender by the same mechanism today."""
        return len(self._receivers.get((sender, mechanism), ()))

    def contracts_of(self, ref: SystemRef) -> tuple[tuple[str, Contract], ...]:
        """Return the contracts that name it, with their ids."""
        self._node(ref)
        return tuple(self._contracts_at.get(ref, ()))

    def neighbourhood(self, ref: SystemRef | str, depth: int = 1) -> Neighbourhood:
        """Return what lies within `depth` dependencies of it, in either direction."""
        centre = self._node(ref)
        steps = {centre: 0}
        edge = [centre]
        for distance in range(1, depth + 1):
            near = {n for node in edge for n in self._beside(node)} - steps.keys()
            edge = sorted(near)
            steps.update(dict.fromkeys(edge, distance))
        return Neighbourhood(centre, dict(sorted(steps.items())), self.dependencies_among(steps))

    def dependencies_among(self, nodes: Iterable[str]) -> tuple[Dependency, ...]:
        """Return the dependencies of which both ends are among the nodes."""
        chosen = frozenset(nodes)
        return tuple(
            reason
            for node in sorted(chosen)
            for on in self.dependencies_of(node)
            if on in chosen
            for reason in self._reasons[node, on]
        )

    def _node(self, ref: SystemRef | str) -> str:
        node = str(ref)
        if node not in self._after:
            raise KeyError(node)
        return node

    def _beside(self, node: str) -> Iterable[str]:
        return (*self._after[node], *self._before[node])

    @cached_property
    def _closure(self) -> Closure:
        return Closure(self._after)

    @cached_property
    def _whole(self) -> Structure:
        return structure_of(self._after)

    @cached_property
    def _fan_out(self) -> Mapping[str, tuple[int, ...]]:
        return self._closure.fan_out(lambda _: True)

    @cached_property
    def _fan_in(self) -> Mapping[str, tuple[int, ...]]:
        incomplete = self._incomplete
        return self._closure.fan_in(
            lambda _: True, lambda node: platform_of(node) is None, incomplete.__contains__
        )

    @cached_property
    def _incomplete(self) -> frozenset[str]:
        found = set()
        for ref, system in self.portfolio.systems():
            complete = system.interfaces_complete
            if complete is None:
                complete = self.portfolio.councils[ref.council].council.interfaces_complete
            if not complete:
                found.add(str(ref))
        return frozenset(found)

    @cached_property
    def _links_at(self) -> Mapping[str, list[Link]]:
        found: dict[str, list[Link]] = {}
        for link in self.links:
            for end in dict.fromkeys((link.sender, link.receiver)):
                found.setdefault(end, []).append(link)
        return found

    @cached_property
    def _receivers(self) -> Mapping[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for link in self.links:
            if link.interface.works and link.interface.mechanism is not None:
                found.setdefault((link.sender, link.interface.mechanism), set()).add(link.receiver)
        return found

    @cached_property
    def _contracts_at(self) -> Mapping[SystemRef, list[tuple[str, Contract]]]:
        found: dict[SystemRef, list[tuple[str, Contract]]] = {}
        for council, inventory in sorted(self.portfolio.councils.items()):
            for name, contract in sorted(inventory.contracts.items()):
                for system in dict.fromkeys(contract.systems):
                    found.setdefault(SystemRef(council, system), []).append((name, contract))
        return found


def _trail(before: Mapping[str, str], start: str, goal: str) -> tuple[str, ...]:
    trail = [goal]
    while trail[-1] != start:
        trail.append(before[trail[-1]])
    return tuple(reversed(trail))
