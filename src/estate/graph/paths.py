"""Services that citizens meet, and the chains of dependencies beneath them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from estate.graph.structure import Structure
    from estate.portfolio import Portfolio, System


@dataclass(frozen=True, slots=True)
class Service:
    """Something of a council that citizens meet themselves, and the systems in use behind it.

    A capability that the catalogue calls citizen-facing; or, where a system serves none but is
    said to be citizen-facing itself, that system, and then `capability` is None.
    """

    council: str
    capability: str | None
    name: str
    systems: tuple[str, ...]


def services(portfolio: Portfolio, council: str) -> tuple[Service, ...]:
    """Return the services of a council, by name."""
    capabilities = portfolio.catalogue.capabilities
    behind: dict[str, list[str]] = {}
    found: list[Service] = []
    for key, system in sorted(portfolio.councils[council].systems.items()):
        if not system.in_use:
            continue
        met = _met(portfolio, system)
        for capability in met:
            behind.setdefault(capability, []).append(f"{council}/{key}")
        if not met and system.citizen_facing:
            found.append(Service(council, None, system.name, (f"{council}/{key}",)))
    found += [
        Service(council, capability, capabilities[capability].name, tuple(systems))
        for capability, systems in behind.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.name, one.capability or "", one.systems)))


def untold(portfolio: Portfolio, council: str) -> tuple[str, ...]:
    """Return the systems in use of which nothing says whether citizens meet them."""
    found = []
    for key, system in sorted(portfolio.councils[council].systems.items()):
        if not system.in_use or system.citizen_facing is not None or _met(portfolio, system):
            continue
        known = [portfolio.catalogue.capabilities.get(one) for one in system.capabilities]
        if not known or any(one is None or one.citizen_facing is None for one in known):
            found.append(f"{council}/{key}")
    return tuple(found)


def _met(portfolio: Portfolio, system: System) -> list[str]:
    """Return the capabilities of a system that citizens meet, by the catalogue."""
    known = portfolio.catalogue.capabilities
    return [
        one
        for one in dict.fromkeys(system.capabilities)
        if one in known and known[one].citizen_facing
    ]


def way_to_worst(
    after: Mapping[str, Sequence[str]],
    starts: Iterable[str],
    badness: Callable[[str], tuple[object, ...] | None],
) -> tuple[str, ...]:
    """Return the shortest chain from one of the starts to the worst of all that they rest on.

    A start may be the worst itself. Nodes without badness (None) are passed, never the end. Of
    equally bad ones the nearest, of equally near ones the first chain by id; empty for none.
    `after` must give what a node depends on in order of ids.
    """
    before: dict[str, str | None] = dict.fromkeys(sorted(starts))
    queue = list(before)
    worst: tuple[tuple[object, ...], str] | None = None
    for node in queue:
        bad = badness(node)
        if bad is not None and (worst is None or bad > worst[0]):
            worst = bad, node
        for on in after[node]:
            if on not in before:
                before[on] = node
                queue.append(on)
    way: list[str] = []
    step = worst[1] if worst else None
    while step is not None:
        way.append(step)
        step = before[step]
    return tuple(reversed(way))


def longest_chain(structure: Structure) -> tuple[tuple[str, ...], ...]:
    """Return the longest chain of dependencies, a cyclic group as one link, from its top.

    Of several the first by id, link by link; empty where there is nothing.
    """
    closure = structure.closure
    depths = closure.depths()
    if not depths:
        return ()
    link = min(range(len(depths)), key=lambda at: (-depths[at], closure.members[at]))
    chain = [tuple(closure.members[link])]
    while depths[link]:
        below = [at for at in closure.after[link] if depths[at] == depths[link] - 1]
        link = min(below, key=lambda at: closure.members[at])
        chain.append(tuple(closure.members[link]))
    return tuple(chain)
