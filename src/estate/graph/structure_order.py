"""The order of a dependency structure matrix: what is relied on first, circles as blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.graph.structure_circles import opening

if TYPE_CHECKING:
    from estate.graph.structure import Structure


@dataclass(frozen=True, slots=True)
class Block:
    """A cyclic group, or a node alone, at its place in the order; `start` counts from 0.

    `closing` are the pairs that close its circles: a dependent, and what it depends on, which
    comes after it in the order.
    """

    start: int
    members: tuple[str, ...]
    closing: tuple[tuple[str, str], ...] = ()


def blocks(structure: Structure) -> tuple[Block, ...]:
    """Return nodes in an order in which each, circles aside, follows all that it depends on.

    By depth, then by the first id; the members of a cyclic group as `opening` orders them.
    """
    grouped = {node: group for group in structure.groups for node in group}
    heads = [node for node in structure.successors if grouped.get(node, (node,))[0] == node]
    found: list[Block] = []
    start = 0
    for node in sorted(heads, key=lambda head: (structure.depth[head], head)):
        group = grouped.get(node)
        if group is None:
            found.append(Block(start, (node,)))
        else:
            way = opening(group, structure.successors)
            late = {one: place for place, one in enumerate(way.order)}
            closing = [
                (one, on)
                for one in way.order
                for on in structure.successors[one]
                if on in late and late[on] > late[one]
            ]
            found.append(Block(start, way.order, tuple(sorted(closing))))
        start += len(found[-1].members)
    return tuple(found)
