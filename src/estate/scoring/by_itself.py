"""On which days one system's score changes by itself: support ends, contracts lapse.

Found by asking the rules, not by reading dates off the record: a year is halved until the day is
found on which a criterion differs from the day before. A criterion that looks at the date only
ever rises while nothing is done, so where it is alike at both ends of a year nothing lies between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months
from estate.scoring.estate_scores import case_of, criterion_score
from estate.scoring.framework import CRITERIA, overall_interval
from estate.scoring.rules import DATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import SystemRef
    from estate.scoring.framework import Criterion
    from estate.scoring.results import CriterionScore, Interval

YEAR = 12


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which criteria change, each as before and after, and the overall score from then."""

    on: date
    changes: tuple[tuple[CriterionScore, CriterionScore], ...]
    overall: Interval


def turns(graph: EstateGraph, ref: SystemRef, as_of: date, horizon_months: int) -> tuple[Turn, ...]:
    """Return the days after a date, up to the horizon, on which a criterion changes; in order.

    The record stays as it is, and vulnerabilities are taken to be assessed as often as now, as in
    `overall_by_date`.
    """
    ends = [add_months(as_of, month) for month in range(0, horizon_months, YEAR)]
    ends.append(add_months(as_of, horizon_months))
    first = case_of(graph, ref, as_of)
    now = {criterion.code: criterion_score(first, criterion) for criterion in CRITERIA}
    found: dict[date, dict[str, CriterionScore]] = {}
    for criterion in CRITERIA:
        if criterion.code in DATED:
            at = _asking(graph, ref, as_of, criterion)
            for start, stop in pairwise(ends):
                for day in _days(at, start, stop):
                    found.setdefault(day, {})[criterion.code] = at(day)
    return tuple(_in_order(now, found))


def _asking(
    graph: EstateGraph, ref: SystemRef, today: date, criterion: Criterion
) -> Callable[[date], CriterionScore]:
    known: dict[date, CriterionScore] = {}

    def at(day: date) -> CriterionScore:
        if day not in known:
            known[day] = criterion_score(case_of(graph, ref, day, assessed_by=today), criterion)
        return known[day]

    return at


def _days(at: Callable[[date], CriterionScore], start: date, stop: date) -> Iterator[date]:
    """Yield the days after `start`, up to `stop`, that differ from the day before."""
    if _ends(at(start)) == _ends(at(stop)):
        return
    if (stop - start).days == 1:
        yield stop
        return
    middle = start + timedelta(days=(stop - start).days // 2)
    yield from _days(at, start, middle)
    yield from _days(at, middle, stop)


def _ends(one: CriterionScore) -> tuple[int, int]:
    return one.low, one.high


def _in_order(
    now: dict[str, CriterionScore], found: dict[date, dict[str, CriterionScore]]
) -> Iterator[Turn]:
    for day, after in sorted(found.items()):
        changes = tuple((now[code], after[code]) for code in after)
        now = now | after
        low, high = [one.low for one in now.values()], [one.high for one in now.values()]
        yield Turn(day, changes, overall_interval(low, high))
