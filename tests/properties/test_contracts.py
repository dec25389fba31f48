"""Contracts against the same contracts lived through day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st
from tests.properties import contract_oracle as oracle
from tests.properties.contract_oracle import Case

from estate.portfolio import (
    Catalogue,
    Contract,
    Council,
    Inventory,
    Portfolio,
    System,
    Workspace,
)
from estate.portfolio.terms import Terms
from estate.portfolio.windows import How, bound_until, windows
from estate.rendering.kit.terminal import Terminal
from estate.rendering.records.calendar_file import calendar_file
from estate.rendering.records.contract_book import contract_book
from estate.rendering.records.contract_json import contracts_json
from estate.rendering.records.contract_tables import contracts_csv, contracts_markdown
from estate.rendering.records.contract_text import contracts_text

MONTH_EDGES = st.builds(
    lambda year, month, back: date(year, month, 1) - timedelta(days=back),
    st.integers(2023, 2029),
    st.integers(1, 12),
    st.integers(-1, 4),
)
DAYS = st.one_of(MONTH_EDGES, st.dates(date(2023, 1, 1), date(2029, 12, 31)))
MAYBE_DAYS = st.none() | DAYS
EXTENSIONS = st.lists(
    st.tuples(
        st.integers(1, 25),
        st.sampled_from(["council", "agreement"]),
        st.sampled_from([None, None, False, True]),
    ),
    max_size=3,
).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw a contract: terms of no day, of one, or long; and any part of it unknown."""
    starts = draw(MAYBE_DAYS)
    length = draw(st.sampled_from([-1, 0, 1, 27, 28, 30, 364, 365, 400, 1_000]))
    ends = starts + timedelta(days=length) if starts else draw(MAYBE_DAYS)
    case = Case(
        starts=starts,
        ends=draw(st.sampled_from([ends, ends, None])),
        term_months=draw(st.none() | st.integers(0, 30)),
        extensions=draw(EXTENSIONS),
        renewal=draw(st.sampled_from(["tacit", "tacit", "none", None])),
        renewal_months=draw(st.none() | st.integers(1, 14)),
        renewals_at_most=draw(st.none() | st.integers(0, 4)),
        notice_months=draw(st.none() | st.integers(0, 15)),
        break_notice_months=draw(st.none() | st.integers(0, 9)),
        early_exit_cost=draw(st.none() | st.integers(0, 90_000)),
        annual_value=draw(st.none() | st.integers(0, 1_000_000)),
        holding_over_percent=draw(st.none() | st.integers(0, 40)),
    )
    return replace(case, irrevocable_until=draw(st.none() | near(case)))


def near(case: Case) -> st.SearchStrategy[date]:
    """Draw a day on which something happens, or the day before or after; or any day."""
    if oracle.first_end(case) is None:
        return DAYS
    ends = st.builds(
        lambda used, renewals: oracle.term_ends(case, used, renewals)[-1],
        st.integers(0, len(case.extensions)),
        st.integers(0, 4),
    )
    edges = st.builds(lambda end, days: end + timedelta(days=days), ends, st.integers(-1, 1))
    notice = edges.map(lambda day: oracle.backward(day, case.notice_months or 0))
    return st.one_of(DAYS, edges, edges, notice)


CASES_AND_DAYS = cases().flatmap(lambda case: st.tuples(st.just(case), near(case)))
CASES_AND_TWO_DAYS = cases().flatmap(lambda case: st.tuples(st.just(case), near(case), near(case)))


def terms(case: Case) -> Terms:
    return Contract.model_validate(case.record()).terms


@given(cases())
def test_ends(case: Case) -> None:
    known, used = terms(case), oracle.already_used(case)
    end = oracle.first_end(case)

    assert known.first_end == end
    assert known.taken == used
    if end is None:
        assert (known.current_end, known.end_by_right, known.last_end) == (None, None, None)
        return
    by_right = used
    while by_right < len(case.extensions) and case.extensions[by_right][1] == "council":
        by_right += 1
    assert known.current_end == oracle.term_ends(case, used, 0)[-1]
    assert known.end_by_right == oracle.term_ends(case, by_right, 0)[-1]
    assert known.last_end == oracle.term_ends(case, len(case.extensions), 0)[-1]


@given(CASES_AND_DAYS)
@example((Case(ends=date(2024, 1, 30), renewal="tacit", renewal_months=1), date(2024, 3, 30)))
@example((Case(ends=date(2023, 2, 28), renewal="tacit", renewal_months=12), date(2024, 2, 29)))
@example((Case(ends=date(2023, 1, 31), renewal="tacit", renewal_months=1), date(2029, 12, 31)))
def test_the_term_in_force_and_what_is_owed(drawn: tuple[Case, date]) -> None:
    case, day = drawn
    known = terms(case)

    assert known.term_in_force(day) == oracle.in_force_until(case, day)[0]
    assert known.earliest_end(day) == oracle.owed_until(case, day)
    assert known.exit_cost(day) == oracle.exit_cost(case, day)
    assert known.holding_over(day) == oracle.holding_over(case, day)


