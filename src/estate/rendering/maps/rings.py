"""What lies around one thing, by distance: boxes in rings, the outer ones drawn by group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of
from estate.rendering.canvas.diagram import Node
from estate.rendering.canvas.palette import GATHERED, OUTSIDE, PLATFORM
from estate.rendering.kit.groups import groups_of
from estate.rendering.kit.words import plural
from estate.rendering.maps.folding import moved
from estate.rendering.pictures.council_view import COUNCIL, MOST_NODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estate.rendering.canvas.colouring import Colouring
    from estate.rendering.canvas.diagram import Edge
    from estate.rendering.maps.asking import Ask

RING = "ring:"
PLATFORMS = "Shared platforms"
ELSEWHERE = "Other councils"
MOST_GROUPS = 40
"""A ring drawn in more groups than this is drawn as one box."""


@dataclass(frozen=True)
class Rings:
    """What is drawn: how many steps away each node is, the colours, and what a step is called."""

    ask: Ask
    steps: Mapping[str, int]
    colours: Colouring
    cluster: Callable[[int], str | None]
    citizens: bool = False
    """Whether boxes say which systems citizens use."""

    def drawn(self, edges: Sequence[Edge]) -> tuple[list[Node], list[Edge], int]:
        """Return boxes and arrows few enough to be read, and from which step on they are groups.

        What is farthest is gathered, by council or group of capabilities; as little as it takes.
        0 where each node has a box of its own.
        """
        first, gathered = 0, dict[str, str]()
        if len(self.steps) > MOST_NODES:
            for first in range(max(self.steps.values()), 0, -1):
                gathered = self._gathered(first)
                if len(self.steps) - len(gathered) + len(set(gathered.values())) <= MOST_NODES:
                    break
        place = {node: gathered.get(node, node) for node in self.steps}
        nodes = [self.box(node) for node in sorted(self.steps) if node not in gathered]
        nodes += self._groups(gathered)
        return nodes, moved(edges, place), first

    def box(self, node: str) -> Node:
        """Return the box of a system or platform."""
        step = self.steps[node]
        focus = step == 0
        name = self.ask.names.name(node)
        if platform_of(node) is not None:
            return Node(node, (name, "shared platform"), PLATFORM, self.cluster(step), focus)
        if node not in self.ask.graph:
            return Node(node, (name, "not in the inventory"), OUTSIDE, self.cluster(step), focus)
        shade = self.colours.shade(node)
        lines = [name]
        if self._council_matters(node):
            lines.append(self.ask.names.council(node))
        lines += shade.lines
        if self.citizens and self.used_by_citizens(node):
            lines.append("citizens use it")
        return Node(node, tuple(lines), shade.style, self.cluster(step), focus)

    def used_by_citizens(self, node: str) -> bool:
        """Whether a system is recorded as one that citizens use themselves."""
        if platform_of(node) is not None or node not in self.ask.graph:
            return False
        return bool(self.ask.portfolio.system(SystemRef.parse(node)).citizen_facing)

    def _council_matters(self, node: str) -> bool:
        """Whether a box says its council: it is not the one that the picture is about."""
        focus = self.ask.focus or ""
        return node.partition("/")[0] != focus.partition("/")[0]

    def _gathered(self, first: int) -> dict[str, str]:
        """Return what stands for each node that is `first` steps away or more."""
        far = sorted(node for node, step in self.steps.items() if step >= first)
        names = {node: self._group(node) for node in far}
        if len(set(names.values())) > MOST_GROUPS:
            names = dict.fromkeys(far, ELSEWHERE)
        return {node: f"{RING}{first}:{name}" for node, name in names.items()}

    def _group(self, node: str) -> str:
        if platform_of(node) is not None:
            return PLATFORMS
        council = node.partition("/")[0]
        if self._council_matters(node) or council not in self.ask.portfolio.councils:
            return f"{COUNCIL}{council}"
        groups = groups_of(self.ask.portfolio, council)
        return groups.get(node, f"{COUNCIL}{council}")

    def _groups(self, gathered: Mapping[str, str]) -> list[Node]:
        members: dict[str, list[str]] = {}
        for node, group in sorted(gathered.items()):
            members.setdefault(group, []).append(node)
        return [self._many(group, nodes) for group, nodes in members.items()]

    def _many(self, group: str, nodes: Sequence[str]) -> Node:
        first, _, name = group.removeprefix(RING).partition(":")
        if name.startswith(COUNCIL):
            name = self.ask.names.council(name.removeprefix(COUNCIL))
        systems = [node for node in nodes if platform_of(node) is None and node in self.ask.graph]
        shade = self.colours.together(systems)
        kinds = Counter(platform_of(node) is None for node in nodes)
        said = [
            plural(kinds[is_system], words)
            for is_system, words in ((True, "system"), (False, "platform"))
            if kinds[is_system]
        ]
        lines = (name, *said, *shade.lines)
        cluster = self.cluster(int(first))
        if cluster and int(first) < max(self.steps.values()):
            cluster += " and more"
        return Node(group, lines, GATHERED, cluster, shares=shade.shares)
