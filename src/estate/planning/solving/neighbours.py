"""Which systems to plan anew together: neighbourhoods for the search, drawn by a seeded chance."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.problem.calendar import MONTHS_A_QUARTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.program.columns import Column
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Floats, Ints

_MOST_JOINERS = 60


class Neighbourhoods:
    """Draws sets of systems whose choices hang together."""

    def __init__(self, program: Program, regret: Ints, prices: Floats, seed: int) -> None:
        self._program = program
        self._regret = regret
        self._chance = np.random.default_rng(seed)
        self._links = _links(program)
        self._councils = _by_council(program)
        self._platforms = _by_platform(program)
        self._scarce = _scarce(program, prices)
        self._kinds: list[tuple[float, Callable[[list[int], int], list[int]]]] = [
            (3.0, self._window),
            (1.0, self._regretted),
            (0.7, self._linked),
            (0.8, self._sharing),
            (0.4, self._random),
        ]
        if self._platforms:
            self._kinds.append((1.5, self._platform))

    def draw(self, chosen: list[int], size: int) -> list[int]:
        """Return about `size` systems to free, sorted; more at the deadlines that are missed."""
        missing = [i for i, k in enumerate(chosen) if self._program.columns[k].missed]
        if missing and self._chance.random() < 0.5:  # noqa: PLR2004
            return sorted(self._behind(missing, chosen, size))
        weights = np.array([weight for weight, _ in self._kinds])
        kind = self._kinds[int(self._chance.choice(len(weights), p=weights / weights.sum()))][1]
        return sorted(set(kind(chosen, size)))

    def _council(self, chosen: list[int]) -> list[int]:
        """Return the systems of one council, more often of one whose choices are regretted."""
        if len(self._councils) == 1:
            return self._councils[0]
        sums = np.array(
            [float(self._regret[[chosen[i] for i in own]].sum()) for own in self._councils]
        )
        sums += 0.2 * sums.mean() + 1.0
        return self._councils[int(self._chance.choice(len(sums), p=sums / sums.sum()))]

    def _some(self, systems: Iterable[int], size: int) -> list[int]:
        pool = sorted(set(systems))
        if len(pool) <= size:
            return pool
        return [int(i) for i in self._chance.choice(pool, size, replace=False)]

    def _window(self, chosen: list[int], size: int) -> list[int]:
        """Return systems at work in the same few quarters, with some that might be."""
        own = self._council(chosen)
        first = int(self._chance.integers(0, self._program.problem.calendar.quarters))
        start, stop = first * MONTHS_A_QUARTER, (first + 4) * MONTHS_A_QUARTER
        columns = self._program.columns
        near = [i for i in own if _overlaps(columns[chosen[i]], start, stop)]
        kept = [i for i in own if columns[chosen[i]].option is None]
        picked = self._some(near, size * 3 // 4)
        return picked + self._weighted(kept, chosen, size - len(picked))

    def _regretted(self, chosen: list[int], size: int) -> list[int]:
        return self._weighted(self._council(chosen), chosen, size)

    def _weighted(self, systems: list[int], chosen: list[int], size: int) -> list[int]:
        if len(systems) <= size:
            return systems
        if size <= 0:
            return []
        weights = np.array([float(self._regret[chosen[i]]) for i in systems])
        weights += 0.3 * weights.mean() + 1.0
        picked = self._chance.choice(systems, size, replace=False, p=weights / weights.sum())
        return [int(i) for i in picked]

    def _linked(self, chosen: list[int], size: int) -> list[int]:
        own = self._council(chosen)
        first = self._weighted(own, chosen, 1)
        return self._reach(first, size)

    def _reach(self, first: Sequence[int], size: int) -> list[int]:
        found = dict.fromkeys(first)
        queue = deque(first)
        while queue and len(found) < size:
            for other in self._links[queue.popleft()]:
                if other not in found:
                    found[other] = None
                    queue.append(other)
        return list(found)[:size]

    def _sharing(self, chosen: list[int], size: int) -> list[int]:
        """Return systems that use, or would like to use, one scarce limit."""
        if not self._scarce:
            return self._random(chosen, size)
        weights = np.array([weight for weight, _ in self._scarce])
        row = self._scarce[int(self._chance.choice(len(weights), p=weights / weights.sum()))][1]
        entries = self._program.rows.row(row)
        columns = self._program.rows.columns[entries]
        columns = columns[columns < len(self._program.columns)]
        order = columns[np.argsort(self._regret[columns], kind="stable")]
        found: dict[int, None] = {}
        for k in order.tolist():
            found[self._program.columns[k].system] = None
            if len(found) >= size:
                break
        return list(found)

    def _random(self, chosen: list[int], size: int) -> list[int]:
        return self._some(self._council(chosen), size)

    def _platform(self, chosen: list[int], size: int) -> list[int]:
        """Return all who may join one platform or two, and as many beside them as stand in the way.

        Whether a platform opens is decided by all its members at once, so none of them is left out.
        """
        number = min(len(self._platforms), 1 + int(self._chance.integers(0, 2)))
        which = self._chance.choice(len(self._platforms), number, replace=False)
        joiners = sorted({i for k in which for i in self._platforms[int(k)]})[:_MOST_JOINERS]
        near = [own for own in self._councils if not set(own).isdisjoint(joiners)]
        others = [i for own in near for i in own if i not in joiners]
        wanted = max(size - len(joiners), 2 * len(joiners))
        return joiners + self._weighted(others, chosen, wanted)

    def _behind(self, missing: list[int], chosen: list[int], size: int) -> list[int]:
        """Return a system that misses its deadline, what it waits for, and who is in the way."""
        first = missing[int(self._chance.integers(0, len(missing)))]
        picked = self._reach([first], size // 3)
        case = self._program.problem.systems[first]
        own = next(own for own in self._councils if first in own)
        stop = case.deadline or 0
        before = [
            i
            for i in own
            if i not in picked and _overlaps(self._program.columns[chosen[i]], 0, stop)
        ]
        return picked + self._some(before, max(0, size - len(picked)))


def _overlaps(column: Column, start: int, stop: int) -> bool:
    return column.option is not None and column.start < stop and column.live >= start


def _links(program: Program) -> list[list[int]]:
    """Return for each system those it is tied to: by waiting, moving together or interfaces."""
    problem = program.problem
    index = {case.id: i for i, case in enumerate(problem.systems)}
    links: list[dict[int, None]] = [{} for _ in problem.systems]
    for one, other in _ties(problem):
        if other in index:
            links[index[one]][index[other]] = None
            links[index[other]][index[one]] = None
    return [list(own) for own in links]


def _ties(problem: PlanningProblem) -> Iterator[tuple[str, str]]:
    for case in problem.systems:
        for option in case.options:
            for need in option.requires:
                yield case.id, need.system
    for group in problem.groups:
        yield from pairwise(group)
    for pair in problem.rework:
        yield pair.one, pair.other
    for adapter in problem.adapters:
        yield adapter.one, adapter.other


def _by_council(program: Program) -> list[list[int]]:
    found: dict[str, list[int]] = {}
    for i, case in enumerate(program.problem.systems):
        found.setdefault(case.council, []).append(i)
    return [found[council] for council in sorted(found)]


def _by_platform(program: Program) -> list[list[int]]:
    found: dict[str, dict[int, None]] = {}
    for column in program.columns:
        if column.option is not None and column.option.platform is not None:
            found.setdefault(column.option.platform, {})[column.system] = None
    return [list(found[platform]) for platform in sorted(found)]


def _scarce(program: Program, prices: Floats) -> list[tuple[float, int]]:
    """Return the limits that have a price, with what the whole limit is worth."""
    found = []
    for _, row in sorted(program.limit_rows.items()):
        worth = -float(prices[row]) * float(program.high[row])
        if worth > 1.0:
            found.append((worth, row))
    return found
