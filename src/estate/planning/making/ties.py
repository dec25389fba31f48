"""Which systems are bound to one another, and where a temporary adapter may part them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from estate.planning.problem.cases import Adapter
from estate.portfolio import Fact, SystemRef

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from estate.planning.problem.cases import Option
    from estate.portfolio import System

    Pair = tuple[str, str]
    Systems = Mapping[str, tuple[SystemRef, System]]
    Options = Mapping[str, tuple[Option, ...]]


@dataclass(frozen=True, slots=True)
class Bridge:
    """What temporary adapters between two systems cost: one for each interface."""

    pounds: int
    facts: tuple[Fact, ...]

    def and_also(self, pounds: int, fact: Fact) -> Bridge:
        """Return it with the adapter of one more interface."""
        return Bridge(self.pounds + pounds, (*self.facts, fact))


@dataclass(frozen=True, slots=True)
class Ties:
    """What is bound to what."""

    groups: tuple[tuple[str, ...], ...]
    """Systems that go live in the same quarter or not at all."""
    adapters: tuple[Adapter, ...]
    facts: dict[str, tuple[Fact, ...]]
    """For each grouped system, what ties it."""
    stuck: tuple[tuple[str, tuple[str, ...]], ...]
    """Systems that have options, and those they are bound to that have none."""


def ties(
    systems: Systems,
    options: Options,
    under_way: Collection[str],
    bridges: Mapping[Pair, Bridge],
) -> Ties:
    """Return what is bound: stated so by `moves_with`, or because each waits for the other.

    A tie between two systems with an adapter's cost on record may be parted at that cost; the
    others hold groups together. Within a group no adapter is needed.
    """
    bound = _bound(systems, options, under_way)
    groups = _parts(pair for pair in bound if pair not in bridges)
    group_of = {name: group for group in groups for name in group}
    adapters = [
        Adapter(*pair, bridge.pounds, pair in bound, (*bound.get(pair, ()), *bridge.facts))
        for pair, bridge in sorted(bridges.items())
        if pair[1] not in group_of.get(pair[0], ())
        and (pair in bound or all(options[name] for name in pair))
    ]
    facts = {
        name: tuple(f for pair, own in bound.items() if name in pair for f in own)
        for name in sorted(group_of)
    }
    return Ties(groups, tuple(adapters), facts, tuple(_stuck(_parts(bound), options)))


def _bound(
    systems: Systems, options: Options, under_way: Collection[str]
) -> dict[Pair, tuple[Fact, ...]]:
    """Return the pairs that are bound, and the facts that bind each."""
    found: dict[Pair, tuple[Fact, ...]] = {}
    for one, other, facts in (*_stated(systems, under_way), *_waiting(options)):
        pair = (min(one, other), max(one, other))
        found[pair] = (*found.get(pair, ()), *facts)
    return dict(sorted(found.items()))


def _stated(
    systems: Systems, under_way: Collection[str]
) -> Iterator[tuple[str, str, tuple[Fact, ...]]]:
    """Yield what `moves_with` binds; a step under way is bound to nothing."""
    for name, (ref, system) in systems.items():
        for k, other in enumerate(system.moves_with):
            target = str(SystemRef.parse(other, ref.council))
            free = not {name, target} & set(under_way)
            if free and target in systems and target != name:
                fact = Fact(ref.council, ("systems", ref.system, "moves_with", k))
                yield name, target, (fact,)


def _waiting(options: Options) -> Iterator[tuple[str, str, tuple[Fact, ...]]]:
    """Yield the waits of a circle in which each system waits for the next."""
    for circle in _circles(options):
        for name in circle:
            for need in (need for option in options[name] for need in option.requires):
                if need.system in circle and need.system != name:
                    yield name, need.system, need.facts


def _parts(pairs: Iterator[Pair] | Mapping[Pair, object]) -> tuple[tuple[str, ...], ...]:
    together: nx.Graph[str] = nx.Graph()
    together.add_edges_from(pairs)
    return tuple(sorted(tuple(sorted(part)) for part in nx.connected_components(together)))


def _circles(options: Options) -> list[list[str]]:
    waits: nx.DiGraph[str] = nx.DiGraph()
    for name, own in options.items():
        waits.add_edges_from((name, need.system) for option in own for need in option.requires)
    return sorted(sorted(part) for part in nx.strongly_connected_components(waits) if len(part) > 1)


def _stuck(
    units: tuple[tuple[str, ...], ...], options: Options
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for unit in units:
        still = tuple(name for name in unit if not options[name])
        for name in unit:
            if still and options[name]:
                yield name, still
