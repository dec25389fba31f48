"""The search: bound by the linear relaxation, then improve parts of the plan one at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.effort import Progress
from estate.planning.solving.bound import GRAIN, bound
from estate.planning.solving.cpsat import Outcome, Solved, solve_mip
from estate.planning.solving.greedy import Scheduler
from estate.planning.solving.neighbours import Neighbourhoods
from estate.planning.solving.part import Part, Parts
from estate.planning.solving.relaxation import relax
from estate.planning.solving.starts import first_plans
from estate.planning.solving.urgent import urgent
from estate.planning.solving.warm import earlier_plans

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estate.planning.effort import Effort
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Bools, Floats, Ints

_SMALL = 120
"""Up to this many systems the whole program is given to the solver, which may prove its answer."""
_TINY = 40
"""Up to this many it is given the whole at once; else parts come first, and rule columns out."""
_FEW = 6_000
"""With no more columns left than this, the whole program is tried at the end."""
_PART_WORK = 0.7
"""Deterministic time that one part may take."""
_OVERHEAD, _OVERHEAD_EACH = 0.015, 5e-8
"""Work counted for setting up one part, and for each variable of the program."""
_WHOLE_WORK = 4.0
"""Deterministic time for the first try at a whole program."""
_TINY_SHARE, _SMALL_SHARE, _LARGE_SHARE = 0.15, 0.3, 0.7
"""How much of the effort goes into parts, before the whole program is tried."""
_SHARES = (0.03, 1.0)
"""In turn: how large a share of the gap a column's regret may be for the column to be tried."""


@dataclass(frozen=True)
class Found:
    """A search's answer."""

    vector: Ints | None
    """The plan; None if none was found that meets every deadline."""
    bound: int
    infeasible: bool
    """Whether there is proven to be no plan at all."""
    iterations: int
    work: float
    stopped_early: bool


