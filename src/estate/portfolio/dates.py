"""Calendar arithmetic: months, quarters and financial years."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

FINANCIAL_YEAR_STARTS = 4
"""Scottish councils' financial year starts on 1 April."""

_FEBRUARY = 2
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SECOND_DAY = date.min + timedelta(days=1)

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Written out, so that no locale can change them."""


def month_number(day: date) -> int:
    """Return the count of months since year 0, so that months can be subtracted."""
    return day.year * 12 + day.month - 1


def first_of(number: int) -> date:
    """Return the first day of the month with that number: the inverse of `month_number`."""
    return date(number // 12, number % 12 + 1, 1)


@lru_cache(maxsize=65_536)
def in_words(day: date) -> str:
    """Return a date as people write it, whatever the locale: `31 March 2028`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def add_months(day: date, months: int) -> date:
    """Return the same day of the month, `months` later; clipped to the month's last day.

    31 January plus one month is 28 (or 29) February, as contract terms are commonly read.
    Registers write 9999-12-31 for "no end": what would lie outside the calendar stays at its end.
    """
    number = month_number(day) + months
    year, month = divmod(number, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, _month_length(year, month + 1)))


def term_end(starts: date, months: int) -> date:
    """Return the last day of a term of whole months: 1 April plus 12 months ends on 31 March.

    The day before the first is prolonged, so that a term of no months ends before it begins, and
    one of a month from 31 January takes all of February.
    """
    return extend_end(max(starts, _SECOND_DAY) - timedelta(days=1), months)


def extend_end(ends: date, months: int) -> date:
    """Return a last day moved by whole months, keeping a month's end a month's end.

    30 June and a month is 31 July; 14 June and a month is 14 July; 30 January and a month is the
    last day of February, since that has no 30th.
    """
    moved = add_months(ends, months)
    return last_of_month(moved) if ends == last_of_month(ends) else moved


def last_of_month(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=_month_length(day.year, day.month))


def _month_length(year: int, month: int) -> int:
    return 29 if month == _FEBRUARY and calendar.isleap(year) else _LENGTHS[month - 1]


def months_until(earlier: date, later: date) -> int:
    """Return how many whole months fit between two dates; negative when `later` is before."""
    if later < earlier:
        return -months_until(later, earlier)
    months = month_number(later) - month_number(earlier)
    return months if add_months(earlier, months) <= later else months - 1


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter; `number` runs from 1 (January to March) to 4."""

    year: int
    number: int

    def __str__(self) -> str:
        """Return a label such as `2027-Q2`."""
        return f"{self.year}-Q{self.number}"

    @property
    def starts(self) -> date:
        """Return its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter in which a day falls."""
        return cls(day.year, (day.month - 1) // 3 + 1)


def financial_year(day: date) -> str:
    """Return the label of the financial year of a day: 31 March 2028 is in `2027-28`."""
    first = day.year if day.month >= FINANCIAL_YEAR_STARTS else day.year - 1
    return financial_year_label(first)


def financial_year_label(first: int) -> str:
    """Return `2027-28` for the financial year that starts in April 2027."""
    return f"{first}-{(first + 1) % 100:02d}"
