"""One step against its plan: where it stands, how late, and what of its money was due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.tracking.cases import only, plan, planned_step, portfolio, tracking

from estate.tracking import Basis, State

ON = date(2027, 3, 31)
START, LIVE = date(2026, 10, 1), date(2027, 4, 1)
"""Six months, October to March."""
MEASURED = {"kind": "staff", "measure": "days", "actual": 1}
NOT_MEASURED = {"kind": "staff", "measure": "days"}


def recorded(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"one": {"system": "a", "option": "replace", **more}}


@pytest.mark.parametrize(
    ("record", "state"),
    [
        ({"status": "approved"}, State.NOT_BEGUN),
        ({}, State.NOT_BEGUN),
        ({"started": date(2026, 10, 5)}, State.UNDER_WAY),
        ({"status": "in-progress"}, State.UNDER_WAY),
        ({"status": "live"}, State.LIVE),
        ({"status": "stopped"}, State.STOPPED),
        ({"status": "done", "benefits": [MEASURED]}, State.DONE),
        # Done is only what is known to have achieved what it was for.
        ({"status": "done"}, State.LIVE),
        ({"status": "done", "benefits": [NOT_MEASURED]}, State.LIVE),
        ({"status": "done", "benefits": [MEASURED, {**NOT_MEASURED, "outcome": True}]}, State.LIVE),
        ({"finished": date(2027, 3, 1)}, State.LIVE),
        ({"finished": date(2027, 3, 1), "benefits": [MEASURED]}, State.DONE),
    ],
)
def test_where_a_planned_step_stands(record: dict[str, Any], state: State) -> None:
    found = only(
        tracking(portfolio(c=recorded(**record)), ON, plan(planned_step("c/a", START, LIVE)))
    )
    assert found.state is state
    assert found.claimed is (record.get("status") == "done" and state is State.LIVE)


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2026, 10, 1), State.NOT_DUE), (date(2026, 10, 2), State.NOT_RECORDED)],
)
def test_a_step_that_nobody_recorded(on: date, state: State) -> None:
    found = only(tracking(portfolio(c={}), on, plan(planned_step("c/a", START, LIVE))))
    assert (found.state, found.record) == (state, None)


def test_days_of_a_step_that_is_over() -> None:
    record = recorded(
        status="live",
        started=date(2026, 11, 30),
        finished=date(2027, 3, 2),
        milestones=[
            {"name": "Bought", "due": date(2026, 12, 1), "reached": date(2027, 2, 1)},
            {"name": "Never planned", "reached": date(2027, 2, 20)},
        ],
    )
    step = planned_step(
        "c/a", START, LIVE, milestones=[{"name": "Bought", "due": date(2026, 12, 15)}]
    )
    found = only(tracking(portfolio(c=record), ON, plan(step)))
    # October planned, November came; December and February; 31 March and 2 March.
    assert [point.late for point in found.points] == [1, 2, None, 0]
    assert [each.name for each in found.milestones] == ["Bought", "Never planned"]
    assert found.finish.planned == date(2027, 3, 31), "the day before it goes live"
    assert found.slip == 0
    assert not found.late


def test_a_step_that_was_never_dated_is_not_called_punctual() -> None:
    """The record's own dates are its plan: `starts` says nothing about when it did start."""
    record = recorded(status="done", starts=START, finishes=date(2027, 3, 31), benefits=[MEASURED])
    found = only(tracking(portfolio(c=record), ON))
    assert (found.start.basis, found.finish.basis) == (Basis.UNKNOWN, Basis.UNKNOWN)
    assert found.slip is None


def test_what_was_agreed_since_the_plan_is_what_is_expected() -> None:
    record = recorded(
        status="approved",
        starts=date(2027, 6, 1),
        finishes=date(2027, 12, 31),
        milestones=[{"name": "Bought", "due": date(2027, 8, 2)}],
    )
    step = planned_step(
        "c/a", START, LIVE, milestones=[{"name": "Bought", "due": date(2026, 12, 15)}]
    )
    found = only(tracking(portfolio(c=record), ON, plan(step)))
    assert found.state is State.NOT_BEGUN
    assert [point.late for point in found.points] == [8, 8, 9]
    assert {point.basis for point in found.points} == {Basis.EXPECTED}
    assert found.slip == 9


