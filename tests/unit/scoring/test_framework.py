"""The framework's arithmetic, by published and hand-worked examples."""

from __future__ import annotations

from fractions import Fraction

import pytest

from estate.portfolio import SystemRef
from estate.scoring import (
    CRITERIA,
    IMPACT,
    LIKELIHOOD,
    Answer,
    CriterionScore,
    Interval,
    LegacyScore,
)
from estate.scoring.framework import assess, category_total, is_legacy, is_red_rated, overall

REF = SystemRef("example", "system")


def scored(likelihood: str, impact: str) -> LegacyScore:
    """The score of criteria written as digits; `?` is one that is not known."""
    criteria = [
        CriterionScore(c.code, c.key, c.name, *_ends(digit, c.worst), "recorded", "")
        for c, digit in zip(CRITERIA, likelihood + impact, strict=True)
    ]
    return assess(REF, tuple(criteria))


def _ends(digit: str, worst: int) -> tuple[int, int]:
    return (1, worst) if digit == "?" else (int(digit), int(digit))


def test_the_published_example() -> None:
    # Likelihood: 5 + 5 + 5 + 5 + 6 + 6 + 6 = 38, mean 38/7, maximum 6:
    # (38/7 + 42/7) / 2 = 80/14 = 40/7, published as 5.71.
    # Impact: 5 + 5 + 2 + 5 + 5 + 4 = 26, mean 26/6, maximum 5:
    # (26/6 + 30/6) / 2 = 56/12 = 14/3, published as 4.67.
    # Overall: 40/7 x 14/3 = 560/21 = 80/3, published as 26.67.
    score = scored("5555666", "552554")
    assert score.likelihood.exact
    assert score.likelihood.low == Fraction(40, 7)
    assert score.impact.low == Fraction(14, 3)
    assert score.overall.low == score.overall.high == Fraction(80, 3)
    assert (score.legacy, score.red_rated) == (Answer.YES, Answer.YES)


@pytest.mark.parametrize(
    ("likelihood", "impact", "totals", "legacy", "red"),
    [
        # All ones: (1 + 1) / 2 each.
        ("1111111", "111111", (Fraction(1), Fraction(1), Fraction(1)), "no", "no"),
        # 3 + 6 = 9; (9/7 + 3) / 2 = 30/14 = 15/7.
        ("3111111", "111111", (Fraction(15, 7), Fraction(1), Fraction(15, 7)), "yes", "no"),
        # Impact alone never makes it legacy.
        ("2222222", "555555", (Fraction(2), Fraction(5), Fraction(10)), "no", "no"),
        # The threshold belongs to red.
        ("4444444", "444444", (Fraction(4), Fraction(4), Fraction(16)), "yes", "yes"),
        # 5 + 3 + 5 = 13; (13/7 + 5) / 2 = 48/14 = 24/7. 26/6 + 5 = 56/6; half is 14/3.
        # 24/7 x 14/3 = 16 exactly.
        ("1111135", "155555", (Fraction(24, 7), Fraction(14, 3), Fraction(16)), "yes", "yes"),
        # 6 + 6 = 12; (12/7 + 6) / 2 = 54/14 = 27/7; times 5 is 135/7 = 19.2857.
        ("6111111", "555555", (Fraction(27, 7), Fraction(5), Fraction(135, 7)), "yes", "yes"),
        # 4 + 3 + 12 = 19; (19/7 + 6) / 2 = 61/14. 4 + 10 = 14; (14/6 + 5) / 2 = 44/12 = 11/3.
        # 61/14 x 11/3 = 671/42 = 15.976: rounding the totals first would make 4.36 x 3.67 = 16.0.
        ("1111366", "111155", (Fraction(61, 14), Fraction(11, 3), Fraction(671, 42)), "yes", "no"),
        ("6666666", "555555", (Fraction(6), Fraction(5), Fraction(30)), "yes", "yes"),
    ],
)
def test_worked_vectors(
    likelihood: str, impact: str, totals: tuple[Fraction, ...], legacy: str, red: str
) -> None:
    score = scored(likelihood, impact)
    assert (score.likelihood.low, score.impact.low, score.overall.low) == totals
    assert score.overall.exact
    assert (score.legacy, score.red_rated) == (legacy, red)


def test_nothing_known_is_the_whole_scale() -> None:
    score = scored("???????", "??????")
    assert score.overall == Interval(Fraction(1), Fraction(30))
    assert score.overall.midpoint == Fraction(31, 2)
    assert (score.legacy, score.red_rated) == (Answer.UNKNOWN, Answer.UNKNOWN)


@pytest.mark.parametrize(
    ("likelihood", "impact", "legacy", "red"),
    [
        ("?????3?", "??????", "yes", "unknown"),  # one known 3 is enough
        ("222222?", "111111", "unknown", "no"),  # at most (18/7 + 6) / 2 = 30/7 = 4.3
        ("2222222", "??????", "no", "no"),  # at most 2 x 5
        ("6666666", "?44444", "yes", "yes"),  # at least 6 x (21/6 + 4) / 2 = 22.5
        ("666666?", "55555?", "yes", "yes"),
        ("3333333", "?55555", "yes", "no"),  # from 3 x (26/6 + 5) / 2 = 14 to 15
        ("4444444", "?33333", "yes", "unknown"),  # from 4 x (16/6 + 3) / 2 = 11.3 to 16.7
    ],
)
def test_classes_of_intervals(likelihood: str, impact: str, legacy: str, red: str) -> None:
    score = scored(likelihood, impact)
    assert (score.legacy, score.red_rated) == (legacy, red)


def test_criteria_are_those_of_the_framework_in_its_order() -> None:
    assert [c.code for c in LIKELIHOOD] == [f"L{n}" for n in range(1, 8)]
    assert [c.code for c in IMPACT] == [f"C{n}" for n in range(1, 7)]
    assert {c.worst for c in LIKELIHOOD} == {6}
    assert {c.worst for c in IMPACT} == {5}
    assert scored("1234561", "123451").criterion("L3").low == 3
    with pytest.raises(KeyError):
        scored("1234561", "123451").criterion("L8")


def test_totals_of_single_categories() -> None:
    assert category_total([1, 6]) == Fraction(19, 4)  # (3.5 + 6) / 2
    assert overall([2] * 7, [3] * 6) == 6


@pytest.mark.parametrize(("high", "answer"), [(2, Answer.NO), (3, Answer.UNKNOWN)])
def test_a_range_that_touches_the_threshold_may_be_legacy(high: int, answer: Answer) -> None:
    assert is_legacy([1] * 7, [1] * 6 + [high]) is answer


@pytest.mark.parametrize(
    ("low", "high", "answer"),
    [
        (Fraction(1), Fraction(16) - Fraction(1, 168), Answer.NO),
        (Fraction(1), Fraction(16), Answer.UNKNOWN),
        (Fraction(16) - Fraction(1, 168), Fraction(30), Answer.UNKNOWN),
        (Fraction(16), Fraction(30), Answer.YES),
    ],
)
def test_a_range_that_touches_the_threshold_may_be_red(
    low: Fraction, high: Fraction, answer: Answer
) -> None:
    assert is_red_rated(Interval(low, high)) is answer
