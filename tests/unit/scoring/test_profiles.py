"""Declared weights: hand-worked, and what cannot be declared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from estate.portfolio import Profile, SystemRef
from estate.scoring import CRITERIA, CriterionScore, weighted, weights_of
from estate.scoring.framework import assess

PUBLISHED = (5, 5, 5, 5, 6, 6, 6, 5, 5, 2, 5, 5, 4)
"""The framework's own example."""


def profile(**weights: float) -> Profile:
    return Profile.model_validate(
        {"weights": weights, "by": "Head of ICT", "because": "Support is what fails us."}
    )


def test_the_published_example_with_weights() -> None:
    """L1 weighs 3 and L6 nothing, C3 twice and C2 nothing.

    L: (3 x 5 + 5 + 5 + 5 + 6 + 6) / (3 + 5) = 42/8, and the most is 6: (42/8 + 6) / 2 = 45/8.
    C: (5 + 2 x 2 + 5 + 5 + 4) / (1 + 2 + 3) = 23/6, and the most is 5: (23/6 + 5) / 2 = 53/12.
    """
    criteria = tuple(
        CriterionScore(c.code, c.key, c.name, value, value, "recorded", "")
        for c, value in zip(CRITERIA, PUBLISHED, strict=True)
    )
    found = weighted(
        assess(SystemRef("c", "a"), criteria), weights_of(profile(L1=3, L6=0, C3=2, C2=0))
    )
    assert found.likelihood.low == Fraction(45, 8)
    assert found.impact.low == Fraction(53, 12)
    assert found.overall.low == found.overall.high == Fraction(45, 8) * Fraction(53, 12)
    assert found.score.overall.low == Fraction(80, 3)


def test_the_maximum_is_over_what_weighs_something() -> None:
    values = [1, 1, 1, 1, 1, 6, 1, 1, 1, 1, 1, 1, 1]
    criteria = tuple(
        CriterionScore(c.code, c.key, c.name, value, value, "recorded", "")
        for c, value in zip(CRITERIA, values, strict=True)
    )
    score = assess(SystemRef("c", "a"), criteria)
    assert weighted(score, weights_of(profile(L6=0))).overall.high == 1


def test_weights_are_taken_as_they_are_written() -> None:
    assert weights_of(profile(L1=0.1, C6=2))[0] == Fraction(1, 10)
    assert weights_of(profile(L1=0.1, C6=2))[-1] == 2
    assert weights_of(profile(L1=0.1, C6=2))[1] == 1


@pytest.mark.parametrize(
    "weights",
    [
        {"L1": -1},
        {"L1": float("nan")},
        {"L1": float("inf")},
        {"L1": 1_001},
        {"L1": True},
        {"L1": "2"},
        {"L8": 1},
        dict.fromkeys(("L1", "L2", "L3", "L4", "L5", "L6", "L7"), 0),
        dict.fromkeys(("C1", "C2", "C3", "C4", "C5", "C6"), 0),
    ],
)
def test_what_cannot_be_a_weight(weights: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        profile(**weights)


@pytest.mark.parametrize("key", ["weights", "by", "because"])
def test_nothing_is_declared_without_who_and_why(key: str) -> None:
    whole: dict[str, Any] = {"weights": {}, "by": "Head of ICT", "because": "A test."}
    Profile.model_validate(whole)
    with pytest.raises(ValidationError):
        Profile.model_validate({name: value for name, value in whole.items() if name != key})
