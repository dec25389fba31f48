"""Windows worked by hand: when the council may leave, by when it must say so."""

from __future__ import annotations

from datetime import date

from estate.portfolio import Contract
from estate.portfolio.windows import How, Leaving, Window, bound_until, cost_of_leaving, windows

AS_OF = date(2026, 9, 30)
UNTIL = date(2028, 9, 30)


def found(as_of: date = AS_OF, **recorded: object) -> tuple[Window, ...]:
    return windows(Contract.model_validate(recorded).terms, as_of, UNTIL)


def told(window: Window) -> tuple[date, str, date | None, bool | None]:
    return window.ends, window.how.value, window.decide_by, window.passed(AS_OF)


def test_extensions_are_called_as_early_as_notice_and_agreed_until_the_last_day() -> None:
    ways = found(
        ends=date(2027, 3, 31),
        extensions=[{"months": 12, "by": "council"}, {"months": 12, "by": "agreement"}],
        notice_months=6,
        renewal="none",
    )

    # Six months before 31 March 2027 is 30 September 2026, and that day still counts.
    assert [told(way) for way in ways] == [
        (date(2027, 3, 31), "end", None, False),
        (date(2028, 3, 31), "by-right", date(2026, 9, 30), False),
        (date(2029, 3, 31), "agreed", date(2026, 9, 30), False),
    ]
    assert [act.by for act in ways[2].acts] == [date(2026, 9, 30), date(2028, 3, 31)]
    assert all(way.cost == 0 for way in ways)


def test_a_day_later_the_extension_is_lost() -> None:
    recorded = {
        "ends": date(2027, 3, 31),
        "extensions": [{"months": 12, "by": "council"}],
        "notice_months": 6,
        "renewal": "none",
    }

    late = found(date(2026, 10, 1), **recorded)
    assert [way.passed(date(2026, 10, 1)) for way in late] == [False, True]
    assert found(date(2027, 4, 1), **recorded) == ()


def test_each_renewal_is_stopped_by_its_own_notice() -> None:
    ways = found(ends=date(2024, 3, 31), renewal="tacit", notice_months=3)

    # It has renewed itself three times: March 2025, 2026 and 2027.
    assert [told(way) for way in ways] == [
        (date(2027, 3, 31), "renewed", date(2026, 12, 31), False),
        (date(2028, 3, 31), "renewed", date(2027, 12, 31), False),
    ]
    assert [way.renewals for way in ways] == [3, 4]


def test_the_last_renewal_needs_no_notice() -> None:
    ways = found(ends=date(2026, 12, 31), renewal="tacit", notice_months=1, renewals_at_most=1)

    assert [(way.ends, bool(way.acts)) for way in ways] == [
        (date(2026, 12, 31), True),
        (date(2027, 12, 31), False),
    ]


def test_where_the_renewal_is_not_recorded_notice_may_be_needed() -> None:
    known, unknown = (
        found(ends=date(2027, 3, 31), **notice)[0]
        for notice in ({"notice_months": 3}, dict[str, object]())
    )

    assert told(known) == (date(2027, 3, 31), "end", date(2026, 12, 31), False)
    assert told(unknown) == (date(2027, 3, 31), "end", None, None)
    assert unknown.acts


def test_a_break_waits_for_its_notice_and_for_the_day_until_which_it_is_bound() -> None:
    free = found(ends=date(2030, 3, 31), renewal="none", break_notice_months=3)
    bound = found(
        ends=date(2030, 3, 31),
        renewal="none",
        break_notice_months=3,
        irrevocable_until=date(2028, 3, 31),
        early_exit_cost=500,
    )

    assert told(free[0]) == (date(2026, 12, 30), "break", AS_OF, False)
    # Three months before 31 March 2028.
    assert told(bound[0]) == (date(2028, 3, 31), "break", date(2027, 12, 31), False)
    assert bound[0].cost == 500
    assert bound[1].cost == 0


def test_a_break_is_a_way_out_even_where_the_end_is_unknown() -> None:
    assert [way.how for way in found(break_notice_months=1)] == [How.BREAK]
    assert found() == ()


