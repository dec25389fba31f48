"""Risk by quarter, as the plan prices it: if nothing is done, and once an option is live."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.calendar import MONTHS_A_QUARTER
from estate.scoring import after_option_by_date

if TYPE_CHECKING:
    from datetime import date

    from estate.graph import EstateGraph
    from estate.planning.calendar import Calendar
    from estate.portfolio import Option as Recorded
    from estate.portfolio import PlanningPolicy, SystemRef
    from estate.scoring import Interval


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
) -> tuple[Fraction, ...]:
    """Return the priced score by quarter as if an option were live from the first.

    One score stands for all quarters where it never changes.
    """
    found = after_option_by_date(graph, ref, option, policy, quarter_days(calendar))
    scores = tuple(priced(interval, policy.unknown_risk) for interval in found)
    return scores[:1] if len(set(scores)) == 1 else scores


def priced(interval: Interval, unknown: str) -> Fraction:
    """Return the point of a score's range that the policy plans with: low, midpoint or high."""
    if unknown == "low":
        return interval.low
    return interval.high if unknown == "high" else interval.midpoint
