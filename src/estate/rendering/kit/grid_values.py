"""The cells of a table in words and as data: one place for all formats."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.comparison.view import Band, DateBand, Withheld
from estate.rendering.kit.words import day, pounds, visible

if TYPE_CHECKING:
    from estate.rendering.kit.grids import Kind, Value

UNKNOWN_WORDS = "unknown"
WITHHELD_WORDS = "withheld"


def value_words(value: Value, kind: Kind, unknown: str = UNKNOWN_WORDS) -> str:
    """Return a cell as a reader meets it; what is missing says which kind of missing it is."""
    if value is None or isinstance(value, Withheld):
        return WITHHELD_WORDS if value else unknown
    match value:
        case Band(low, high):
            least = number_words(low, kind)
            return f"{least} or more" if high is None else f"{least} to {number_words(high, kind)}"
        case DateBand(first, last):
            return f"{day(first)} to {day(last)}"
        case date():
            return day(value)
        case int() | Fraction():
            return number_words(value, kind)
        case _:
            return visible(value)


def number_words(value: int | Fraction, kind: Kind) -> str:
    """Return a number as its column shows it: halves to even, one decimal at most."""
    if kind == "pounds":
        return pounds(round(value))
    if kind == "pence":
        return _pounds_and_pence(Fraction(value))
    if kind == "percent":
        return f"{_one_decimal(Fraction(value) * 100)}%"
    if kind == "decimal":
        return _one_decimal(Fraction(value))
    return f"{value:,}" if isinstance(value, int) else f"{round(value):,}"


def _pounds_and_pence(value: Fraction) -> str:
    pence = round(value * 100)
    whole, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}.{rest:02}"


def _one_decimal(value: Fraction) -> str:
    tenths = round(value * 10)
    whole, tenth = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole:,}.{tenth}"


def value_data(value: Value) -> object:
    """Return a cell for JSON: null is unknown, `{"withheld": true}` is withheld."""
    match value:
        case Withheld():
            return {"withheld": True}
        case Band(low, high):
            return {"from": low, "to": high}
        case DateBand(first, last):
            return {"from": first.isoformat(), "to": last.isoformat()}
        case date():
            return value.isoformat()
        case Fraction():
            return int(value) if value.denominator == 1 else float(value)
        case _:
            return value


def value_plain(value: Value, unknown: str = UNKNOWN_WORDS) -> object:
    """Return a cell for CSV: numbers and days as they are, everything else as its words."""
    if value is None or isinstance(value, Withheld | Band | DateBand):
        return value_words(value, "number", unknown).replace(",", "")
    return value


def sort_key(value: Value) -> str:
    """Return what a cell of the page is sorted by, as text; empty where there is nothing."""
    if value is None or isinstance(value, Withheld):
        return ""
    if isinstance(value, str):
        return visible(value).casefold()
    if isinstance(value, date | DateBand):
        return (value.first if isinstance(value, DateBand) else value).isoformat()
    return repr(float(value.low if isinstance(value, Band) else value))
