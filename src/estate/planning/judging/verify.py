"""Checks a plan against the problem, rule by rule, without the planner's program.

Nothing here trusts the search: each rule is tested from the problem's own definition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import chosen, evaluate
from estate.planning.judging.rules import RULES
from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.roadmap import Roadmap

    Plan = Mapping[str, tuple[str, int]]


def violations(problem: PlanningProblem, choices: Plan) -> tuple[Violation, ...]:
    """Return every rule that a plan breaks; empty when it keeps them all."""
    known = tuple(_known(problem, choices))
    if known:
        return known
    placed = list(chosen(problem, choices))
    return tuple(found for rule in RULES for found in rule(problem, placed))


def verify(roadmap: Roadmap) -> tuple[Violation, ...]:
    """Return everything that is wrong with a roadmap; empty when it can be trusted.

    Its steps against every rule, its dates against its months, its cost and its bound.
    """
    problem = roadmap.problem
    found = violations(problem, roadmap.choices)
    if found:
        return found
    return (*_dates(roadmap), *_sums(roadmap))


def _dates(roadmap: Roadmap) -> Iterator[Violation]:
    day = roadmap.problem.calendar.first_day
    for step in roadmap.steps:
        option = roadmap.problem.by_id[step.system].option(step.option)
        live = step.start_month + option.procurement + option.months
        if step.live_month != live or step.live != day(live) or step.start != day(step.start_month):
            yield Violation("dates", f"The dates of {step.system} do not agree.", step.system)
    names = sorted([step.system for step in roadmap.steps] + list(roadmap.retained))
    if names != [case.id for case in roadmap.problem.systems]:
        yield Violation("systems", "Not every system is in the plan exactly once.", "plan")


def _sums(roadmap: Roadmap) -> Iterator[Violation]:
    exact = evaluate(roadmap.problem, roadmap.choices)
    if exact.total != roadmap.objective:
        words = f"The plan costs {exact.total:,}, not {roadmap.objective:,}."
        yield Violation("cost", words, "plan")
    for step in roadmap.steps:
        if exact.systems[step.system] != step.cost:
            words = f"{step.system} costs {exact.systems[step.system]:,}, not {step.cost:,}."
            yield Violation("cost", words, step.system)
    if roadmap.lower_bound > roadmap.objective:
        yield Violation("bound", "The lower bound is above the cost.", "plan")
    proven = roadmap.lower_bound == roadmap.objective
    if proven != (roadmap.status == "optimal"):
        yield Violation("status", "The status does not agree with the bound.", "plan")


def _known(problem: PlanningProblem, choices: Plan) -> Iterator[Violation]:
    for system, (option, start) in sorted(choices.items()):
        case = problem.by_id.get(system)
        if case is None or option not in {each.id for each in case.options}:
            yield Violation("unknown", f"There is no option {option} for {system}.", system)
        elif start < 0 or start % 3:
            yield Violation("start", f"{system} does not start with a quarter.", system)
