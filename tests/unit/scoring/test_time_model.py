"""Tolerate, invest, migrate, eliminate: worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.scoring.cases import REF, TODAY, estate

from estate.scoring import Interval, score_system
from estate.scoring.time_model import Quadrant, TimeView, fit_of, time_view

SOUND = {"end_of_support": 1, "environment": 1, "vulnerabilities": 1, "history": 1}
WORN = {"end_of_support": 6, "environment": 6, "vulnerabilities": 6, "history": 6}


def view(system: dict[str, Any], **more: Any) -> TimeView:  # noqa: ANN401
    graph = estate(system, **more)
    return time_view(graph, score_system(graph, REF, TODAY), TODAY)


def test_fit_falls_as_likelihood_rises() -> None:
    assert [fit_of(n) for n in (1, 6)] == [5, 1]
    assert fit_of(Fraction(7, 2)) == 3  # midpoint to midpoint


def test_technical_fit_by_hand() -> None:
    found = view(
        {"likelihood": {"end_of_support": 4, "environment": 2, "vulnerabilities": 1, "history": 1}}
    )
    # t = (mean of 4, 2, 1, 1 + 4) / 2 = (2 + 4) / 2 = 3; fit = 1 + 4 x (6 - 3) / 5 = 17/5.
    assert found.technical.fit.low == found.technical.fit.high == Fraction(17, 5)
    assert found.technical.because.startswith("From L1 4, L5 2, L6 1, L7 1. L1 weighs most: ")


def test_what_is_not_known_is_a_range() -> None:
    found = view({"likelihood": {"end_of_support": 4}})
    # At best 4, 1, 1, 1: (7/4 + 4) / 2 = 23/8, fit 1 + 4/5 x 25/8 = 7/2.
    # At worst 4, 6, 6, 6: (11/2 + 6) / 2 = 23/4, fit 1 + 4/5 x 1/4 = 6/5.
    assert found.technical.fit == Interval(Fraction(6, 5), Fraction(7, 2))
    assert found.functional.fit == Interval(Fraction(1), Fraction(5))
    assert not found.functional.known
    assert found.quadrants == tuple(Quadrant)
    assert found.quadrant is None
    assert found.hints == ()


@pytest.mark.parametrize(
    ("likelihood", "functional", "expected"),
    [
        (SOUND, 1, Quadrant.TOLERATE),
        (SOUND, 2, Quadrant.TOLERATE),
        (SOUND, 3, Quadrant.INVEST),  # the midpoint counts as high
        (SOUND, 5, Quadrant.INVEST),
        (WORN, 4, Quadrant.MIGRATE),
        (WORN, 2, Quadrant.ELIMINATE),
    ],
)
def test_quadrants(likelihood: dict[str, int], functional: int, expected: Quadrant) -> None:
    found = view({"likelihood": likelihood, "functional_fit": functional})
    assert found.quadrant is expected


def test_one_fit_that_is_known_leaves_two_quadrants() -> None:
    assert view({"likelihood": SOUND}).quadrants == (Quadrant.TOLERATE, Quadrant.INVEST)
    assert view({"functional_fit": 5}).quadrants == (Quadrant.INVEST, Quadrant.MIGRATE)


def test_a_recorded_technical_fit_stands_only_where_facts_leave_it_open() -> None:
    assert view({"technical_fit": 2}).technical.fit.low == 2
    set_aside = view({"technical_fit": 5, "likelihood": WORN}).technical
    assert set_aside.fit == Interval(Fraction(1), Fraction(1))
    assert set_aside.because.endswith("The recorded 5 is set aside: the facts exclude it.")


def test_business_needs_speak_of_functional_fit_too() -> None:
    # L4 of 4 makes 1 + 4 x 2 / 5 = 13/5.
    alone = view({"likelihood": {"business_need": 4}}).functional.fit
    assert alone.low == alone.high == Fraction(13, 5)
    both = view({"likelihood": {"business_need": 4}, "functional_fit": 4})
    assert both.functional.fit == Interval(Fraction(13, 5), Fraction(4))
    assert Quadrant.TOLERATE in both.quadrants  # the two disagree, so it stays open


def hints(system: dict[str, Any], **more: Any) -> list[str]:  # noqa: ANN401
    return [hint.disposition for hint in view(system, **more).hints]


OLD = {"security_support_until": date(2020, 1, 1)}
NEW = {"security_support_until": date(2040, 1, 1)}
BAD = {"environment": 6, "vulnerabilities": 6, "history": 6}


def test_hints_need_facts() -> None:
    assert hints({"likelihood": SOUND, "functional_fit": 5}) == ["retain"]
    assert hints({"likelihood": SOUND, "functional_fit": 1}) == ["retain"]
    # Worn out and wanted, but no fact says what of it: nothing is hinted.
    assert hints({"likelihood": {**BAD, "skills": 1}, "functional_fit": 5}) == []


def test_a_product_out_of_support_is_replaced_and_old_ground_is_replatformed() -> None:
    products = {"app": OLD, "fresh": NEW, "db": OLD}
    worn = {"likelihood": BAD, "functional_fit": 5}
    assert hints({**worn, "product": "app@1"}, products=products) == ["replace"]
    on_old = {**worn, "product": "fresh@1", "technology": ["db@1"]}
    assert hints(on_old, products=products) == ["replatform"]
    bespoke = {**worn, "bespoke": True, "technology": ["db@1"]}
    assert hints(bespoke, products=products) == ["replatform"]
    # Whether a product without known dates is supported is open, so is what to do.
    unknown = {**worn, "product": "app@9", "technology": ["db@1"]}
    assert hints(unknown, products=products) == []


def test_a_bad_room_is_left() -> None:
    system = {
        "functional_fit": 5,
        "product": "fresh@1",
        "likelihood": {"history": 6, "vulnerabilities": 6, "environment": 6},
    }
    assert hints(system, products={"fresh": NEW}) == ["rehost"]


def test_what_nobody_needs_is_retired_and_what_is_there_twice_consolidated() -> None:
    lone = {"likelihood": WORN, "functional_fit": 1}
    assert hints(lone) == ["retire"]
    assert hints(lone, others={"b": {"depends_on": ["it"]}}) == []
    twice = {**lone, "capabilities": ["a.b"]}
    others = {"b": {"depends_on": ["it"], "capabilities": ["a.b"]}}
    platforms = {
        "hub": {"name": "Hub", "status": "existing", "capabilities": ["a.b"]},
        "plan": {"name": "Plan", "status": "proposed", "capabilities": ["a.b"]},
    }
    found = view(twice, others=others, platforms=platforms).hints
    assert [(hint.disposition, hint.because) for hint in found] == [
        ("consolidate", "Platform hub provides a.b already."),
        ("consolidate", "c/b is used for a.b too."),
    ]
