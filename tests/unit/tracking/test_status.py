"""A whole plan against the record: which step is which, sums, risk, and how it may end."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.tracking.cases import plan, planned_step, portfolio, scores, tracking

from estate.scoring import Interval
from estate.tracking import State, Tracking

ON = date(2027, 3, 31)
START, LIVE = date(2026, 10, 1), date(2027, 4, 1)


def step(system: str, option: str = "replace", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"system": system, "option": option, **more}


def records(found: Tracking) -> list[str | None]:
    return [str(each.record.path[1]) if each.record else None for each in found.steps]


def test_a_plan_is_held_against_what_is_not_history() -> None:
    """What was over before the plan was drawn up, on 30 September 2026, is none of its business."""
    old = step("a", status="done", finished=date(2026, 9, 29))
    new = step("a", status="in-progress")
    roadmap = plan(planned_step("c/a", START, LIVE))
    found = tracking(portfolio(c={"aaa": old, "new": new}), ON, roadmap)
    assert (records(found), found.unplanned) == (["new"], ())
    alone = tracking(portfolio(c={"aaa": old}), ON, roadmap)
    assert (records(alone), alone.unplanned) == ([None], ())
    same_day = tracking(portfolio(c={"aaa": {**old, "finished": date(2026, 9, 30)}}), ON, roadmap)
    assert records(same_day) == ["aaa"]


def test_of_several_records_the_one_that_does_what_was_planned_counts() -> None:
    roadmap = plan(planned_step("c/a", START, LIVE))
    steps = {
        "first": step("a", "upgrade", status="in-progress", spent={"capital": 5}),
        "second": step("a", status="stopped", finished=date(2027, 1, 5)),
        "third": step("a", status="approved"),
        "fourth": step("b", status="approved"),
    }
    found = tracking(portfolio(c=steps), ON, roadmap)
    assert records(found) == ["third"]
    # The others go on beside the plan: none is lost. An approval alone has not begun anything.
    assert [str(each.record.path[1]) for each in found.unplanned if each.record] == [
        "first",
        "second",
    ]
    assert found.total.capital.spent == 5


def test_a_step_recorded_by_another_council_is_found() -> None:
    roadmap = plan(planned_step("c/a", START, LIVE))
    found = tracking(portfolio(c={}, d={"theirs": step("c/a", status="in-progress")}), ON, roadmap)
    assert records(found) == ["theirs"]


def test_sums_of_a_council_and_of_all() -> None:
    estate = portfolio(
        c={
            "one": step(
                "a",
                status="live",
                started=START,
                finished=date(2027, 3, 31),
                spent={"capital": 1100, "revenue": 0},
            ),
            "two": step("b", status="in-progress", started=date(2026, 12, 1)),
            "more": step("c", status="in-progress", spent={"capital": 40}),
        },
        d={},
    )
    roadmap = plan(
        planned_step("c/a", START, LIVE, capital=1000, revenue=10),
        planned_step("c/b", START, date(2027, 10, 1), capital=1200),
        planned_step("d/a", START, LIVE, capital=600),
        planned_step("d/b", date(2028, 1, 1), date(2028, 4, 1), capital=9),
    )
    found = tracking(estate, ON, roadmap)
    own = found.councils["c"]
    # Of b half of the twelve months is over: 600.
    assert (own.capital.planned, own.capital.to_date, own.capital.spent) == (2200, 1600, 1140)
    assert (own.capital.known, own.capital.unknown) == (2, 1), "b says nothing; c is beside it"
    assert (own.revenue.known, own.revenue.unknown) == (1, 2)
    assert found.total.capital.to_date == 2200
    assert found.total.states == {
        State.NOT_DUE: 1,
        State.NOT_RECORDED: 1,
        State.UNDER_WAY: 2,
        State.LIVE: 1,
    }
    # b began two months late; a of d was to begin in October and has not: five months so far.
    assert (own.late, found.councils["d"].late, found.total.late) == (1, 1, 2)
    assert tracking(estate, ON, roadmap, ("d",)).total.capital.planned == 609


def test_planned_money_month_by_month() -> None:
    roadmap = plan(
        planned_step("c/a", START, date(2026, 12, 1), capital=100, revenue=3),
        planned_step("c/b", date(2026, 11, 1), date(2027, 1, 1), capital=50),
    )
    points = tracking(portfolio(c={}), ON, roadmap).money
    # a: 50 and 50 (1 and 2 of £3); b: 25 and 25.
    assert [(p.month.month, p.capital, p.revenue) for p in points] == [
        (10, 50, 1),
        (11, 125, 3),
        (12, 150, 3),
    ]


def risk(quarter: str, planned: float, nothing: float) -> dict[str, Any]:
    return {"quarter": quarter, "planned": planned, "if_nothing_is_done": nothing}


def test_risk_as_planned_and_as_it_is() -> None:
    """Each of the four bare systems of a council can be anything from 1 to 30."""
    points = [risk("2026-Q4", 40, 40), risk("2027-Q1", 40.5, 41), risk("2027-Q2", 30, 42)]
    roadmap = plan(
        planned_step("c/a", START, date(2027, 1, 1), risk={"before": 12.5, "after": 4}),
        planned_step("c/b", START, LIVE, risk={"before": 9, "after": 3}),
        planned_step("c/c", START, date(2027, 1, 1)),
        systems=["c/a", "c/b"],
        estate={"risk": points},
        councils={"c": {"risk": points}},
    )
    estate = portfolio(c={"one": step("b", status="live", finished=date(2027, 1, 8))}, d={})
    found = tracking(estate, ON, roadmap).total.risk
    assert (found.first, found.planned, found.nothing) == (*map(Fraction, ("40", "40.5", "41")),)
    assert found.systems == 2
    assert found.today == Interval(Fraction(2), Fraction(60))
    # a should be live, and b is: 12.5 - 4, and 9 - 3.
    assert (found.planned_away, found.done_away) == (Fraction(17, 2), Fraction(6))
    later = tracking(estate, date(2027, 4, 1), roadmap).total.risk
    assert (later.planned, later.planned_away) == (Fraction(30), Fraction(29, 2))


def test_a_plan_of_before_risk_and_systems_were_written_down() -> None:
    found = tracking(portfolio(c={}, d={}), ON, plan(planned_step("c/a", START, LIVE)))
    assert found.total.risk.planned is None
    assert found.total.risk.systems == 8
    assert found.risk == ()
    odd = plan(estate={"risk": [risk("soon", 1, 1), risk("0000-Q1", 1, 1), risk("2027-Q5", 1, 1)]})
    assert tracking(portfolio(c={}), ON, odd).risk == ()


def test_retired_systems_carry_no_risk_any_more() -> None:
    estate = portfolio(c={})
    gone = estate.councils["c"].systems["a"].model_copy(update={"lifecycle": "retired"})
    estate.councils["c"].systems["a"] = gone
    roadmap = plan(planned_step("c/a", START, LIVE), systems=["c/a", "c/b"])
    assert tracking(estate, ON, roadmap).total.risk.systems == 1


def test_how_it_ends_if_it_goes_on_like_this() -> None:
    estate = portfolio(
        c={
            "one": step("a", status="in-progress", started=date(2026, 12, 7)),
            "two": step("b", status="in-progress", expected_finish=date(2028, 2, 15)),
        }
    )
    roadmap = plan(
        planned_step("c/a", START, date(2027, 10, 1)),  # two months late: 30 November 2027
        planned_step("c/b", START, date(2027, 11, 1)),  # expected in February, not October: 4
        planned_step("c/c", START, date(2027, 6, 1)),  # was to begin: 5 so far, so 31 October
        planned_step("c/d", date(2027, 10, 1), date(2028, 4, 1)),  # nothing known yet
    )
    found = tracking(estate, ON, roadmap).total.forecast
    assert found is not None
    # (2 + 4 + 5) / 3 = 11/3, rounded up 4: the last moves from 31 March to 31 July 2028.
    assert (found.mean, found.known, found.open) == (4, 3, 4)
    assert (found.planned_end, found.expected_end) == (date(2028, 3, 31), date(2028, 7, 31))
    assert found.system == "c/d"


@pytest.mark.parametrize(
    ("on", "end"),
    [(date(2027, 6, 20), date(2027, 8, 31)), (date(2027, 12, 20), date(2027, 12, 31))],
)
def test_nothing_that_is_open_ends_before_today(on: date, end: date) -> None:
    estate = portfolio(c={"one": step("a", status="in-progress", started=date(2026, 12, 7))})
    roadmap = plan(planned_step("c/a", START, date(2027, 7, 1)))
    found = tracking(estate, on, roadmap).total.forecast
    # Two months late at the start: 31 August. In December it is overdue since June: 6 months.
    assert found is not None
    assert found.expected_end == end


def test_there_is_no_forecast_from_nothing() -> None:
    roadmap = plan(planned_step("c/a", date(2027, 10, 1), date(2028, 4, 1)))
    assert tracking(portfolio(c={}), ON, roadmap).total.forecast is None
    assert tracking(portfolio(c={}), ON, plan()).total.forecast is None


def test_the_order_of_files_changes_nothing() -> None:
    steps = {
        name: step(system, status="in-progress")
        for name, system in (("x", "a"), ("y", "b"), ("z", "a"))
    }
    turned = dict(reversed(steps.items()))
    roadmap = plan(planned_step("c/b", START, LIVE), planned_step("c/a", START, LIVE))
    assert tracking(portfolio(c=steps), ON, roadmap) == tracking(portfolio(c=turned), ON, roadmap)


def test_scores_are_those_of_the_day() -> None:
    estate = portfolio(c={"one": step("a")})
    assert scores(estate, ON).as_of == ON
    found = tracking(estate, ON)
    assert found.plan_as_of is None
    assert found.steps[0].risk.today is not None
    assert found.steps[0].risk.today == Interval(Fraction(1), Fraction(30))