@given(DAYS, st.integers(0, 40))
def test_the_last_day_for_notice(end: date, months: int) -> None:
    deadline = Terms(notice_months=months).notice_deadline(end)

    assert deadline == oracle.backward(end, months)
    # Months counted forward from that day are over when the contract is.
    assert oracle.forward(oracle.backward(end, months), months, keep_month_end=False) <= end


@given(CASES_AND_TWO_DAYS)
@example(
    (
        Case(ends=date(2024, 2, 29), renewal="tacit", notice_months=3, break_notice_months=1),
        date(2024, 1, 29),
        date(2026, 4, 8),
    )
)
@example(
    (
        Case(
            ends=date(2025, 6, 30),
            extensions=((6, "council", None), (12, "agreement", None)),
            renewal="tacit",
            renewal_months=6,
            renewals_at_most=2,
        ),
        date(2025, 1, 1),
        date(2027, 6, 30),
    )
)
@example(
    (
        Case(
            ends=date(2025, 6, 30),
            renewal="tacit",
            irrevocable_until=date(2026, 6, 30),
            break_notice_months=2,
            early_exit_cost=700,
        ),
        date(2025, 1, 1),
        date(2027, 6, 30),
    )
)
def test_every_window(drawn: tuple[Case, date, date]) -> None:
    case, as_of, until = drawn
    found = [
        oracle.Found(
            window.ends,
            window.how.value,
            tuple((act.kind.value, act.number, act.by, act.closes) for act in window.acts),
            window.cost,
            window.passed(as_of),
        )
        for window in windows(terms(case), as_of, until)
    ]

    assert found == oracle.windows(case, as_of, until)


@given(CASES_AND_DAYS)
def test_a_window_of_the_running_term_is_where_nothing_is_owed(drawn: tuple[Case, date]) -> None:
    """What the plan pays on leaving, and what a person is told, are one and the same."""
    case, as_of = drawn
    known = terms(case)
    for window in windows(known, as_of, as_of + timedelta(days=700)):
        if window.how is not How.BREAK and window.extensions == known.taken:
            assert known.exit_cost(window.ends) == 0


@given(CASES_AND_DAYS)
def test_the_day_until_which_the_council_is_bound(drawn: tuple[Case, date]) -> None:
    """The first window that is left, looked for without using any more extensions."""
    case, as_of = drawn
    used = replace(case, extensions=case.extensions[: oracle.already_used(case)])
    far = max(as_of, case.irrevocable_until or as_of) + timedelta(days=1_500)
    left = [way for way in oracle.windows(used, as_of, far) if way.passed is not True]

    expected = left[0].ends if left and left[0].passed is False else None
    assert bound_until(terms(case), as_of) == expected


EXTREME_DAYS = st.sampled_from(
    [date.min, date(1, 1, 31), date(1900, 2, 28), date(2024, 2, 29), date(9999, 12, 1), date.max]
)
EXTREME_MONTHS = st.none() | st.sampled_from([0, 1, 12, 1_199, 1_200])
EXTREMES = st.fixed_dictionaries(
    {},
    optional={
        "starts": EXTREME_DAYS,
        "ends": EXTREME_DAYS,
        "term_months": EXTREME_MONTHS,
        "renewal": st.sampled_from(["tacit", "none"]),
        "renewal_months": st.sampled_from([1, 12, 1_200]),
        "renewals_at_most": st.sampled_from([0, 1, 1_000]),
        "notice_months": EXTREME_MONTHS,
        "break_notice_months": EXTREME_MONTHS,
        "irrevocable_until": EXTREME_DAYS,
        "annual_value": st.sampled_from([0, 1, 10_000_000_000]),
        "early_exit_cost": st.sampled_from([0, 10_000_000_000]),
        "holding_over_percent": st.sampled_from([0.0, 0.1, 1_000.0]),
        "extensions": st.lists(
            st.fixed_dictionaries(
                {
                    "months": st.sampled_from([1, 1_200]),
                    "by": st.sampled_from(["council", "agreement"]),
                },
                optional={"taken": st.booleans()},
            ),
            max_size=3,
        ),
    },
)


@given(EXTREMES, st.sampled_from([date(1970, 1, 1), date(2026, 9, 30), date(2199, 12, 31)]))
@example({"ends": date.min, "renewal": "tacit", "renewal_months": 1}, date(2199, 12, 31))
@example({"ends": date.max, "notice_months": 1, "renewal": "tacit"}, date(2026, 9, 30))
@example(
    {"ends": date(2026, 1, 31), "renewal": "tacit", "irrevocable_until": date.max},
    date(2026, 9, 30),
)
def test_whatever_is_recorded_can_be_shown(record: dict[str, object], as_of: date) -> None:
    inventory = Inventory(
        council=Council(name="Example"),
        systems={"web": System(name="Website")},
        contracts={"one": Contract.model_validate(record | {"systems": ["web"]})},
    )
    estate = Portfolio(Workspace(), Catalogue(), {"c": inventory})
    book = contract_book(estate, as_of, 36, ["c"], lambda _: None)

    assert contracts_text(book, Terminal()).startswith(("1 contract, £", "0 contracts, £"))
    assert contracts_markdown(book).startswith("# Contracts as of")
    assert contracts_csv(book).startswith("row,")
    assert contracts_json(book)["totals"]["contracts"] == 1
    assert calendar_file(book).endswith(b"END:VCALENDAR\r\n")
