"""How a council leaves one contract: worked by hand, as of 1 April 2027."""

from __future__ import annotations

import tomllib
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from estate.comparison.departures import Departure, Freedom, Way
from estate.comparison.view import WITHHELD, ContractView, DateBand
from estate.portfolio.contracts import Contract
from estate.portfolio.windows import ActKind

AS_OF = date(2027, 4, 1)


def departure(record: str | None = None, **view: object) -> Departure:
    terms = None
    if record is not None:
        terms = Contract.model_validate(tomllib.loads(record)).terms
    told = {"terms": terms, **view}
    contract = ContractView("a", "here", ("x",), **told)  # type: ignore[arg-type]
    return Departure(contract, AS_OF, date(2027, 6, 1), date(2032, 3, 31))


def leaving(record: str, day: date) -> Way:
    return departure(record).way(day)


FIXED = 'ends = 2028-03-31\nrenewal = "none"\nannual_value = 12_000\n'
OPTIONS = f"""{FIXED}
notice_months = 6
extensions = [{{ months = 12, by = "council" }}, {{ months = 24, by = "agreement" }}]
"""


def test_it_ends_by_itself() -> None:
    way = leaving(FIXED, date(2028, 3, 31))
    assert way == Way(Freedom.FREE, Fraction(0), date(2028, 3, 31))


def test_leaving_early_costs_the_whole_months_that_are_left() -> None:
    """From 30 June 2027 to 31 March 2028 are 9 months, at £1,000 each."""
    assert leaving(FIXED, date(2027, 6, 30)) == Way(
        Freedom.AT_COST, Fraction(9_000), date(2028, 3, 31)
    )


def test_a_part_of_a_month_costs_nothing() -> None:
    assert leaving(FIXED, date(2028, 3, 1)).freedom is Freedom.FREE
    assert leaving(FIXED, date(2028, 2, 29)).cost == 1_000


def test_an_extension_by_right_is_used_by_its_notice() -> None:
    """Six months before 31 March 2028 is 30 September 2027 (see docs/contracts.md on notice)."""
    way = leaving(OPTIONS, date(2029, 3, 31))
    assert (way.freedom, way.cost, way.extension_months) == (Freedom.FREE, Fraction(0), 12)
    assert [(act.kind, act.by) for act in way.acts] == [(ActKind.EXTEND, date(2027, 9, 30))]


def test_behind_an_agreement_it_is_only_by_agreement() -> None:
    way = leaving(OPTIONS, date(2031, 3, 31))
    assert (way.freedom, way.extension_months) == (Freedom.BY_AGREEMENT, 36)
    assert [act.kind for act in way.acts] == [ActKind.EXTEND, ActKind.AGREE]


def test_a_notice_that_can_no_longer_be_given_is_no_window() -> None:
    """The extension had to be used by 31 March 2027, 12 months before; it is 1 April."""
    late = OPTIONS.replace("notice_months = 6", "notice_months = 12")
    assert leaving(late, date(2029, 3, 31)).freedom is Freedom.OVER


def test_a_renewal_that_cannot_be_stopped_any_more_binds_another_year() -> None:
    """Notice for 30 June 2027 was due on 30 December 2026; so it runs to 30 June 2028."""
    tacit = 'ends = 2027-06-30\nrenewal = "tacit"\nnotice_months = 6\nannual_value = 12_000'
    assert leaving(tacit, date(2027, 6, 30)).cost == 12_000
    way = leaving(tacit, date(2028, 6, 30))
    assert (way.freedom, [act.by for act in way.acts]) == (Freedom.FREE, [date(2027, 12, 30)])


def test_a_break_is_free_from_the_day_that_notice_allows() -> None:
    """Three months after 1 April 2027 is 1 July; until then the price is owed to that day."""
    broken = FIXED + "break_notice_months = 3"
    assert leaving(broken, date(2027, 7, 1)).freedom is Freedom.FREE
    assert leaving(broken, date(2027, 6, 1)).cost == 1_000
    assert leaving(broken, date(2027, 8, 1)).acts[-1].by == date(2027, 5, 1)


def test_a_sum_for_leaving_is_paid_on_a_break_and_not_at_the_end() -> None:
    priced = FIXED + "break_notice_months = 3\nearly_exit_cost = 5_000"
    assert leaving(priced, date(2027, 9, 30)) == Way(
        Freedom.AT_COST, Fraction(5_000), date(2028, 3, 31)
    )
    assert leaving(priced, date(2028, 3, 31)).cost == 0


def test_no_break_before_it_can_be_ended() -> None:
    bound = FIXED + "break_notice_months = 3\nirrevocable_until = 2027-12-31"
    assert leaving(bound, date(2027, 10, 31)).cost == 2_000
    assert leaving(bound, date(2027, 12, 31)).freedom is Freedom.FREE


def test_what_is_over_costs_the_surcharge_for_the_months_begun() -> None:
    """From 31 March 2028 to 15 June 2028 are three months begun: £3,000, and a fifth of it."""
    dear = FIXED + "holding_over_percent = 20"
    way = leaving(dear, date(2028, 6, 15))
    assert (way.freedom, way.cost, way.until) == (
        Freedom.OVER,
        Fraction(600),
        date(2028, 3, 31),
    )
    assert leaving(FIXED, date(2028, 6, 15)).cost is None


def test_unknown_is_no_freedom() -> None:
    assert leaving("annual_value = 5", date(2028, 1, 1)).freedom is Freedom.UNKNOWN
    doubtful = 'ends = 2028-03-31\nrenewal = "tacit"\nannual_value = 12_000'
    assert leaving(doubtful, date(2028, 3, 31)).freedom is Freedom.UNSURE


@pytest.mark.parametrize(
    ("day", "freedom"),
    [
        (date(2027, 11, 30), Freedom.WITHHELD),
        (date(2027, 12, 1), Freedom.UNSURE),
        (date(2028, 3, 31), Freedom.UNSURE),
        (date(2028, 4, 1), Freedom.WITHHELD),
    ],
)
def test_an_end_that_was_shared_as_a_span_may_be_any_day_of_it(day: date, freedom: Freedom) -> None:
    """Of January to March 2028, with the month before the first day in which nothing is owed."""
    span = DateBand(date(2027, 12, 31), date(2028, 3, 31))
    found = departure(ends=span, terms=WITHHELD)
    assert found.way(day).freedom is freedom
    assert [each.freedom for each in found.spans] == [
        Freedom.WITHHELD,
        Freedom.UNSURE,
        Freedom.WITHHELD,
    ]


def test_spans_are_whole_and_in_order() -> None:
    spans = departure(OPTIONS).spans
    assert spans[0].first == date(2027, 6, 1)
    assert spans[-1].last == date(2032, 3, 31)
    assert all((b.first - a.last).days == 1 for a, b in pairwise(spans))
