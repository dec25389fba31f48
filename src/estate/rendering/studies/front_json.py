"""The front of money against risk for machines: JSON with every plan whole, and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.problem.measures import THOUSANDTHS
from estate.rendering.kit.csv_text import csv_text

if TYPE_CHECKING:
    from datetime import date

    from estate.planning.roadmap import Comparison
    from estate.rendering.kit.as_json import Json
    from estate.studies.front_bounds import Certificate
    from estate.studies.front_types import Change, Front, FrontPoint, FrontStep

_HEADS = (
    "plan",
    "stands_for",
    "money",
    "more_than_first",
    "risk_point_years",
    "less_than_first",
    "least_money_for_this_risk",
    "proven",
    "changes",
    "one_off",
    "pounds_a_point_year_to_next",
)


def front_json(front: Front, as_of: date) -> Json:
    """Return the front: plans, steps, what is proven, and where other ways of planning stand."""
    following = front.following
    return {
        "as_of": as_of.isoformat(),
        "units": {"money": "discounted pounds", "risk": "discounted point-years"},
        "plans": [_point(front, point) for point in front.points],
        "steps": [_step(step) for step in front.steps],
        "next": None
        if following is None
        else {
            "pounds": following.pounds,
            "plan": following.point,
            "money": following.money,
            "risk_less": _years(following.risk),
            "risk_less_at_most": _years(following.at_most),
        },
        "others": [_other(other) for other in front.others],
        "proven": [_certificate(each) for each in front.certificates],
        "policy": front.problem.policy.model_dump(mode="json"),
    }


def _point(front: Front, point: FrontPoint) -> Json:
    return {
        "name": point.name,
        "stands_for": list(point.roles),
        "money": point.money,
        "risk": _years(point.risk),
        "least_money_for_this_risk": point.least_money,
        "gap": round(point.gap, 6),
        "proven": point.proven,
        "one_off": point.once,
        "steps": [_choice(front, system, choice) for system, choice in point.plan],
    }


def _choice(front: Front, system: str, choice: tuple[str, int]) -> Json:
    name, start = choice
    option = front.problem.by_id[system].option(name)
    day = front.problem.calendar.first_day
    return {
        "system": system,
        "option": name,
        "start": day(start).isoformat(),
        "live": day(start + option.duration).isoformat(),
        "capital": option.capital,
        "revenue": option.revenue,
    }


def _step(step: FrontStep) -> Json:
    return {
        "from": step.start,
        "to": step.end,
        "money": step.money,
        "risk_less": _years(step.risk),
        "pounds_a_point_year": round(float(step.price), 2),
        "changes": [
            {"system": each.system, "before": _side(each, 0), "after": _side(each, 1)}
            for each in step.changes
        ],
    }


def _side(change: Change, side: int) -> Json | None:
    found = (change.before, change.after)[side]
    return None if found is None else {"option": found[0], "start": found[1].isoformat()}


def _other(other: Comparison) -> Json:
    return {
        "name": other.name,
        "words": other.words,
        "money": other.money,
        "risk": None if other.risk is None else _years(other.risk),
        "deadlines_missed": other.broken,
    }


def _certificate(each: Certificate) -> Json:
    return {
        "times_money": each.times_money,
        "times_risk_thousandths": each.times_risk,
        "at_least": each.least,
        "for_plans_with_money_at_most": each.money_most,
        "for_plans_with_risk_thousandths_at_most": each.risk_most,
    }


def front_csv(front: Front) -> str:
    """Return the plans of the front as a table, one a row."""
    first = front.points[0]
    prices = [*(round(float(step.price), 2) for step in front.steps), None]
    rows = [
        (
            point.name,
            " ".join(point.roles),
            point.money,
            point.money - first.money,
            _years(point.risk),
            _years(first.risk - point.risk),
            point.least_money,
            point.proven,
            len(point.plan),
            point.once,
            price,
        )
        for point, price in zip(front.points, prices, strict=True)
    ]
    return csv_text(_HEADS, rows)


def _years(thousandths: int) -> float:
    return thousandths / THOUSANDTHS
