"""A part of a program: some systems free, all others held as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.program.sparse import FREE, Matrix
from estate.planning.solving.cpsat import ZeroOne

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Bools, Ints


@dataclass(frozen=True)
class Part:
    """A 0-1 program over the free variables."""

    program: ZeroOne
    free: Bools
    """The variables that may change."""
    owned: Bools
    """Those, and the ones of the same systems that are ruled out."""
    offset: int
    """To be added to the part's cost, for the cost of the whole."""


class Parts:
    """Cuts parts out of a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        counts = np.fromiter((len(own) for own in program.owners), np.int64, program.width)
        self._owned_from = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)[:-1]])
        self._owners = np.fromiter(
            (owner for own in program.owners for owner in own), np.int64, int(counts.sum())
        )
        self._last: Ints | None = None
        self._sums: Ints = np.zeros(program.rows.height, np.int64)

    def cut(self, systems: Sequence[int], vector: Ints, allowed: Bools) -> Part:
        """Return the part in which those systems are free and the rest is as in the vector."""
        program = self._program
        owned = self._owned(systems)
        free = owned & allowed
        matrix = program.rows
        held = self._held(vector, owned)
        touched = np.unique(matrix.transposed.columns[self._entries(free)])
        low = np.where(program.low[touched] <= -FREE, -FREE, program.low[touched] - held[touched])
        high = np.where(program.high[touched] >= FREE, FREE, program.high[touched] - held[touched])
        rows = matrix.part(touched, free)
        rows, low, high = _binding(rows, low, high)
        cost, shift = self._shifted(systems, free)
        offset = int(program.cost[~owned] @ vector[~owned]) + shift
        return Part(ZeroOne(cost, rows, low, high), free, owned, offset)

    def _held(self, vector: Ints, owned: Bools) -> Ints:
        """Return what the variables that are not owned make of each row.

        The whole product is kept until the vector changes: most parts bring nothing better.
        """
        if vector is not self._last:
            self._last, self._sums = vector, self._program.rows.times(vector)
        held = self._sums.copy()
        by_column = self._program.rows.transposed
        entries = self._entries(owned & (vector != 0))
        taken = by_column.values[entries] * vector[by_column.row_of[entries]]
        np.subtract.at(held, by_column.columns[entries], taken)
        return held

    def _entries(self, variables: Bools) -> Ints:
        """Return where the entries of some variables are, in the matrix by columns."""
        starts = self._program.rows.transposed.starts
        chosen = np.flatnonzero(variables)
        counts = starts[chosen + 1] - starts[chosen]
        base = np.repeat(starts[chosen] - np.cumsum(counts) + counts, counts)
        entries: Ints = base + np.arange(int(counts.sum()))
        return entries

    def _owned(self, systems: Sequence[int]) -> Bools:
        flags = np.zeros(len(self._program.of_system), np.int64)
        flags[list(systems)] = 1
        return np.add.reduceat(flags[self._owners], self._owned_from) > 0

    def _shifted(self, systems: Sequence[int], free: Bools) -> tuple[Ints, int]:
        """Return the free variables' costs with each system's least taken off, and the sum off."""
        cost, total = self._program.cost.copy(), 0
        for system in systems:
            own = self._program.of_system[system]
            part = slice(own.start, own.stop)
            if free[part].any():
                least = int(cost[part][free[part]].min())
                cost[part] -= least
                total += least
        return cost[free], total


def _binding(rows: Matrix, low: Ints, high: Ints) -> tuple[Matrix, Ints, Ints]:
    """Leave out the rows that hold whatever happens."""
    most = rows.summed(np.maximum(rows.values, 0))
    least = rows.summed(np.minimum(rows.values, 0))
    kept = np.flatnonzero((most > high) | (least < low))
    return rows.part(kept, np.ones(rows.width, np.bool_)), low[kept], high[kept]
