"""The arithmetic of the Legacy IT Risk Assessment Framework (edition of March 2025).

Seven likelihood criteria from 1 to 6, six impact criteria from 1 to 5. A category's total is
(mean + maximum) / 2, the overall score is likelihood x impact. Legacy is what scores 3 or more on
any likelihood criterion; red-rated is what scores 16 or more overall. Everything is a whole number
of 168ths until the end, and nothing is rounded before it is compared.

Every total rises with every criterion, so the ends of an interval follow from the ends of the
criteria, and are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from estate.portfolio.judgements import (
    IMPACT_CODES,
    LIKELIHOOD_CODES,
    MAX_IMPACT,
    MAX_LIKELIHOOD,
)
from estate.scoring.results import Answer, CriterionScore, Interval, LegacyScore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.portfolio import SystemRef

LEGACY_FROM = 3
"""Legacy: any likelihood criterion at this score or above."""
RED_FROM = 16
"""Red-rated: overall at this score or above."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of the framework; `key` is what it is called in the inventory."""

    code: str
    key: str
    name: str
    table: str
    """The inventory's table for judgements of it: `likelihood` or `impact`."""
    worst: int


_NAMES = {
    "L1": "End of support",
    "L2": "Vendor contract",
    "L3": "Knowledge and skills",
    "L4": "Business needs",
    "L5": "Physical environment",
    "L6": "Known vulnerabilities",
    "L7": "Issues on record",
    "C1": "Security, health and safety",
    "C2": "Reputation",
    "C3": "Direct financial loss",
    "C4": "External stakeholders",
    "C5": "Operations",
    "C6": "Other systems",
}

LIKELIHOOD = tuple(
    Criterion(code, key, _NAMES[code], "likelihood", MAX_LIKELIHOOD)
    for key, code in LIKELIHOOD_CODES.items()
)
"""The likelihood criteria, L1 to L7."""
IMPACT = tuple(
    Criterion(code, key, _NAMES[code], "impact", MAX_IMPACT) for key, code in IMPACT_CODES.items()
)
"""The impact criteria, C1 to C6."""
CRITERIA = LIKELIHOOD + IMPACT
"""All thirteen, in the framework's order."""

POINTS = 4 * len(LIKELIHOOD) * len(IMPACT)
"""An overall score is a whole number of 168ths: totals are 14ths and 12ths."""


def category_total(scores: Sequence[int]) -> Fraction:
    """Return (mean + maximum) / 2 of the scores of one category."""
    return _ratio(_points(scores), 2 * len(scores))


def overall(likelihood: Sequence[int], impact: Sequence[int]) -> Fraction:
    """Return the overall score, 1 to 30, of known criteria."""
    return _ratio(_points(likelihood) * _points(impact), POINTS)


def overall_points(criteria: Sequence[int]) -> int:
    """Return the overall score of all thirteen criteria in 168ths: for adding up many."""
    first = len(LIKELIHOOD)
    return _points(criteria[:first]) * _points(criteria[first:])


def overall_interval(low: Sequence[int], high: Sequence[int]) -> Interval:
    """Return the range of the overall score from the ends of all thirteen criteria."""
    first = len(LIKELIHOOD)
    return Interval(overall(low[:first], low[first:]), overall(high[:first], high[first:]))


def assess(ref: SystemRef, criteria: tuple[CriterionScore, ...]) -> LegacyScore:
    """Return the score that follows from thirteen criteria in the framework's order."""
    low = [criterion.low for criterion in criteria]
    high = [criterion.high for criterion in criteria]
    first, ls, cs = len(LIKELIHOOD), 2 * len(LIKELIHOOD), 2 * len(IMPACT)
    likely = _points(low[:first]), _points(high[:first])
    severe = _points(low[first:]), _points(high[first:])
    total = Interval(_ratio(likely[0] * severe[0], POINTS), _ratio(likely[1] * severe[1], POINTS))
    return LegacyScore(
        ref=ref,
        criteria=criteria,
        likelihood=Interval(_ratio(likely[0], ls), _ratio(likely[1], ls)),
        impact=Interval(_ratio(severe[0], cs), _ratio(severe[1], cs)),
        overall=total,
        legacy=is_legacy(low[:first], high[:first]),
        red_rated=is_red_rated(total),
    )


def is_legacy(low: Sequence[int], high: Sequence[int]) -> Answer:
    """Return whether the likelihood criteria, known to lie between two ends, make it legacy."""
    if max(low) >= LEGACY_FROM:
        return Answer.YES
    return Answer.UNKNOWN if max(high) >= LEGACY_FROM else Answer.NO


def is_red_rated(total: Interval) -> Answer:
    """Return whether an overall score in that range is red-rated."""
    if total.low >= RED_FROM:
        return Answer.YES
    return Answer.UNKNOWN if total.high >= RED_FROM else Answer.NO


def _points(scores: Sequence[int]) -> int:
    """Return 2n times the category total of n scores, a whole number."""
    return sum(scores) + len(scores) * max(scores)


@cache
def _ratio(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)
