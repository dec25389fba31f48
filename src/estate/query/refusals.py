"""What to say of a condition that can be read and makes no sense for its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.diagnostics import did_you_mean
from estate.query.syntax import (
    Bare,
    ConditionFault,
    Day,
    Number,
    Place,
    Shifted,
    Span,
    Text,
    Value,
    written_value,
)
from estate.query.values import Sort
from estate.query.wording import shortened

if TYPE_CHECKING:
    from estate.query.columns import Column
    from estate.query.kind import Kind

_HOW = {
    Sort.TEXT: 'a text, such as "Head of ICT"',
    Sort.NUMBER: "a number, such as 118_000",
    Sort.DATE: "a date, such as 2027-03-31, 2027-04 (a month), 2027-28 (a financial year) or "
    "today + 18 months",
    Sort.YES_NO: "true or false",
}


def unknown_column(kind: Kind, name: str, place: Place) -> ConditionFault:
    """Return the fault of a name that is no column, with what was probably meant."""
    meant = did_you_mean(name, kind.names)
    listed = f"`estate list {kind.name} --help-columns` lists them"
    return ConditionFault(f"{kind.name} have no column '{shortened(name)}'", place, meant or listed)


def mismatch(column: Column, value: Value) -> ConditionFault:
    """Return the fault of a value that a column cannot be compared with."""
    shown = shortened(written_value(value))
    expected = _HOW.get(column.sort) or f"one of {', '.join(column.words)}"
    return ConditionFault(
        f"'{column.name}' is {sort_of(column)}; {_what(value)} {shown} cannot be compared with it",
        value.place,
        f"expected {expected}",
    )


def sort_of(column: Column) -> str:
    """Return what a column is, in words: `a date`."""
    return {
        Sort.TEXT: "a text",
        Sort.WORD: "a word of a list",
        Sort.NUMBER: "a number",
        Sort.DATE: "a date",
        Sort.YES_NO: "yes or no",
    }[column.sort]


def _what(value: Value) -> str:
    match value:
        case Text():
            return "the text"
        case Number():
            return "the sum" if value.money else "the number"
        case Day() | Shifted():
            return "the date"
        case Span():
            return "the period"
        case Bare():
            return "the word"
