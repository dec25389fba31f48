"""The search: bound by the linear relaxation, then improve parts of the plan one at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.bound import Bound, bound
from estate.planning.cpsat import Outcome, Solved, ZeroOne, solve_lp, solve_mip
from estate.planning.effort import Effort, Progress
from estate.planning.greedy import Scheduler
from estate.planning.neighbours import Neighbourhoods
from estate.planning.part import Part, Parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.planning.program import Program
    from estate.planning.sparse import Bools, Floats, Ints

_WHOLE = 120
"""Up to this many systems the whole program is given to the solver, which may prove its answer."""
_SMALLEST, _LARGEST, _FIRST = 12, 400, 30
_STEP = 0.7
"""Deterministic time that one part may take."""
_LP_WORK = 2e-6
"""Work counted for the linear relaxation, for each entry of the program."""
_FEW = 6_000
"""With no more columns left than this, the whole program is tried at the end."""
_IDLE = 1e-3


@dataclass
class Found:
    """Where a search stands, and in the end its answer."""

    vector: Ints | None
    bound: int
    infeasible: bool = False
    iterations: int = 0
    work: float = 0.0
    stopped_early: bool = False


class Search:
    """Looks for the cheapest vector of a program that may miss deadlines, and misses none."""

    def __init__(
        self,
        program: Program,
        effort: Effort,
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        self._program = program
        self._effort = effort
        self._tell = progress
        self._parts = Parts(program)
        self._allowed = ~program.missed
        self._found = Found(None, 0)
        self._size = float(_FIRST)
        self._relaxed_bound: Bound | None = None

    def run(self) -> Found:
        """Search until proven, good enough, out of work or interrupted."""
        found = self._found
        if any(not self._allowed[own.start : own.stop].any() for own in self._program.of_system):
            found.infeasible = True
            return found
        try:
            self._search()
        except KeyboardInterrupt:
            found.stopped_early = True
        if found.vector is not None and self._missed():
            found.vector = None
        return found

    def _search(self) -> None:
        prices, values = self._relax()
        if self._found.infeasible:
            return
        self._start(prices, values)
        self._report()
        small = len(self._program.of_system) <= _WHOLE
        if small:
            self._whole(min(4.0, self._effort.work / 4))
        self._improve(prices, self._effort.work * (0.3 if small else 0.5))
        if self._missed():
            self._meet_deadlines()
        if not small and not self._found.infeasible:
            self._improve(prices, self._effort.work)
        if small or self._free_columns() <= _FEW:
            self._finish()

    # -- bound -------------------------------------------------------------------------------

    def _relax(self) -> tuple[Floats, Floats]:
        program = self._program
        whole = ZeroOne(program.cost, program.rows, program.low, program.high)
        relaxed = solve_lp(whole, self._allowed.astype(np.int64))
        self._found.work += _LP_WORK * len(program.rows.values)
        best = bound(program, relaxed.prices, self._allowed)
        self._relaxed_bound = best
        self._found.bound = best.pounds
        if relaxed.outcome is Outcome.INFEASIBLE:
            self._found.infeasible = self._proves_infeasible()
        return relaxed.prices, relaxed.values

    def _proves_infeasible(self) -> bool:
        return self._any_plan().outcome is Outcome.INFEASIBLE

    def _any_plan(self) -> Solved:
        """Look for any plan that misses no deadline, whatever it costs."""
        part = self._everything(np.zeros(self._program.width, np.int64))
        zero = replace(part.program, cost=np.zeros_like(part.program.cost))
        solved = solve_mip(zero, None, max(1.0, self._effort.work / 2))
        self._found.work += solved.work
        return solved

    def _everything(self, vector: Ints) -> Part:
        allowed = self._allowed | (self._program.missed & (vector > 0))
        return self._parts.cut(range(len(self._program.of_system)), vector, allowed)

    def _meet_deadlines(self) -> None:
        solved = self._any_plan()
        if solved.outcome is Outcome.INFEASIBLE:
            self._found.infeasible = True
        elif solved.values is not None:
            part = self._everything(np.zeros(self._program.width, np.int64))
            self._take(part, solved.values)

    # -- first plans -------------------------------------------------------------------------

    def _start(self, prices: Floats, values: Floats) -> None:
        """Take the best of several schedules, most of them guided by the relaxation's prices."""
        scheduler = Scheduler(self._program)
        size = len(self._program.columns)
        everything = np.ones(size, np.bool_)
        assert self._relaxed_bound is not None
        regret = self._relaxed_bound.regret
        platforms = [p.id for p in self._program.problem.platforms]
        for order in self._orders(regret, values):
            for rank in (regret, self._program.cost[:size]):
                for opened in ([], platforms) if platforms else ([],):
                    chosen = scheduler.run(order, rank, everything, opened)
                    if chosen is not None:
                        self._offer(self._program.complete(chosen))

    def _orders(self, regret: Ints, values: Floats) -> list[list[int]]:
        program, systems = self._program, range(len(self._program.of_system))
        gains, starts = [], []
        for own in program.of_system:
            cost = program.cost[own.start : own.stop][self._allowed[own.start : own.stop]]
            gains.append(int(cost.max() - cost.min()))
            weight = values[own.start : own.stop]
            at = [max(program.columns[k].start, 0) for k in own]
            kept = [0 if program.columns[k].option else 1 for k in own]
            starts.append(float(weight @ np.array(at)) + 90 * float(weight @ np.array(kept)))
        chance = np.random.default_rng(self._effort.seed)
        by_gain = sorted(systems, key=lambda i: -gains[i])
        by_start = sorted(systems, key=lambda i: (starts[i], i))
        mixed = [
            sorted(systems, key=lambda i, noise=noise: (starts[i] + noise[i], i))
            for noise in (chance.normal(0, 6, len(gains)) for _ in range(4))
        ]
        return [by_start, by_gain, *mixed]

    # -- improvement -------------------------------------------------------------------------

    def _improve(self, prices: Floats, budget: float) -> None:
        assert self._relaxed_bound is not None
        drawn = Neighbourhoods(self._program, self._relaxed_bound.regret, prices, self._effort.seed)
        stuck = 0
        while self._found.work < budget and not self._good_enough() and stuck < 60:
            assert self._found.vector is not None
            chosen = self._program.chosen(self._found.vector)
            systems = drawn.draw(chosen, round(self._size))
            stuck = 0 if self._try(systems) else stuck + 1

    def _try(self, systems: list[int]) -> bool:
        """Plan some systems anew; tell whether the plan became cheaper."""
        vector = self._found.vector
        assert vector is not None
        allowed = self._allowed | (self._program.missed & (vector > 0))
        part = self._parts.cut(systems, vector, allowed)
        solved = solve_mip(part.program, vector[part.free], _STEP)
        self._found.work += max(solved.work, 0.002)
        self._found.iterations += 1
        closed = solved.outcome is Outcome.OPTIMAL
        self._size = min(max(self._size * (1.06 if closed else 0.92), _SMALLEST), _LARGEST)
        if solved.values is None:
            return False
        after = np.where(part.free, 0, vector)
        after[part.free] = solved.values
        better = self._offer(self._program.complete(self._program.chosen(after)))
        self._report()
        return better

    # -- the whole program -------------------------------------------------------------------

    def _whole(self, work: float) -> None:
        """Give the solver everything that may still matter."""
        vector = self._found.vector
        if vector is None or self._proven():
            return
        part = self._everything(vector)
        solved = solve_mip(part.program, vector[part.free], work)
        self._found.work += solved.work
        self._found.iterations += 1
        if solved.outcome is not Outcome.INFEASIBLE:
            self._found.bound = max(self._found.bound, solved.bound + part.offset)
        if solved.values is not None:
            self._take(part, solved.values)
        self._report()

    def _take(self, part: Part, values: Ints) -> None:
        """Offer what the solver made of the whole program."""
        after = np.zeros(self._program.width, np.int64)
        after[part.free] = values
        self._offer(self._program.complete(self._program.chosen(after)))

    def _finish(self) -> None:
        share = 8.0
        while self._found.work < self._effort.work and not self._good_enough():
            before = self._found.work
            self._whole(min(share, self._effort.work - before))
            share *= 2
            if self._found.work - before < _IDLE:
                break

    # -- bookkeeping -------------------------------------------------------------------------

    def _offer(self, vector: Ints) -> bool:
        """Keep a vector if it is cheaper; tell whether it is."""
        cost = self._program.total(vector)
        if self._found.vector is not None and cost >= self._cost():
            return False
        self._found.vector = vector
        if self._relaxed_bound is not None and not self._missed():
            ruled_out: Bools = self._relaxed_bound.fixed(self._program, cost)
            self._allowed = ~self._program.missed & (~ruled_out | (vector > 0))
        return True

    def _cost(self) -> int:
        assert self._found.vector is not None
        return self._program.total(self._found.vector)

    def _missed(self) -> bool:
        vector = self._found.vector
        return vector is not None and bool((vector[self._program.missed] > 0).any())

    def _proven(self) -> bool:
        return not self._missed() and self._found.bound >= self._cost()

    def _good_enough(self) -> bool:
        if self._found.vector is None or self._missed():
            return False
        return self._cost() - self._found.bound <= self._effort.gap * abs(self._cost())

    def _free_columns(self) -> int:
        return int(self._allowed[: len(self._program.columns)].sum())

    def _report(self) -> None:
        if self._tell is None:
            return
        found = self._found
        cost = None if found.vector is None or self._missed() else self._cost()
        gap = None if cost is None else (cost - found.bound) / max(1, abs(cost))
        self._tell(Progress(cost, found.bound, gap, found.iterations, found.work))
