"""The earliest finish of steps in time, by CP-SAT's intervals.

One worker and limits in deterministic time, as in `cpsat`: the same input gives the same answer.
Unlike the 0-1 program of a priced plan, this one is best left to the solver's own settings.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.solving.cpsat import OUTCOMES, Outcome, beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.planning.solving.interval_program import Few, IntervalProgram, Share, Shared, Sum

_SEED = 1


@dataclass(frozen=True)
class Scheduled:
    """CP-SAT's answer."""

    outcome: Outcome
    taken: dict[int, tuple[int, int]]
    """For each system that is changed the way and the quarter in which it starts."""
    bound: int
    """No schedule ends before this month."""
    work: float
    interrupted: bool = False
    """Whether an interruption ended it; what it had found by then is here."""


def schedule(
    program: IntervalProgram,
    not_before: int,
    hint: dict[int, tuple[int, int]],
    work: float,
    *,
    mixed: bool = False,
) -> Scheduled:
    """Look for the schedule that ends first, within an amount of deterministic time.

    `not_before` is a month before which none is known to end. With `mixed` all the solver's ways
    of searching take turns: slower to prove what is easy, better where one way gets stuck.
    """
    model = _Model(program, not_before)
    model.hint(hint)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = _SEED
    parameters.interleave_search = mixed
    parameters.max_deterministic_time = work
    parameters.catch_sigint_signal = False
    interrupted = False
    try:
        beside(lambda: solver.solve(model.model), solver.stop_search)
    except KeyboardInterrupt:
        interrupted = True
    return replace(model.answer(solver), interrupted=interrupted)


