"""What a value in a condition means for a column: a test of one element of its cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from estate.diagnostics import did_you_mean
from estate.portfolio.dates import add_months, financial_year
from estate.query.columns import POUNDS
from estate.query.globs import LONGEST_PATTERN, matcher
from estate.query.refusals import mismatch
from estate.query.syntax import (
    Bare,
    ConditionFault,
    Day,
    Number,
    Shifted,
    Span,
    Text,
    Value,
    written_value,
)
from estate.query.values import (
    Period,
    Range,
    Scalar,
    Sort,
    Truth,
    compare_dates,
    compare_numbers,
    compare_ranks,
)
from estate.query.wording import shortened

if TYPE_CHECKING:
    from estate.query.columns import Column

ORDER = ("<", "<=", ">", ">=")
YES, NO = ("true", "yes"), ("false", "no")
FINANCIAL_YEARS = {"this-financial-year": 0, "next-financial-year": 1}

ElementCheck = Callable[[Scalar], Truth]
PairCheck = Callable[[Scalar, Scalar], Truth]


def element_check(column: Column, relation: str, value: Value, as_of: date) -> ElementCheck:
    """Return the test of one element of a column against one value.

    Raises:
        ConditionFault: when the column cannot be compared with such a value.
    """
    match column.sort:
        case Sort.NUMBER:
            return _number_test(column, relation, value)
        case Sort.DATE:
            return _date_test(relation, period(column, value, as_of))
        case Sort.YES_NO:
            wanted = _yes_no(column, value)
            return lambda element: element is wanted
        case Sort.WORD if relation in {"=", "in", "has", *ORDER}:
            return _word_test(column, relation, _word(column, value))
        case _:
            text = _text(column, value)
            if relation == "~" and len(text) > LONGEST_PATTERN:
                message = f"a pattern of {len(text):,} characters; {LONGEST_PATTERN} is the most"
                raise ConditionFault(message, value.place)
            return _text_test(relation, text)


def pair_check(column: Column, relation: str) -> PairCheck:
    """Return the test of one element of a column against one of a column of the same sort."""
    sign = relation if relation in ORDER else "="
    match column.sort:
        case Sort.NUMBER:
            return lambda a, b: compare_numbers(cast("Range", a), sign, cast("Range", b))
        case Sort.DATE:
            return lambda a, b: compare_dates(
                cast("date", a), sign, Period(cast("date", b), cast("date", b))
            )
        case Sort.WORD if sign != "=":
            place = column.words.index
            return lambda a, b: compare_ranks(place(cast("str", a)), sign, place(cast("str", b)))
        case _:
            return lambda a, b: a == b


def period(column: Column, value: Value, as_of: date) -> Period:
    """Return the day, month or financial year that a value stands for.

    Raises:
        ConditionFault: when it stands for none.
    """
    match value:
        case Day():
            return Period(value.day, value.day)
        case Span():
            return _labelled(value.label)
        case Shifted():
            day = _shifted(as_of, value)
            return Period(day, day)
        case Bare() if value.word.lower() == "today":
            return Period(as_of, as_of)
        case Bare() if value.word.lower() in FINANCIAL_YEARS:
            ahead = FINANCIAL_YEARS[value.word.lower()]
            return _financial_year(int(financial_year(as_of)[:4]) + ahead)
        case _:
            raise mismatch(column, value)


def _number_test(column: Column, relation: str, value: Value) -> ElementCheck:
    if not isinstance(value, Number):
        raise mismatch(column, value)
    if value.money and column.unit != POUNDS:
        unit = f"a number of {column.unit}" if column.unit else "a number"
        raise ConditionFault(
            f"'{column.name}' is {unit}, not of pounds", value.place, "leave £ away"
        )
    wanted = Range(value.value, value.value)
    sign = relation if relation in ORDER else "="
    return lambda element: compare_numbers(cast("Range", element), sign, wanted)


def _date_test(relation: str, period: Period) -> ElementCheck:
    sign = relation if relation in ORDER else "="
    return lambda element: compare_dates(cast("date", element), sign, period)


def _yes_no(column: Column, value: Value) -> bool:
    word = value.word.lower() if isinstance(value, Bare) else ""
    if word not in YES + NO:
        raise mismatch(column, value)
    return word in YES


def _word(column: Column, value: Value) -> str:
    word = (
        value.word if isinstance(value, Bare) else value.text if isinstance(value, Text) else None
    )
    if word is None:
        raise mismatch(column, value)
    if word not in column.words:
        meant = did_you_mean(word, column.words)
        raise ConditionFault(
            f"'{column.name}' can never be '{shortened(word)}'",
            value.place,
            f"{meant + ' ' if meant else ''}it is one of: {', '.join(column.words)}",
        )
    return word


def _word_test(column: Column, relation: str, word: str) -> ElementCheck:
    if relation not in ORDER:
        return lambda element: element == word
    rank = column.words.index
    wanted = rank(word)
    return lambda element: compare_ranks(rank(cast("str", element)), relation, wanted)


def _text(column: Column, value: Value) -> str:
    match value:
        case Text():
            return value.text
        case Bare():
            return value.word
        case _:
            fault = mismatch(column, value)
            hint = f'put it in quotes: "{shortened(written_value(value))}"'
            raise ConditionFault(fault.message, fault.place, hint)


def _text_test(relation: str, text: str) -> ElementCheck:
    match relation:
        case "~":
            matches = matcher(text)
            return lambda element: matches(cast("str", element))
        case "contains":
            part = text.casefold()
            return lambda element: part in cast("str", element).casefold()
        case _:
            return lambda element: element == text


def _labelled(label: str) -> Period:
    """Return the month `2027-04`, or the financial year `2027-28`."""
    year, part = int(label[:4]), int(label[5:])
    if part == (year + 1) % 100 and part > 12:  # noqa: PLR2004  # months; what could be one is one
        return _financial_year(year)
    first = date(year, part, 1)
    following = add_months(first, 1)
    return Period(first, date.max if following.day != 1 else following - timedelta(days=1))


def _financial_year(first: int) -> Period:
    return Period(date(first, 4, 1), date(min(first + 1, date.max.year), 3, 31))


def _shifted(as_of: date, value: Shifted) -> date:
    """Return a day so far from the as-of date."""
    amount = value.amount
    try:
        if value.unit in {"days", "weeks"}:
            return as_of + timedelta(days=amount * (7 if value.unit == "weeks" else 1))
    except OverflowError:
        raise ConditionFault("that is outside the calendar", value.place) from None
    months = amount * (12 if value.unit == "years" else 1)
    return add_months(as_of, months)
