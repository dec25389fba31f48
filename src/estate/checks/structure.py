"""How systems and their changes hang together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import CATALOGUE, Fact

_ONE_OUT = "take out the one that is wrong: a circle has no first"
_Edges = dict[str, dict[str, Fact]]
"""For each system, the systems whose change it waits for, and where that is written."""


def circular_requirements(view: View) -> Iterator[Issue]:
    """EST401: changes that wait for one another, so that none can start."""
    edges = _requirements(view)
    settled: set[str] = set()
    for start in sorted(edges):
        if start in settled:
            continue
        circle = _shortest_circle(edges, start)
        if circle:
            settled.update(circle)
            way = " -> ".join([*circle, circle[0]])
            message = f"each of these waits for the change of the next: {way}"
            following = circle[1 % len(circle)]
            hint = "take one `requires` out, or make it a step of one change"
            yield Issue(edges[circle[0]][following], message, hint)


def _requirements(view: View) -> _Edges:
    edges: _Edges = {}
    for council, options in view.options.items():
        for path, system, option in options:
            for index, requirement in enumerate(option.requires):
                on = requirement.system
                target = on if "/" in on else f"{council}/{on}"
                fact = Fact(council, (*path, "requires", index, "system"))
                edges.setdefault(f"{council}/{system}", {}).setdefault(target, fact)
    return edges


def _shortest_circle(edges: Mapping[str, Mapping[str, Fact]], start: str) -> list[str]:
    """Return the shortest way from a system back to itself, or nothing; breadth first."""
    came_from: dict[str, str] = {}
    front = [start]
    while front:
        following: list[str] = []
        for node in front:
            for target in sorted(edges.get(node, ())):
                if target == start:
                    return _way_back(came_from, node, start)
                if target not in came_from:
                    came_from[target] = node
                    following.append(target)
        front = following
    return []


def _way_back(came_from: Mapping[str, str], node: str, start: str) -> list[str]:
    way = [node]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def need_met(view: View) -> Iterator[Issue]:
    """EST404: a capability recorded as not provided, which a system in use provides."""
    for council, inventory in view.councils:
        for index, need in enumerate(inventory.needs):
            provided = sorted(
                name
                for name, system in inventory.systems.items()
                if system.in_use and need.capability in system.capabilities
            )
            if provided:
                message = (
                    f"`{need.capability}` is recorded as needed and not provided, and "
                    f"`{provided[0]}` provides it"
                )
                hint = "take one of them out; how far a system falls short is its functional_fit"
                yield Issue(Fact(council, ("needs", index, "capability")), message, hint)


def circular_records(view: View) -> Iterator[Issue]:
    """EST405: contracts that follow one another, or suppliers that own one another, in a circle."""
    suppliers = view.portfolio.catalogue.suppliers
    for way in _rings({name: supplier.parent for name, supplier in suppliers.items()}):
        message = f"each of these is owned by the next: {' -> '.join((*way, way[0]))}"
        yield Issue(Fact(CATALOGUE, ("suppliers", way[0], "parent")), message, _ONE_OUT)
    for council, inventory in view.councils:
        contracts = inventory.contracts
        for way in _rings({name: contract.successor for name, contract in contracts.items()}):
            message = f"each of these is followed by the next: {' -> '.join((*way, way[0]))}"
            yield Issue(Fact(council, ("contracts", way[0], "successor")), message, _ONE_OUT)


def _rings(following: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Yield the circles in which one follows another, each from its first id."""
    settled: set[str] = set()
    for start in sorted(name for name, target in following.items() if target is not None):
        way: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in way and at not in settled:
            way[at] = None
            at = following.get(at)
        if at in way:
            names = list(way)
            ring = names[names.index(str(at)) :]
            turn = ring.index(min(ring))
            yield ring[turn:] + ring[:turn]
        settled.update(way)


def isolated_systems(view: View) -> Iterator[Issue]:
    """EST402: a system in use with no interface, where interfaces are recorded but not all."""
    touched = _touched(view)
    for council, inventory in view.councils:
        unknown = inventory.council.interfaces_complete is not True
        if not unknown or not inventory.interfaces or not view.is_whole(council, "interfaces"):
            continue
        for name in sorted(inventory.systems):
            system = inventory.systems[name]
            alone = f"{council}/{name}" not in touched
            in_use = system.in_use
            if alone and in_use and system.interfaces_complete is not True:
                message = f"`{name}` has no interface and depends on nothing: is that all?"
                hint = "record its interfaces, or write interfaces_complete = true"
                yield Issue(Fact(council, ("systems", name)), message, hint)


def _touched(view: View) -> set[str]:
    """Return the systems that take part in some interface or dependency."""
    touched = {end for ends in view.ends for end in ends[3:]}
    for ref, system in view.every_system:
        if system.depends_on or system.platform is not None:
            touched.add(str(ref))
            touched.update(on if "/" in on else f"{ref.council}/{on}" for on in system.depends_on)
    return touched
