"""Risk by quarter, as the plan prices it: if nothing is done, and once an option is live."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.scoring import after_option_by_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from estate.graph import EstateGraph
    from estate.planning.problem.calendar import Calendar
    from estate.portfolio import Option as Recorded
    from estate.portfolio import PlanningPolicy, SystemRef
    from estate.scoring import Interval


class Outlook(NamedTuple):
    """Overall scores by quarter: the points that are priced, and the ranges they stand for."""

    scores: tuple[Fraction, ...]
    ranges: tuple[Interval, ...]
    """() where every score is exact."""


def quarter_days(calendar: Calendar) -> list[date]:
    """Return the first day of each quarter that is costed, the tail's included."""
    quarters = -(-calendar.months // MONTHS_A_QUARTER)
    return [calendar.first_day(MONTHS_A_QUARTER * quarter) for quarter in range(quarters)]


def risk_after(
    graph: EstateGraph,
    ref: SystemRef,
    option: Recorded,
    policy: PlanningPolicy,
    calendar: Calendar,
) -> Outlook:
    """Return the score by quarter as if an option were live from the first.

    One score stands for all quarters where it never changes.
    """
    found = after_option_by_date(graph, ref, option, policy, quarter_days(calendar))
    scores = tuple(priced(interval, policy.unknown_risk) for interval in found)
    return Outlook(scores[:1] if len(set(scores)) == 1 else scores, ranges(found))


def ranges(found: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the ranges by quarter, one for all where they never change; () where all are exact."""
    if all(interval.exact for interval in found):
        return ()
    return (found[0],) if len(set(found)) == 1 else tuple(found)


def range_at(found: Sequence[Interval], quarter: int) -> Interval | None:
    """Return the range of a quarter, the last holding on; None where the score is exact."""
    interval = found[min(quarter, len(found) - 1)] if found else None
    return None if interval is None or interval.exact else interval


def priced(interval: Interval, unknown: str) -> Fraction:
    """Return the point of a score's range that the policy plans with: low, midpoint or high."""
    if unknown == "low":
        return interval.low
    return interval.high if unknown == "high" else interval.midpoint
