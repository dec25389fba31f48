"""Terms worked by hand, with the arithmetic beside them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from estate.portfolio import Contract
from estate.portfolio.terms import Terms


def terms(**recorded: object) -> Terms:
    return Contract.model_validate(recorded).terms


def test_a_register_that_states_only_a_duration() -> None:
    # 48 months from 1 April 2023: April 2023 to March 2027.
    assert terms(starts=date(2023, 4, 1), term_months=48).first_end == date(2027, 3, 31)
    # Twelve months from a leap day take in 28 February.
    assert terms(starts=date(2024, 2, 29), term_months=12).first_end == date(2025, 2, 28)
    assert terms(term_months=48).first_end is None
    assert terms(starts=date(2023, 4, 1)).first_end is None


def test_an_end_that_is_recorded_wins_and_the_contradiction_is_known() -> None:
    both = terms(starts=date(2023, 4, 1), term_months=48, ends=date(2027, 4, 1))

    assert both.first_end == date(2027, 4, 1)
    assert both.contradiction == (date(2027, 4, 1), date(2027, 3, 31))
    agreed = terms(starts=date(2023, 4, 1), term_months=48, ends=date(2027, 3, 31))
    assert agreed.contradiction is None
    assert terms(ends=date(2027, 3, 31), term_months=48).contradiction is None


def test_term_renewal_and_notice_combine() -> None:
    """The combination that others get wrong: a year, renewed by years, three months' notice."""
    yearly = terms(
        starts=date(2023, 6, 1), term_months=12, renewal="tacit", renewal_months=12, notice_months=3
    )

    # June 2023 to May 2024; then June to May each year.
    assert yearly.first_end == date(2024, 5, 31)
    assert yearly.term_in_force(date(2024, 5, 31)) == date(2024, 5, 31)
    assert yearly.term_in_force(date(2024, 6, 1)) == date(2025, 5, 31)
    assert yearly.term_in_force(date(2026, 9, 30)) == date(2027, 5, 31)
    # Three months before 31 May 2027: February has no 31st.
    assert yearly.notice_deadline(date(2027, 5, 31)) == date(2027, 2, 28)


def test_terms_are_reckoned_from_the_first_end_in_one_go() -> None:
    monthly = terms(ends=date(2027, 1, 30), renewal="tacit", renewal_months=1)

    ends = [monthly.end_after(0, renewals) for renewals in range(4)]
    assert ends == [date(2027, 1, 30), date(2027, 2, 28), date(2027, 3, 30), date(2027, 4, 30)]


def test_renewals_that_are_limited_come_to_an_end() -> None:
    twice = terms(
        ends=date(2026, 3, 31),
        renewal="tacit",
        renewal_months=6,
        renewals_at_most=2,
        annual_value=10_000,
        holding_over_percent=10,
    )

    # 31 March 2026, then to 30 September 2026, then to 31 March 2027, then no more.
    assert twice.term_in_force(date(2027, 3, 31)) == date(2027, 3, 31)
    assert twice.term_in_force(date(2027, 4, 1)) is None
    assert twice.final_end == date(2027, 3, 31)
    assert twice.holding_over(date(2027, 3, 31)) == 0
    assert twice.holding_over(date(2027, 4, 1)) == 1_000
    assert not terms(ends=date(2026, 3, 31), renewal="tacit", renewals_at_most=0).renews


def test_renewals_follow_the_extensions_that_were_taken() -> None:
    prolonged = terms(
        ends=date(2024, 3, 31),
        extensions=[{"months": 6, "by": "council", "taken": True}],
        renewal="tacit",
        renewal_months=12,
    )

    assert prolonged.current_end == date(2024, 9, 30)
    assert prolonged.term_in_force(date(2024, 10, 1)) == date(2025, 9, 30)


def test_a_renewal_of_unknown_length_is_from_year_to_year() -> None:
    assert terms(ends=date(2026, 3, 31), renewal="tacit").end_after(0, 1) == date(2027, 3, 31)


def test_a_term_of_one_day_and_one_of_none() -> None:
    day = terms(starts=date(2027, 4, 1), ends=date(2027, 4, 1), annual_value=1_200)
    none = terms(starts=date(2027, 4, 1), term_months=0, annual_value=1_200)

    assert day.term_in_force(date(2027, 4, 1)) == date(2027, 4, 1)
    assert day.term_in_force(date(2027, 4, 2)) is None
    assert none.term_in_force(date(2027, 4, 1)) is None
    assert none.exit_cost(date(2027, 4, 1)) == 0


def test_what_is_bound_until_a_day_renews_past_it() -> None:
    bound = terms(
        ends=date(2026, 3, 31),
        renewal="tacit",
        renewal_months=12,
        irrevocable_until=date(2027, 6, 30),
        annual_value=12_000,
    )

    # Notice works from 30 June 2027, so the first end that it can bring about is 31 March 2028:
    # 24 months after 31 March 2026, at 1,000 a month.
    assert bound.earliest_end(date(2026, 3, 31)) == date(2028, 3, 31)
    assert bound.exit_cost(date(2026, 3, 31)) == 24_000


@pytest.mark.parametrize(
    ("leaving", "months"),
    [
        (date(2026, 12, 31), 3),
        (date(2027, 1, 1), 2),  # to 1 March are two months; the thirty days after cost nothing more
        (date(2027, 2, 28), 1),
        (date(2027, 3, 1), 0),
        (date(2027, 3, 31), 0),
    ],
)
def test_whole_months_are_owed(leaving: date, months: int) -> None:
    owed = terms(ends=date(2027, 3, 31), annual_value=12_000)

    assert owed.exit_cost(leaving) == Fraction(12_000 * months, 12)


def test_registers_write_the_end_of_the_calendar_for_no_end() -> None:
    endless = terms(
        ends=date.max, extensions=[{"months": 12, "by": "council"}], renewal="tacit", annual_value=1
    )

    assert endless.last_end == date.max
    assert endless.term_in_force(date(2030, 1, 1)) == date.max
    assert endless.holding_over(date(2199, 12, 31)) == 0
