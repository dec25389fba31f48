"""Serial schedules: one system after another takes the best column that still fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from estate.planning.program.columns import Column
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Bools, Ints


class Scheduler:
    """Places the systems of a program in any order, by any ranking of their columns."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._problem = program.problem
        self._index = {case.id: i for i, case in enumerate(self._problem.systems)}
        self._rows = sorted(program.limit_rows.values())
        self._first = self._rows[0] if self._rows else 0
        self._room = program.high[self._rows] if self._rows else np.zeros(0, np.int64)
        self._uses = _uses(program, self._first, len(self._rows))
        self._needs = [self._needed(i) for i in range(len(self._problem.systems))]
        self._latest = self._latest_lives()

    def run(
        self,
        order: Iterable[int],
        rank: Ints,
        allowed: Bools,
        platforms: Collection[str] = (),
    ) -> list[int] | None:
        """Return one column a system, or None where a system has none that fits.

        Lower ranks are tried first. Platforms that need opening are joined only if named; one
        that too few join is closed and the schedule made again.
        """
        wanted = set(platforms) | {p.id for p in self._problem.platforms if not p.must_open}
        order = sorted(order, key=lambda i: self._latest.get(i, 10**6))
        while True:
            chosen = _Placing(self, rank, allowed, wanted).placed(order)
            if chosen is None:
                return None
            short = self._too_few(chosen) & wanted
            if not short:
                return chosen
            wanted -= short

    def _too_few(self, chosen: Sequence[int]) -> set[str]:
        joined: dict[str, set[str]] = {}
        for k in chosen:
            column = self.program.columns[k]
            if column.option is not None and column.option.platform is not None:
                council = self._problem.systems[column.system].council
                joined.setdefault(column.option.platform, set()).add(council)
        return {
            platform.id
            for platform in self._problem.platforms
            if (councils := joined.get(platform.id))
            and platform.members + len(councils - platform.member_councils) < platform.minimum
        }

    def unit(self, system: int) -> list[int]:
        """Return the systems that move together with one, itself included."""
        own = self._problem.systems[system].id
        return [self._index[member] for member in self._problem.unit_of.get(own, (own,))]

    def needs(self, system: int) -> list[int]:
        """Return the systems that some option of one waits for."""
        return self._needs[system]

    def latest(self, system: int) -> int | None:
        """Return by when a system must be live for the deadlines behind it, roughly."""
        return self._latest.get(system)

    def uses(self, column: int) -> tuple[Ints, Ints]:
        """Return the limits a column uses, and how much of each."""
        return self._uses[column]

    def room(self) -> Ints:
        """Return what there is of each limit."""
        return self._room.copy()

    def index(self, system: str) -> int:
        """Return the number of a system."""
        return self._index[system]

    def _needed(self, system: int) -> list[int]:
        case = self._problem.systems[system]
        group = self._problem.unit_of.get(case.id, ())
        names = {need.system for option in case.options for need in option.requires}
        return sorted(self._index[name] for name in names if name not in group)

    def _latest_lives(self) -> dict[int, int]:
        latest = {
            i: case.deadline
            for i, case in enumerate(self._problem.systems)
            if case.deadline is not None
        }
        waiting = sorted(latest)
        while waiting:
            i = waiting.pop()
            shortest = min((o.duration for o in self._problem.systems[i].options), default=0)
            for j in self._needs[i]:
                if latest.get(j, 10**6) > latest[i] - shortest:
                    latest[j] = latest[i] - shortest
                    waiting.append(j)
        return latest


