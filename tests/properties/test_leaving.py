"""What leaving a contract costs on any later day, for a council that acts from today on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.properties.contract_oracle import Case
from tests.properties.test_contracts import CASES_AND_DAYS, terms

from estate.portfolio.windows import How, Leaving, cost_of_leaving, windows

LATER = st.integers(0, 1_200).map(lambda days: timedelta(days=days))


@given(CASES_AND_DAYS)
def test_leaving_today_costs_what_the_contract_page_says(drawn: tuple[Case, date]) -> None:
    case, as_of = drawn
    known = terms(case)
    far = Leaving(known, as_of, as_of + timedelta(days=2_000))
    assert far.cost(as_of) == cost_of_leaving(known, as_of)


@given(CASES_AND_DAYS, LATER, LATER)
def test_acting_earlier_never_costs_more(
    drawn: tuple[Case, date], first: timedelta, then: timedelta
) -> None:
    case, as_of = drawn
    known = terms(case)
    leaving = as_of + first + then
    early, late = (Leaving(known, day, leaving).cost(leaving) for day in (as_of, as_of + first))
    if early is not None and late is not None:  # else something that it takes is not recorded
        assert early <= late


@given(CASES_AND_DAYS, LATER)
def test_notice_that_could_always_be_given_costs_no_more_than_to_the_end_of_the_term(
    drawn: tuple[Case, date], later: timedelta
) -> None:
    """Without a break it is the price to the end of the term that runs, and no other price."""
    case, as_of = drawn
    known = terms(replace(case, break_notice_months=None))
    leaving = as_of + later
    found = Leaving(known, date(2015, 1, 1), leaving).cost(leaving)
    if found is not None:  # else something that it takes is not recorded
        assert found == known.exit_cost(leaving)


@given(CASES_AND_DAYS, LATER)
def test_a_window_that_is_not_too_late_is_where_nothing_is_owed(
    drawn: tuple[Case, date], later: timedelta
) -> None:
    case, as_of = drawn
    known = terms(case)
    for window in windows(known, as_of, as_of + later):
        plain = window.how is not How.BREAK and window.extensions == known.taken
        if plain and window.passed(as_of) is False:
            assert Leaving(known, as_of, window.ends).cost(window.ends) == 0