class Search:
    """Looks for the cheapest vector of a program that may miss deadlines, and misses none."""

    def __init__(
        self,
        program: Program,
        effort: Effort,
        progress: Callable[[Progress], None] | None = None,
        *,
        start: Mapping[str, tuple[str, int]] | None = None,
    ) -> None:
        self._program = program
        self._start = start
        self._effort = effort
        self._tell = progress
        self._parts = Parts(program)
        self._everybody = range(len(program.of_system))
        self._allowed: Bools = ~program.missed
        self._prices: Floats = np.zeros(program.rows.height)
        self._relaxed = bound(program, self._prices, self._allowed)
        self._bound = self._relaxed.pounds
        self._vector: Ints = np.zeros(program.width, np.int64)
        self._started = self._infeasible = self._interrupted = False
        self._overhead = _OVERHEAD + _OVERHEAD_EACH * program.width
        self._iterations = 0
        self._work = 0.0

    def run(self) -> Found:
        """Search until proven, good enough, out of work or interrupted."""
        try:
            self._search()
        except KeyboardInterrupt:
            self._interrupted = True
        if self._started:
            self._offer(self._program.complete(self._program.chosen(self._vector)))
        usable = self._started and not self._missing() and not self._infeasible
        return Found(
            vector=self._vector if usable else None,
            bound=self._bound,
            infeasible=self._infeasible,
            iterations=self._iterations,
            work=self._work,
            stopped_early=self._interrupted,
        )

    def _search(self) -> None:
        if any(not self._allowed[own.start : own.stop].any() for own in self._program.of_system):
            self._infeasible = True
            return
        for vector in earlier_plans(self._program, self._start) if self._start is not None else ():
            self._offer(vector)
        values = self._relax()
        if self._infeasible:
            return
        self._begin(values)
        self._report()
        if len(self._everybody) <= _TINY:
            self._whole(min(_WHOLE_WORK, self._effort.work / 8))
        self._improve(self._effort.work * self._share_of_parts())
        if self._missing():
            self._meet_deadlines()
        if not self._infeasible:
            self._finish()

    def _share_of_parts(self) -> float:
        systems = len(self._everybody)
        if systems <= _TINY:
            return _TINY_SHARE
        return _SMALL_SHARE if systems <= _SMALL else _LARGE_SHARE

    def _begin(self, values: Floats) -> None:
        """Find first plans, those with deadlines first."""
        program, scheduler = self._program, Scheduler(self._program)
        first = urgent(program, self._parts, scheduler, self._relaxed.reduced)
        self._work += first.work
        regret, seed = self._relaxed.regret, self._effort.seed
        for vector in first_plans(program, scheduler, regret, values, seed, first.columns):
            self._offer(vector)

    def _finish(self) -> None:
        """Spend what is left: on the whole program if it is small by now, else on more parts."""
        if int(self._allowed[: len(self._program.columns)].sum()) > _FEW:
            self._improve(self._effort.work)
            return
        self._whole(self._effort.work - self._work, proving=True)
        self._improve(self._effort.work)

    # -- the bound ---------------------------------------------------------------------------

    def _relax(self) -> Floats:
        """Solve the relaxation, take its prices for the bound, and return its values."""
        relaxation = relax(self._program, self._allowed, self._effort.work)
        self._work += relaxation.work
        if relaxation.infeasible:
            self._infeasible = self._any_plan().outcome is Outcome.INFEASIBLE
        self._prices = relaxation.prices
        self._relaxed = relaxation.bound
        self._bound = max(self._bound, self._relaxed.pounds)
        return relaxation.values

    def _any_plan(self) -> Solved:
        """Look for any plan that misses no deadline, whatever it costs."""
        program = self._everything(np.zeros_like(self._vector)).program
        question = replace(program, cost=np.zeros_like(program.cost))
        solved = solve_mip(question, None, max(1.0, self._effort.work / 2))
        self._work += solved.work
        return solved

    def _meet_deadlines(self) -> None:
        solved = self._any_plan()
        self._infeasible = solved.outcome is Outcome.INFEASIBLE
        if solved.values is not None:
            self._take(self._everything(np.zeros_like(self._vector)), solved.values)

    # -- parts -------------------------------------------------------------------------------

    @cached_property
    def _drawn(self) -> Neighbourhoods:
        regret, prices = self._relaxed.regret, self._prices
        return Neighbourhoods(self._program, regret, prices, self._effort.seed)

    def _improve(self, budget: float) -> None:
        stuck = 0
        while self._work < budget and not self._good_enough() and stuck < self._drawn.patience:
            stuck = 0 if self._try(self._drawn) else stuck + 1

    def _try(self, neighbourhoods: Neighbourhoods) -> bool:
        """Plan some systems anew; tell whether the plan became cheaper."""
        chosen = self._program.chosen(self._vector)
        drawn = neighbourhoods.draw(chosen)
        worth_trying = self._promising(neighbourhoods.share(drawn, chosen)) | (self._vector > 0)
        part = self._parts.cut(drawn.systems, self._vector, worth_trying)
        solved = solve_mip(part.program, self._vector[part.free], _PART_WORK)
        self._work += solved.work + self._overhead
        self._iterations += 1
        better = solved.values is not None and self._take(part, solved.values)
        neighbourhoods.learn(drawn, solved=solved.outcome is Outcome.OPTIMAL, better=better)
        self._report()
        return better

    def _promising(self, of_gap: float) -> Bools:
        """Return the variables worth trying: in turn all, and those with little regret.

        What is little goes by the gap of those whose turn it is, a share of the whole.
        """
        share = _SHARES[self._iterations % len(_SHARES)]
        if share >= 1 or self._missing():
            return self._allowed
        flags = self._allowed.copy()
        most = int(share * of_gap * (self._cost() - self._bound)) * GRAIN
        flags[: len(self._program.columns)] &= self._relaxed.regret <= most
        return flags

    # -- the whole program -------------------------------------------------------------------

    def _everything(self, vector: Ints) -> Part:
        return self._parts.cut(self._everybody, vector, self._allowed | (vector > 0))

    def _whole(self, work: float, *, proving: bool = False) -> None:
        """Give the solver everything that may still matter."""
        if self._good_enough() or work <= 0:
            return
        part = self._everything(self._vector)
        solved = solve_mip(part.program, self._vector[part.free], work, proving=proving)
        self._work += solved.work + self._overhead
        self._iterations += 1
        if solved.outcome is not Outcome.INFEASIBLE:
            self._bound = max(self._bound, solved.bound + part.offset)
        if solved.values is not None:
            self._take(part, solved.values)
        self._report()

    # -- bookkeeping -------------------------------------------------------------------------

    def _take(self, part: Part, values: Ints) -> bool:
        """Offer what the solver made of a part."""
        after = np.where(part.free, 0, self._vector)
        after[part.owned] = 0
        after[part.free] = values
        return self._offer(after)

    def _offer(self, vector: Ints) -> bool:
        """Keep a vector if it is cheaper; tell whether it is."""
        cost = self._program.total(vector)
        if self._started and cost >= self._cost():
            return False
        self._vector, self._started = vector, True
        if not self._missing():
            ruled_out = self._relaxed.fixed(self._program, cost)
            self._allowed = ~self._program.missed & (~ruled_out | (vector > 0))
        return True

    def _cost(self) -> int:
        return self._program.total(self._vector)

    def _missing(self) -> bool:
        return bool((self._vector[self._program.missed] > 0).any())

    def _good_enough(self) -> bool:
        if not self._started or self._missing():
            return False
        return self._cost() - self._bound <= self._effort.gap * abs(self._cost())

    def _report(self) -> None:
        if self._tell is None:
            return
        cost = None if self._missing() else self._cost()
        gap = None if cost is None else (cost - self._bound) / max(1, abs(cost))
        self._tell(Progress(cost, self._bound, gap, self._iterations, self._work))
