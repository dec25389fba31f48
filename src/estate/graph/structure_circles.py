"""Opening a circle: which dependencies would have to go so that a cyclic group is one no more.

The fewest such pairs are a minimum feedback arc set. Up to `EXACT` nodes it is found by trying
orders through their subsets; beyond, by the greedy order of Eades, Lin and Smyth (Information
Processing Letters 47(6), 1993), bettered by moving one node at a time, and not proven fewest.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

EXACT = 12
"""The largest group whose answer is certain to be the fewest."""
PASSES = 4
"""How often every node of a large group is tried in every place."""
PATIENT = 150
"""Up to as many nodes are moved about; larger groups keep the greedy order."""

Adjacent = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Opening:
    """A cyclic group in an order, and the pairs that close its circles.

    In `order`, what is relied on comes first. Each of `pairs` is a dependent and what it depends
    on; without them there is no circle. Where `fewest` is false, fewer pairs might do.
    """

    order: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    fewest: bool


def opening(group: Collection[str], successors: Mapping[str, Collection[str]]) -> Opening:
    """Return the least that opens a cyclic group; the same one, whatever the record's order."""
    inside = frozenset(group)
    after = {node: frozenset(successors[node]) & inside for node in sorted(group)}
    exact = len(after) <= EXACT
    order = _best_order(after) if exact else _good_order(after)
    pairs = _backward(order, after)
    if not exact and len(after) <= PATIENT:
        pairs = _needed(after, pairs)
        order = _levelled(after, frozenset(pairs))
    return Opening(tuple(order), tuple(sorted(pairs)), exact or len(pairs) == 1)


def _backward(order: Sequence[str], after: Adjacent) -> list[tuple[str, str]]:
    """Return the pairs whose dependent stands before what it depends on."""
    place = {node: position for position, node in enumerate(order)}
    return [(node, on) for node in order for on in after[node] if place[on] > place[node]]


def _best_order(after: Adjacent) -> list[str]:
    """Return an order with the fewest backward pairs, by dynamic programming over subsets."""
    names = list(after)
    needs = [sum(1 << names.index(on) for on in after[node]) for node in names]
    full = (1 << len(names)) - 1
    cost, last = [0] * (full + 1), [0] * (full + 1)
    for chosen in range(1, full + 1):
        best = (full * full, 0)
        for place, need in enumerate(needs):
            if chosen >> place & 1:
                # Put last of those chosen, it leaves behind it all that it needs of the rest.
                price = cost[chosen ^ 1 << place] + (need & ~chosen).bit_count()
                best = min(best, (price, place))
        cost[chosen], last[chosen] = best
    order = []
    while full:
        order.append(names[last[full]])
        full ^= 1 << last[full]
    return order[::-1]


def _good_order(after: Adjacent) -> list[str]:
    order = _greedy(after)
    if len(order) > PATIENT:
        return order
    before = _turned(after)
    for _ in range(PASSES):
        moved = [_move(order, node, after, before) for node in sorted(order)]
        if not any(moved):
            break
    return order


def _turned(after: Adjacent) -> Adjacent:
    before: dict[str, set[str]] = {node: set() for node in after}
    for node, on in after.items():
        for one in on:
            before[one].add(node)
    return {node: frozenset(them) for node, them in before.items()}


def _greedy(after: Adjacent) -> list[str]:
    """Take what rests on nothing, then what nothing rests on, else what is most relied on."""
    before = _turned(after)
    needs = {node: len(after[node]) for node in after}
    users = {node: len(before[node]) for node in after}
    first: list[str] = []
    last: list[str] = []
    left = set(after)
    waiting = [_turn(node, needs, users) for node in after]
    heapify(waiting)
    while waiting:
        turn = heappop(waiting)
        node = turn[-1]
        if node not in left or turn != _turn(node, needs, users):
            continue
        left.discard(node)
        (last if needs[node] and not users[node] else first).append(node)
        for one in before[node]:
            needs[one] -= 1
        for one in after[node]:
            users[one] -= 1
        for one in (before[node] | after[node]) & left:
            heappush(waiting, _turn(one, needs, users))
    return first + last[::-1]


def _turn(
    node: str, needs: Mapping[str, int], users: Mapping[str, int]
) -> tuple[bool, bool, int, str]:
    return needs[node] != 0, users[node] != 0, needs[node] - users[node], node


def _move(order: list[str], node: str, after: Adjacent, before: Adjacent) -> bool:
    """Move a node to where the fewest pairs run backward; return whether that helped."""
    here = order.index(node)
    rest = order[:here] + order[here + 1 :]
    prices = [len(after[node])]
    for other in rest:
        prices.append(prices[-1] + (other in before[node]) - (other in after[node]))
    where = prices.index(min(prices))
    if prices[here] == prices[where]:
        return False
    order[:] = [*rest[:where], node, *rest[where:]]
    return True


def _needed(after: Adjacent, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those pairs without which a circle would be left; others are put back."""
    gone = set(pairs)
    for pair in sorted(pairs):
        gone.discard(pair)
        if _reaches(after, gone, pair[1], pair[0]):
            gone.add(pair)
    return sorted(gone)


def _reaches(after: Adjacent, gone: set[tuple[str, str]], start: str, goal: str) -> bool:
    seen, queue = {start}, [start]
    for node in queue:
        if node == goal:
            return True
        new = [on for on in after[node] if on not in seen and (node, on) not in gone]
        seen.update(new)
        queue += new
    return False


def _levelled(after: Adjacent, gone: frozenset[tuple[str, str]]) -> list[str]:
    """Return an order in which, the pairs gone, what is relied on comes first."""
    left = {node: {on for on in after[node] if (node, on) not in gone} for node in after}
    before = _turned({node: frozenset(on) for node, on in left.items()})
    order: list[str] = []
    ready = sorted(node for node, on in left.items() if not on)
    while ready:
        order += ready
        following: set[str] = set()
        for node in ready:
            for one in before[node]:
                left[one].discard(node)
                if not left[one]:
                    following.add(one)
        ready = sorted(following)
    return order
