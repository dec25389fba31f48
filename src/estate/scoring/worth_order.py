"""Which unknown criteria could change the order of the systems at the top of the list.

The order of two systems is open where either could turn out to have the higher score: where their
ranges overlap. An unknown criterion could decide it if some outcome of it pulls the ranges apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.scoring.framework import overall_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.portfolio import SystemRef
    from estate.scoring.results import CriterionScore, LegacyScore


@dataclass(frozen=True, slots=True)
class Deciding:
    """An unknown criterion of a system, and against which others it could decide the order."""

    ref: SystemRef
    criterion: CriterionScore
    against: tuple[SystemRef, ...]


@dataclass(frozen=True, slots=True)
class TopOrder:
    """How firm the top of a list is.

    Of `pairs` of systems at the top the order of `open_pairs` is open. `contenders` are the systems
    further down that could belong above one of them. `deciding` are the unknown criteria that
    could decide an order between two at the top, or between one there and a contender; those that
    could decide most come first.
    """

    top: tuple[SystemRef, ...]
    open_pairs: int
    contenders: tuple[SystemRef, ...]
    deciding: tuple[Deciding, ...]

    @property
    def pairs(self) -> int:
        """Return how many pairs the systems at the top make."""
        return len(self.top) * (len(self.top) - 1) // 2


@dataclass(frozen=True, slots=True)
class _Range:
    """A system's range in 168ths, with its score."""

    score: LegacyScore
    low: int
    high: int

    @classmethod
    def of(cls, score: LegacyScore) -> _Range:
        lows, highs = ([one.low for one in score.criteria], [one.high for one in score.criteria])
        return cls(score, overall_points(lows), overall_points(highs))

    def open_to(self, other: _Range) -> bool:
        """Whether either could turn out higher than the other."""
        return self.low < other.high and other.low < self.high


def order_of_top(ranked: Sequence[LegacyScore], most: int) -> TopOrder:
    """Return how firm the order of the first `most` systems of a list is."""
    ranges = [_Range.of(score) for score in ranked]
    top, rest = ranges[:most], ranges[most:]
    least = min((one.low for one in top), default=0)
    contenders = [one for one in rest if top and one.high > least]
    among = sum(one.open_to(other) for at, one in enumerate(top) for other in top[at + 1 :])
    found = [
        *(each for one in top for each in _deciding(one, [*top, *contenders])),
        *(each for one in contenders for each in _deciding(one, top)),
    ]
    # Sorting is stable: equals stay in the order of the list, then in the framework's.
    found.sort(key=lambda each: -len(each.against))
    return TopOrder(
        tuple(one.score.ref for one in top),
        among,
        tuple(one.score.ref for one in contenders),
        tuple(found),
    )


def _deciding(one: _Range, others: Sequence[_Range]) -> Iterator[Deciding]:
    """Yield the unknown criteria of a system that could decide its order against some others."""
    rivals = [other for other in others if other is not one and one.open_to(other)]
    if not rivals:
        return
    criteria = one.score.criteria
    lows, highs = [each.low for each in criteria], [each.high for each in criteria]
    for place, criterion in enumerate(criteria):
        if criterion.known:
            continue
        best = overall_points([*highs[:place], criterion.low, *highs[place + 1 :]])
        worst = overall_points([*lows[:place], criterion.high, *lows[place + 1 :]])
        against = [other.score.ref for other in rivals if other.low >= best or other.high <= worst]
        if against:
            yield Deciding(one.score.ref, criterion, tuple(sorted(against)))
