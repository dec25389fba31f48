"""The calendar of an estate, worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from estate.portfolio import (
    Catalogue,
    Contract,
    Council,
    Fact,
    Inventory,
    Portfolio,
    System,
    Workspace,
)
from estate.portfolio.deadlines import Deadline, DeadlineKind, calendar

AS_OF = date(2026, 9, 30)
SYSTEMS = {
    "ledger": System(name="Ledger"),
    "old": System(name="Old", lifecycle="retired"),
    "web": System(name="Website"),
}


def days(months: int = 24, as_of: date = AS_OF, **contracts: dict[str, object]) -> list[Deadline]:
    inventory = Inventory(
        council=Council(name="Example"),
        systems=SYSTEMS,
        contracts={name: Contract.model_validate(told) for name, told in contracts.items()},
    )
    portfolio = Portfolio(Workspace(), Catalogue(), {"c": inventory})
    return list(calendar(portfolio, as_of, months))


def told(found: list[Deadline]) -> list[tuple[date, str, str, bool]]:
    return [(day.on, day.contract, day.kind.value, day.passed) for day in found]


def test_an_extension_then_the_end_that_follows_if_it_is_not_used() -> None:
    found = days(
        one={
            "systems": ["ledger", "old"],
            "ends": date(2027, 3, 31),
            "extensions": [{"months": 18, "by": "council"}, {"months": 12, "by": "agreement"}],
            "notice_months": 3,
            "renewal": "none",
            "annual_value": 10_000,
        }
    )

    assert told(found) == [
        (date(2026, 12, 31), "one", "extend", False),
        (date(2027, 3, 31), "one", "end", False),
        # 18 months after 31 March 2027, as far as the first extension is used.
        (date(2028, 9, 30), "one", "agree", False),
    ]
    extend, end, agree = found
    assert extend.value == Fraction(10_000 * 18, 12)
    assert extend.then == date(2028, 9, 30)
    assert extend.systems == ("ledger",)  # what is retired needs no contract
    assert extend.fact == Fact("c", ("contracts", "one", "extensions"))
    assert end.value == 10_000
    assert end.fact == Fact("c", ("contracts", "one", "ends"))
    assert (agree.number, agree.then) == (2, date(2029, 9, 30))


def test_notice_before_each_renewal_and_the_renewal_where_it_was_missed() -> None:
    found = days(
        14,
        one={
            "systems": ["web"],
            "ends": date(2024, 11, 30),
            "renewal": "tacit",
            "renewal_months": 6,
            "notice_months": 3,
            "annual_value": 1_000,
        },
    )

    # Ends every 31 May and 30 November; three months before are 28 February (31 May has no match
    # there) and 30 August. That of 30 August 2026 has passed, so it renews itself on 30 November.
    assert told(found) == [
        (date(2026, 8, 30), "one", "notice", True),
        (date(2026, 11, 30), "one", "renewal", False),
        (date(2027, 2, 28), "one", "notice", False),
        (date(2027, 8, 30), "one", "notice", False),
    ]
    assert [day.value for day in found] == [500] * 4
    assert found[0].then == date(2027, 5, 31)
    assert found[0].fact == Fact("c", ("contracts", "one", "notice_months"))
    assert [day.number for day in found] == [5, 5, 6, 7]


def test_the_recent_past_is_six_months_but_an_end_without_a_successor_stays() -> None:
    extendable: dict[str, object] = {
        "extensions": [{"months": 12, "by": "council"}],
        "notice_months": 7,
        "renewal": "none",
    }
    found = days(
        ended={"systems": ["web"], "ends": date(2020, 3, 31), "renewal": "none"},
        intime=extendable | {"ends": date(2026, 10, 30)},
        tooold=extendable | {"ends": date(2026, 10, 29)},
    )

    # Seven months before are 30 and 29 March; six months before the as-of date is 30 March.
    assert told(found) == [
        (date(2020, 3, 31), "ended", "end", True),
        (date(2026, 3, 30), "intime", "extend", True),
    ]


def test_an_end_is_no_deadline_where_something_follows() -> None:
    ends: dict[str, object] = {"systems": ["web"], "ends": date(2027, 3, 31), "renewal": "none"}

    assert told(days(one=ends)) == [(date(2027, 3, 31), "one", "end", False)]
    next_: dict[str, object] = {
        "systems": ["web"],
        "starts": date(2027, 4, 1),
        "ends": date(2031, 3, 31),
    }
    late = next_ | {"starts": date(2027, 4, 2)}
    assert days(one=ends, two=next_) == []
    assert told(days(one=ends, two=late)) == [(date(2027, 3, 31), "one", "end", False)]
    assert days(one=ends | {"successor": "two"}, two=late) == []
    assert days(one=ends, two={"systems": ["web"]}) == []  # its end is not recorded
    assert days(one=ends | {"systems": ["old"]}) == []


def test_unknown_notice_gives_the_last_day_and_says_that_it_is_not_known() -> None:
    found = days(
        extendable={
            "systems": ["web"],
            "ends": date(2027, 3, 31),
            "extensions": [{"months": 12, "by": "council"}],
            "renewal": "none",
        },
        tacit={"ends": date(2027, 1, 31), "renewal": "tacit", "renewal_months": 12},
        neither={"ends": date(2027, 2, 28)},
    )

    assert [(day.on, day.kind, day.known, day.value) for day in found] == [
        (date(2027, 1, 31), DeadlineKind.RENEWAL, False, None),
        (date(2027, 3, 31), DeadlineKind.EXTEND, False, None),
        (date(2028, 1, 31), DeadlineKind.RENEWAL, False, None),
    ]


def test_the_last_of_limited_renewals_is_an_end() -> None:
    found = days(
        one={
            "systems": ["web"],
            "ends": date(2026, 12, 31),
            "renewal": "tacit",
            "renewals_at_most": 1,
            "notice_months": 1,
        }
    )

    assert told(found) == [
        (date(2026, 11, 30), "one", "notice", False),
        (date(2027, 12, 31), "one", "end", False),
    ]


def test_the_day_from_which_it_can_be_ended_early() -> None:
    recorded: dict[str, object] = {
        "ends": date(2030, 3, 31),
        "renewal": "none",
        "irrevocable_until": date(2028, 3, 31),
    }

    assert days(one=recorded) == []
    found = days(one=recorded | {"break_notice_months": 6})
    assert told(found) == [(date(2028, 3, 31), "one", "free", False)]


def test_days_come_in_order_whatever_the_order_of_the_record() -> None:
    one: dict[str, object] = {"systems": ["web"], "ends": date(2027, 3, 31), "renewal": "none"}
    two: dict[str, object] = {"systems": ["ledger"], "ends": date(2027, 3, 31), "renewal": "none"}

    assert days(a=one, b=two) == days(b=two, a=one)
    assert [day.contract for day in days(b=two, a=one)] == ["a", "b"]


def test_the_edges_of_the_calendar() -> None:
    today: dict[str, object] = {"ends": date(2026, 12, 30), "renewal": "tacit", "notice_months": 3}
    far: dict[str, object] = {"ends": date(2027, 9, 30), "renewal": "tacit", "notice_months": 11}

    # Notice is due today, which is in time; and in a month, for an end that is a year away.
    assert told(days(3, one=today)) == [(AS_OF, "one", "notice", False)]
    assert told(days(1, one=far)) == [(date(2026, 10, 30), "one", "notice", False)]
    assert days(1, as_of=date(2026, 9, 29), one=far) == []
    assert told(days(3, as_of=date(2026, 10, 1), one=today)) == [
        (AS_OF, "one", "notice", True),
        (date(2026, 12, 30), "one", "renewal", False),
    ]


def test_notice_longer_than_a_renewal_is_due_before_the_renewals_between() -> None:
    monthly: dict[str, object] = {
        "ends": date(2025, 1, 30),
        "renewal": "tacit",
        "renewal_months": 1,
        "notice_months": 6,
    }

    # Six months before 30 March and before 30 April 2027; what ends sooner is lost.
    notices = [day for day in days(1, one=monthly) if day.kind is DeadlineKind.NOTICE]
    assert [(day.on, day.term) for day in notices if not day.passed] == [
        (AS_OF, date(2027, 3, 30)),
        (date(2026, 10, 30), date(2027, 4, 30)),
    ]
    renewals = [day.on for day in days(1, one=monthly) if day.kind is DeadlineKind.RENEWAL]
    assert renewals == [AS_OF, date(2026, 10, 30)]


def test_an_end_today_that_can_be_prolonged_today_is_said_once() -> None:
    recorded: dict[str, object] = {
        "systems": ["web"],
        "ends": AS_OF,
        "extensions": [{"months": 12, "by": "agreement"}],
        "renewal": "none",
    }

    assert told(days(one=recorded)) == [(AS_OF, "one", "agree", False)]
    assert told(days(as_of=date(2026, 10, 1), one=recorded)) == [
        (AS_OF, "one", "agree", True),
        (AS_OF, "one", "end", True),
    ]


def test_what_is_bound_until_its_very_end_is_never_free() -> None:
    bound: dict[str, object] = {
        "ends": date(2028, 3, 31),
        "renewal": "none",
        "irrevocable_until": date(2028, 3, 31),
        "break_notice_months": 6,
    }

    assert days(one=bound) == []


def test_what_is_over_cannot_be_prolonged_by_a_later_extension() -> None:
    found = days(
        one={
            "systems": ["ledger"],
            "ends": date(2026, 3, 31),
            "extensions": [{"months": 12, "by": "council"}, {"months": 12, "by": "agreement"}],
            "notice_months": 0,
            "renewal": "none",
        }
    )

    # Until its last day the first could have been used; the second lies behind it.
    assert told(found) == [
        (date(2026, 3, 31), "one", "extend", True),
        (date(2026, 3, 31), "one", "end", True),
    ]


def test_notice_on_the_last_day_of_the_calendar_for_the_end_of_a_longer_month() -> None:
    """Six months before 31 March is 30 September: the calendar's own last day."""
    contract = {
        "systems": ["ledger"],
        "ends": date(2026, 3, 31),
        "notice_months": 6,
        "renewal": "tacit",
    }
    found = days(12, one=contract)

    assert [(day.on, day.term) for day in found if day.kind is DeadlineKind.NOTICE] == [
        (date(2026, 9, 30), date(2027, 3, 31)),
        (date(2027, 9, 30), date(2028, 3, 31)),
    ]
