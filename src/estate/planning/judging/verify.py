"""Checks a plan against the problem, rule by rule, without the planner's program.

Nothing here trusts the search: each rule is tested from the problem's own definition.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import chosen, evaluate
from estate.planning.judging.measured import measured
from estate.planning.judging.rules import RULES
from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.problem.measures import Figures
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
    figures = measured(roadmap.problem, roadmap.choices)
    taken = figures.by(roadmap.measure, roadmap.problem.weights)
    if taken != roadmap.objective:
        words = f"The plan costs {taken:,}, not {roadmap.objective:,}."
        yield Violation("cost", words, "plan")
    if roadmap.figures not in (None, figures):
        yield Violation("figures", "The plan's money or risk is not what it says.", "plan")
    for step in roadmap.steps:
        if exact.systems[step.system] != step.cost:
            words = f"{step.system} costs {exact.systems[step.system]:,}, not {step.cost:,}."
            yield Violation("cost", words, step.system)
    if roadmap.lower_bound > roadmap.objective:
        yield Violation("bound", "The lower bound is above the cost.", "plan")
    yield from _proofs(roadmap, figures)


def _proofs(roadmap: Roadmap, figures: Figures) -> Iterator[Violation]:
    """Yield what is wrong with the status, and with the proof of each search by itself."""
    single = len(roadmap.passes) < 2  # noqa: PLR2004  # a second may give the first a tolerance
    proven = not single or roadmap.lower_bound == roadmap.objective
    proven = proven and all(each.lower_bound == each.value for each in roadmap.passes)
    if proven != (roadmap.status == "optimal"):
        yield Violation("status", "The status does not agree with the bound.", "plan")
    for each in roadmap.passes:
        if each.lower_bound > each.value:
            yield Violation("bound", f"The bound of {each.measure} is above its value.", "plan")
    for last in roadmap.passes[-1:]:
        if last.value != figures.by(last.measure, roadmap.problem.weights):
            yield Violation("figures", f"The plan's {last.measure} is not what it says.", "plan")
    for before, after in pairwise(roadmap.passes):
        first = figures.by(before.measure, roadmap.problem.weights)
        if after.within is None or first > after.within:
            yield Violation("order", f"{after.measure} was bought with {before.measure}.", "plan")


def _known(problem: PlanningProblem, choices: Plan) -> Iterator[Violation]:
    for system, (option, start) in sorted(choices.items()):
        case = problem.by_id.get(system)
        if case is None or option not in {each.id for each in case.options}:
            yield Violation("unknown", f"There is no option {option} for {system}.", system)
        elif start < 0 or start % 3:
            yield Violation("start", f"{system} does not start with a quarter.", system)
