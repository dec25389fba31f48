"""How soon everything that must change could be done: a second, small backend beside the columns.

A priced plan needs a column for each start, since its cost hangs on the start; its relaxation says
little about the last go-live. Here steps are intervals, which is what CP-SAT is best at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.diagnostics import InternalFault
from estate.planning.effort import Effort
from estate.planning.finish import EarliestFinish
from estate.planning.judging.verify import violations
from estate.planning.no_roadmap import NoRoadmap, NoRoadmapStatus
from estate.planning.roadmap import Reason, Status
from estate.planning.solving.cpsat import Outcome
from estate.planning.solving.cpsat_intervals import schedule
from estate.planning.solving.energy import energy_bound
from estate.planning.solving.interval_program import interval_program
from estate.planning.solving.interval_rules import unknown_rules

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.solving.interval_program import IntervalProgram

_PLAIN_SHARE = 0.7
"""How much of the effort goes into the solver's plain search, before all its ways take turns."""
_MIXED_WORK = 2.0
"""Work that a unit of deterministic time counts as where they do: it takes about twice as long."""


def earliest_finish(
    problem: PlanningProblem,
    effort: Effort | None = None,
    required: Collection[str] | None = None,
) -> EarliestFinish | NoRoadmap:
    """Return a plan by which everything that must change is live as early as can be found.

    `required` are the ids of the systems that must change: those with a deadline, if not given.
    Others are changed only where these need them. An interruption ends the search early; the best
    plan so far comes back, marked as stopped early.

    Raises:
        KeyError: if a required system is not in the problem.
        ValueError: if the problem has a rule that is not known here; the message names it.
        InternalFault: if the plan found breaks a rule.
    """
    for words in unknown_rules(problem):
        raise ValueError(f"how soon all can be done is not known under {words}")
    names = tuple(sorted(_required(problem, required)))
    search = _Search(problem, interval_program(problem, names), effort or Effort())
    if names:
        search.run()
    if search.taken is None:
        return search.none()
    choices = _without_needless(problem, search.choices(), names)
    _judge(problem, choices, names)
    month = _month(problem, choices, names)
    bound = min(search.bound, month)
    status = Status.OPTIMAL if bound == month else Status.FEASIBLE
    return EarliestFinish(
        problem, status, names, choices, month, bound, search.work, search.interrupted
    )


def _required(problem: PlanningProblem, required: Collection[str] | None) -> set[str]:
    must = {case.id for case in problem.systems if case.deadline is not None}
    if required is None:
        return must
    for name in required:
        if name not in problem.by_id:
            raise KeyError(name)
    return must | set(required)


@dataclass
class _Search:
    """Plain search first, which proves what is easy; then all the solver's ways in turn."""

    problem: PlanningProblem
    program: IntervalProgram
    effort: Effort
    bound: int = 0
    work: float = 0.0
    taken: dict[int, tuple[int, int]] | None = None
    infeasible: bool = False
    interrupted: bool = False

    def __post_init__(self) -> None:
        if not self.program.required:
            self.taken = {}

    def run(self) -> None:
        self.bound = energy_bound(self.program)
        if self.bound > self.problem.calendar.horizon:
            self.infeasible = True
            return
        if not self._phase(self.effort.work * _PLAIN_SHARE, mixed=False):
            self._phase(self.effort.work - self.work, mixed=True)

    def _phase(self, work: float, *, mixed: bool) -> bool:
        """Search for a while; tell whether nothing is left to be found."""
        rate = _MIXED_WORK if mixed else 1.0
        found = schedule(self.program, self.bound, self.taken or {}, work / rate, mixed=mixed)
        self.work += found.work * rate
        self.interrupted = found.interrupted
        if found.outcome is Outcome.INFEASIBLE:
            self.infeasible = True
            return True
        self.bound = max(self.bound, found.bound)
        if found.taken:
            self.taken = found.taken
        return self.interrupted or found.outcome is Outcome.OPTIMAL

    def choices(self) -> dict[str, tuple[str, int]]:
        return {
            self.problem.systems[system].id: (self.program.ways[way].option.id, 3 * start)
            for system, (way, start) in sorted((self.taken or {}).items())
        }

    def none(self) -> NoRoadmap:
        if self.infeasible:
            status = NoRoadmapStatus.INFEASIBLE
            words = "No plan changes everything that must change and keeps every rule."
        else:
            status = NoRoadmapStatus.UNKNOWN
            words = "No plan that changes everything that must change was found within the effort."
        return NoRoadmap(self.problem, status, (Reason(words),), 0, self.work, self.interrupted)


def _without_needless(
    problem: PlanningProblem, choices: dict[str, tuple[str, int]], required: tuple[str, ...]
) -> dict[str, tuple[str, int]]:
    """Keep what is changed although neither a requirement nor a rule asks for it."""
    left = dict(choices)
    for system in sorted(set(choices) - set(required), key=lambda name: (-choices[name][1], name)):
        together = problem.unit_of.get(system, (system,))
        fewer = {name: choice for name, choice in left.items() if name not in together}
        if set(required) <= set(fewer) and not violations(problem, fewer):
            left = fewer
    return left


def _month(
    problem: PlanningProblem, choices: Mapping[str, tuple[str, int]], required: tuple[str, ...]
) -> int:
    lives = (
        choices[name][1] + problem.by_id[name].option(choices[name][0]).duration
        for name in required
    )
    return max(lives, default=0)


def _judge(
    problem: PlanningProblem, choices: Mapping[str, tuple[str, int]], required: tuple[str, ...]
) -> None:
    """Check the plan without the solver."""
    missing = [name for name in required if name not in choices]
    broken = [violation.words for violation in violations(problem, choices)]
    broken += [f"{name} is not changed." for name in missing]
    if broken:
        raise InternalFault(f"the plan found breaks its own rules: {'; '.join(broken[:3])}")
