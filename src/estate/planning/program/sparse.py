"""A sparse integer matrix by rows: just what a 0-1 program needs, in exact arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Bools: TypeAlias = "NDArray[np.bool_]"
Floats: TypeAlias = "NDArray[np.float64]"

FREE = 2**62
"""A bound that does not bind."""


@dataclass(frozen=True)
class Matrix:
    """Rows of (column, coefficient) pairs, in compressed form."""

    starts: Ints
    columns: Ints
    values: Ints
    width: int

    @classmethod
    def of_rows(cls, rows: list[dict[int, int]], width: int) -> Matrix:
        """Return the matrix with those rows."""
        counts = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        size = int(starts[-1])
        columns = np.fromiter((k for row in rows for k in row), np.int64, size)
        values = np.fromiter((v for row in rows for v in row.values()), np.int64, size)
        return cls(starts, columns, values, width)

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return len(self.starts) - 1

    @cached_property
    def row_of(self) -> Ints:
        """Return the row of each entry."""
        return np.repeat(np.arange(self.height), np.diff(self.starts))

    @cached_property
    def transposed(self) -> Matrix:
        """Return the same matrix by columns."""
        order = np.argsort(self.columns, kind="stable")
        counts = np.bincount(self.columns, minlength=self.width)
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
        return Matrix(starts, self.row_of[order], self.values[order], self.height)

    def times(self, vector: Ints) -> Ints:
        """Return the product with a vector; the caller sees to it that it fits 64 bits."""
        return self.summed(self.values * vector[self.columns])

    def summed(self, entries: Ints) -> Ints:
        """Return the sums by row of one number an entry. Exact when the sums fit 64 bits."""
        totals: Ints = np.concatenate([np.zeros(1, np.int64), np.cumsum(entries)])
        sums: Ints = totals[self.starts[1:]] - totals[self.starts[:-1]]
        return sums

    def row(self, index: int) -> slice:
        """Return the slice of entries of a row."""
        return slice(int(self.starts[index]), int(self.starts[index + 1]))

    def part(self, rows: Ints, columns: Bools) -> Matrix:
        """Return some rows, with the entries of some columns, which are counted anew."""
        number = np.cumsum(columns) - 1
        counts = np.diff(self.starts)[rows]
        base = np.repeat(self.starts[rows] - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts)
        entries = base + np.arange(int(counts.sum()))
        kept = columns[self.columns[entries]]
        row = np.repeat(np.arange(len(rows)), counts)[kept]
        entries = entries[kept]
        starts = np.concatenate(
            [np.zeros(1, np.int64), np.cumsum(np.bincount(row, minlength=len(rows)))]
        )
        width = int(columns.sum())
        return Matrix(starts, number[self.columns[entries]], self.values[entries], width)
