"""Values in a table, three-valued truth, and how they are compared.

A cell is known, unknown (None), a range of numbers in which the true one lies, or many elements
of which some may not be recorded. What follows from it is true, false, or unknown (None), by the
strong logic of Kleene (Introduction to Metamathematics, 1952, section 64).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import isfinite

Truth = bool | None
"""True, False, or None for unknown."""


class Sort(StrEnum):
    """What a column's values are."""

    TEXT = "text"
    WORD = "word"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes/no"


@dataclass(frozen=True, slots=True)
class Range:
    """A number known to lie between two ends, both included; no upper end is known where None."""

    low: Fraction
    high: Fraction | None

    @property
    def exact(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both included: a day, a month or a financial year."""

    first: date
    last: date


Scalar = str | bool | date | Range
"""A number is always a range; an exact one has equal ends."""


@dataclass(frozen=True, slots=True)
class Many:
    """Several values; `open` says that there may be more, or others, than are recorded."""

    items: tuple[Scalar, ...]
    open: bool = False


Cell = Scalar | Many | None
"""A value in a table; None is unknown."""


def number(value: float | Fraction | None) -> Range | None:
    """Return a recorded number as it is written, exactly; what is not a number is unknown."""
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return None
    exact = Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    return Range(exact, exact)


def at_least(count: int, *, complete: bool) -> Range:
    """Return a count that is exact when the record is complete, else a lower bound."""
    return Range(Fraction(count), Fraction(count) if complete else None)


def many(values: Iterable[Scalar | None]) -> Many | None:
    """Return values as one cell, open where one of them is unknown; None where all are."""
    listed = list(values)
    known = tuple(value for value in listed if value is not None)
    if listed and not known:
        return None
    return Many(known, open=len(known) < len(listed))


def known(cell: Cell) -> bool:
    """Whether nothing about a cell is open."""
    match cell:
        case None:
            return False
        case Many():
            return not cell.open and all(map(known, cell.items))
        case Range():
            return cell.exact
        case _:
            return True


def negate(truth: Truth) -> Truth:
    """Return the contrary; what is unknown stays so."""
    return None if truth is None else not truth


def either(truths: Iterable[Truth]) -> Truth:
    """Return true if any is, else unknown if any is, else false."""
    found: Truth = False
    for truth in truths:
        if truth:
            return True
        if truth is None:
            found = None
    return found


def both(truths: Iterable[Truth]) -> Truth:
    """Return false if any is, else unknown if any is, else true."""
    return negate(either(map(negate, truths)))


def any_element(cell: Cell, test: Callable[[Scalar], Truth]) -> Truth:
    """Return whether a cell, or any of its elements, passes a test."""
    if cell is None:
        return None
    if not isinstance(cell, Many):
        return test(cell)
    found = either(map(test, cell.items))
    return None if cell.open and not found else found


def compare_numbers(left: Range, relation: str, right: Range) -> Truth:
    """Return what two numbers, each known to lie in its range, say of `=`, `<` or `<=`.

    `>` and `>=` are the same with sides changed.
    """
    match relation:
        case "=":
            return _equal(left, right)
        case "<":
            return _before(left, right)
        case "<=":
            return negate(_before(right, left))
        case ">":
            return _before(right, left)
        case _:
            return negate(_before(left, right))


def _before(left: Range, right: Range) -> Truth:
    if left.high is not None and left.high < right.low:
        return True
    if right.high is not None and left.low >= right.high:
        return False
    return None


def _equal(left: Range, right: Range) -> Truth:
    if left.exact and left == right:
        return True
    apart = (left.high is not None and left.high < right.low) or (
        right.high is not None and right.high < left.low
    )
    return False if apart else None


def compare_dates(day: date, relation: str, period: Period) -> bool:
    """Return how a day lies to a period: `=` is within, `<` before its first day.

    `<=` is up to its last day, `>` after its last day, `>=` from its first day.
    """
    match relation:
        case "=":
            return period.first <= day <= period.last
        case "<":
            return day < period.first
        case "<=":
            return day <= period.last
        case ">":
            return day > period.last
        case _:
            return day >= period.first


def compare_ranks(left: int, relation: str, right: int) -> bool:
    """Return how two places in an order compare."""
    outcomes = {"=": left == right, "<": left < right, ">": left > right}
    return outcomes[relation] if relation in outcomes else not outcomes[_CONTRARY[relation]]


_CONTRARY = {"<=": ">", ">=": "<"}
