"""What a dependency structure matrix shows, before it is drawn or written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.graph.structure import Role, structure_of
from estate.graph.structure_order import blocks
from estate.portfolio import SystemRef, platform_of
from estate.rendering.kit.groups import groups_of
from estate.rendering.kit.words import percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from estate.graph import EstateGraph
    from estate.graph.structure import Structure

MOST = 80
"""Up to so many rows each stand for one node; beyond, for a group of capabilities."""
PLATFORMS = "Shared platforms"
LETTERS = {Role.CORE: "C", Role.SHARED: "S", Role.CONTROL: "T", Role.PERIPHERAL: "P"}
Place = tuple[int, int]
"""A cell: its row and its column, from 0. The row depends on the column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the column of the same number: a node, or a group of `systems` nodes."""

    name: str
    label: str
    role: Role
    systems: int = 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix in its order. `direct` counts the pairs that a cell stands for.

    `indirect` are the cells in which the row depends on the column by way of others only.
    `blocks` are the rows of each cyclic group. In a folded matrix rows are groups.
    """

    rows: tuple[Row, ...]
    direct: Mapping[Place, int]
    indirect: frozenset[Place]
    blocks: tuple[range, ...]
    folded: bool
    description: str

    def closing(self) -> tuple[Place, ...]:
        """Return the cells above the diagonal: each closes a circle."""
        return tuple(sorted(cell for cell in self.direct if cell[1] > cell[0]))

    def roles(self) -> Mapping[Role, int]:
        """Return how many rows each class has."""
        counts = Counter(row.role for row in self.rows)
        return {role: counts[role] for role in Role}


def matrix_of(graph: EstateGraph, nodes: Iterable[str]) -> Matrix:
    """Return the matrix of some systems and platforms, in whatever order they are given.

    Raises:
        KeyError: when there is no such node.
    """
    chosen = sorted({str(node) for node in nodes})
    structure = graph.structure(chosen)
    if len(chosen) <= MOST:
        return _plain(graph, structure)
    return _folded(graph, structure)


def _plain(graph: EstateGraph, structure: Structure) -> Matrix:
    laid = blocks(structure)
    order = [node for block in laid for node in block.members]
    labels = labels_of(graph, order)
    place = {node: at for at, node in enumerate(order)}
    direct = {(place[node], place[on]): 1 for node in order for on in structure.successors[node]}
    reached = {
        (place[node], place[on]) for node in order for on in _reach(structure.successors, node)
    }
    return Matrix(
        rows=tuple(Row(node, labels[node], structure.role(node)) for node in order),
        direct=dict(sorted(direct.items())),
        indirect=frozenset(reached - direct.keys()),
        blocks=tuple(
            range(block.start, block.start + len(block.members))
            for block in laid
            if len(block.members) > 1
        ),
        folded=False,
        description=_described(structure),
    )


def _folded(graph: EstateGraph, structure: Structure) -> Matrix:
    """Return the matrix of groups of capabilities, each cell counting pairs of nodes."""
    group = _groups(graph, structure.successors)
    sizes = Counter(group.values())
    pairs = Counter(
        (group[node], group[on]) for node, after in structure.successors.items() for on in after
    )
    inside: dict[str, set[str]] = {name: set() for name in sorted(sizes)}
    for one, other in pairs:
        if one != other:
            inside[one].add(other)
    among = structure_of({name: sorted(on) for name, on in inside.items()})
    laid = blocks(among)
    order = [name for block in laid for name in block.members]
    place = {name: at for at, name in enumerate(order)}
    direct = {(place[one], place[other]): count for (one, other), count in pairs.items()}
    words = (
        f"{_described(structure)} That is too many for a row each, so rows are groups of "
        f"capabilities, and a cell says how many pairs it stands for. The classes and circles "
        "drawn are those of the groups."
    )
    return Matrix(
        rows=tuple(Row(name, name, among.role(name), sizes[name]) for name in order),
        direct=dict(sorted(direct.items())),
        indirect=frozenset(),
        blocks=tuple(
            range(block.start, block.start + len(block.members))
            for block in laid
            if len(block.members) > 1
        ),
        folded=True,
        description=words,
    )


def labels_of(graph: EstateGraph, nodes: Iterable[str]) -> dict[str, str]:
    """Return what each node is called; with its council where there are several councils."""
    chosen = list(nodes)
    councils = {node.partition("/")[0] for node in chosen if platform_of(node) is None}
    found = {}
    for node in chosen:
        platform = platform_of(node)
        if platform is not None:
            found[node] = f"{graph.portfolio.catalogue.platforms[platform].name} (shared platform)"
            continue
        ref = SystemRef.parse(node)
        name = graph.portfolio.system(ref).name
        council = graph.portfolio.councils[ref.council].council.name
        found[node] = f"{name}, {council}" if len(councils) > 1 else name
    return found


def _groups(graph: EstateGraph, nodes: Iterable[str]) -> dict[str, str]:
    known: dict[str, dict[str, str]] = {}
    found = {}
    for node in nodes:
        if platform_of(node) is not None:
            found[node] = PLATFORMS
            continue
        council = node.partition("/")[0]
        if council not in known:
            known[council] = groups_of(graph.portfolio, council)
        found[node] = known[council][node]
    return found


def _reach(successors: Mapping[str, Iterable[str]], start: str) -> set[str]:
    seen: set[str] = set()
    queue = [start]
    while queue:
        new = [on for on in successors[queue.pop()] if on not in seen]
        seen.update(new)
        queue += new
    return seen - {start}


def _described(structure: Structure) -> str:
    if not structure.size:
        return "Nothing is recorded."
    platforms = sum(platform_of(node) is not None for node in structure.successors)
    systems = plural(structure.size - platforms, "system")
    also = f" and {plural(platforms, 'shared platform')}" if platforms else ""
    circles = (
        f"{plural(len(structure.groups), 'circle')} of systems that need one another, the largest "
        f"of {len(structure.groups[0])}"
        if structure.groups
        else "no circles"
    )
    cost = structure.propagation_cost()
    return (
        f"{systems}{also}: {plural(structure.pairs, 'pair')} in which the row depends directly on "
        f"the column; {circles}; propagation cost {percent(float(cost))} with the diagonal. What "
        "is relied on comes first, so a mark above the diagonal closes a circle. Classes are set "
        f"by {'the largest circle' if structure.limits.from_core else 'the medians'}."
    )
