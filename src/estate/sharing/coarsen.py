"""Values made coarse: bands of numbers, and quarters, half-years or financial years of days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from estate.portfolio.agreement import DaysShown
from estate.portfolio.dates import FINANCIAL_YEAR_STARTS, Quarter, months_until, term_end
from estate.sharing.pack import Amount, Days

_MONTHS: dict[DaysShown, int] = {"by-quarter": 3, "by-half-year": 6, "by-financial-year": 12}


def exactly(value: int) -> Amount:
    """Return a number as it is."""
    return Amount(low=value, high=value)


def banded(value: int, bounds: Sequence[int]) -> Amount:
    """Return the band of a number: each bound begins one, and 0 begins the first."""
    place = bisect_right(bounds, value)
    low = bounds[place - 1] if place else 0
    return Amount(low=low, high=bounds[place] - 1 if place < len(bounds) else None)


def period(day: date, shown: DaysShown) -> Days:
    """Return the period of a day: itself, its calendar quarter, half-year or financial year.

    Half-years of the calendar; a financial year runs from 1 April to 31 March.
    """
    match shown:
        case "as-recorded":
            return Days(first=day, last=day)
        case "by-financial-year":
            year = day.year if day.month >= FINANCIAL_YEAR_STARTS else day.year - 1
            first = date(year, FINANCIAL_YEAR_STARTS, 1) if year else date.min
        case "by-half-year":
            first = date(day.year, 1 if day.month <= 6 else 7, 1)  # noqa: PLR2004  # June
        case _:
            first = Quarter.of(day).starts
    last = term_end(first, _MONTHS[shown])
    # In the calendar's last year, which registers write for "no end", no year is whole.
    return Days(first=first, last=max(last, day))


def years_before(day: date, on: date) -> int:
    """Return the whole years from a day to another; 0 where it is not there yet."""
    return max(0, months_until(day, on) // 12)
