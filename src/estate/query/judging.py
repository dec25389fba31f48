"""Conditions whose columns and values have been checked: what they say of a row, and why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.query.values import Cell, Many, Scalar, Truth, any_element, both, either, known, negate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.query.columns import Column
    from estate.query.world import Entry, World


class Row:
    """A record's cells, each worked out when it is first asked for."""

    def __init__(self, world: World, entry: Entry, columns: Mapping[str, Column]) -> None:
        """Take what cells are worked out from."""
        self.entry = entry
        self._world, self._columns = world, columns
        self._cells: dict[str, Cell] = {}

    def __getitem__(self, name: str) -> Cell:
        """Return the cell of a column, by the column's own name."""
        if name not in self._cells:
            self._cells[name] = self._columns[name].get(self._world, self.entry)
        return self._cells[name]


@dataclass(frozen=True, slots=True)
class ElementTest:
    """Whether a cell, or any of its elements, passes a test."""

    column: str
    test: Callable[[Scalar], Truth]

    def truth(self, row: Row) -> Truth:
        """Return what it says of a row."""
        return any_element(row[self.column], self.test)

    def open_columns(self, row: Row) -> frozenset[str]:
        """Return the columns that would have to be known, where it says nothing."""
        return frozenset() if known(row[self.column]) else frozenset({self.column})


@dataclass(frozen=True, slots=True)
class PairTest:
    """Whether two cells, or any of their elements, stand in a relation."""

    column: str
    other: str
    test: Callable[[Scalar, Scalar], Truth]

    def truth(self, row: Row) -> Truth:
        """Return what it says of a row."""
        right = row[self.other]

        def against(left: Scalar) -> Truth:
            return any_element(right, lambda element: self.test(left, element))

        left = row[self.column]
        found = any_element(left, against)
        # No element at all on one side settles it, whatever is not known of the other.
        return False if _none_at_all(left) or _none_at_all(right) else found

    def open_columns(self, row: Row) -> frozenset[str]:
        """Return the columns that would have to be known, where it says nothing."""
        return frozenset(name for name in (self.column, self.other) if not known(row[name]))


def _none_at_all(cell: Cell) -> bool:
    return isinstance(cell, Many) and not cell.items and not cell.open


@dataclass(frozen=True, slots=True)
class KnownTest:
    """Whether a cell is known; that itself is always known."""

    column: str

    def truth(self, row: Row) -> Truth:
        """Return what it says of a row."""
        return known(row[self.column])

    def open_columns(self, _row: Row) -> frozenset[str]:
        """Return nothing: it always has an answer."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class NotTest:
    """The contrary of a test."""

    inner: Test

    def truth(self, row: Row) -> Truth:
        """Return what it says of a row."""
        return negate(self.inner.truth(row))

    def open_columns(self, row: Row) -> frozenset[str]:
        """Return the columns that would have to be known, where it says nothing."""
        return self.inner.open_columns(row)


@dataclass(frozen=True, slots=True)
class JoinedTest:
    """Several tests of which all must pass, or any."""

    parts: tuple[Test, ...]
    every: bool

    def truth(self, row: Row) -> Truth:
        """Return what they say of a row."""
        truths = (part.truth(row) for part in self.parts)
        return both(truths) if self.every else either(truths)

    def open_columns(self, row: Row) -> frozenset[str]:
        """Return the columns that would have to be known, where they say nothing."""
        undecided = (part for part in self.parts if part.truth(row) is None)
        return frozenset().union(*(part.open_columns(row) for part in undecided))


Test = ElementTest | PairTest | KnownTest | NotTest | JoinedTest
