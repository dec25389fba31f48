"""The plan's calendar, and what a pound is worth later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from estate.planning.problem.calendar import Calendar, calendar_for, discount_factors


@pytest.mark.parametrize(
    ("as_of", "start"),
    [
        (date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2026, 10, 2), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_a_plan_starts_with_the_next_quarter(as_of: date, start: date) -> None:
    assert calendar_for(as_of, 72, 36).start == start


def test_years_are_financial_years_and_the_first_may_be_short() -> None:
    calendar = Calendar(date(2027, 1, 1), 24, 3)
    assert [calendar.year_label(year) for year in range(calendar.planned_years)] == [
        "2026-27",
        "2027-28",
        "2028-29",
    ]
    assert list(calendar.year_months(0)) == [0, 1, 2]
    assert calendar.year_months(1) == range(3, 15)
    # The horizon ends with December 2028, the tail with March 2029.
    assert calendar.year_months(2) == range(15, 27)
    assert [calendar.year_of(month) for month in (2, 3, 14, 15)] == [0, 1, 1, 2]
    assert calendar.quarter_label(1) == "2027-Q2"
    assert calendar.month_label(11) == "December 2027"


def test_a_pound_is_worth_less_each_month_and_a_year_less_by_the_rate() -> None:
    factors = discount_factors(Decimal("0.035"), 25)
    # 10^9 / 1.035 = 966183574.88; / 1.035^2 = 933510700.37; / 1.035^(1/12) = 997137319.7...
    assert (factors[0], factors[12], factors[24]) == (10**9, 966_183_575, 933_510_700)
    assert factors[1] == 997_137_320
    assert list(factors) == sorted(factors, reverse=True)
    assert discount_factors(Decimal(0), 3) == (10**9, 10**9, 10**9)
