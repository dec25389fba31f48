"""The plan's calendar: month 0 is the first month of the first quarter to begin after today."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from estate.portfolio.dates import (
    FINANCIAL_YEAR_STARTS,
    MONTH_NAMES,
    Quarter,
    financial_year,
    first_of,
    month_number,
)

if TYPE_CHECKING:
    from datetime import date

MONTHS_A_QUARTER = 3
MONTHS_A_YEAR = 12
DISCOUNT_SCALE = 10**9


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months are counted from the plan's start; steps start at the first month of a quarter.

    Months `0..horizon-1` are planned. The `tail` months after them only count the running cost
    and the risk that the plan leaves behind, so that late steps are not worthless.
    """

    start: date
    horizon: int
    tail: int

    @property
    def months(self) -> int:
        """Return how many months are costed: the horizon and its tail."""
        return self.horizon + self.tail

    @property
    def quarters(self) -> int:
        """Return how many quarters are planned."""
        return self.horizon // MONTHS_A_QUARTER

    def first_day(self, month: int) -> date:
        """Return the first day of a month of the plan."""
        return first_of(month_number(self.start) + month)

    def month_label(self, month: int) -> str:
        """Return the label of a month of the plan: `June 2027`."""
        day = self.first_day(month)
        return f"{MONTH_NAMES[day.month - 1]} {day.year}"

    def month_of(self, day: date) -> int:
        """Return the month of the plan in which a day falls; negative before its start."""
        return month_number(day) - month_number(self.start)

    def quarter_label(self, quarter: int) -> str:
        """Return the label of a quarter of the plan: `2027-Q2`."""
        return str(Quarter.of(self.first_day(quarter * MONTHS_A_QUARTER)))

    def quarter_words(self, quarter: int) -> str:
        """Return a quarter as people say it: `Apr to Jun 2027`.

        Councils number quarters from April, the calendar from January: in prose neither is used.
        """
        first = self.first_day(quarter * MONTHS_A_QUARTER)
        last = MONTH_NAMES[first.month + 1]
        return f"{MONTH_NAMES[first.month - 1][:3]} to {last[:3]} {first.year}"

    def year_of(self, month: int) -> int:
        """Return the financial year of a month, 0 being the year in which the plan starts."""
        offset = (self.start.month - FINANCIAL_YEAR_STARTS) % MONTHS_A_YEAR
        return (month + offset) // MONTHS_A_YEAR

    def year_label(self, year: int) -> str:
        """Return the label of a financial year of the plan: `2027-28`."""
        return financial_year(self.first_day(self.year_months(year).start))

    def year_months(self, year: int) -> range:
        """Return the costed months of a financial year: the first and last may be short."""
        offset = (self.start.month - FINANCIAL_YEAR_STARTS) % MONTHS_A_YEAR
        first = year * MONTHS_A_YEAR - offset
        return range(max(0, first), min(self.months, first + MONTHS_A_YEAR))

    @property
    def planned_years(self) -> int:
        """Return how many financial years the planned months touch."""
        return self.year_of(self.horizon - 1) + 1

    @property
    def costed_years(self) -> int:
        """Return how many financial years the costed months touch, the tail included."""
        return self.year_of(self.months - 1) + 1


def calendar_for(as_of: date, horizon: int, tail: int) -> Calendar:
    """Return the calendar of a plan made on a day: it starts with the next calendar quarter.

    A day that is itself the first of a quarter starts the plan on that day.
    """
    begun = Quarter.of(as_of).starts
    number = month_number(begun)
    return Calendar(begun if begun == as_of else first_of(number + 3), horizon, tail)


def discount_factors(rate: Decimal, months: int) -> tuple[int, ...]:
    """Return, for each month, the present value of 10^9 pounds paid in it, in whole pounds.

    Month t counts `(1 + rate) ** (-t / 12)`: compounding by the year, as HM Treasury's Green Book
    does with its social time preference rate, taken by the month. Decimal arithmetic of 40 digits
    keeps the table the same on every machine.
    """
    with localcontext() as context:
        context.prec = 40
        base = 1 + rate
        exact = (DISCOUNT_SCALE * base ** (Decimal(-t) / MONTHS_A_YEAR) for t in range(months))
        return tuple(int(value.to_integral_value()) for value in exact)
