"""Whole systems and whole estates."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.unit.scoring.cases import REF, TODAY, estate, scored

from estate.graph import build
from estate.portfolio import Catalogue, Portfolio, SystemRef, Workspace
from estate.scoring import Answer, Interval, score, score_system

PUBLISHED: dict[str, Any] = {
    "likelihood": {
        "end_of_support": 5,
        "contract": 5,
        "skills": 5,
        "business_need": 5,
        "environment": 6,
        "vulnerabilities": 6,
        "history": 6,
    },
    "impact": {
        "safety": 5,
        "reputation": 5,
        "financial": 2,
        "stakeholders": 5,
        "operations": 5,
        "other_systems": 4,
    },
}


def test_the_published_example_from_the_record() -> None:
    found = scored(estate(PUBLISHED))
    assert found.overall == Interval(Fraction(80, 3), Fraction(80, 3))
    assert (found.legacy, found.red_rated) == (Answer.YES, Answer.YES)
    assert [criterion.low for criterion in found.criteria] == [
        5,
        5,
        5,
        5,
        6,
        6,
        6,
        5,
        5,
        2,
        5,
        5,
        4,
    ]


def test_a_system_of_which_only_the_name_is_known() -> None:
    found = scored(estate())
    assert found.overall == Interval(Fraction(1), Fraction(30))
    assert all(criterion.rule == "unknown" for criterion in found.criteria)
    assert all(criterion.because for criterion in found.criteria)


def test_no_such_system() -> None:
    with pytest.raises(KeyError):
        score_system(estate(), SystemRef("c", "gone"), TODAY)


def test_totals_count_what_is_in_use() -> None:
    sound: dict[str, Any] = {
        "likelihood": dict.fromkeys(PUBLISHED["likelihood"], 1),
        "impact": dict.fromkeys(PUBLISHED["impact"], 5),
    }
    others: dict[str, dict[str, Any]] = {
        "sound": sound,
        "blank": {},
        "gone": {**PUBLISHED, "lifecycle": "retired"},
        "coming": {"lifecycle": "planned"},
        "going": {**PUBLISHED, "lifecycle": "phase-out"},
    }
    found = score(estate(PUBLISHED, others=others), TODAY)
    assert list(found.systems) == sorted(found.systems)
    assert len(found.systems) == 6
    assert found.totals.systems == 4
    assert found.totals.not_in_use == 2
    assert found.totals.legacy == {Answer.YES: 2, Answer.NO: 1, Answer.UNKNOWN: 1}
    assert found.totals.red_rated == {Answer.YES: 2, Answer.NO: 1, Answer.UNKNOWN: 1}
    # Three systems with thirteen known criteria, one with none.
    assert (found.totals.criteria_known, found.totals.criteria_total) == (39, 52)
    assert found.by_council == {"c": found.totals}


def test_ranking_puts_the_worst_that_may_be_first() -> None:
    found = score(estate(PUBLISHED, others={"blank": {}, "also": PUBLISHED}), TODAY)
    assert [one.ref.system for one in found.ranked()] == ["blank", "also", "it"]
    assert found.ranked()[-1].ref == REF


def test_an_estate_without_councils_has_totals_too() -> None:
    found = score(build(Portfolio(Workspace(), Catalogue(), {})), TODAY)
    assert (found.totals.systems, found.totals.criteria_total, found.by_council) == (0, 0, {})
