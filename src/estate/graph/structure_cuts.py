"""Cut points: nodes whose removal parts what is connected, and what they part.

Directions do not matter here: two systems are connected where either depends on the other. Found
by depth-first search with low points (Hopcroft and Tarjan, Communications of the ACM 16(6), 1973):
the library for graphs names the points, but not the pieces that they part, which are the answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

LEAST_PIECES = 2
"""Pieces below the first node of a walk, and the nothing above it, of a node that parts none."""


@dataclass(frozen=True, slots=True)
class CutPoint:
    """A node that holds others together.

    `cut_off` is how many nodes lose their connection to the largest piece that its removal
    leaves, and `rest` how many that piece has.
    """

    node: str
    cut_off: int
    rest: int
    _order: Sequence[str] = field(repr=False, compare=False)
    _pieces: tuple[tuple[int, int], ...] = field(repr=False, compare=False)
    _largest: int = field(repr=False, compare=False)

    @property
    def parted(self) -> tuple[tuple[str, ...], ...]:
        """Return the pieces without the largest: the smaller first, each in order of ids."""
        pieces = [
            tuple(sorted(_piece(self._order, self.node, self._pieces, number)))
            for number in range(-1, len(self._pieces))
            if number != self._largest
        ]
        return tuple(sorted((piece for piece in pieces if piece), key=_by_size))


@dataclass(slots=True)
class _Walk:
    """A depth-first search of one connected piece: nodes in order of discovery, low points."""

    order: list[str] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    low: dict[str, int] = field(default_factory=dict)
    below: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def cut_points(successors: Mapping[str, Collection[str]]) -> tuple[CutPoint, ...]:
    """Return the cut points in order of their ids; every successor must be a node."""
    beside: dict[str, set[str]] = {node: set() for node in successors}
    for node, after in successors.items():
        for on in after:
            beside[node].add(on)
            beside[on].add(node)
    near = {node: sorted(them - {node}) for node, them in beside.items()}
    found: list[CutPoint] = []
    seen: set[str] = set()
    for start in sorted(near):
        if start not in seen:
            walk = _walk(near, start)
            seen.update(walk.order)
            found += _cuts(walk)
    return tuple(sorted(found, key=lambda cut: cut.node))


def _walk(near: Mapping[str, Collection[str]], start: str) -> _Walk:
    walk = _Walk([start], {start: 0}, {start: 0})
    way = [(start, "", iter(near[start]))]
    while way:
        node, above, rest = way[-1]
        for other in rest:
            if other not in walk.place:
                walk.place[other] = walk.low[other] = len(walk.order)
                walk.order.append(other)
                way.append((other, node, iter(near[other])))
                break
            if other != above:
                walk.low[node] = min(walk.low[node], walk.place[other])
        else:
            way.pop()
            if way:
                _leave(walk, node, above)
    return walk


def _leave(walk: _Walk, node: str, above: str) -> None:
    """Note what hangs on the node above alone, now that all below `node` has been seen."""
    walk.low[above] = min(walk.low[above], walk.low[node])
    if walk.low[node] >= walk.place[above]:
        piece = (walk.place[node], len(walk.order))
        walk.below.setdefault(above, []).append(piece)


def _cuts(walk: _Walk) -> Iterator[CutPoint]:
    total = len(walk.order) - 1
    for node, below in walk.below.items():
        sizes = [stop - start for start, stop in below]
        # What is not below it hangs together above it; above the first of the walk is nothing.
        sizes.append(total - sum(sizes))
        if sizes[-1] or len(sizes) > LEAST_PIECES:
            most = max(sizes)
            largest = sizes.index(most)
            if sizes.count(most) > 1:
                largest = _first_of(walk, node, sizes, below)
            number = -1 if largest == len(below) else largest
            yield CutPoint(node, total - most, most, walk.order, tuple(below), number)


def _first_of(
    walk: _Walk, node: str, sizes: Sequence[int], below: Sequence[tuple[int, int]]
) -> int:
    """Return which of several largest pieces counts as the rest: the last by the ids in it."""
    most = max(sizes)
    equal = [number for number, size in enumerate(sizes) if size == most]
    return max(
        equal,
        key=lambda at: sorted(
            _piece(walk.order, node, tuple(below), -1 if at == len(below) else at)
        ),
    )


def _piece(
    order: Sequence[str], node: str, pieces: tuple[tuple[int, int], ...], number: int
) -> list[str]:
    """Return the nodes of a piece below a cut point, or by -1 those above it."""
    if number >= 0:
        start, stop = pieces[number]
        return list(order[start:stop])
    inside = {place for start, stop in pieces for place in range(start, stop)}
    return [one for place, one in enumerate(order) if place not in inside and one != node]


def _by_size(piece: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return len(piece), piece
