"""Deriving links and dependencies from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.graph.estate import EstateGraph
from estate.graph.links import Dependency, Link
from estate.portfolio import CATALOGUE, Fact, SystemRef, platform_of
from estate.portfolio.identifiers import PLATFORM_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.portfolio import Interface, Portfolio


def build(portfolio: Portfolio) -> EstateGraph:
    """Return the graph of an estate; ends that do not exist are left out of its dependencies.

    "A depends on B" comes from four places: an interface that works today (its receiver depends
    on its sender, unless its `dependency` says otherwise), a system's `depends_on`, a system's
    `platform`, and a platform's `runs_on`.
    """
    nodes = [
        *(str(ref) for ref, _ in portfolio.systems()),
        *(PLATFORM_PREFIX + platform for platform in sorted(portfolio.catalogue.platforms)),
    ]
    links = list(_links(portfolio))
    known = frozenset(nodes)
    dependencies = [
        dependency
        for dependency in _dependencies(portfolio, links)
        if dependency.dependent != dependency.on
        and dependency.dependent in known
        and dependency.on in known
    ]
    return EstateGraph(portfolio, nodes, links, dependencies)


def _links(portfolio: Portfolio) -> Iterator[Link]:
    for council, inventory in sorted(portfolio.councils.items()):
        for index, interface in enumerate(inventory.interfaces):
            sender = _end(interface.from_, council)
            receiver = _end(interface.to, council)
            yield Link(council, index, sender, receiver, interface)


def _end(reference: str, council: str) -> str:
    if "/" in reference or platform_of(reference) is not None:
        return reference
    return f"{council}/{reference}"


def _dependencies(portfolio: Portfolio, links: list[Link]) -> Iterator[Dependency]:
    for link in links:
        for dependent, on in _directions(link.interface, link.sender, link.receiver):
            yield Dependency(dependent, on, "interface", link.fact)
    for ref, system in portfolio.systems():
        dependent = str(ref)
        for index, on in enumerate(system.depends_on):
            fact = Fact(ref.council, ("systems", ref.system, "depends_on", index))
            yield Dependency(dependent, _end(on, ref.council), "depends_on", fact)
        if system.platform is not None:
            fact = Fact(ref.council, ("systems", ref.system, "platform"))
            yield Dependency(dependent, PLATFORM_PREFIX + system.platform, "platform", fact)
    yield from _hosts(portfolio)


def _directions(interface: Interface, sender: str, receiver: str) -> Iterator[tuple[str, str]]:
    if not interface.works:
        return
    if interface.dependency in {None, "to", "both"}:
        yield receiver, sender
    if interface.dependency in {"from", "both"}:
        yield sender, receiver


def _hosts(portfolio: Portfolio) -> Iterator[Dependency]:
    for name, platform in sorted(portfolio.catalogue.platforms.items()):
        if platform.runs_on is None:
            continue
        # A system written without its council is one of the host's, where the host is a council.
        host = platform.host if platform.host in portfolio.councils else None
        if host is None and "/" not in platform.runs_on:
            continue
        on = str(SystemRef.parse(platform.runs_on, host))
        fact = Fact(CATALOGUE, ("platforms", name, "runs_on"))
        yield Dependency(PLATFORM_PREFIX + name, on, "runs_on", fact)
