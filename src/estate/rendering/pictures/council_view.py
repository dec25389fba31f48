"""One council's systems as diagrams: one sheet, or an overview and a sheet for each group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio import platform_of
from estate.rendering.canvas.diagram import BOTH, FLOW, NEED, Diagram, Edge, Node
from estate.rendering.canvas.palette import (
    CHANGED,
    GATHERED,
    JUST_CHANGED,
    KEPT,
    OUTSIDE,
    PLATFORM,
    RETIRED,
)
from estate.rendering.kit.groups import groups_of, slugs
from estate.rendering.kit.words import listing, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from estate.graph import Dependency, EstateGraph, Link
    from estate.rendering.canvas.colouring import Colouring, Shade
    from estate.rendering.canvas.palette import RiskStyle

MOST_NODES = 80
GROUP, COUNCIL = "group:", "council:"
"""Marks of nodes that stand for many: no system's or platform's name begins so."""


@dataclass(frozen=True)
class Scope:
    """What is drawn of a council: its systems, and what is at one of them at least.

    `label` gives the words at the arrow of an interface.
    """

    systems: tuple[str, ...]
    links: Sequence[Link]
    needs: Sequence[Dependency] = ()
    label: Callable[[Link], str] = lambda _: ""


class Naming:
    """The names of an estate's nodes, by their places in it."""

    def __init__(self, graph: EstateGraph) -> None:
        """Take the estate."""
        self.portfolio = graph.portfolio

    def name(self, node: str) -> str:
        """Return what people call a system or platform; its id where it is not recorded."""
        platform = platform_of(node)
        if platform is not None:
            found = self.portfolio.catalogue.platforms.get(platform)
            return found.name if found else platform
        council, _, system = node.partition("/")
        inventory = self.portfolio.councils.get(council)
        record = inventory.systems.get(system) if inventory else None
        return record.name if record else node

    def council(self, node: str) -> str:
        """Return the name of the council that a system, or an id of a council, belongs to."""
        council = node.partition("/")[0]
        owner = self.portfolio.councils.get(council)
        return owner.council.name if owner else council


