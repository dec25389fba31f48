"""The framework's formula with declared weights: a view beside the framework, never instead of it.

A category's total is (weighted mean + maximum) / 2, over the criteria that weigh more than 0: the
mean is the sum of weight times score over the sum of weights. Overall is likelihood x impact, as
before. With equal weights that is the framework's own figure. Each total still rises with every
criterion, or stays where it is, so the ends of a range follow from the ends of the criteria.
Whether a system is legacy or red-rated is for the framework alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.scoring.framework import CRITERIA, LIKELIHOOD, is_red_rated
from estate.scoring.results import Answer, Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.portfolio import Profile, SystemRef
    from estate.scoring.results import LegacyScore

FIRST = len(LIKELIHOOD)


@dataclass(frozen=True, slots=True)
class Weighted:
    """A system's totals by a profile, beside its score by the framework."""

    score: LegacyScore
    likelihood: Interval
    impact: Interval
    overall: Interval


def weights_of(profile: Profile) -> tuple[Fraction, ...]:
    """Return the weights of all thirteen criteria, exactly as they are written: 0.1 is 1/10."""
    return tuple(Fraction(str(getattr(profile.weights, one.code))) for one in CRITERIA)


def weighted(score: LegacyScore, weights: Sequence[Fraction]) -> Weighted:
    """Return the totals of a system by the weights of all thirteen criteria.

    Raises:
        ValueError: when nothing in a category weighs more than 0.
    """
    low = [one.low for one in score.criteria]
    high = [one.high for one in score.criteria]
    likelihood = _interval(low[:FIRST], high[:FIRST], weights[:FIRST])
    impact = _interval(low[FIRST:], high[FIRST:], weights[FIRST:])
    overall = Interval(likelihood.low * impact.low, likelihood.high * impact.high)
    return Weighted(score, likelihood, impact, overall)


def ranked_by(scores: Iterable[LegacyScore], profile: Profile) -> tuple[Weighted, ...]:
    """Return scores by a profile, worst first, as the framework's own list is ordered.

    First those at 16 or more for certain, then those that may be, then the rest; of each the upper
    end decides, then the lower, then the id. With equal weights it is the framework's list.
    """
    weights = weights_of(profile)
    return tuple(sorted((weighted(score, weights) for score in scores), key=_place))


def _place(one: Weighted) -> tuple[int, Fraction, Fraction, SystemRef]:
    group = (Answer.YES, Answer.UNKNOWN, Answer.NO).index(is_red_rated(one.overall))
    return group, -one.overall.high, -one.overall.low, one.score.ref


def _interval(low: Sequence[int], high: Sequence[int], weights: Sequence[Fraction]) -> Interval:
    return Interval(_total(low, weights), _total(high, weights))


def _total(scores: Sequence[int], weights: Sequence[Fraction]) -> Fraction:
    counted = [(weight, one) for weight, one in zip(weights, scores, strict=True) if weight > 0]
    if not counted:
        message = "nothing in a category weighs more than 0"
        raise ValueError(message)
    mean = sum((weight * one for weight, one in counted), Fraction(0)) / sum(w for w, _ in counted)
    return (mean + max(one for _, one in counted)) / 2
