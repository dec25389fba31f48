"""Benefits: how far they have come, and that no two kinds or units meet in a sum."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.tracking.cases import only, plan, planned_step, portfolio, tracking

from estate.tracking import Gain

ON = date(2027, 3, 31)


def with_benefits(*benefits: dict[str, Any]) -> dict[str, Any]:
    return {"one": {"system": "a", "option": "replace", "status": "live", "benefits": benefits}}


def benefit(kind: str = "staff", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": kind, "measure": "m", **more}


@pytest.mark.parametrize(
    ("figures", "gain", "share"),
    [
        ({"baseline": 10, "target": 4, "actual": 4}, Gain.REACHED, Fraction(1)),
        ({"baseline": 10, "target": 4, "actual": 1}, Gain.REACHED, Fraction(3, 2)),
        ({"baseline": 10, "target": 4, "actual": 7}, Gain.IN_PART, Fraction(1, 2)),
        ({"baseline": 4, "target": 10, "actual": 7}, Gain.IN_PART, Fraction(1, 2)),
        ({"baseline": 0.1, "target": 0.4, "actual": 0.2}, Gain.IN_PART, Fraction(1, 3)),
        ({"baseline": 10, "target": 4, "actual": 10}, Gain.NONE, Fraction(0)),
        ({"baseline": 10, "target": 4, "actual": 13}, Gain.WORSE, Fraction(-1, 2)),
        ({"baseline": 9, "target": 9, "actual": 9}, Gain.REACHED, None),
        ({"baseline": 9, "target": 9, "actual": 8}, Gain.WORSE, None),
        ({"target": 4, "actual": 4}, Gain.UNTOLD, None),
        ({"baseline": 4, "actual": 4}, Gain.UNTOLD, None),
        ({"baseline": float("nan"), "target": 4, "actual": 4}, Gain.UNTOLD, None),
        ({"baseline": 4, "target": float("inf"), "actual": 4}, Gain.UNTOLD, None),
        ({"due": date(2027, 3, 30)}, Gain.OVERDUE, None),
        ({"due": date(2027, 3, 31)}, Gain.TO_COME, None),
        ({}, Gain.TO_COME, None),
    ],
)
def test_how_far_a_benefit_has_come(
    figures: dict[str, Any], gain: Gain, share: Fraction | None
) -> None:
    (found,) = only(tracking(portfolio(c=with_benefits(benefit(**figures))), ON)).benefits
    assert (found.gain, found.share) == (gain, share)


def test_financial_benefits_are_added_up_within_a_unit_and_nothing_else_is() -> None:
    year = {"unit": "pounds a year"}
    estate = portfolio(
        c=with_benefits(
            benefit("financial", **year, baseline=100, target=60, actual=70),  # 40 aimed, 30 made
            benefit("financial", **year, baseline=0, target=25, actual=30),  # 25 aimed, 30 made
            benefit("financial", **year, baseline=50, target=40),  # 10 aimed, not measured
            benefit("financial", **year, target=40, actual=1),  # neither
            benefit("financial", unit="pounds, once", baseline=9, target=0, actual=0),
            benefit("financial", baseline=1, target=2, actual=2),
            benefit("staff", **year, baseline=0, target=1_000_000, actual=1_000_000),
        )
    )
    sums = tracking(estate, ON).total.financial
    assert [astuple(each) for each in sums] == [
        (None, 1, 1, 1, 1, 1),
        ("pounds a year", 4, 75, 2, 65, 60),
        ("pounds, once", 1, 9, 1, 9, 9),
    ]


def test_benefits_are_counted_by_kind() -> None:
    estate = portfolio(
        c=with_benefits(
            benefit("staff", baseline=1, target=2, actual=2),
            benefit("staff", due=date(2027, 1, 1)),
            benefit("citizens"),
        )
    )
    assert tracking(estate, ON).total.gains == {
        "citizens": {Gain.TO_COME: 1},
        "staff": {Gain.REACHED: 1, Gain.OVERDUE: 1},
    }


def test_the_plans_benefits_stand_in_until_the_record_has_them() -> None:
    planned = [
        {"kind": "staff", "measure": "m", "target": 4},
        {"kind": "staff", "measure": "n", "due": date(2027, 1, 31)},
    ]
    step = planned_step("c/a", date(2026, 10, 1), date(2027, 1, 1), benefits=planned)
    estate = portfolio(c=with_benefits(benefit(baseline=8, target=4, actual=6)))
    found = only(tracking(estate, ON, plan(step))).benefits
    assert [(each.measure, each.gain) for each in found] == [
        ("m", Gain.IN_PART),
        ("n", Gain.OVERDUE),
    ]