class CouncilView:
    """One council's sheets. `heading` begins every title, `prefix` every file name."""

    def __init__(
        self, graph: EstateGraph, council: str, scope: Scope, colours: Colouring, heading: str
    ) -> None:
        """Take what is drawn of a council, and how."""
        self.council = council
        self.scope = scope
        self.colours = colours
        self.heading = heading
        self.prefix = f"landscape-now-{council}"
        self.names = Naming(graph)
        self.title = self.names.council(council)
        self.own = frozenset(scope.systems)
        self.groups = groups_of(graph.portfolio, council)
        present = {self.groups[system] for system in self.own}
        self.slugs = slugs(sorted(present))
        self.split = len(self.own) > MOST_NODES
        ends = {end for link in scope.links for end in (link.sender, link.receiver)}
        self.gathers = self.split or len(self.own | ends) > 2 * MOST_NODES
        self.note = ""
        self.details: Mapping[str, tuple[str, ...]] = {}

    # What a landscape after a plan says otherwise

    def place(self, node: str) -> str:
        """Return the node that stands for a node."""
        return node

    def shade(self, system: str) -> Shade:
        """Return how a system is drawn, and what its box says besides its name."""
        return self.colours.shade(system)

    def taken_over(self, node: str) -> list[str]:
        """Return what a box says of others that have become part of it."""
        del node
        return []

    def described(self, systems: Sequence[str], edges: Sequence[Edge]) -> str:
        """Return a sheet in words, for those who cannot see it."""
        return (
            f"{plural(len(systems), 'system')} in boxes, by group of capabilities, and "
            f"{plural(len(edges), 'connection')}: {listing(self.colours.said(systems))}. "
            "Each box says in words what its colour says."
        )

    # The sheets

    def sheets(self) -> Iterator[Diagram]:
        """Yield the sheet, or an overview and a sheet for each group or part of one."""
        every = sorted(self.own)
        if not self.split:
            yield self._sheet("", self.title, every)
            return
        yield self._overview()
        for group, name in self.slugs.items():
            members = [system for system in every if self.groups[system] == group]
            parts = [members[i : i + MOST_NODES] for i in range(0, len(members), MOST_NODES)]
            for index, part in enumerate(parts, start=1):
                several = len(parts) > 1
                title = f"{group}, part {index} of {len(parts)}" if several else group
                suffix = f".{name}.{index}" if several else f".{name}"
                yield self._sheet(suffix, f"{self.title}: {title}", part)

    def _sheet(self, suffix: str, title: str, members: Sequence[str]) -> Diagram:
        inside = [system for system in members if self.place(system) == system]
        edges = self._edges(frozenset(members))
        beside = {self.place(system) for system in members}.union(
            *((edge.tail, edge.head) for edge in edges)
        ) - set(inside)
        nodes = [self._system(system) for system in inside]
        nodes += [self._beside(node) for node in sorted(beside)]
        words = self.described(inside, edges)
        return self._made(self.prefix + suffix, f"{self.heading}: {title}", words, nodes, edges)

    def _overview(self) -> Diagram:
        nodes = [self._group(group, f"{GROUP}{name}") for group, name in self.slugs.items()]
        flows: Counter[tuple[str, str]] = Counter()
        for edge in self._edges(self.own):
            tail, head = self.groups.get(edge.tail), self.groups.get(edge.head)
            if tail and head and tail != head:
                one, other = sorted((self.slugs[tail], self.slugs[head]))
                flows[f"{GROUP}{one}", f"{GROUP}{other}"] += edge.count
        edges = [Edge(one, other, BOTH, count) for (one, other), count in sorted(flows.items())]
        words = (
            f"{plural(len(self.own), 'system')} in {plural(len(self.slugs), 'group')} of "
            "capabilities; each group has a sheet of its own. Each box says how many connections "
            "it has with others, either way."
        )
        title = f"{self.heading}: {self.title}, by group of capabilities"
        return self._made(self.prefix, title, words, nodes, edges)

    def _made(
        self, name: str, title: str, words: str, nodes: Sequence[Node], edges: Sequence[Edge]
    ) -> Diagram:
        return Diagram(
            name,
            self.council,
            title,
            words,
            tuple(nodes),
            tuple(edges),
            key_of(nodes, self.colours),
            self.note,
            self.details,
        )

    # The boxes

    def _group(self, group: str, node: str) -> Node:
        members = [system for system in self.own if self.groups[system] == group]
        shade = self.together(members)
        lines = (group, plural(len(members), "system"), *shade.lines)
        return Node(node, lines, shade.style, shares=shade.shares)

    def together(self, members: Iterable[str]) -> Shade:
        """Return how a box that stands for several systems is drawn."""
        return self.colours.together(members)

    def _system(self, system: str) -> Node:
        shade = self.shade(system)
        lines = (self.names.name(system), *shade.lines, *self.taken_over(system))
        return Node(system, lines, shade.style, cluster=self.groups[system])

    def _beside(self, node: str) -> Node:
        if node.startswith(GROUP):
            group = next(key for key, name in self.slugs.items() if f"{GROUP}{name}" == node)
            count = sum(self.groups[system] == group for system in self.own)
            return Node(node, (group, f"{plural(count, 'system')}, on another sheet"), OUTSIDE)
        if node.startswith(COUNCIL):
            return Node(node, (self.names.council(node.removeprefix(COUNCIL)),), OUTSIDE)
        name, more = self.names.name(node), self.taken_over(node)
        if platform_of(node) is not None:
            return Node(node, (name, "shared platform", *more), PLATFORM)
        elsewhere = node.partition("/")[0] != self.council
        where = self.names.council(node) if elsewhere else "on another sheet"
        return Node(node, (name, where, *more), OUTSIDE)

    # The arrows

    def _stand_in(self, node: str, members: frozenset[str]) -> str:
        """Return what stands for a node on a sheet of some members.

        Where a sheet would be too full, what is on another one is drawn by group, and what belongs
        to another council by council: a sheet stays as small as what it is about.
        """
        place = self.place(node)
        if not self.gathers or node in members or platform_of(place) is not None:
            return place
        if place in members:
            return place
        if place in self.own:
            return f"{GROUP}{self.slugs[self.groups[place]]}"
        return f"{COUNCIL}{place.partition('/')[0]}"

    def _edges(self, members: frozenset[str]) -> list[Edge]:
        flows: Counter[tuple[str, str, str, str]] = Counter()
        for link in self.scope.links:
            if members.isdisjoint((link.sender, link.receiver)):
                continue
            state = FLOW if link.interface.works else link.interface.status or FLOW
            if state != "retired":
                tail, head = (self._stand_in(end, members) for end in (link.sender, link.receiver))
                flows[tail, head, state, self.scope.label(link)] += 1
        for need in self.scope.needs:
            if not members.isdisjoint((need.dependent, need.on)):
                tail, head = (self._stand_in(end, members) for end in (need.dependent, need.on))
                flows[tail, head, NEED, ""] += 1
        return [
            Edge(tail, head, state, count, label)
            for (tail, head, state, label), count in sorted(flows.items())
            if tail != head
        ]


def key_of(nodes: Iterable[Node], colours: Colouring) -> tuple[RiskStyle, ...]:
    """Return the styles that a key explains: those that boxes have, in order."""
    drawn = list(nodes)
    used = {node.style for node in drawn}
    used |= {style for node in drawn for style, _ in node.shares}
    rest = (KEPT, JUST_CHANGED, CHANGED, RETIRED, GATHERED, PLATFORM, OUTSIDE)
    used -= {GATHERED} if any(node.shares for node in drawn) else set()
    return tuple(style for style in dict.fromkeys((*colours.order, *rest)) if style in used)


def scopes(graph: EstateGraph, members: Mapping[str, Sequence[str]]) -> dict[str, Scope]:
    """Return for each council what is drawn of it: some of its systems, and what is at them."""
    links: dict[str, list[Link]] = {council: [] for council in members}
    needs: dict[str, list[Dependency]] = {council: [] for council in members}
    drawn = {system: council for council, systems in members.items() for system in systems}
    for link in graph.links:
        for council in _at(drawn, link.sender, link.receiver):
            links[council].append(link)
    for need in graph.dependencies:
        if need.kind != "interface":
            for council in _at(drawn, need.dependent, need.on):
                needs[council].append(need)
    return {
        council: Scope(tuple(systems), links[council], needs[council])
        for council, systems in members.items()
    }


def _at(drawn: Mapping[str, str], one: str, other: str) -> set[str]:
    return {drawn[end] for end in (one, other) if end in drawn}
