"""Counting outcomes: in how many of the ways that unknown criteria can turn out is it settled?

An outcome gives each criterion of a set a whole number within its range. What is left of the range
of the overall score then has two ends: the other criteria at their lowest, and at their highest.
The outcome settles the class where both ends are red-rated, or neither is.

A category's total depends on the sum and the greatest of its scores alone, so outcomes are counted
by those two and never listed one by one: the counts are exact, and 6^7 x 5^6 outcomes take no
longer than a few hundred sums.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from estate.scoring.framework import IMPACT, LIKELIHOOD, RED_FROM

if TYPE_CHECKING:
    from collections.abc import Sequence

Ends = tuple[tuple[int, int], ...]
"""The lowest and the highest score of each criterion, in the framework's order."""

FIRST = len(LIKELIHOOD)
RED_POINTS = RED_FROM * 4 * len(LIKELIHOOD) * len(IMPACT)
"""The least product of both categories' points, 14ths and 12ths of a total, that is red-rated."""


class Counts(NamedTuple):
    """Of so many outcomes, how many make the system red-rated for certain, and how many not."""

    red: int
    not_red: int
    outcomes: int

    @property
    def settled(self) -> int:
        """Return how many outcomes settle the class."""
        return self.red + self.not_red


class _Tally(NamedTuple):
    """How often a figure turns up: the figures in order, and how many outcomes come up to each."""

    figures: list[int]
    up_to: list[int]

    def below(self, limit: int) -> int:
        """Return in how many outcomes the figure is less than a limit."""
        return self.up_to[bisect_left(self.figures, limit)]


_Side = tuple[_Tally, _Tally, int]
"""A category: its points with the rest at their lowest, at their highest; how many outcomes."""


class Outcomes:
    """The outcomes of one system's unknown criteria; sets are given by their places."""

    def __init__(self, ends: Ends) -> None:
        """Take the ends of all thirteen criteria."""
        self._ends = ends
        self._sides: dict[tuple[int, ...], _Side] = {}

    def count(self, places: Sequence[int]) -> Counts:
        """Return the outcomes of a set of criteria, places ascending, all others left open."""
        likelihood = self._side(tuple(place for place in places if place < FIRST), impact=False)
        impact = self._side(tuple(place for place in places if place >= FIRST), impact=True)
        red = not_red = 0
        for points, number in _each(likelihood[0]):
            least = -(-RED_POINTS // points)
            red += number * (impact[2] - impact[0].below(least))
        for points, number in _each(likelihood[1]):
            least = -(-RED_POINTS // points)
            not_red += number * impact[1].below(least)
        return Counts(red, not_red, likelihood[2] * impact[2])

    def _side(self, places: tuple[int, ...], *, impact: bool) -> _Side:
        key = (*places, -1) if impact else places
        if key not in self._sides:
            self._sides[key] = self._counted(places, impact=impact)
        return self._sides[key]

    def _counted(self, places: tuple[int, ...], *, impact: bool) -> _Side:
        own = range(FIRST, len(self._ends)) if impact else range(FIRST)
        ways = _ways([self._ends[place] for place in places])
        rest = [self._ends[place] for place in own if place not in places]
        low, high = (_points(ways, [ends[side] for ends in rest], len(own)) for side in (0, 1))
        return low, high, prod(high - low + 1 for low, high in (self._ends[p] for p in places))


def _ways(ends: Sequence[tuple[int, int]]) -> Counter[tuple[int, int]]:
    """Return how many outcomes there are of each sum and greatest score; (0, 0) of none."""
    ways = Counter({(0, 0): 1})
    for low, high in ends:
        longer: Counter[tuple[int, int]] = Counter()
        for (total, most), number in ways.items():
            for score in range(low, high + 1):
                longer[total + score, max(most, score)] += number
        ways = longer
    return ways


def _points(ways: Counter[tuple[int, int]], rest: Sequence[int], size: int) -> _Tally:
    """Return the points of a category, the other criteria being at `rest`."""
    total, most = sum(rest), max(rest, default=0)
    found: Counter[int] = Counter()
    for (part, greatest), number in ways.items():
        found[total + part + size * max(most, greatest)] += number
    figures = sorted(found)
    return _Tally(figures, [0, *accumulate(found[figure] for figure in figures)])


def _each(tally: _Tally) -> list[tuple[int, int]]:
    """Return each figure with the number of outcomes in which it turns up."""
    figures, up_to = tally
    return [(figure, up_to[i + 1] - up_to[i]) for i, figure in enumerate(figures)]
