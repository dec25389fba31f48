"""The trend: hand-worked."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.unit.scoring.cases import REF, TODAY, estate

from estate.scoring import Answer, Interval, score, trend
from estate.scoring.ahead import quarters_ahead

JUDGED = {
    "likelihood": {"contract": 3, "skills": 3, "business_need": 3, "history": 3},
    "impact": {
        "safety": 5,
        "reputation": 5,
        "financial": 5,
        "stakeholders": 5,
        "operations": 5,
        "other_systems": 5,
    },
    "hosting": "saas",
    "technology": ["p@1"],
    "vulnerabilities": {"critical": 0, "high": 0, "other": 0, "assessed": date(2026, 11, 1)},
}
PRODUCTS = {"p": {"security_support_until": date(2028, 6, 30)}}


def test_quarters_are_today_and_the_first_day_of_each_that_is_to_come() -> None:
    assert quarters_ahead(TODAY, 12) == (
        TODAY,
        date(2027, 1, 1),
        date(2027, 4, 1),
        date(2027, 7, 1),
        date(2027, 10, 1),
    )
    assert quarters_ahead(date(2027, 1, 1), 3) == (date(2027, 1, 1), date(2027, 4, 1))


def test_today_is_the_score_of_today_and_the_horizon_is_the_policy_s() -> None:
    """L1 4, L2 3, L3 2, L4 3, L5 1, L6 1, L7 3: (17/7 + 4) / 2 x 5 = 225/14 = 16.07, red."""
    judged = {"contract": 3, "skills": 2, "business_need": 3, "history": 3}
    graph = estate({**JUDGED, "likelihood": judged}, products=PRODUCTS)
    found = trend(graph, score(graph, TODAY))
    assert (found.as_of, found.horizon_months, len(found.points)) == (TODAY, 72, 25)
    assert found.points[0].red_rated[Answer.YES] == 1
    assert found.points[0].overall == Interval(Fraction(225, 14), Fraction(225, 14))


def test_what_turns_and_why() -> None:
    """L3 and L4 at 1: today L1 4, 4+3+1+1+1+1+3 = 14: (14 + 28)/14 x 5 = 15, not red.

    From 30 June 2027 L1 is 5: (15 + 35)/14 x 5 = 17.86, red; the first quarter after is July's.
    From 1 July 2028 L1 is 6 and L6 is 5: (20 + 42)/14 x 5 = 22.14.
    """
    judged = {"contract": 3, "skills": 1, "business_need": 1, "history": 3}
    graph = estate({**JUDGED, "likelihood": judged}, products=PRODUCTS)
    points = {point.day: point for point in trend(graph, score(graph, TODAY)).points}
    assert points[date(2027, 4, 1)].overall.high == 15
    assert points[date(2027, 4, 1)].red_rated[Answer.NO] == 1
    july = points[date(2027, 7, 1)]
    assert july.red_rated == {Answer.YES: 1, Answer.NO: 0, Answer.UNKNOWN: 0}
    assert july.mean == Interval(Fraction(250, 14), Fraction(250, 14))
    (turned,) = july.turned
    assert (turned.ref, turned.was_red_rated, turned.red_rated) == (REF, Answer.NO, Answer.YES)
    assert [one.code for one in turned.because] == ["L1"]
    assert turned.because[0].because == (
        "Security support for P 1 ends on 30 June 2028, within 12 months."
    )
    assert points[date(2028, 7, 1)].overall.low == Fraction(62 * 5, 14)
    assert not points[date(2028, 7, 1)].turned


def test_a_system_leaves_on_the_day_that_it_is_due_to_go() -> None:
    others: dict[str, dict[str, Any]] = {
        "gone": {"retired": date(2020, 1, 1), "lifecycle": "retired"},
        "late": {"retired": date(2020, 1, 1)},
        "last": {"retired": date(2027, 4, 1)},
    }
    graph = estate(JUDGED, others=others, products=PRODUCTS)
    points = trend(graph, score(graph, TODAY)).points
    # What the record has in use past its day is in use; what has gone was never counted.
    assert [point.systems for point in points[:4]] == [3, 3, 2, 2]
    assert [str(ref) for ref in points[2].left] == ["c/last"]


def test_some_councils_only() -> None:
    graph = estate(JUDGED, products=PRODUCTS)
    assert trend(graph, score(graph, TODAY), ["d"]).points[0].systems == 0
    assert trend(graph, score(graph, TODAY), ["d"]).points[0].mean is None
