"""What can be worked out of a hidden cell: its exact interval, from sums that are shown.

A table with totals is a circulation. Each row and each column is a node that takes in as much as it
lets out: a row's total flows into the row, its cells from the row to the columns, each column's
total from the column to a last node, and the grand total from there back to where the rows' totals
start. What can be known of a hidden cell is how far its flow can be changed with shown cells held
fast, and hidden ones at zero or more: a maximum flow through the hidden cells alone, found here by
shortest augmenting paths (Edmonds and Karp, 1972). With whole numbers it is exact.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Node = Hashable


@dataclass(frozen=True, slots=True)
class Arc:
    """A cell as a flow from one sum to another; `value` is a whole number, zero or more."""

    tail: Node
    head: Node
    value: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a hidden cell can be; `high` is None where nothing bounds it."""

    low: int
    high: int | None


def bounds_of(arcs: Mapping[Key, Arc], hidden: Collection[Key], key: Key) -> Bounds:
    """Return what can be worked out of a hidden cell of a table that adds up."""
    others = {name: arcs[name] for name in arcs if name in set(hidden) and name != key}
    cell = arcs[key]
    more = _most(others, cell.head, cell.tail)
    less = _most(others, cell.tail, cell.head, cell.value)
    return Bounds(cell.value - (less or 0), None if more is None else cell.value + more)


def _most(
    arcs: Mapping[Key, Arc], start: Node, goal: Node, enough: int | None = None
) -> int | None:
    """Return the most that can be moved from a node to another, up to `enough`; None: no end.

    Along an arc there is no end; against it, there is what flows in it.
    """
    if _path(arcs, {}, start, goal) is not None:
        return enough
    flow = {name: arc.value for name, arc in arcs.items()}
    moved = 0
    while enough is None or moved < enough:
        path = _path(arcs, flow, start, goal)
        if path is None:
            break
        # No way runs along arcs alone, so each goes against one: there is an end.
        step = min(flow[name] for name, along in path if not along)
        step = step if enough is None else min(step, enough - moved)
        for name, along in path:
            flow[name] += step if along else -step
        moved += step
    return moved


def _path(
    arcs: Mapping[Key, Arc], flow: Mapping[Key, int], start: Node, goal: Node
) -> list[tuple[Key, bool]] | None:
    """Return the shortest way with room, as arcs and whether each is used along its direction."""
    came: dict[Node, tuple[Node, Key, bool] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for name, arc in arcs.items():
            if arc.tail == node and arc.head not in came:
                came[arc.head] = (node, name, True)
                waiting.append(arc.head)
            if arc.head == node and flow.get(name) and arc.tail not in came:
                came[arc.tail] = (node, name, False)
                waiting.append(arc.tail)
    return _traced(came, goal) if goal in came else None


def _traced(
    came: Mapping[Node, tuple[Node, Key, bool] | None], goal: Node
) -> list[tuple[Key, bool]]:
    path: list[tuple[Key, bool]] = []
    step = came[goal]
    while step is not None:
        node, name, along = step
        path.append((name, along))
        step = came[node]
    return path[::-1]


def on_a_circle(arcs: Mapping[Key, Arc], hidden: Collection[Key], key: Key) -> bool:
    """Whether a hidden cell can be anything at all, where cells may be below zero too."""
    loose = {name: arcs[name] for name in arcs if name in set(hidden) and name != key}
    both = {(name, way): arc for name, arc in loose.items() for way in (False, True)}
    either = {turn: Arc(arc.head, arc.tail, 0) if turn[1] else arc for turn, arc in both.items()}
    return _path(either, {}, arcs[key].head, arcs[key].tail) is not None