def test_the_last_point_of_which_it_is_known_says_how_late_a_step_runs() -> None:
    record = recorded(
        status="in-progress",
        started=date(2027, 1, 4),
        milestones=[{"name": "Bought", "due": date(2027, 2, 26), "reached": date(2027, 2, 25)}],
    )
    step = planned_step(
        "c/a", START, LIVE, milestones=[{"name": "Bought", "due": date(2026, 12, 15)}]
    )
    found = only(tracking(portfolio(c=record), ON, plan(step)))
    # Began 3 months late; bought in February instead of December: 2. The finish is still to come.
    assert [point.late for point in found.points] == [3, 2, None]
    assert found.slip == 2


def test_a_step_that_has_not_begun_runs_as_late_as_its_start() -> None:
    """Three months of work that should have ended in December will not take less by then."""
    step = planned_step("c/a", START, date(2027, 1, 1))
    found = only(tracking(portfolio(c={}), ON, plan(step)))
    assert [point.late for point in found.points] == [5, 3]
    assert found.slip == 5


def test_nothing_of_a_stopped_step_is_late() -> None:
    record = recorded(status="stopped", started=date(2026, 12, 1), finished=date(2027, 2, 1))
    found = only(
        tracking(portfolio(c=record), date(2028, 1, 1), plan(planned_step("c/a", START, LIVE)))
    )
    assert (found.start.late, found.finish.basis, found.slip) == (2, Basis.OFF, None)


@pytest.mark.parametrize(
    ("on", "capital", "revenue"),
    [
        # £1,000 over six months: after k months floor(1000 k / 6). £7: floor(7 k / 6).
        (date(2026, 10, 1), 0, 0),
        (date(2026, 10, 30), 0, 0),
        (date(2026, 10, 31), 166, 1),  # the month is over
        (date(2026, 12, 31), 500, 3),
        (date(2027, 3, 31), 1000, 7),
        (date(2030, 1, 1), 1000, 7),
    ],
)
def test_money_to_date_is_that_of_whole_months(on: date, capital: int, revenue: int) -> None:
    step = planned_step("c/a", START, LIVE, capital=1000, revenue=7)
    money = only(tracking(portfolio(c={}), on, plan(step))).money
    assert (money.capital.to_date, money.revenue.to_date) == (capital, revenue)
    assert (money.capital.planned, money.capital.spent) == (1000, None)


def test_nothing_is_planned_to_be_spent_while_buying() -> None:
    step = planned_step("c/a", START, LIVE, delivery=date(2027, 1, 1), capital=900)
    money = only(tracking(portfolio(c={}), date(2027, 1, 31), plan(step))).money
    assert money.capital.to_date == 300  # January of January to March


def test_a_step_under_way_is_held_against_all_of_it() -> None:
    """The plan holds what was left; start, money and milestones are those of the record."""
    record = recorded(
        status="in-progress",
        starts=date(2026, 7, 1),
        started=date(2026, 8, 3),
        finishes=date(2027, 3, 31),
        cost={"capital": 900, "revenue": 90},
        spent={"capital": 500, "on": date(2026, 12, 31)},
        milestones=[{"name": "Bought", "due": date(2026, 9, 1), "reached": date(2026, 9, 2)}],
    )
    step = planned_step("c/a", START, LIVE, option="under-way", capital=600, revenue=60)
    found = only(tracking(portfolio(c=record), date(2026, 12, 31), plan(step)))
    assert found.start.planned == date(2026, 7, 1)
    assert [point.late for point in found.points] == [1, 0, None]
    # Nine months, July to March, six of them over: two thirds.
    money = found.money
    assert (money.capital.planned, money.capital.to_date, money.capital.spent) == (900, 600, 500)
    assert (money.revenue.planned, money.revenue.to_date, money.revenue.spent) == (90, 60, None)


def test_milestones_of_a_record_may_count_from_its_start() -> None:
    record = recorded(starts=date(2026, 11, 30), milestones=[{"name": "Bought", "after_months": 3}])
    found = only(tracking(portfolio(c=record), date(2026, 11, 1)))
    assert found.milestones[0].point.planned == date(2027, 2, 28)


def test_what_is_done_instead_of_what_was_planned_is_said() -> None:
    estate = portfolio(
        c={"one": {"system": "a", "option": "join", "platform": "p", "status": "in-progress"}}
    )
    found = only(tracking(estate, ON, plan(planned_step("c/a", START, LIVE))))
    assert found.other == "join p"
    joined = planned_step("c/a", START, LIVE, kind="join", platform="p")
    assert only(tracking(estate, ON, plan(joined))).other is None
    assert only(tracking(estate, ON, plan({**joined, "platform": "q"}))).other == "join p"
