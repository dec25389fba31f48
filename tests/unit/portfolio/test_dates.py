"""Calendar arithmetic at its edges."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate.portfolio.dates import (
    Quarter,
    add_months,
    financial_year,
    first_of,
    month_number,
    months_until,
    term_end,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2028, 3, 31), "2027-28"),
        (date(2028, 4, 1), "2028-29"),
        (date(2099, 4, 1), "2099-00"),
    ],
)
def test_the_financial_year_turns_on_1_april(day: date, label: str) -> None:
    assert financial_year(day) == label


def test_a_term_of_twelve_months_ends_the_day_before_its_anniversary() -> None:
    assert term_end(date(2019, 4, 1), 96) == date(2027, 3, 31)
    assert term_end(date(2024, 3, 1), 12) == date(2025, 2, 28)


def test_months_are_clipped_to_the_months_length() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2027, 3, 31), -6) == date(2026, 9, 30)


def test_quarters_are_calendar_quarters() -> None:
    assert str(Quarter.of(date(2027, 4, 1))) == "2027-Q2"
    assert Quarter(2027, 2).starts == date(2027, 4, 1)


@given(DAYS, st.integers(0, 600))
def test_whole_months_between_undo_adding_them(day: date, months: int) -> None:
    assert months_until(day, add_months(day, months)) == months


@given(DAYS)
def test_a_months_number_leads_back_to_its_first_day(day: date) -> None:
    assert first_of(month_number(day)) == day.replace(day=1)
