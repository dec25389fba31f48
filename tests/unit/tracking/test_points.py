"""Planned days against those that came, in calendar months."""

from __future__ import annotations

from datetime import date

import pytest

from estate.tracking.points import Basis, months_late, point

TODAY = date(2027, 3, 15)


@pytest.mark.parametrize(
    ("planned", "came", "months"),
    [
        (date(2027, 1, 1), date(2027, 1, 31), 0),  # any day of the month is on time
        (date(2027, 1, 31), date(2027, 2, 1), 1),
        (date(2026, 11, 30), date(2027, 2, 1), 3),
        (date(2027, 2, 1), date(2026, 11, 30), -3),
    ],
)
def test_months_late_are_calendar_months(planned: date, came: date, months: int) -> None:
    assert months_late(planned, came) == months


@pytest.mark.parametrize(
    ("planned", "actual", "expected", "basis", "late"),
    [
        (date(2027, 1, 1), date(2027, 2, 9), None, Basis.HAPPENED, 1),
        (date(2027, 1, 1), date(2027, 2, 9), date(2027, 9, 9), Basis.HAPPENED, 1),
        (None, date(2027, 2, 9), None, Basis.UNKNOWN, None),
        (date(2027, 1, 1), None, date(2027, 6, 1), Basis.EXPECTED, 5),
        # Expected for a day that is past: today at the earliest.
        (date(2027, 1, 1), None, date(2027, 2, 1), Basis.EXPECTED, 2),
        (date(2027, 6, 1), None, date(2027, 4, 1), Basis.EXPECTED, -2),
        (date(2027, 1, 1), None, None, Basis.OVERDUE, 2),
        (date(2027, 3, 14), None, None, Basis.OVERDUE, 0),
        (date(2027, 3, 15), None, None, Basis.TO_COME, None),
        (None, None, None, Basis.UNKNOWN, None),
    ],
)
def test_how_a_day_stands(
    planned: date | None,
    actual: date | None,
    expected: date | None,
    basis: Basis,
    late: int | None,
) -> None:
    found = point(planned, actual, expected, TODAY)
    assert (found.basis, found.late) == (basis, late)


def test_what_happened_on_no_recorded_day_is_neither_late_nor_on_time() -> None:
    found = point(date(2027, 1, 1), None, None, TODAY, happened=True)
    assert (found.basis, found.late) == (Basis.UNKNOWN, None)


def test_what_was_stopped_is_not_overdue() -> None:
    found = point(date(2027, 1, 1), None, date(2027, 6, 1), TODAY, off=True)
    assert (found.basis, found.late, found.expected) == (Basis.OFF, None, None)
    assert point(date(2027, 1, 1), date(2027, 2, 1), None, TODAY, off=True).late == 1
