"""Kleene's tables, ranges and periods, as one would write them down."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from estate.query.globs import matcher
from estate.query.values import (
    Cell,
    Many,
    Period,
    Range,
    Truth,
    both,
    compare_dates,
    compare_numbers,
    either,
    known,
    many,
    number,
)

T, F, U = True, False, None


@pytest.mark.parametrize(
    ("left", "right", "conjunction", "disjunction"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, U, U, U),
    ],
)
def test_kleenes_tables(left: Truth, right: Truth, conjunction: Truth, disjunction: Truth) -> None:
    assert both([left, right]) is both([right, left]) is conjunction
    assert either([left, right]) is either([right, left]) is disjunction


def test_of_nothing_all_is_true_and_any_is_false() -> None:
    assert both([]) is True
    assert either([]) is False


def span(low: int, high: int | None) -> Range:
    return Range(Fraction(low), None if high is None else Fraction(high))


@pytest.mark.parametrize(
    ("left", "relation", "right", "truth"),
    [
        (span(12, 18), ">=", span(16, 16), U),
        (span(12, 18), ">=", span(12, 12), T),
        (span(12, 18), ">", span(12, 12), U),
        (span(12, 18), ">", span(18, 18), F),
        (span(12, 18), "<=", span(18, 18), T),
        (span(12, 18), "<", span(18, 18), U),
        (span(12, 18), "<", span(19, 19), T),
        (span(12, 18), "=", span(19, 19), F),
        (span(12, 18), "=", span(15, 15), U),
        (span(12, 12), "=", span(12, 12), T),
        (span(3, None), ">", span(2, 2), T),
        (span(3, None), "=", span(2, 2), F),
        (span(3, None), "<", span(3, 3), F),
        (span(3, None), ">", span(3, 3), U),
        (span(1, 3), "<", span(3, 5), U),
        (span(1, 3), "<=", span(3, 5), T),
        (span(1, 3), "=", span(3, 5), U),
        (span(3, None), "<", span(9, None), U),
    ],
)
def test_ranges_compare_by_what_their_ends_allow(
    left: Range, relation: str, right: Range, truth: Truth
) -> None:
    assert compare_numbers(left, relation, right) is truth


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2027, 3, 31), {"<", "<="}),
        (date(2027, 4, 1), {"=", "<=", ">="}),
        (date(2027, 4, 30), {"=", "<=", ">="}),
        (date(2027, 5, 1), {">", ">="}),
    ],
)
def test_a_day_lies_before_within_or_after_a_month(day: date, holds: set[str]) -> None:
    april = Period(date(2027, 4, 1), date(2027, 4, 30))

    assert {
        sign for sign in ("=", "<", "<=", ">", ">=") if compare_dates(day, sign, april)
    } == holds


def test_numbers_are_what_is_written() -> None:
    assert number(0.1) == Range(Fraction(1, 10), Fraction(1, 10))
    assert number(float("inf")) is None


@pytest.mark.parametrize(
    ("cell", "is_known"),
    [
        (None, F),
        ("x", T),
        (span(1, 1), T),
        (span(1, 2), F),
        (Many(()), T),
        (Many(("x",), open=True), F),
        (Many((span(1, 2),)), F),
    ],
)
def test_known(cell: Cell, is_known: bool) -> None:
    assert known(cell) is is_known


def test_several_values_are_open_where_one_is_unknown() -> None:
    assert many(["a", None]) == Many(("a",), open=True)
    assert many([None]) is None
    assert many([]) == Many(())


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("revenues.*", "revenues.council-tax", T),
        ("revenues.*", "x-revenues.ndr", F),
        ("*TAX*", "Council tax billing", T),
        ("a?c", "abc", T),
        ("a?c", "ac", F),
        ("ab*ba", "aba", F),
        ("ab*ba", "abba", T),
        ("*a*a*", "a", F),
        ("", "", T),
        ("*", "", T),
        ("?", "", F),
        ("a.c", "abc", F),
        ("straße", "STRASSE", T),
    ],
)
def test_patterns(pattern: str, text: str, fits: bool) -> None:
    assert matcher(pattern)(text) is fits
