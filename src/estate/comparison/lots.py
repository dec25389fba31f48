"""Lots that keep a market alive: a split of councils so that no supplier can win too much.

The rule of the split: whoever wins one lot wins no other. A lot above the cap would then give one
supplier more than the cap, and no other split matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHARE_CAP = Fraction(1, 2)
"""The most that one supplier is to have, as a share of the value: a policy, where none is given."""
_STEPS = 200_000
"""Trials after which the search for fewer lots stops, and says so."""


@dataclass(frozen=True, slots=True)
class Split:
    """Councils in lots, none above the cap."""

    cap: Fraction
    lots: tuple[tuple[str, ...], ...]
    """Ids of councils; the greatest lot first. () where there is no such split."""
    shares: tuple[Fraction, ...]
    """Each lot's share of the value."""
    fewest: bool
    """Whether it is proven that no fewer lots do."""
    alone_above: tuple[str, ...] = ()
    """Councils that are above the cap by themselves: then no split of whole councils does."""


def split(values: Mapping[str, int], cap: Fraction = SHARE_CAP) -> Split:
    """Return the fewest lots of whole councils with no lot above the cap.

    `values` are pounds a year of the councils whose value is known. Exact: lots are tried in
    order of their number, with the councils placed from the greatest, and a lot of the same size
    tried once. Should that take too long, the best split found is given and `fewest` is False.

    Raises:
        ValueError: when the cap is not above 0 and at most 1.
    """
    if not 0 < cap <= 1:
        message = "a share cap is above 0 and at most 1"
        raise ValueError(message)
    total = sum(values.values())
    if not total:
        return Split(cap, (), (), fewest=True)
    room = cap * total
    above = tuple(sorted(name for name, value in values.items() if value > room))
    if above:
        return Split(cap, (), (), fewest=True, alone_above=above)
    order = sorted(values, key=lambda name: (-values[name], name))
    steps, proven = [_STEPS], True
    for number in range(ceil(1 / cap), len(order) + 1):
        placed = _packed(order, values, room, number, steps)
        if placed is not None:
            return _as_split(placed, values, cap, fewest=proven)
        if steps[0] <= 0:
            proven, steps = False, [_STEPS]
    message = "councils one by one are always a split"
    raise AssertionError(message)


def _as_split(
    placed: list[list[str]], values: Mapping[str, int], cap: Fraction, *, fewest: bool
) -> Split:
    total = sum(values.values())
    lots = [tuple(sorted(lot)) for lot in placed if lot]
    lots.sort(key=lambda lot: (-sum(values[name] for name in lot), lot))
    shares = tuple(Fraction(sum(values[name] for name in lot), total) for lot in lots)
    return Split(cap, tuple(lots), shares, fewest)


def _packed(
    order: list[str], values: Mapping[str, int], room: Fraction, number: int, steps: list[int]
) -> list[list[str]] | None:
    """Return the councils in so many lots; None where that cannot be, or was not found in time."""
    lots: list[list[str]] = [[] for _ in range(number)]
    sums = [0] * number

    def place(index: int) -> bool:
        if index == len(order):
            return True
        steps[0] -= 1
        if steps[0] <= 0:
            return False
        name = order[index]
        tried: set[int] = set()
        for lot in sorted(range(number), key=sums.__getitem__):
            if sums[lot] in tried or sums[lot] + values[name] > room:
                continue
            tried.add(sums[lot])
            lots[lot].append(name)
            sums[lot] += values[name]
            if place(index + 1):
                return True
            lots[lot].pop()
            sums[lot] -= values[name]
        return False

    return lots if place(0) else None
