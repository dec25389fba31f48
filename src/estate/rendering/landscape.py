"""The landscape: what there is, what passes between it, and where the risk is; now and after.

A sheet is DOT source. Laying it out is a process, and so is left to whoever may start one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio import platform_of
from estate.rendering.dot import BOTH, FLOW, NEED, Edge, Node, source
from estate.rendering.groups import groups_of, slugs
from estate.rendering.palette import (
    CHANGED,
    KEPT,
    LEGACY,
    OUTSIDE,
    PLATFORM,
    RED,
    RETIRED,
    SOUND,
    UNKNOWN,
    RiskStyle,
    risk_style,
)
from estate.rendering.words import decimal, listing, plural, span
from estate.scoring.framework import RED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from fractions import Fraction

    from estate.graph import EstateGraph
    from estate.scoring.results import Scores

MOST_NODES = 80
KEY = (RED, LEGACY, UNKNOWN, SOUND, KEPT, CHANGED, RETIRED, PLATFORM, OUTSIDE)
WORST_FIRST = (RED, UNKNOWN, LEGACY, SOUND, KEPT, CHANGED, RETIRED)
GROUP, COUNCIL = "group:", "council:"
"""Marks of nodes that stand for many: no system's or platform's name begins so."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the plan does to a system, in words, and where it goes: its place among the nodes."""

    words: str
    kind: str
    onto: str | None = None
    """The node it becomes part of: `platform:ID` for join, `council/system` for consolidate."""
    risk_after: Fraction | int | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How the systems that are kept stand at the end of the plan."""

    when: str
    """Such as `Oct 2032`."""
    scores: Mapping[str, Fraction | int]
    """The overall score of each system by then if it is kept."""
    point: str = "middle"
    """The point of a range that such a score is."""


@dataclass(frozen=True, slots=True)
class LandscapeSheet:
    """One picture to be laid out: a file name without ending, words for it, and its DOT source.

    A point stands between a council's id and a group's, which neither can contain.
    """

    name: str
    council: str
    title: str
    description: str
    dot: str
    styles: tuple[RiskStyle, ...]
    """What the boxes on it look like, for its key."""
    note: str = ""
    """What is to be known besides, for its caption."""


def now(graph: EstateGraph, scores: Scores) -> tuple[LandscapeSheet, ...]:
    """Return the landscape as it is: a sheet a council, or several where one would be too full."""
    return tuple(
        sheet
        for council in sorted(scores.by_council)
        for sheet in _View(graph, scores, council).sheets()
    )


def after(
    graph: EstateGraph, scores: Scores, changes: Mapping[str, Change], end: End
) -> tuple[LandscapeSheet, ...]:
    """Return the landscape once the plan is done; councils that nothing changes are left out.

    Systems that are kept are shown with the score that they have come to by then.
    """
    councils = sorted({system.partition("/")[0] for system in changes})
    return tuple(
        sheet
        for council in councils
        for sheet in _View(graph, scores, council, (changes, end)).sheets()
    )


class _View:
    """One council's landscape, now or after."""

    def __init__(
        self,
        graph: EstateGraph,
        scores: Scores,
        council: str,
        planned: tuple[Mapping[str, Change], End] | None = None,
    ) -> None:
        self.council = council
        self.changes: Mapping[str, Change] = planned[0] if planned else {}
        self.end = planned[1] if planned else None
        self.when = "after the plan" if self.end else "now"
        self.prefix = f"landscape-{'after' if self.end else 'now'}-{council}"
        self.portfolio = graph.portfolio
        self.title = self.portfolio.councils[council].council.name
        self.own = {
            str(ref): score for ref, score in scores.systems.items() if ref.council == council
        }
        self.groups = groups_of(self.portfolio, council)
        self.slugs = slugs(sorted(set(self.groups.values())))
        self.split = len(self.own) > MOST_NODES
        self.links = [link for link in graph.links if self._touches(link.sender, link.receiver)]
        self.needs = [
            need
            for need in graph.dependencies
            if need.kind != "interface" and self._touches(need.dependent, need.on)
        ]

    def _touches(self, one: str, other: str) -> bool:
        return one in self.own or other in self.own

    def sheets(self) -> Iterator[LandscapeSheet]:
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

    def _sheet(self, suffix: str, title: str, members: Sequence[str]) -> LandscapeSheet:
        inside = [system for system in members if self._place(system) == system]
        edges = self._edges(frozenset(members))
        beside = {self._place(system) for system in members}.union(
            *((edge.tail, edge.head) for edge in edges)
        ) - set(inside)
        nodes = [self._system(system) for system in inside]
        nodes += [self._beside(node) for node in sorted(beside)]
        red = sum(node.style is RED for node in nodes)
        words = (
            f"{plural(len(inside), 'system')} in boxes, by group of capabilities, and "
            f"{plural(len(edges), 'connection')}; {red} red-rated "
            f"{'by ' + self.end.when if self.end else 'today'}. Each box says its risk "
            "in words. The table of systems says the same."
        )
        name = self.prefix + suffix
        return self._made(name, f"Landscape {self.when}: {title}", words, nodes, edges)

    def _overview(self) -> LandscapeSheet:
        nodes = [self._group(group, f"{GROUP}{name}") for group, name in self.slugs.items()]
        flows: Counter[tuple[str, str]] = Counter()
        for edge in self._edges(frozenset(self.own)):
            tail, head = self.groups.get(edge.tail), self.groups.get(edge.head)
            if tail and head and tail != head:
                one, other = sorted((self.slugs[tail], self.slugs[head]))
                flows[f"{GROUP}{one}", f"{GROUP}{other}"] += edge.count
        edges = [Edge(one, other, BOTH, count) for (one, other), count in sorted(flows.items())]
        words = (
            f"{plural(len(self.own), 'system')} in {plural(len(self.slugs), 'group')} of "
            "capabilities; each group has a sheet of its own. A line says how many connections "
            "there are between two groups, either way."
        )
        name = self.prefix
        title = f"Landscape {self.when}: {self.title}, by group of capabilities"
        return self._made(name, title, words, nodes, edges)

    def _made(
        self, name: str, title: str, words: str, nodes: Sequence[Node], edges: Sequence[Edge]
    ) -> LandscapeSheet:
        used = {node.style for node in nodes}
        styles = tuple(style for style in KEY if style in used)
        dot = source(name, nodes, edges)
        return LandscapeSheet(name, self.council, title, words, dot, styles, self._note())

    def _note(self) -> str:
        if self.end is None:
            return ""
        return (
            f"Systems that are kept have the score that they come to by {self.end.when} if "
            f"nothing is done with them; where that is a range, its {self.end.point}"
        )

    def _group(self, group: str, node: str) -> Node:
        members = [system for system in self.own if self.groups[system] == group]
        counts = Counter(self._style(system) for system in members)
        worst = next(style for style in WORST_FIRST if counts[style])
        said = [f"{counts[style]} {style.words}" for style in (RED, UNKNOWN) if counts[style]]
        return Node(node, (group, plural(len(members), "system"), *said), worst)

    def _style(self, system: str) -> RiskStyle:
        """Return how a system is drawn: by its score today, or as it stands after the plan."""
        score, change = self.own[system], self.changes.get(system)
        style = risk_style(score.red_rated, score.legacy)
        if change is not None:
            return _style_after(change)
        if self.end is None or system not in self.end.scores:
            return style
        red = self.end.scores[system] >= RED_FROM
        if score.overall.exact or style is RED:
            return RED if red else KEPT
        return UNKNOWN if red or style is UNKNOWN else KEPT

    def _place(self, node: str) -> str:
        """Return the node that stands for a node: itself, or what it has become part of."""
        change = self.changes.get(node)
        return change.onto if change and change.onto else node

    def _system(self, system: str) -> Node:
        score, change = self.own[system], self.changes.get(system)
        style = self._style(system)
        lines = [self._name(system), f"{style.words}: {span(score.overall)}"]
        if change is not None:
            lines = [self._name(system), change.words, *_risk_after(change)]
        elif self.end is not None and system in self.end.scores:
            then = decimal(self.end.scores[system])
            lines[1:] = [f"kept: {then} by {self.end.when}", style.words.removeprefix("kept, ")]
        return Node(
            system,
            (*lines, *self._taken_over(system)),
            style,
            cluster=self.groups[system],
        )

    def _beside(self, node: str) -> Node:
        if node.startswith(GROUP):
            group = next(key for key, name in self.slugs.items() if f"{GROUP}{name}" == node)
            count = sum(own == group for own in self.groups.values())
            return Node(node, (group, f"{plural(count, 'system')}, on another sheet"), OUTSIDE)
        if node.startswith(COUNCIL):
            owner = self.portfolio.councils.get(node.removeprefix(COUNCIL))
            name = owner.council.name if owner else node.removeprefix(COUNCIL)
            return Node(node, (name,), OUTSIDE)
        platform = platform_of(node)
        if platform is not None:
            record = self.portfolio.catalogue.platforms.get(platform)
            name = record.name if record else platform
            return Node(node, (name, "shared platform", *self._taken_over(node)), PLATFORM)
        council = node.partition("/")[0]
        owner = self.portfolio.councils.get(council)
        place = owner.council.name if owner else council
        where = "on another sheet" if council == self.council else place
        return Node(node, (self._name(node), where, *self._taken_over(node)), OUTSIDE)

    def _taken_over(self, node: str) -> list[str]:
        names = [
            self._name(system)
            for system in sorted(self.own)
            if system != node and self._place(system) == node
        ]
        return [f"takes over {listing(names)}"] if names else []

    def _name(self, node: str) -> str:
        council, _, system = node.partition("/")
        inventory = self.portfolio.councils.get(council)
        record = inventory.systems.get(system) if inventory else None
        return record.name if record else node

    def _stand_in(self, node: str, members: frozenset[str]) -> str:
        """Return what stands for a node on a sheet of some members.

        Where the council has several sheets, what is on another one is drawn by group, and what
        belongs to another council by council: a sheet stays as small as what it is about.
        """
        place = self._place(node)
        if not self.split or node in members or platform_of(place) is not None:
            return place
        if place in members:
            return place
        if place in self.own:
            return f"{GROUP}{self.slugs[self.groups[place]]}"
        return f"{COUNCIL}{place.partition('/')[0]}"

    def _edges(self, members: frozenset[str]) -> list[Edge]:
        flows: Counter[tuple[str, str, str]] = Counter()
        for link in self.links:
            if members.isdisjoint((link.sender, link.receiver)):
                continue
            state = FLOW if link.interface.works else link.interface.status or FLOW
            if state != "retired":
                tail, head = (self._stand_in(end, members) for end in (link.sender, link.receiver))
                flows[tail, head, state] += 1
        for need in self.needs:
            if not members.isdisjoint((need.dependent, need.on)):
                tail, head = (self._stand_in(end, members) for end in (need.dependent, need.on))
                flows[tail, head, NEED] += 1
        return [
            Edge(tail, head, state, count)
            for (tail, head, state), count in sorted(flows.items())
            if tail != head
        ]


def _style_after(change: Change) -> RiskStyle:
    if change.kind == "retire":
        return RETIRED
    return RED if change.risk_after is not None and change.risk_after >= RED_FROM else CHANGED


def _risk_after(change: Change) -> list[str]:
    if change.kind == "retire" or change.risk_after is None:
        return []
    style = _style_after(change)
    words = "still red-rated" if style is RED else "not red"
    return [f"{words}: {decimal(change.risk_after)}"]