@dataclass
class _Model:
    program: IntervalProgram
    not_before: int
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)

    def __post_init__(self) -> None:
        program, model = self.program, self.model
        self.present = [model.new_bool_var("") for _ in program.ways]
        self.starts = [self._start(own) for own in program.of_system]
        self.changed = [self._changed(i) for i in range(len(program.of_system))]
        self._at: dict[tuple[int, int], cp_model.IntVar] = {}
        self._domains()
        self._needs()
        self._groups()
        for shared in program.shared:
            self._cumulative(shared)
        for each in program.sums:
            self._sum(each)
        for one, other in program.apart:
            model.add_at_most_one([self.present[one], self.present[other]])
        for few in program.few:
            self._few(few)
        self.unit = self._unit()
        self.finish = self._finish()
        model.minimize(self.finish)

    def _start(self, own: Sequence[int]) -> cp_model.IntVar:
        every = sorted({start for w in own for start in self.program.ways[w].starts})
        return self.model.new_int_var_from_domain(cp_model.Domain.from_values(every or [0]), "")

    def _changed(self, system: int) -> cp_model.IntVar:
        """Return whether a system is changed: it is by one of its ways, or by none."""
        own = [self.present[w] for w in self.program.of_system[system]]
        if system in self.program.required:
            self.model.add_exactly_one(own)
            return self.model.new_constant(1)
        changed = self.model.new_bool_var("")
        self.model.add_exactly_one([*own, ~changed])
        return changed

    def _domains(self) -> None:
        for way, present in zip(self.program.ways, self.present, strict=True):
            if not way.starts:
                self.model.add(present == 0)
                continue
            domain = cp_model.Domain.from_values(list(way.starts))
            start = self.starts[way.system]
            self.model.add_linear_expression_in_domain(start, domain).only_enforce_if(present)

    def _needs(self) -> None:
        """Let a step wait: for whichever way of the other system is taken."""
        for need in self.program.needs:
            own = self.present[need.way]
            self.model.add_implication(own, self.changed[need.system])
            ready = self.starts[need.system] + sum(
                -(-(self.program.ways[w].months + need.lag) // MONTHS_A_QUARTER) * self.present[w]
                for w in self.program.of_system[need.system]
            )
            start = self.starts[self.program.ways[need.way].system]
            self.model.add(start >= ready).only_enforce_if(own)

    def _groups(self) -> None:
        for group in self.program.groups:
            for one, other in pairwise(group):
                self.model.add(self.changed[one] == self.changed[other])
                together = self.model.add(self._lives(one) == self._lives(other))
                together.only_enforce_if(self.changed[one])

        for one, other in self.program.ties:
            self.model.add(self.changed[one] == self.changed[other])

    def _few(self, few: Few) -> None:
        members = []
        for own in few.members:
            member = self.model.new_bool_var("")
            self.model.add_bool_or([~member, *(self.present[w] for w in own)])
            members.append(member)
        for w in few.ways:
            self.model.add(sum(members) >= few.least).only_enforce_if(self.present[w])

    def _lives(self, system: int) -> cp_model.LinearExprT:
        """Return the quarter in which a system goes live, if it is changed."""
        return self.starts[system] + sum(
            self.program.ways[w].months // MONTHS_A_QUARTER * self.present[w]
            for w in self.program.of_system[system]
        )

    def _cumulative(self, shared: Shared) -> None:
        most = sum(load.amount for load in shared.loads)
        every = range(self.program.quarters + 1)
        room = [min(most, max(0, shared.room.get(quarter, most))) for quarter in every]
        intervals, demands = [], []
        for load in shared.loads:
            start = self.starts[self.program.ways[load.way].system] + load.after
            present = self.present[load.way]
            intervals.append(
                self.model.new_optional_fixed_size_interval_var(start, load.quarters, present, "")
            )
            demands.append(load.amount)
        capacity = max(room, default=0)
        for quarter, there in zip(every, room, strict=True):
            if there < capacity and quarter in shared.room:
                intervals.append(self.model.new_fixed_size_interval_var(quarter, 1, ""))
                demands.append(capacity - there)
        if sum(demands) > capacity:
            self.model.add_cumulative(intervals, demands, capacity)

    def _sum(self, each: Sum) -> None:
        total = sum(share.amount * self._literal(share) for share in each.shares)
        self.model.add(total <= each.most)

    def _literal(self, share: Share) -> cp_model.IntVar:
        if share.start is None:
            return self.present[share.way]
        return self._begins(share.way, share.start)

    def _begins(self, way: int, start: int) -> cp_model.IntVar:
        """Return whether a way is taken and starts in a quarter."""
        if (way, start) not in self._at:
            own = self.program.ways[way]
            for quarter in own.starts:
                literal = self.model.new_bool_var("")
                self.model.add(self.starts[own.system] == quarter).only_enforce_if(literal)
                self._at[way, quarter] = literal
            literals = [self._at[way, quarter] for quarter in own.starts]
            self.model.add_exactly_one([*literals, ~self.present[way]])
        return self._at[way, start]

    def _required(self) -> Iterable[tuple[int, Sequence[int]]]:
        return ((i, self.program.of_system[i]) for i in sorted(self.program.required))

    def _unit(self) -> int:
        """Return the months in which the finish is counted: a quarter's where that is exact."""
        lengths = [self.program.ways[w].months for _, own in self._required() for w in own]
        return MONTHS_A_QUARTER if all(n % MONTHS_A_QUARTER == 0 for n in lengths) else 1

    def _finish(self) -> cp_model.IntVar:
        latest = self.program.quarters * MONTHS_A_QUARTER // self.unit
        finish = self.model.new_int_var(-(-self.not_before // self.unit), latest, "")
        scale = MONTHS_A_QUARTER // self.unit
        for i, own in self._required():
            length = sum(self.program.ways[w].months // self.unit * self.present[w] for w in own)
            self.model.add(scale * self.starts[i] + length <= finish)
        return finish

    def hint(self, taken: dict[int, tuple[int, int]]) -> None:
        """Tell the solver of a schedule that is known."""
        if not taken:
            return
        for w, way in enumerate(self.program.ways):
            self.model.add_hint(self.present[w], int(taken.get(way.system, (-1, 0))[0] == w))
        for system, (_, start) in sorted(taken.items()):
            self.model.add_hint(self.starts[system], start)

    def answer(self, solver: cp_model.CpSolver) -> Scheduled:
        """Return what the solver found."""
        response = solver.response_proto
        outcome = OUTCOMES.get(int(response.status), Outcome.UNKNOWN)
        taken = {}
        if outcome in (Outcome.OPTIMAL, Outcome.FEASIBLE):
            for w, way in enumerate(self.program.ways):
                if solver.value(self.present[w]):
                    taken[way.system] = (w, solver.value(self.starts[way.system]))
        bound = int(response.inner_objective_lower_bound) * self.unit
        return Scheduled(outcome, taken, bound, float(response.deterministic_time))
