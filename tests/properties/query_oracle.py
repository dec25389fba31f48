"""A slow evaluator of conditions: it tries every way in which the unknown could be known.

It shares with the program only what a condition is made of. Values are plain: numbers, dates,
texts, booleans, and frozen sets for columns of several values.
"""

from __future__ import annotations

import fnmatch
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, product
from typing import Any

from estate.query.syntax import (
    All,
    AnyOf,
    Bare,
    Compare,
    Condition,
    Day,
    Flag,
    Known,
    Not,
    Number,
    Text,
    Value,
)
from estate.query.values import Cell, Many, Range

NUMBERS = tuple(Fraction(halves, 2) for halves in range(-2, 11))
DATES = tuple(date(2027, month, 1) for month in range(1, 8))
TEXTS = ("a", "ab", "B", "else")
LEVELS = ("low", "medium", "high", "vital")
DOMAINS: Mapping[str, tuple[Any, ...]] = {
    "n": NUMBERS,
    "r": NUMBERS,
    "d": DATES,
    "e": DATES,
    "t": TEXTS,
    "w": LEVELS,
    "b": (False, True),
    "m": TEXTS,
}
"""All that each column can hold; `m` holds any set of these."""
MANY = frozenset({"m"})

Plain = Mapping[str, Any]


def outcomes(condition: Condition, cells: Mapping[str, Cell]) -> set[bool]:
    """Return what the condition can come to, over every completion of the row."""
    names = sorted(mentioned(condition))
    ways = product(*(completions(name, cells[name]) for name in names))
    return {holds(condition, dict(zip(names, way, strict=True)), cells) for way in ways}


def mentioned(condition: Condition) -> list[str]:
    """Return the columns of a condition, each as often as it occurs."""
    match condition:
        case Compare():
            others = [one.word for one in condition.values if isinstance(one, Bare)]
            return [condition.column.name, *(word for word in others if word in DOMAINS)]
        case Known() | Flag():
            return [condition.column.name]
        case Not():
            return mentioned(condition.inner)
        case All() | AnyOf():
            return [name for part in condition.parts for name in mentioned(part)]


def completions(name: str, cell: Cell) -> Iterator[Any]:
    """Yield every value that a cell may turn out to have."""
    if name in MANY:
        have = frozenset(cell.items) if isinstance(cell, Many) else frozenset()
        more = DOMAINS[name] if cell is None or (isinstance(cell, Many) and cell.open) else ()
        for extra in chain.from_iterable(combinations(more, n) for n in range(len(more) + 1)):
            yield have | frozenset(extra)
    elif isinstance(cell, Range):
        high = NUMBERS[-1] if cell.high is None else cell.high
        yield from (number for number in NUMBERS if cell.low <= number <= high)
    elif cell is None:
        yield from DOMAINS[name]
    else:
        yield cell


def holds(condition: Condition, row: Plain, cells: Mapping[str, Cell]) -> bool:
    """Return whether a condition holds of a row in which everything is known."""
    match condition:
        case Compare():
            rights = [right for value in condition.values for right in _values(value, row)]
            lefts = row[condition.column.name]
            lefts = lefts if isinstance(lefts, frozenset) else [lefts]
            relation = condition.relation
            return any(_related(left, relation, right) for left in lefts for right in rights)
        case Known():
            cell = cells[condition.column.name]
            exact = not isinstance(cell, Range) or cell.low == cell.high
            return cell is not None and exact and not (isinstance(cell, Many) and cell.open)
        case Flag():
            return row[condition.column.name] is True
        case Not():
            return not holds(condition.inner, row, cells)
        case All():
            return all(holds(part, row, cells) for part in condition.parts)
        case AnyOf():
            return any(holds(part, row, cells) for part in condition.parts)


def _values(value: Value, row: Plain) -> list[Any]:
    match value:
        case Number():
            return [value.value]
        case Day():
            return [value.day]
        case Text():
            return [value.text]
        case Bare() if value.word in {"true", "false"}:
            return [value.word == "true"]
        case Bare() if value.word in DOMAINS:
            found = row[value.word]
            return sorted(found) if isinstance(found, frozenset) else [found]
        case Bare():
            return [value.word]
        case _:
            raise AssertionError(value)


def _related(left: object, relation: str, right: object) -> bool:
    if left in LEVELS and relation in ORDERS:
        left, right = LEVELS.index(str(left)), LEVELS.index(str(right))
    if relation in ORDERS:
        return bool(ORDERS[relation](left, right))
    if relation == "~":
        pattern = fnmatch.translate(str(right).lower())
        return re.match(pattern, str(left).lower()) is not None
    if relation == "contains":
        return str(right).lower() in str(left).lower()
    return left == right


ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
