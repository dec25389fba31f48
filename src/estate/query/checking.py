"""From what a condition says to a test of rows: names are looked up, and sorts must agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from estate.query.columns import Column
from estate.query.judging import ElementTest, JoinedTest, KnownTest, NotTest, PairTest, Test
from estate.query.operands import ORDER, ElementCheck, element_check, pair_check
from estate.query.refusals import sort_of, unknown_column
from estate.query.syntax import (
    All,
    AnyOf,
    Bare,
    Compare,
    Condition,
    ConditionFault,
    Flag,
    Known,
    Name,
    Not,
    Place,
    Value,
    written_value,
)
from estate.query.values import Sort, either
from estate.query.wording import COMPARISON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.query.kind import Kind


@dataclass(frozen=True, slots=True)
class Checker:
    """Turns conditions on one kind of record into tests; dates count from the as-of date."""

    kind: Kind
    as_of: date

    def test(self, condition: Condition) -> Test:
        """Return the test that a condition means.

        Raises:
            ConditionFault: when it names what there is not, or compares what cannot be compared.
        """
        match condition:
            case Compare():
                return self._comparison(condition)
            case Known():
                return KnownTest(self._column(condition.column).name)
            case Flag():
                return self._flag(condition.column)
            case Not():
                return NotTest(self.test(condition.inner))
            case All() | AnyOf():
                every = isinstance(condition, All)
                if not every:
                    self._refuse_bare_values(condition.parts)
                return JoinedTest(tuple(map(self.test, condition.parts)), every)

    def _column(self, name: Name) -> Column:
        column = self.kind.column(name.name)
        if column is None:
            raise unknown_column(self.kind, name.name, name.place)
        return column

    def _refuse_bare_values(self, parts: Sequence[Condition]) -> None:
        """Say how to ask for one of several values of which only the first has its column."""
        for place, first in enumerate(parts):
            rest = list(takewhile(self._is_stray, parts[place + 1 :]))
            if rest and isinstance(first, Compare) and first.relation == "=":
                strays = [part.column for part in rest if isinstance(part, Flag)]
                listed = ", ".join([*map(written_value, first.values), *(n.name for n in strays)])
                fault = unknown_column(self.kind, strays[0].name, strays[0].place)
                hint = f"write {first.column.name} in [{listed}]"
                raise ConditionFault(fault.message, fault.place, hint)

    def _is_stray(self, part: Condition) -> bool:
        return isinstance(part, Flag) and self.kind.column(part.column.name) is None

    def _flag(self, name: Name) -> Test:
        column = self._column(name)
        if column.sort is not Sort.YES_NO:
            end = Place(name.place.start + name.place.length, 1)
            hint = f"expected {COMPARISON}"
            raise ConditionFault(
                f"'{name.name}' alone is no condition: it is {sort_of(column)}", end, hint
            )
        return ElementTest(column.name, lambda element: element is True)

    def _comparison(self, condition: Compare) -> Test:
        column = self._column(condition.column)
        relation = _allowed(column, condition)
        if len(condition.values) == 1:
            other = self._other(column, condition.values[0])
            if other is not None:
                return _pair(column, other, relation, condition)
        tests = [element_check(column, relation, value, self.as_of) for value in condition.values]
        return ElementTest(column.name, _any_of(tests))

    def _other(self, column: Column, value: Value) -> Column | None:
        """Return the column that a bare word names; the column's own words go first."""
        if not isinstance(value, Bare) or value.word in column.words:
            return None
        other = self.kind.column(value.word)
        if other is None or (other.sort is not column.sort and column.sort is Sort.TEXT):
            return None
        return other


def _allowed(column: Column, condition: Compare) -> str:
    """Return the relation, where a column knows it."""
    relation = condition.relation
    text = column.sort in {Sort.TEXT, Sort.WORD}
    if relation in ORDER and not column.ordered:
        hint = "expected = != ~ !~ contains, in or is known" if text else "expected = or !="
        raise ConditionFault(
            f"'{column.name}' is {sort_of(column)}, which has no order", condition.place, hint
        )
    if relation in {"~", "contains"} and not text:
        raise ConditionFault(
            f"'{column.name}' is {sort_of(column)}, which has no letters to look at",
            condition.place,
            "expected = != in or is known" + (", < <= > >=" if column.ordered else ""),
        )
    if relation == "has" and not column.many:
        raise ConditionFault(
            f"'{column.name}' has one value, not several", condition.place, "expected ="
        )
    return relation


def _any_of(tests: list[ElementCheck]) -> ElementCheck:
    if len(tests) == 1:
        return tests[0]
    return lambda element: either(test(element) for test in tests)


def _pair(column: Column, other: Column, relation: str, condition: Compare) -> Test:
    value = condition.values[0]
    if other.sort is not column.sort or other.words != column.words:
        raise ConditionFault(
            f"'{column.name}' is {sort_of(column)}; '{other.name}' is {sort_of(other)}",
            value.place,
            "expected a column of the same sort, or a value",
        )
    if relation in {"~", "contains"}:
        raise ConditionFault("a pattern cannot be a column", value.place, "put a text in quotes")
    return PairTest(column.name, other.name, pair_check(column, relation))
