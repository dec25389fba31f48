"""Dates on a horizontal axis: months of equal width, quarters and financial years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio.dates import (
    FINANCIAL_YEAR_STARTS,
    Quarter,
    financial_year,
    first_of,
    month_number,
)

if TYPE_CHECKING:
    from datetime import date

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
DAYS_A_MONTH = 31


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the axis, from one place to another."""

    label: str
    left: float
    right: float

    @property
    def middle(self) -> float:
        """Return the place of its middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Scale:
    """From the first day of a month, `start`, to the day before `end`."""

    start: date
    end: date
    left: float
    right: float

    @property
    def months(self) -> int:
        """Return how many months the axis spans."""
        return max(1, month_number(self.end) - month_number(self.start))

    def at(self, value: date) -> float:
        """Return the place of a date, kept within the axis."""
        months = month_number(value) - month_number(self.start)
        return self.month(months + (value.day - 1) / DAYS_A_MONTH)

    def month(self, count: float) -> float:
        """Return the place of a number of months after the start, kept within the axis."""
        share = min(max(count / self.months, 0), 1)
        return self.left + share * (self.right - self.left)

    def holds(self, value: date) -> bool:
        """Whether a date lies on the axis."""
        return self.start <= value < self.end

    def quarters(self) -> tuple[Period, ...]:
        """Return the quarters, labelled `2027-Q2`."""
        return tuple(
            Period(
                str(Quarter.of(first_of(month_number(self.start) + count))),
                self.month(count),
                self.month(count + MONTHS_A_QUARTER),
            )
            for count in range(0, self.months, MONTHS_A_QUARTER)
        )

    def years(self) -> tuple[Period, ...]:
        """Return the financial years, the first and last of which may be in part."""
        offset = (self.start.month - FINANCIAL_YEAR_STARTS) % MONTHS_A_YEAR
        return tuple(
            Period(
                financial_year(first_of(month_number(self.start) + max(0, count))),
                self.month(max(0, count)),
                self.month(min(self.months, count + MONTHS_A_YEAR)),
            )
            for count in range(-offset, self.months, MONTHS_A_YEAR)
        )
