"""Which missing facts would settle most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.scoring.framework import CRITERIA, is_red_rated, overall_interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.portfolio import SystemRef
    from estate.scoring.framework import Criterion
    from estate.scoring.results import Answer, CriterionScore, Interval, LegacyScore


@dataclass(frozen=True, slots=True)
class Gap:
    """A criterion that is not known, and what knowing it alone would do to the overall score.

    `at_best` is the range left if it turned out as low as it can be, `at_worst` as high as it can
    be. Any other outcome leaves a range between the two.
    """

    criterion: CriterionScore
    at_best: Interval
    at_worst: Interval
    now: Interval

    @property
    def narrows_by(self) -> Fraction:
        """Return by how much the range shrinks, the mean of both outcomes, in points of score."""
        return _width(self.now) - (_width(self.at_best) + _width(self.at_worst)) / 2

    @property
    def red_at_best(self) -> Answer:
        """Return whether the system would be red-rated at best."""
        return is_red_rated(self.at_best)

    @property
    def red_at_worst(self) -> Answer:
        """Return whether the system would be red-rated at worst."""
        return is_red_rated(self.at_worst)


def what_to_find_out(score: LegacyScore) -> tuple[Gap, ...]:
    """Return the criteria that are not known, the one that would narrow the score most first."""
    low = [criterion.low for criterion in score.criteria]
    high = [criterion.high for criterion in score.criteria]
    gaps = [
        Gap(
            criterion,
            overall_interval(low, [*high[:place], criterion.low, *high[place + 1 :]]),
            overall_interval([*low[:place], criterion.high, *low[place + 1 :]], high),
            score.overall,
        )
        for place, criterion in enumerate(score.criteria)
        if not criterion.known
    ]
    # Sorting is stable: equals stay in the framework's order.
    return tuple(sorted(gaps, key=lambda gap: -gap.narrows_by))


@dataclass(frozen=True, slots=True)
class EstateGap:
    """A criterion that is not known for some systems; `narrows_by` is the sum over them."""

    criterion: Criterion
    systems: tuple[SystemRef, ...]
    narrows_by: Fraction


def what_to_find_out_everywhere(scores: Iterable[LegacyScore]) -> tuple[EstateGap, ...]:
    """Return the criteria that are not known of some systems, the most telling first.

    A system's part is by how much knowing that criterion alone would narrow its own range.
    """
    found: dict[str, list[tuple[SystemRef, Fraction]]] = {}
    for score in scores:
        for gap in what_to_find_out(score):
            found.setdefault(gap.criterion.code, []).append((score.ref, gap.narrows_by))
    gaps = [
        EstateGap(
            criterion,
            tuple(sorted(ref for ref, _ in found[criterion.code])),
            sum((by for _, by in found[criterion.code]), Fraction(0)),
        )
        for criterion in CRITERIA
        if criterion.code in found
    ]
    return tuple(sorted(gaps, key=lambda gap: -gap.narrows_by))


def _width(interval: Interval) -> Fraction:
    return interval.high - interval.low
