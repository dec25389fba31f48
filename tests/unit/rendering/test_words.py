"""Figures in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate.rendering.kit import words
from estate.scoring.results import Interval


@pytest.mark.parametrize(
    ("amount", "exact", "short"),
    [
        (0, "£0", "£0"),
        (9_999, "£9,999", "£9,999"),
        (10_500, "£10,500", "£11k"),
        (999_499, "£999,499", "£999k"),
        (999_500, "£999,500", "£1m"),
        (1_250_000, "£1,250,000", "£1.3m"),
        (2_000_000, "£2,000,000", "£2m"),
        (-735_000, "-£735,000", "-£735k"),
    ],
)
def test_sums(amount: int, exact: str, short: str) -> None:
    assert words.pounds(amount) == exact
    assert words.short_pounds(amount) == short


def test_scores_dates_and_counts() -> None:
    assert words.span(Interval(Fraction(560, 21), Fraction(560, 21))) == "26.7"
    assert words.span(Interval(Fraction(8), Fraction(30))) == "8 to 30"
    assert words.points(1, 6) == "1 to 6"
    assert words.day(date(2027, 4, 1)) == "1 Apr 2027"
    assert words.plural(1, "system") == "1 system"
    assert words.plural(2_000, "system") == "2,000 systems"
    assert words.listing(["a", "b", "c"]) == "a, b and c"
    assert words.listing(["a", "b", "c", "d"], most=3) == "a, b and 2 more"
    assert words.listing([]) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("caf\u00e9", "caf\u00e9"),
        ("a\x1b[31m", "a\\x1b[31m"),
        ("\u202eabc", "\\u202eabc"),
        ("\U000e0041", "\\U000e0041"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_what_steers_is_shown(text: str, shown: str) -> None:
    assert words.visible(text) == shown


@given(st.fractions(-3, 3), st.integers(0, 3))
def test_at_least_and_at_most_hold_as_printed(ratio: Fraction, places: int) -> None:
    least = Fraction(words.at_least(ratio, places).removesuffix("%")) / 100
    most = Fraction(words.at_most(ratio, places).removesuffix("%")) / 100
    assert least <= ratio <= most
    assert most - least <= Fraction(1, 10 ** (places + 2))


def test_at_least_is_not_rounded_up() -> None:
    assert words.at_least(Fraction("0.9879")) == "98%"
    assert words.at_most(Fraction("0.00131"), 2) == "0.14%"
    assert words.at_least(Fraction(1)) == "100%"


def test_quarters_are_said_by_their_months() -> None:
    assert words.quarter_words("2026-Q4") == "Oct to Dec 2026"
    assert words.quarter_month("2027-Q2") == "Apr 2027"


def test_no_score_is_rounded_up_to_red() -> None:
    """The framework's near miss: 61/14 times 11/3 is 671/42, 15.976..., and not red."""
    near = Fraction(61, 14) * Fraction(11, 3)
    assert words.decimal(near) == "15.98"
    assert words.decimal(Fraction(15_999, 1_000)) == "15.999"
    assert words.decimal(Fraction(16)) == "16"
    assert words.decimal(Fraction(1594, 100)) == "15.9"
