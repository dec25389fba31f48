"""What lies around one thing, by distance: boxes in rings, the outer ones drawn by group."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of
from estate.rendering.council_view import COUNCIL, MOST_NODES
from estate.rendering.diagram import Node
from estate.rendering.groups import groups_of
from estate.rendering.maps.folding import moved
from estate.rendering.palette import GATHERED, OUTSIDE, PLATFORM
from estate.rendering.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from estate.rendering.colouring import Colouring
    from estate.rendering.diagram import Edge
    from estate.rendering.maps.asking import Ask

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

        The farthest ring is gathered first, by council and group of capabilities. 0 where each
        node has a box of its own.
        """
        gathered: dict[str, str] = {}
        first = 0
        for step in range(max(self.steps.values()), 0, -1):
            singles = len(self.steps) - len(gathered)
            if singles + len(set(gathered.values())) <= MOST_NODES:
                break
            ring = sorted(node for node, steps in self.steps.items() if steps == step)
            gathered |= self._gathered(ring, step)
            first = step
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

    def _gathered(self, ring: Sequence[str], step: int) -> dict[str, str]:
        names = {node: self._group(node) for node in ring}
        if len(set(names.values())) > MOST_GROUPS:
            names = dict.fromkeys(ring, ELSEWHERE)
        return {node: f"ring:{step}:{name}" for node, name in names.items()}

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
        step = self.steps[nodes[0]]
        name = group.partition(":")[2].partition(":")[2]
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
        style = shade.style if systems else GATHERED
        return Node(group, (name, *said, *shade.lines), style, self.cluster(step))
