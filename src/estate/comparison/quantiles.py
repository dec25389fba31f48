"""Quartiles and fences of figures of which some are only known within two ends; exact throughout.

A quantile here is R's type 7, which spreadsheets call QUARTILE.INC: the values in order,
x(1) to x(n); with h = (n - 1) p + 1, it lies between x(floor h) and the next by the rest of h.
A figure known only as a range makes the quantile a range: of all low ends, and of all high ends.
That is no estimate: a quantile never falls where no value falls, so both ends are reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from estate.comparison.view import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.comparison.view import Amount

REACH = Fraction(3, 2)
"""How many interquartile ranges a fence stands off (Tukey, Exploratory Data Analysis, 1977)."""
LEAST_FOR_FENCES = 5
"""From so many figures on, fences are drawn: of fewer, each is a quarter of the whole or more."""


@dataclass(frozen=True, slots=True)
class Between:
    """A figure from `low` to `high`, both reached; `high` is None where nothing limits it."""

    low: Fraction
    high: Fraction | None

    @property
    def exact(self) -> bool:
        """Whether it is one figure."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Least, lower quartile, median, upper quartile and most of `count` figures."""

    count: int
    least: Between
    lower: Between
    median: Between
    upper: Between
    most: Between


@dataclass(frozen=True, slots=True)
class Fences:
    """Tukey's fences, as far out as they can be: what lies beyond does so in any case."""

    low: Fraction
    high: Fraction | None


def between(value: Amount) -> Between | None:
    """Return what an amount can be; None where nothing is known of it."""
    found = bounds(value)
    if found is None:
        return None
    low, high = found
    return Between(Fraction(low), None if high is None else Fraction(high))


def total(amounts: Iterable[Between]) -> Between:
    """Return the sum of some figures."""
    low, high = Fraction(0), Fraction(0)
    open_ended = False
    for one in amounts:
        low += one.low
        open_ended = open_ended or one.high is None
        high += one.high or 0
    return Between(low, None if open_ended else high)


def ratio(above: Between, below: Between) -> Between | None:
    """Return one figure over another; None where the lower can be nothing but 0."""
    if below.high == 0:
        return None
    low = Fraction(0) if below.high is None else above.low / below.high
    if above.high is None or below.low == 0:
        return Between(low, None)
    return Between(low, above.high / below.low)


def quantile(values: Sequence[Fraction | None], share: Fraction) -> Fraction | None:
    """Return a quantile of at least one value, `share` from 0 to 1; None stands for no limit."""
    ordered = sorted(value for value in values if value is not None)
    place = (len(values) - 1) * share
    before = floor(place)
    rest = place - before
    needed = before + (1 if rest else 0)
    if needed >= len(ordered):
        return None
    return ordered[before] + (rest * (ordered[needed] - ordered[before]) if rest else 0)


def quartiles(values: Sequence[Between]) -> Quartiles | None:
    """Return the quartiles of some figures; None of none."""
    if not values:
        return None
    lows, highs = [one.low for one in values], [one.high for one in values]

    def at(quarters: int) -> Between:
        share = Fraction(quarters, 4)
        low = quantile(lows, share)
        return Between(Fraction(0) if low is None else low, quantile(highs, share))

    return Quartiles(len(values), at(0), at(1), at(2), at(3), at(4))


def fences(found: Quartiles | None) -> Fences | None:
    """Return the fences of so many figures that they mean something; None of fewer."""
    if found is None or found.count < LEAST_FOR_FENCES:
        return None
    lower, upper = found.lower, found.upper
    if upper.high is None:
        return Fences(Fraction(0), None)
    reach = REACH * (upper.high - lower.low)
    return Fences(lower.low - reach, upper.high + reach)
