"""Which systems to plan anew together: neighbourhoods for the search, drawn by a seeded chance."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
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
_PLATFORM = 1.5
"""How often to draw at platforms, where a window in time is drawn with 3."""
_AT_MISSED = 0.5
_SMALLEST, _LARGEST, _FIRST = 12, 400, 30
"""Systems in a part: at least, at most, at first."""
_GROW, _SHRINK = 1.1, 0.9
_FADES = 0.8
"""How much less often a council has its turn for each time that its last turns brought nothing."""
_STUCK = 40
_TOGETHER = 4
"""With more councils than this it takes more parts in vain to tell that nothing is to be had."""


@dataclass(frozen=True)
class Drawn:
    """Systems to plan anew together."""

    systems: list[int]
    """Sorted."""
    turn: int
    """Whose turn it was: a council's number, or the number of councils for all together."""


class Neighbourhoods:
    """Draws sets of systems whose choices hang together.

    Councils take turns, by how far each is from its bound; where they share platforms, a turn now
    and then is everybody's. Each turn has a size of its own, that follows from how it went.
    """

    def __init__(self, program: Program, regret: Ints, prices: Floats, seed: int) -> None:
        self._program = program
        self._regret = regret
        self._chance = np.random.default_rng(seed)
        self._links = _links(program)
        self._councils = _by_council(program)
        self._platforms = _by_platform(program)
        self._scarce = _scarce(program, prices, self._councils)
        turns = len(self._councils) + 1
        self._sizes = [float(_FIRST)] * turns
        self._failures = [0] * turns
        self._kinds: list[tuple[float, Callable[[int, list[int], int], list[int]]]] = [
            (3.0, self._window),
            (1.0, self._regretted),
            (0.7, self._linked),
            (0.8, self._sharing),
            (0.4, self._random),
        ]
        if self._platforms:
            self._kinds.append((_PLATFORM, self._platform))

    @property
    def patience(self) -> int:
        """Return the parts in a row that bring nothing, after which others hardly will."""
        return _STUCK * max(1, len(self._councils) // _TOGETHER)

    def draw(self, chosen: list[int]) -> Drawn:
        """Return systems to free; at the deadlines that are missed, until none is."""
        missing = [i for i, k in enumerate(chosen) if self._program.columns[k].missed]
        if missing and self._chance.random() < _AT_MISSED:
            return self._behind(missing, chosen)
        weights = np.array([weight for weight, _ in self._kinds])
        kind = self._kinds[int(self._chance.choice(len(weights), p=weights / weights.sum()))][1]
        turn = len(self._councils) if kind == self._platform else self._council(chosen)
        return Drawn(sorted(set(kind(turn, chosen, round(self._sizes[turn])))), turn)

    def learn(self, drawn: Drawn, *, solved: bool, better: bool) -> None:
        """Take in how a turn went: whether to its end, and whether it brought anything."""
        size = self._sizes[drawn.turn] * (_GROW if solved else _SHRINK)
        self._sizes[drawn.turn] = min(max(size, _SMALLEST), _LARGEST)
        self._failures[drawn.turn] = 0 if better else self._failures[drawn.turn] + 1

    def share(self, drawn: Drawn, chosen: list[int]) -> float:
        """Return how much of all that is regretted is regretted by the councils of a turn."""
        if len(self._councils) == 1 or drawn.turn == len(self._councils):
            return 1.0
        sums = self._regrets(chosen)
        return float(sums[drawn.turn] / max(1.0, sums.sum()))

    def _regrets(self, chosen: list[int]) -> Floats:
        return np.array(
            [float(self._regret[[chosen[i] for i in own]].sum()) for own in self._councils]
        )

    def _council(self, chosen: list[int]) -> int:
        """Return a council, more often one whose choices are regretted and get better."""
        if len(self._councils) == 1:
            return 0
        sums = self._regrets(chosen)
        sums += 0.2 * sums.mean() + 1.0
        sums *= _FADES ** np.array(self._failures[:-1])
        return int(self._chance.choice(len(sums), p=sums / sums.sum()))

    def _some(self, systems: Iterable[int], size: int) -> list[int]:
        pool = sorted(set(systems))
        if len(pool) <= size:
            return pool
        return [int(i) for i in self._chance.choice(pool, size, replace=False)]

    def _window(self, turn: int, chosen: list[int], size: int) -> list[int]:
        """Return systems at work in the same few quarters, with some that might be."""
        own = self._councils[turn]
        first = int(self._chance.integers(0, self._program.problem.calendar.quarters))
        start, stop = first * MONTHS_A_QUARTER, (first + 4) * MONTHS_A_QUARTER
        columns = self._program.columns
        near = [i for i in own if _overlaps(columns[chosen[i]], start, stop)]
        kept = [i for i in own if columns[chosen[i]].option is None]
        picked = self._some(near, size * 3 // 4)
        return picked + self._weighted(kept, chosen, size - len(picked))

    def _regretted(self, turn: int, chosen: list[int], size: int) -> list[int]:
        return self._weighted(self._councils[turn], chosen, size)

    def _weighted(self, systems: list[int], chosen: list[int], size: int) -> list[int]:
        if len(systems) <= size:
            return systems
        if size <= 0:
            return []
        weights = np.array([float(self._regret[chosen[i]]) for i in systems])
        weights += 0.3 * weights.mean() + 1.0
        picked = self._chance.choice(systems, size, replace=False, p=weights / weights.sum())
        return [int(i) for i in picked]

    def _linked(self, turn: int, chosen: list[int], size: int) -> list[int]:
        first = self._weighted(self._councils[turn], chosen, 1)
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

    def _sharing(self, turn: int, chosen: list[int], size: int) -> list[int]:
        """Return systems that use, or would like to use, one scarce limit."""
        scarce = self._scarce[turn]
        if not scarce:
            return self._random(turn, chosen, size)
        weights = np.array([weight for weight, _ in scarce])
        row = scarce[int(self._chance.choice(len(weights), p=weights / weights.sum()))][1]
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

    def _random(self, turn: int, chosen: list[int], size: int) -> list[int]:
        del chosen
        return self._some(self._councils[turn], size)

    def _platform(self, turn: int, chosen: list[int], size: int) -> list[int]:
        """Return all who may join one platform or two, and as many beside them as stand in the way.

        Whether a platform opens is decided by all its members at once, so none of them is left out.
        """
        del turn
        number = min(len(self._platforms), 1 + int(self._chance.integers(0, 2)))
        which = self._chance.choice(len(self._platforms), number, replace=False)
        joiners = sorted({i for k in which for i in self._platforms[int(k)]})[:_MOST_JOINERS]
        near = [own for own in self._councils if not set(own).isdisjoint(joiners)]
        others = [i for own in near for i in own if i not in joiners]
        wanted = max(size - len(joiners), 2 * len(joiners))
        return joiners + self._weighted(others, chosen, wanted)

    def _behind(self, missing: list[int], chosen: list[int]) -> Drawn:
        """Return a system that misses its deadline, what it waits for, and who is in the way."""
        first = missing[int(self._chance.integers(0, len(missing)))]
        turn = next(c for c, own in enumerate(self._councils) if first in own)
        size = round(self._sizes[turn])
        picked = self._reach([first], size // 3)
        stop = self._program.problem.systems[first].deadline or 0
        before = [
            i
            for i in self._councils[turn]
            if i not in picked and _overlaps(self._program.columns[chosen[i]], 0, stop)
        ]
        return Drawn(sorted(picked + self._some(before, max(0, size - len(picked)))), turn)


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


def _scarce(
    program: Program, prices: Floats, councils: Sequence[Sequence[int]]
) -> list[list[tuple[float, int]]]:
    """Return the limits that have a price, with what the whole limit is worth, by council.

    What a council shares with others counts for each.
    """
    number = {program.problem.systems[own[0]].council: c for c, own in enumerate(councils)}
    found: list[list[tuple[float, int]]] = [[] for _ in councils]
    for limit, row in sorted(program.limit_rows.items()):
        worth = -float(prices[row]) * float(program.high[row])
        turn = number.get(limit.owner)
        if worth > 1.0:
            for own in found if turn is None else (found[turn],):
                own.append((worth, row))
    return found
