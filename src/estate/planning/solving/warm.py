"""A first plan from an earlier one: its choices as they were, or as many of them as still fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estate.planning.solving.greedy import Scheduler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Ints

_KEPT = -(2**60)
"""The rank of a choice that is taken over: before every other."""


def earlier_plans(program: Program, start: Mapping[str, tuple[str, int]]) -> Iterator[Ints]:
    """Yield vectors made from choices by system, (option, month of start) each; others are kept.

    First the choices as they are, if they are all there and keep every rule. Then a schedule that
    gives each system its choice where it fits, and else its cheapest place. Systems and options
    that are no longer known are passed over.
    """
    taken = [_column(program, i, start) for i in range(len(program.of_system))]
    whole = [k for k in taken if k is not None]
    if len(whole) == len(taken):
        vector = program.complete(whole)
        if program.feasible(vector):
            yield vector
            if not (vector[program.missed] > 0).any():
                return
    repaired = _repaired(program, taken)
    if repaired is not None:
        yield repaired


def _column(program: Program, system: int, start: Mapping[str, tuple[str, int]]) -> int | None:
    """Return the column of a system's earlier choice, if it still has it."""
    wanted = start.get(program.problem.systems[system].id)
    for k in program.of_system[system]:
        column = program.columns[k]
        if (column.option and (column.option.id, column.start)) == wanted:
            return k
    return None


def _repaired(program: Program, taken: list[int | None]) -> Ints | None:
    rank = program.cost[: len(program.columns)].copy()
    rank[[k for k in taken if k is not None]] = _KEPT
    platforms = {
        option.platform
        for k in taken
        if k is not None and (option := program.columns[k].option) and option.platform
    }
    order = sorted(range(len(taken)), key=lambda i: (_start(program, taken[i]), i))
    everything = np.ones(len(program.columns), np.bool_)
    chosen = Scheduler(program).run(order, rank, everything, sorted(platforms))
    if chosen is None:
        return None
    vector = program.complete(chosen)
    return vector if program.feasible(vector) else None


def _start(program: Program, column: int | None) -> int:
    """Return when a choice starts; those without one come after all that have one."""
    if column is None or program.columns[column].option is None:
        return program.problem.calendar.horizon
    return program.columns[column].start
