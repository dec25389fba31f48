"""What holds of every plan and every record."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.tracking.cases import plan, planned_step, portfolio, tracking

from estate.portfolio.options import BenefitKind
from estate.portfolio.steps import StepStatus
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.terminal import Terminal
from estate.rendering.tracking.status_json import status_json
from estate.rendering.tracking.tables import status_csv, status_markdown
from estate.rendering.tracking.text import status_text
from estate.tracking import Tracking

KINDS = get_args(BenefitKind)
DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
MAYBE_DAY = st.none() | DAYS
FIGURE = st.none() | st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))
POUNDS = st.none() | st.integers(0, 10_000_000)


def kept(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


@st.composite
def benefits(draw: st.DrawFn) -> dict[str, Any]:
    return kept(
        {
            "kind": draw(st.sampled_from(KINDS)),
            "measure": draw(st.sampled_from(["minutes", "£ saved", "calls"])),
            "unit": draw(st.none() | st.sampled_from(["pounds a year", "minutes"])),
            "baseline": draw(FIGURE),
            "target": draw(FIGURE),
            "actual": draw(FIGURE),
            "due": draw(MAYBE_DAY),
        }
    )


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    money = {"capital": draw(POUNDS), "revenue": draw(POUNDS)}
    milestone = {"name": "M", "due": draw(MAYBE_DAY), "reached": draw(MAYBE_DAY)}
    return kept(
        {
            "system": draw(st.sampled_from("abcd")),
            "option": draw(st.sampled_from(["replace", "upgrade"])),
            "status": draw(st.none() | st.sampled_from(get_args(StepStatus))),
            **{key: draw(MAYBE_DAY) for key in ("starts", "started", "finishes", "finished")},
            "expected_finish": draw(MAYBE_DAY),
            "spent": kept(money) or None,
            "milestones": [kept(milestone)],
            "benefits": draw(st.lists(benefits(), max_size=3)),
        }
    )


@st.composite
def planned(draw: st.DrawFn, system: str) -> dict[str, Any]:
    start = draw(DAYS).replace(day=1)
    live = (start + timedelta(days=31 * draw(st.integers(1, 24)))).replace(day=1)
    money = {"capital": draw(st.integers(0, 10_000_000)), "revenue": draw(st.integers(0, 999))}
    return planned_step(system, start, live, **money, risk={"before": 20, "after": 3})


COUNCIL = st.dictionaries(st.sampled_from(["s", "t", "u"]), records(), max_size=3)
PLANS = st.tuples(planned("c/a"), planned("c/b"), planned("d/a"))


def document(found: Tracking) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(to_text(status_json(found, lambda _: None)))
    return said


def money_of(found: Tracking) -> object:
    """Return every sum of money that is said anywhere."""
    said = document(found)
    scopes = [said["total"], *said["councils"].values()]
    return (
        [[scope["capital"], scope["revenue"], scope["financial"]] for scope in scopes],
        [step["money"] for step in said["steps"]],
        said["planned_money"],
    )


def without_figures(step: dict[str, Any]) -> dict[str, Any]:
    """Return a step whose benefits other than financial ones are gone."""
    own = [each for each in step["benefits"] if each["kind"] == "financial"]
    return {**step, "benefits": own}


@given(COUNCIL, COUNCIL, PLANS, DAYS)
def test_no_benefit_that_is_not_financial_is_in_any_sum_of_money(
    c: dict[str, Any], d: dict[str, Any], steps: tuple[dict[str, Any], ...], on: date
) -> None:
    bare = [{key: without_figures(step) for key, step in own.items()} for own in (c, d)]
    for roadmap in (None, plan(*steps)):
        with_all = tracking(portfolio(c=c, d=d), on, roadmap)
        financial_only = tracking(portfolio(c=bare[0], d=bare[1]), on, roadmap)
        assert money_of(with_all) == money_of(financial_only)


@given(COUNCIL, PLANS, DAYS)
def test_no_row_of_the_spreadsheet_has_both_money_and_a_measure(
    c: dict[str, Any], steps: tuple[dict[str, Any], ...], on: date
) -> None:
    found = tracking(portfolio(c=c, d={}), on, plan(*steps))
    for row in csv.DictReader(io.StringIO(status_csv(found))):
        money = [row[key] for key in row if "capital" in key or "revenue" in key]
        figures = [row[key] for key in ("unit", "baseline", "target", "actual")]
        assert not (any(money) and any(figures))
        assert not any(money) or row["row"] == "step"


@given(COUNCIL, COUNCIL, PLANS, DAYS)
def test_councils_add_up_to_all_and_no_step_is_lost(
    c: dict[str, Any], d: dict[str, Any], steps: tuple[dict[str, Any], ...], on: date
) -> None:
    found = tracking(portfolio(c=c, d=d), on, plan(*steps))
    assert sum(found.total.states.values()) == len(found.steps) + len(found.unplanned)
    assert len(found.steps) == len(steps)
    for purse in ("capital", "revenue"):
        whole = getattr(found.total, purse)
        parts = [getattr(scope, purse) for scope in found.councils.values()]
        for key in ("planned", "to_date", "spent", "known", "unknown"):
            assert getattr(whole, key) == sum(getattr(part, key) for part in parts)
        assert 0 <= whole.to_date <= whole.planned
    begun = [s for own in (c, d) for s in own.values() if s.get("spent", {}).get("capital")]
    assert found.total.capital.spent <= sum(s["spent"]["capital"] for s in begun)


@given(PLANS, DAYS, st.integers(0, 800))
def test_what_was_to_be_spent_only_grows(
    steps: tuple[dict[str, Any], ...], on: date, later: int
) -> None:
    estate = portfolio(c={}, d={})
    first = tracking(estate, on, plan(*steps)).total.capital.to_date
    second = tracking(estate, on + timedelta(days=later), plan(*steps)).total.capital.to_date
    assert first <= second


@given(COUNCIL, COUNCIL, PLANS, DAYS)
def test_the_order_of_the_record_changes_no_byte(
    c: dict[str, Any], d: dict[str, Any], steps: tuple[dict[str, Any], ...], on: date
) -> None:
    turned = [dict(reversed(own.items())) for own in (c, d)]
    one = tracking(portfolio(c=c, d=d), on, plan(*steps))
    other = tracking(portfolio(d=turned[1], c=turned[0]), on, plan(*reversed(steps)))
    assert document(one) == document(other)
    assert status_text(one, Terminal()) == status_text(other, Terminal())
    assert status_markdown(one) == status_markdown(other)
    assert status_csv(one) == status_csv(other)