class _Placing:
    """One schedule in the making."""

    def __init__(
        self, scheduler: Scheduler, rank: Ints, allowed: Bools, platforms: set[str]
    ) -> None:
        self._scheduler = scheduler
        self._program = scheduler.program
        self._rank = rank
        self._allowed = allowed
        self._platforms = platforms
        self._room = scheduler.room()
        self._chosen: dict[int, int] = {}

    def placed(self, order: list[int]) -> list[int] | None:
        """Return the columns, or None if some system could not be placed."""
        for system in self._in_turn(order):
            if system not in self._chosen and not self._place(self._scheduler.unit(system)):
                return None
        return [self._chosen[i] for i in range(len(self._program.of_system))]

    def _in_turn(self, order: list[int]) -> list[int]:
        """Return the order with every system after those it may wait for."""
        turn: dict[int, None] = {}
        begun: set[int] = set()
        stack = order[::-1]
        while stack:
            system = stack[-1]
            if system in begun:
                turn[stack.pop()] = None
                continue
            begun.add(system)
            unit = self._scheduler.unit(system)
            needs = [need for other in unit for need in self._scheduler.needs(other)]
            stack += [need for need in reversed(needs) if need not in begun]
        return list(turn)

    def _place(self, unit: list[int]) -> bool:
        if len(unit) == 1:
            found = self._best(unit[0], None)
            return found is not None and self._take([found])
        options = [self._together(unit, quarter) for quarter in self._quarters(unit)]
        together = [option for option in options if option is not None]
        if not together:
            return False
        return self._take(min(together, key=lambda ks: (sum(int(self._rank[k]) for k in ks), ks)))

    def _quarters(self, unit: list[int]) -> list[int]:
        """Return the quarters in which a group might go live; -1 for not at all."""
        columns = self._program.columns
        sets = [{columns[k].quarter for k in self._own(i)} for i in unit]
        return sorted(set.intersection(*sets))

    def _own(self, system: int) -> list[int]:
        return [k for k in self._program.of_system[system] if self._allowed[k]]

    def _together(self, unit: list[int], quarter: int) -> list[int] | None:
        found: list[int] = []
        before = self._room
        self._room = before.copy()
        for system in unit:
            best = self._best(system, quarter)
            if best is None:
                break
            found.append(best)
            self._spend(best)
        self._room = before
        return found if len(found) == len(unit) else None

    def _best(self, system: int, quarter: int | None) -> int | None:
        columns = self._program.columns
        own = [k for k in self._own(system) if quarter is None or columns[k].quarter == quarter]
        latest = self._scheduler.latest(system)
        own.sort(key=lambda k: (_late(columns[k], latest), int(self._rank[k]), k))
        return next((k for k in own if self._fits(k)), None)

    def _fits(self, k: int) -> bool:
        column = self._program.columns[k]
        if column.option is None:
            return True
        if column.option.platform is not None and column.option.platform not in self._platforms:
            return False
        rows, amounts = self._scheduler.uses(k)
        if len(rows) and bool((self._room[rows] < amounts).any()):
            return False
        return self._waits(column)

    def _waits(self, column: Column) -> bool:
        option = column.option
        problem = self._program.problem
        tied = problem.tied_with.get(problem.systems[column.system].id, ())
        for need in option.requires if option is not None else ():
            if need.system in tied:
                continue
            other = self._scheduler.index(need.system)
            placed = self._chosen.get(other)
            if placed is None or self._program.columns[placed].option is None:
                return False
            if self._program.columns[placed].live + need.lag > column.start:
                return False
        return True

    def _take(self, found: list[int]) -> bool:
        for k in found:
            self._chosen[self._program.columns[k].system] = k
            self._spend(k)
        return True

    def _spend(self, k: int) -> None:
        rows, amounts = self._scheduler.uses(k)
        self._room[rows] -= amounts


def _late(column: Column, latest: int | None) -> bool:
    if latest is None:
        return False
    return column.option is None or column.live > latest


def _uses(program: Program, first: int, count: int) -> list[tuple[Ints, Ints]]:
    by_column = program.rows.transposed
    claims: dict[int, list[tuple[int, int]]] = {}
    for row, column, amount in program.claims:
        claims.setdefault(column, []).append((row - first, amount))
    found = []
    for k in range(len(program.columns)):
        own = by_column.row(k)
        rows = by_column.columns[own]
        limited = (rows >= first) & (rows < first + count)
        taken, amounts = rows[limited] - first, by_column.values[own][limited]
        if k in claims:
            more = np.array(claims[k], np.int64)
            taken, amounts = np.append(taken, more[:, 0]), np.append(amounts, more[:, 1])
        found.append((taken, amounts))
    return found
