"""Calendar arithmetic at its edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate.portfolio.dates import (
    Quarter,
    add_months,
    extend_end,
    financial_year,
    first_of,
    last_of_month,
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


@pytest.mark.parametrize(
    ("starts", "months", "ends"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),  # 30 January and a month: February has no 30th
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2027, 4, 2), 1, date(2027, 5, 1)),
        (date(2027, 4, 1), 0, date(2027, 3, 31)),  # a term of no day ends before it begins
        (date.min, 0, date.min),
    ],
)
def test_a_term_ends_on_the_number_of_the_day_before_it(
    starts: date, months: int, ends: date
) -> None:
    assert term_end(starts, months) == ends


@pytest.mark.parametrize(
    ("ends", "months", "moved"),
    [
        (date(2027, 1, 28), 1, date(2027, 2, 28)),
        (date(2027, 1, 29), 1, date(2027, 2, 28)),
        (date(2027, 1, 30), 1, date(2027, 2, 28)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 30), 2, date(2027, 3, 30)),  # a short month leaves no trace
        (date(2028, 2, 28), 12, date(2029, 2, 28)),  # not the last day of a leap February
        (date(2027, 2, 28), 12, date(2028, 2, 29)),  # but the last of an ordinary one
        (date(2027, 4, 30), 1, date(2027, 5, 31)),
        (date.max, 12, date.max),
    ],
)
def test_an_end_moves_to_the_same_number_or_the_months_end(
    ends: date, months: int, moved: date
) -> None:
    assert extend_end(ends, months) == moved


@given(DAYS)
def test_the_last_of_a_month_is_before_the_first_of_another(day: date) -> None:
    last = last_of_month(day)

    assert (last.year, last.month) == (day.year, day.month)
    assert (last + timedelta(days=1)).day == 1


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
