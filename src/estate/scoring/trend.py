"""The same estate quarter by quarter, if nothing is done: what turns red, when, and why.

The record stays as it is today; only the date moves on. Support ends, contracts lapse, hardware
ages: L1, L2, L5 and L6 rise, all else stands. Vulnerabilities are taken to be assessed as often as
now, as in `over_time`. A system leaves on the day that is recorded as `retired`, if that is still
to come; what is planned today never comes. So no class ever gets better, and a system turns at
most twice: from not red to cannot tell, and to red.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.scoring.ahead import Changes, quarters_ahead
from estate.scoring.estate_scores import case_of, criterion_score
from estate.scoring.framework import (
    CRITERIA,
    LIKELIHOOD,
    POINTS,
    RED_FROM,
    is_legacy,
    overall_points,
)
from estate.scoring.results import Answer, Interval

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import SystemRef
    from estate.scoring.results import CriterionScore, LegacyScore, Scores

FIRST = len(LIKELIHOOD)


@dataclass(frozen=True, slots=True)
class Turned:
    """A system whose class is another than a quarter before: both classes, then and now.

    `because` are the criteria that rose, the one that rose most first.
    """

    ref: SystemRef
    red_rated: Answer
    legacy: Answer
    was_red_rated: Answer
    was_legacy: Answer
    because: tuple[CriterionScore, ...]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """The estate on a day: counts over the systems still in use, and their scores added up.

    `turned` are the systems whose class changed since the point before, `left` those that went
    out of use; both by id.
    """

    day: date
    systems: int
    red_rated: Mapping[Answer, int]
    legacy: Mapping[Answer, int]
    overall: Interval
    turned: tuple[Turned, ...] = ()
    left: tuple[SystemRef, ...] = ()

    @property
    def mean(self) -> Interval | None:
        """Return the mean of the overall scores; None where no system is left."""
        if not self.systems:
            return None
        return Interval(self.overall.low / self.systems, self.overall.high / self.systems)


@dataclass(frozen=True, slots=True)
class Trend:
    """What becomes of an estate if nothing is done: today, and the first day of each quarter."""

    as_of: date
    horizon_months: int
    points: tuple[TrendPoint, ...]


def trend(graph: EstateGraph, scores: Scores, councils: Collection[str] | None = None) -> Trend:
    """Return the trend over the policy's horizon; of some councils' systems, where named."""
    months = graph.portfolio.workspace.planning.horizon_months
    days = quarters_ahead(scores.as_of, months)
    adding = _Adding(days)
    changes = Changes(days)
    for ref, score in sorted(scores.systems.items()):
        if (councils is None or ref.council in councils) and graph.portfolio.system(ref).in_use:
            adding.add(score, _steps(graph, score, days, changes), _leaves(graph, ref, days))
    return Trend(scores.as_of, months, adding.points())


def _leaves(graph: EstateGraph, ref: SystemRef, days: Sequence[date]) -> int:
    """Return the place of the first day on which a system is out of use; past the end if none."""
    retired = graph.portfolio.system(ref).retired
    if retired is None or retired <= days[0]:
        return len(days)
    return next((at for at, day in enumerate(days) if day >= retired), len(days))


def _steps(
    graph: EstateGraph, score: LegacyScore, days: Sequence[date], changes: Changes
) -> Iterator[tuple[int, tuple[CriterionScore, ...]]]:
    """Yield the place of each day on which criteria may differ from before, and all thirteen."""
    able = changes.of(case_of(graph, score.ref, days[0]))
    bits = 0
    for own in able.values():
        bits |= own
    criteria = list(score.criteria)
    for at in _places(bits):
        case = case_of(graph, score.ref, days[at], assessed_by=days[0])
        for place, criterion in enumerate(CRITERIA):
            if able.get(criterion.code, 0) >> at & 1:
                criteria[place] = criterion_score(case, criterion)
        yield at, tuple(criteria)


def _places(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


@dataclass(frozen=True, slots=True)
class _State:
    """A system on a day, in 168ths of a point."""

    low: int
    high: int
    red_rated: Answer
    legacy: Answer

    @classmethod
    def of(cls, criteria: Sequence[CriterionScore]) -> _State:
        lows = [one.low for one in criteria]
        highs = [one.high for one in criteria]
        low, high = overall_points(lows), overall_points(highs)
        return cls(low, high, _red(low, high), is_legacy(lows[:FIRST], highs[:FIRST]))


def _red(low: int, high: int) -> Answer:
    if low >= RED_FROM * POINTS:
        return Answer.YES
    return Answer.UNKNOWN if high >= RED_FROM * POINTS else Answer.NO


class _Adding:
    """Adds systems up: what each day adds to the day before it."""

    def __init__(self, days: Sequence[date]) -> None:
        self._days = days
        # One place more, for what leaves after the last day.
        places = range(len(days) + 1)
        self._red: list[Counter[Answer]] = [Counter() for _ in places]
        self._legacy: list[Counter[Answer]] = [Counter() for _ in places]
        self._low = [0 for _ in places]
        self._high = [0 for _ in places]
        self._turned: list[list[Turned]] = [[] for _ in places]
        self._left: list[list[SystemRef]] = [[] for _ in places]

    def add(
        self,
        score: LegacyScore,
        steps: Iterator[tuple[int, tuple[CriterionScore, ...]]],
        leaves: int,
    ) -> None:
        """Add a system: its score on the first day, how that changes, and when it leaves."""
        before, criteria = _State.of(score.criteria), score.criteria
        self._count(0, before, 1)
        for at, later in steps:
            if at >= leaves:
                break
            state = _State.of(later)
            if state != before:
                self._count(at, before, -1)
                self._count(at, state, 1)
                if (state.red_rated, state.legacy) != (before.red_rated, before.legacy):
                    self._turned[at].append(_turned(score.ref, before, state, criteria, later))
            before, criteria = state, later
        self._count(leaves, before, -1)
        self._left[leaves].append(score.ref)

    def _count(self, at: int, state: _State, by: int) -> None:
        self._red[at][state.red_rated] += by
        self._legacy[at][state.legacy] += by
        self._low[at] += by * state.low
        self._high[at] += by * state.high

    def points(self) -> tuple[TrendPoint, ...]:
        """Return the sums, day by day."""
        red, legacy, low, high = Counter[Answer](), Counter[Answer](), 0, 0
        found = []
        for at, day in enumerate(self._days):
            red.update(self._red[at])
            legacy.update(self._legacy[at])
            low, high = low + self._low[at], high + self._high[at]
            found.append(
                TrendPoint(
                    day,
                    red.total(),
                    {answer: red[answer] for answer in Answer},
                    {answer: legacy[answer] for answer in Answer},
                    Interval(Fraction(low, POINTS), Fraction(high, POINTS)),
                    tuple(self._turned[at]),
                    tuple(self._left[at]),
                )
            )
        return tuple(found)


def _turned(
    ref: SystemRef,
    before: _State,
    state: _State,
    was: Sequence[CriterionScore],
    now: Sequence[CriterionScore],
) -> Turned:
    rose = [
        (new.low + new.high - old.low - old.high, new)
        for old, new in zip(was, now, strict=True)
        if (old.low, old.high) != (new.low, new.high)
    ]
    # Sorting is stable: equals stay in the framework's order.
    because = tuple(one for _, one in sorted(rose, key=lambda pair: -pair[0]))
    return Turned(ref, state.red_rated, state.legacy, before.red_rated, before.legacy, because)
