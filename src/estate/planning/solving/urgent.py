"""Deadlines first: systems that have one, and what they hang on, planned before all others.

Schedules made one system after another miss deadlines that only some places together can keep.
Those systems are few, so that each council's can be planned together as if no other changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estate.planning.solving.bound import GRAIN
from estate.planning.solving.cpsat import solve_mip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Bools, Ints
    from estate.planning.solving.cpsat import ZeroOne
    from estate.planning.solving.greedy import Scheduler
    from estate.planning.solving.part import Part, Parts

_WORK = 0.5
"""Deterministic time for the urgent systems of one council."""


@dataclass(frozen=True)
class Urgent:
    """Columns for the systems with deadlines and those they hang on."""

    columns: tuple[int, ...]
    work: float


def urgent(program: Program, parts: Parts, scheduler: Scheduler, reduced: Ints) -> Urgent:
    """Plan each council's urgent systems with all others kept, at the relaxation's prices.

    Each keeps its deadline if that can be; what is short of it is left to the search.
    """
    kept = program.complete([own.start for own in program.of_system])
    found: list[int] = []
    work = 0.0
    for own in _by_council(program, _closure(program, scheduler)):
        for allowed in (~program.missed, kept >= 0):
            part = parts.cut(own, kept, allowed)
            solved = solve_mip(_priced(part, reduced), None, _WORK)
            work += solved.work
            if solved.values is not None:
                found += _columns(program, own, part.free, solved.values)
                break
    return Urgent(tuple(found), work)


def _closure(program: Program, scheduler: Scheduler) -> list[int]:
    """Return the systems with deadlines, all they may wait for and all that move with them."""
    waiting = [i for i, case in enumerate(program.problem.systems) if case.deadline is not None]
    found = set(waiting)
    while waiting:
        i = waiting.pop()
        new = {*scheduler.unit(i), *scheduler.needs(i)} - found
        found |= new
        waiting += sorted(new)
    return sorted(found)


def _by_council(program: Program, systems: Iterable[int]) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for i in systems:
        found.setdefault(program.problem.systems[i].council, []).append(i)
    return [found[council] for council in sorted(found)]


def _priced(part: Part, reduced: Ints) -> ZeroOne:
    """Return a part in which each variable costs what it does at the prices.

    So a place that others want more is left to them.
    """
    return replace(part.program, cost=reduced[part.free] // GRAIN)


def _columns(program: Program, systems: Sequence[int], free: Bools, values: Ints) -> list[int]:
    """Return the column of each system in the values of a part."""
    taken = free.copy()
    taken[free] = values > 0
    return [k for i in systems for k in program.of_system[i] if taken[k]]
