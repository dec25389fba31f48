"""The dates that follow from a contract's terms, worked by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate.portfolio import Contract

DESIGN_EXAMPLE: dict[str, object] = {
    "starts": date(2019, 4, 1),
    "ends": date(2027, 3, 31),
    "extensions": [{"months": 12, "by": "council"}, {"months": 12, "by": "agreement"}],
    "notice_months": 6,
    "renewal": "none",
    "annual_value": 118_000,
}


def contract(**terms: object) -> Contract:
    return Contract.model_validate(terms)


def test_ends_of_the_design_example() -> None:
    terms = contract(**DESIGN_EXAMPLE)

    assert terms.current_end == date(2027, 3, 31)
    assert terms.end_by_right == date(2028, 3, 31)  # the council's own twelve months
    assert terms.last_end == date(2029, 3, 31)  # and twelve more if the supplier agrees
    # Six months before 31 March is 30 September: September has no 31st.
    assert terms.notice_deadline(date(2027, 3, 31)) == date(2026, 9, 30)


def test_an_agreed_extension_bars_the_way_to_those_behind_it() -> None:
    terms = contract(
        ends=date(2027, 3, 31),
        extensions=[{"months": 6, "by": "agreement"}, {"months": 24, "by": "council"}],
    )

    assert terms.end_by_right == date(2027, 3, 31)
    assert terms.last_end == date(2029, 9, 30)  # 30 months on, to the month's last day


def test_extensions_taken_move_the_current_end() -> None:
    terms = contract(
        ends=date(2027, 3, 31),
        extensions=[
            {"months": 12, "by": "agreement", "taken": True},
            {"months": 12, "by": "council"},
        ],
    )

    assert terms.current_end == date(2028, 3, 31)
    assert terms.end_by_right == date(2029, 3, 31)


@pytest.mark.parametrize(
    ("ends", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),  # the end of February, in any year
        (date(2023, 2, 28), 12, date(2024, 2, 29)),
        (date(2027, 6, 30), 1, date(2027, 7, 31)),  # a month's end stays a month's end
        (date(2027, 6, 14), 1, date(2027, 7, 14)),
    ],
)
def test_extension_keeps_a_months_end(ends: date, months: int, expected: date) -> None:
    terms = contract(ends=ends, extensions=[{"months": months, "by": "council"}])

    assert terms.end_by_right == expected


def test_tacit_renewal_rolls_the_term_on() -> None:
    terms = contract(ends=date(2024, 3, 31), renewal="tacit", renewal_months=12)

    assert terms.term_in_force(date(2024, 3, 31)) == date(2024, 3, 31)
    assert terms.term_in_force(date(2024, 4, 1)) == date(2025, 3, 31)
    assert terms.term_in_force(date(2026, 9, 30)) == date(2027, 3, 31)


def test_leaving_early_owes_the_price_to_the_end_of_the_term() -> None:
    terms = contract(**DESIGN_EXAMPLE)

    # 30 September 2026 to 31 March 2027: six whole months of 118,000 a year.
    assert terms.exit_cost(date(2026, 9, 30)) == Fraction(118_000 * 6, 12)
    assert terms.exit_cost(date(2027, 3, 31)) == 0
    assert terms.exit_cost(date(2030, 1, 1)) == 0


def test_a_break_clause_shortens_what_is_owed_but_not_below_irrevocable_until() -> None:
    free = contract(ends=date(2030, 3, 31), annual_value=12_000, break_notice_months=3)
    bound = contract(
        ends=date(2030, 3, 31),
        annual_value=12_000,
        break_notice_months=3,
        irrevocable_until=date(2028, 3, 31),
    )

    assert free.exit_cost(date(2027, 3, 31)) == 3_000  # three months at 1,000
    assert bound.exit_cost(date(2027, 3, 31)) == 12_000  # twelve, to the day it first can end


def test_a_stated_exit_cost_is_taken_as_it_is() -> None:
    terms = contract(ends=date(2030, 3, 31), annual_value=12_000, early_exit_cost=500)

    assert terms.exit_cost(date(2027, 3, 31)) == 500
    assert terms.exit_cost(date(2030, 3, 31)) == 0


def test_what_is_not_recorded_is_not_known() -> None:
    assert contract().exit_cost(date(2027, 1, 1)) is None
    assert contract(ends=date(2030, 3, 31)).exit_cost(date(2027, 1, 1)) is None
    assert contract().end_by_right is None
    assert contract().notice_deadline(date(2027, 1, 1)) is None


def test_holding_over_costs_more_only_after_the_last_end() -> None:
    terms = contract(**DESIGN_EXAMPLE, holding_over_percent=25)

    assert terms.holding_over(date(2029, 3, 31)) == 0
    assert terms.holding_over(date(2029, 4, 1)) == 29_500  # a quarter of 118,000


@given(
    ends=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    period=st.integers(1, 36),
    days=st.integers(0, 3_000),
)
def test_the_term_in_force_is_the_first_renewal_that_reaches_the_day(
    ends: date, period: int, days: int
) -> None:
    terms = contract(ends=ends, renewal="tacit", renewal_months=period)
    day = ends + timedelta(days=days)

    # The slow way: renew once more until the day is covered.
    term = contract(ends=ends, extensions=[{"months": period, "by": "council"}] * 100).terms
    rounds = 0
    while (end := term.end_after(rounds)) is not None and end < day:
        rounds += 1

    assert terms.term_in_force(day) == end
