"""Why no plan exists: a smallest set of facts that cannot hold together.

Facts are let go one at a time. One that is not missed, because there is still no plan without it,
is left out for good; what remains at the end is needed, each fact of it: a rule that was needed
beside others is needed beside fewer, because letting go never takes a plan away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.explaining.rules import rules
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.rows import build
from estate.planning.roadmap import Reason
from estate.planning.solving.cpsat import Outcome, ZeroOne, solve_mip

if TYPE_CHECKING:
    from estate.planning.explaining.rules import Rule
    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase

_WORK = 2.0
"""Deterministic time for one question."""


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot hold together."""

    problem: PlanningProblem
    """The part of the problem that is concerned, with every rule in force."""
    rules: tuple[Rule, ...]
    """Without any one of them there is a plan, if the others of the problem are let go."""
    bare: PlanningProblem
    """The same part with these rules only."""


def conflict_of(problem: PlanningProblem) -> Conflict:
    """Return a smallest set of rules of a problem without a plan that cannot hold together."""
    concerned = concerned_part(problem)
    bare, needed = _shrunk(concerned, list(rules(concerned)))
    return Conflict(concerned, tuple(needed), bare)


def conflict(problem: PlanningProblem) -> tuple[Reason, ...]:
    """Return the facts of a problem without a plan that cannot hold together."""
    return reasons_of(conflict_of(problem))


def reasons_of(found: Conflict) -> tuple[Reason, ...]:
    """Return a conflict in words, each with its facts."""
    reasons = [Reason(rule.words, rule.facts) for rule in found.rules]
    if len(found.rules) == 1 and found.rules[0].kind == "deadline":
        reasons.append(_quickest(found.bare, found.bare.by_id[found.rules[0].subject]))
    return tuple(reasons)


def _quickest(problem: PlanningProblem, case: SystemCase) -> Reason:
    """Say what the quickest option takes: the other half of a deadline that cannot be met."""
    found = [(_first(option) + option.duration, option.id, option) for option in case.options]
    if not found:
        return Reason(f"Nothing can be planned for {case.id}.", case.facts)
    live, _, option = min(found, key=lambda each: each[:2])
    when = problem.calendar.month_label(live)
    months = "month" if option.duration == 1 else "months"
    words = (
        f"The quickest option for {case.id}, {option.id}, takes {option.duration} {months} and can"
        f" be live in {when} at the earliest."
    )
    return Reason(words, option.facts)


def _first(option: Option) -> int:
    """Return the first month in which an option may start: the first of a quarter."""
    return -(-option.earliest // MONTHS_A_QUARTER) * MONTHS_A_QUARTER


def _shrunk(problem: PlanningProblem, found: list[Rule]) -> tuple[PlanningProblem, list[Rule]]:
    """Let go of all rules at once, or else of each half in turn; return what is needed."""
    trial = problem
    for rule in found:
        trial = rule.without(trial)
    if not found or has_no_plan(trial):
        return trial, []
    if len(found) == 1:
        return problem, found
    middle = len(found) // 2
    problem, first = _shrunk(problem, found[:middle])
    problem, second = _shrunk(problem, found[middle:])
    return problem, first + second


def concerned_part(problem: PlanningProblem) -> PlanningProblem:
    """Return the part that matters: deadlines, what they wait for, and what moves with those.

    Every other system can be kept as it is, and then takes part in no rule; unless there is a
    ceiling, in which all take part.
    """
    if problem.ceilings:
        without = concerned_part(replace(problem, ceilings=()))
        return without if has_no_plan(without) else problem
    wanted = {case.id for case in problem.systems if case.deadline is not None}
    joiners = {
        case.id for case in problem.systems if any(o.platform is not None for o in case.options)
    }
    waiting = sorted(wanted)
    while waiting:
        name = waiting.pop()
        case = problem.by_id[name]
        others = {need.system for option in case.options for need in option.requires}
        others |= set(problem.unit_of.get(name, ()))
        if name in joiners:
            others |= joiners
        waiting += sorted(others - wanted)
        wanted |= others
    return replace(
        problem,
        systems=tuple(case for case in problem.systems if case.id in wanted),
        groups=tuple(group for group in problem.groups if set(group) <= wanted),
        adapters=tuple(each for each in problem.adapters if {each.one, each.other} <= wanted),
        rework=(),
    )


def has_no_plan(problem: PlanningProblem) -> bool:
    """Whether it is proven, within a little work, that a problem has no plan."""
    return feasibility(problem) is Outcome.INFEASIBLE


def feasibility(problem: PlanningProblem) -> Outcome:
    """Return whether a problem has a plan: optimal or feasible, infeasible, or not known."""
    program = build(problem)
    if any(not own for own in program.of_system):
        return Outcome.INFEASIBLE
    question = ZeroOne(np.zeros_like(program.cost), program.rows, program.low, program.high)
    return solve_mip(question, None, _WORK).outcome
