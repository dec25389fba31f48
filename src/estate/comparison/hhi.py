"""The Herfindahl-Hirschman index of amounts that are only known within two ends.

Raising one amount raises the index if its share is above the index (as a fraction), and lowers it
if below. So the least index has every amount that is free to move at one level t, and t equal to
Q / S, the sum of squares over the sum. Where no amount stands at an end, that is a linear equation;
each stretch between two ends is tried in turn. The greatest index is at a corner: every amount at
one of its two ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from estate.scoring.concentration import HHI_SCALE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.comparison.quantiles import Between

MOST_CORNERS = 4_096
"""So many corners are tried; of more, the greatest index is bounded from above instead."""


@dataclass(frozen=True, slots=True)
class HhiRange:
    """The index, from just above 0 to 10,000 where there is but one."""

    low: Fraction
    high: Fraction
    sharp: bool = True
    """Whether `high` can be reached, or come near as one likes; else it is a bound."""

    @property
    def exact(self) -> bool:
        """Whether it is one figure."""
        return self.low == self.high


def hhi_range(amounts: Sequence[Between]) -> HhiRange | None:
    """Return what the index of some amounts can be; None where all can only be nothing."""
    able = [one for one in amounts if one.high != 0]
    if not able:
        return None
    low = _least(able)
    if all(one.exact for one in able):
        return HhiRange(low, low)
    if len(able) == 1:
        return HhiRange(Fraction(HHI_SCALE), Fraction(HHI_SCALE))
    high, sharp = _greatest(able)
    return HhiRange(low, high, sharp)


def _index(amounts: Sequence[Fraction]) -> Fraction | None:
    whole = sum(amounts, Fraction(0))
    return (
        HHI_SCALE * sum((one * one for one in amounts), Fraction(0)) / whole**2 if whole else None
    )


def _least(able: Sequence[Between]) -> Fraction:
    """Return the least index, by trying each stretch between two ends for the level."""
    ends = sorted({one.low for one in able} | {one.high for one in able if one.high is not None})
    levels: list[Fraction] = [one for one in ends if one > 0]
    for first, last in zip(ends, [*ends[1:], None], strict=True):
        fixed = [_clamped(one, first, last) for one in able]
        still = [one for one in fixed if one is not None]
        whole = sum(still, Fraction(0))
        if len(still) == len(fixed) or not whole:
            continue
        level = sum((one * one for one in still), Fraction(0)) / whole
        if level >= first and (last is None or level <= last):
            levels.append(level)
    if all(one.low == 0 for one in able):
        # Nothing is certain: all can be alike, at any level that each can reach.
        levels.append(min((one.high for one in able if one.high is not None), default=Fraction(1)))
    found = [_index([_at(one, level) for one in able]) for level in levels]
    return min(one for one in found if one is not None)


def _clamped(one: Between, first: Fraction, last: Fraction | None) -> Fraction | None:
    """Return an amount's end where it is bound between two levels; None where it moves freely."""
    if one.low >= first and (last is not None and one.low >= last):
        return one.low
    if one.high is not None and one.high <= first:
        return one.high
    return None


def _at(one: Between, level: Fraction) -> Fraction:
    return max(one.low, level if one.high is None else min(one.high, level))


def _greatest(able: Sequence[Between]) -> tuple[Fraction, bool]:
    if any(one.high is None for one in able):
        return Fraction(HHI_SCALE), True
    ends = [{one.low, one.high or Fraction(0)} for one in able]
    corners = 1
    for each in ends:
        corners *= len(each)
    if corners > MOST_CORNERS:
        return _bound(able), False
    found = (_index(list(corner)) for corner in product(*(sorted(each) for each in ends)))
    return max(one for one in found if one is not None), True


def _bound(able: Sequence[Between]) -> Fraction:
    """Return no less than the greatest index: each share at its greatest, squares added up."""
    low = sum((one.low for one in able), Fraction(0))
    squares = Fraction(0)
    for one in able:
        high = one.high or Fraction(0)
        whole = low - one.low + high
        squares += (high / whole) ** 2 if whole else 0
    return min(Fraction(HHI_SCALE), HHI_SCALE * squares)
