"""The same estate at later dates, if nothing is done: support ends, contracts lapse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.scoring.estate_scores import case_of, criterion_score
from estate.scoring.framework import CRITERIA, overall_interval
from estate.scoring.rules import DATED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import SystemRef
    from estate.scoring.results import Interval


def overall_by_date(
    graph: EstateGraph, ref: SystemRef, dates: Sequence[date]
) -> tuple[Interval, ...]:
    """Return one system's overall score at each date, with the record as it is today.

    Only L1, L2, L5 and L6 look at the date. Vulnerabilities are taken to be assessed as often as
    now: freshness is judged at the first of the dates, so that a clean record does not turn
    doubtful for want of an assessment that lies in the future.
    """
    if not dates:
        return ()
    today = min(dates)
    first = case_of(graph, ref, today)
    ends = [criterion_score(first, criterion) for criterion in CRITERIA]
    found = []
    for day in dates:
        case = case_of(graph, ref, day, assessed_by=today)
        at = [
            criterion_score(case, criterion) if criterion.code in DATED else fixed
            for criterion, fixed in zip(CRITERIA, ends, strict=True)
        ]
        found.append(overall_interval([one.low for one in at], [one.high for one in at]))
    return tuple(found)