def test_of_two_ways_to_one_day_the_one_that_takes_less() -> None:
    ways = found(
        ends=date(2027, 3, 31),
        extensions=[{"months": 12, "by": "council"}],
        renewal="tacit",
        renewal_months=12,
        notice_months=3,
    )

    # 31 March 2028 comes by silence and notice, as well as by the extension and notice.
    assert [(way.ends, way.how.value, len(way.acts)) for way in ways] == [
        (date(2027, 3, 31), "end", 1),
        (date(2028, 3, 31), "renewed", 1),
    ]


def test_a_missed_notice_binds_for_another_term() -> None:
    recorded = {
        "ends": date(2026, 9, 30),
        "renewal": "tacit",
        "notice_months": 6,
        "annual_value": 44_000,
    }
    terms = Contract.model_validate(recorded).terms

    # Notice was due on 30 March 2026, so it runs on to 30 September 2027: twelve months more.
    assert bound_until(terms, AS_OF) == date(2027, 9, 30)
    assert cost_of_leaving(terms, AS_OF) == 44_000
    # On that day itself it could still be ended in time: six months are owed.
    assert bound_until(terms, date(2026, 3, 30)) == date(2026, 9, 30)
    assert cost_of_leaving(terms, date(2026, 3, 30)) == 22_000


def test_what_leaving_costs_is_unknown_where_the_notice_is() -> None:
    unknown = Contract.model_validate({"ends": date(2027, 3, 31), "annual_value": 12_000}).terms
    fixed = Contract.model_validate({"ends": date(2027, 3, 31), "renewal": "none"}).terms

    assert bound_until(unknown, AS_OF) is None
    assert cost_of_leaving(unknown, AS_OF) is None
    assert bound_until(fixed, AS_OF) == date(2027, 3, 31)
    assert cost_of_leaving(fixed, AS_OF) is None
    assert cost_of_leaving(fixed, date(2027, 4, 1)) == 0
    assert cost_of_leaving(Contract().terms, AS_OF) is None


def test_nothing_is_owed_for_the_time_before_a_contract_starts() -> None:
    later = {"starts": date(2027, 4, 1), "renewal": "none", "annual_value": 12_000}
    year = Contract.model_validate(later | {"term_months": 12}).terms
    none = Contract.model_validate(later | {"term_months": 0}).terms
    free = Contract.model_validate(later | {"term_months": 12, "break_notice_months": 1}).terms

    # Signed for twelve months at 1,000, of which none has gone by; not eighteen from today.
    for on in (AS_OF, date(2027, 3, 31)):
        assert cost_of_leaving(year, on) == year.exit_cost(on) == 12_000
    assert cost_of_leaving(year, date(2027, 4, 30)) == 11_000
    assert cost_of_leaving(none, AS_OF) == none.exit_cost(AS_OF) == 0
    assert cost_of_leaving(free, AS_OF) == 0


def test_what_leaving_later_costs_depends_on_which_notice_can_still_be_given() -> None:
    recorded = {
        "ends": date(2026, 12, 31),
        "renewal": "tacit",
        "notice_months": 6,
        "annual_value": 12_000,
    }
    leaving = Leaving(Contract.model_validate(recorded).terms, AS_OF, UNTIL)

    # Notice for 2026 was due on 30 June 2026: its end costs the whole of 2027.
    assert leaving.cost(date(2026, 12, 31)) == 12_000
    # Notice for 2027 can be given: half a year is owed, and at its end nothing.
    assert leaving.cost(date(2027, 6, 30)) == 6_000
    assert leaving.cost(date(2027, 12, 31)) == 0


def test_a_break_announced_in_time_costs_what_is_recorded_for_it_and_else_nothing() -> None:
    recorded = {
        "ends": date(2030, 3, 31),
        "renewal": "none",
        "break_notice_months": 6,
        "annual_value": 12_000,
    }
    free = Leaving(Contract.model_validate(recorded).terms, AS_OF, UNTIL)
    priced = Contract.model_validate({**recorded, "early_exit_cost": 500}).terms

    # Six months after 30 September 2026 it can end; two months are left on 30 January.
    assert free.cost(date(2027, 1, 30)) == 2_000
    assert free.cost(date(2027, 3, 31)) == free.cost(date(2028, 6, 30)) == 0
    assert Leaving(priced, AS_OF, UNTIL).cost(date(2028, 6, 30)) == 500
