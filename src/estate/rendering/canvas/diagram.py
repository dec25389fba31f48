"""A diagram before it is drawn: boxes, arrows, a title, and words for those who cannot see it.

Every format is made from this: DOT, Mermaid, the laid-out picture, and the text that says the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.rendering.canvas.palette import RiskStyle

FLOW = "flow"
NEED = "needs"
BOTH = "both"
SPREAD = "spread"
BACK = "back"
PLANNED = "planned"
MISSING = "missing"

MOST_DIGITS = 9
FEW_ARROWS, MOST_ARROWS, ARROWS_A_BOX = 20, 110, 2
"""So many arrows can be told apart whatever the picture; so many at most; so many to a box."""

STATES: Mapping[str, str] = {
    FLOW: "data flows",
    BOTH: "connections, either way",
    NEED: "cannot work without",
    SPREAD: "failure spreads",
    BACK: "reaches what is touched already",
    PLANNED: "planned connection",
    MISSING: "missing connection",
}
"""What an arrow may be, and the words for it, in the order of a key."""


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its lines of text, the first of them its name, and how it is drawn.

    `name` is its place in the estate, `council/system` or `platform:ID`, or a name of its own
    where it stands for many. What is in focus is set larger.
    """

    name: str
    lines: tuple[str, ...]
    style: RiskStyle
    cluster: str | None = None
    focus: bool = False
    shares: tuple[tuple[RiskStyle, int], ...] = ()
    """Where it stands for many: how many of each class, drawn as stripes."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow; `state` is a key of `STATES`, `count` says how many connections it stands for."""

    tail: str
    head: str
    state: str
    count: int = 1
    label: str = ""
    """What is to be said at the arrow besides."""

    @property
    def words(self) -> str:
        """Return what stands at the arrow: its label, and how many connections it stands for."""
        if self.count > 1:
            return f"{self.label} ({self.count})" if self.label else str(self.count)
        return self.label


@dataclass(frozen=True, slots=True)
class Diagram:
    """One picture to be: a file name without ending, words for it, its boxes and its arrows.

    In `name` a point stands between a council's id and a group's, which neither can contain.
    """

    name: str
    council: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    styles: tuple[RiskStyle, ...]
    """What the boxes on it look like, for its key."""
    note: str = ""
    """What is to be known besides, for its caption."""
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the text equal says besides, by heading: whatever the picture draws as one."""

    @property
    def states(self) -> tuple[str, ...]:
        """Return the states of its arrows, in the order of a key."""
        used = {edge.state for edge in self.edges}
        return tuple(state for state in STATES if state in used)

    @property
    def drawn_with_lines(self) -> bool:
        """Whether a picture draws its arrows: there are some, few enough to be told apart.

        Where every box stands for many, the boxes say with which they are connected most.
        """
        arrows = len(self.edges)
        if len(self.nodes) > 1 and (not arrows or all(node.shares for node in self.nodes)):
            return False
        return arrows <= FEW_ARROWS or arrows <= min(MOST_ARROWS, ARROWS_A_BOX * len(self.nodes))

    @property
    def near(self) -> Mapping[str, tuple[str, ...]]:
        """For each box that has arrows, the boxes at their other ends, in order."""
        found: dict[str, set[str]] = {}
        for edge in self.edges:
            found.setdefault(edge.tail, set()).add(edge.head)
            found.setdefault(edge.head, set()).add(edge.tail)
        return {name: tuple(sorted(others - {name})) for name, others in sorted(found.items())}

    def in_order(self) -> tuple[Node, ...]:
        """Return its boxes by cluster and name, whatever the order they came in."""
        return tuple(sorted(self.nodes, key=by_cluster))

    def arrows(self) -> tuple[Edge, ...]:
        """Return its arrows by their ends, whatever the order they came in."""
        return tuple(sorted(self.edges, key=by_ends))


def by_cluster(node: Node) -> tuple[int, str, str]:
    """Return the key that puts boxes in order: by the number their group begins with, if any."""
    cluster = node.cluster or ""
    number = cluster.partition(" ")[0]
    counted = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    return int(number) if counted else 0, cluster, node.name


def by_ends(edge: Edge) -> tuple[str, str, str, str]:
    """Return the key that puts arrows in order."""
    return edge.tail, edge.head, edge.state, edge.label
