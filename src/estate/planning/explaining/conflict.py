"""Why no plan exists: a small set of facts that cannot hold together.

Facts are let go one at a time. One that is not missed, because there is still no plan without it,
is left out for good; what remains at the end is needed, each fact of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.explaining.wording import no_budget_words
from estate.planning.making.underway import UNDER_WAY
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.rows import build
from estate.planning.roadmap import Reason
from estate.planning.solving.cpsat import Outcome, ZeroOne, solve_mip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from estate.planning.problem.cases import (
        Budget,
        ChangeLimit,
        Option,
        PlanningProblem,
        SkillLimit,
        SystemCase,
    )
    from estate.portfolio import Fact

_WORK = 2.0
"""Deterministic time for one question."""


@dataclass(frozen=True)
class _Element:
    """Something that can be let go."""

    words: str
    facts: tuple[Fact, ...]
    without: Callable[[PlanningProblem], PlanningProblem]


def conflict(problem: PlanningProblem) -> tuple[Reason, ...]:
    """Return the facts of a problem without a plan that cannot hold together."""
    current = _concerned(problem)
    _, needed = _shrunk(current, list(_elements(current)))
    reasons = [Reason(element.words, element.facts) for element in needed]
    if len(needed) == 1:  # a deadline that cannot be met by itself: say what it would take
        words = needed[0].words
        alone = (case for case in current.systems if _deadline_words(current, case) == words)
        reasons += [_quickest(current, case) for case in alone]
    return tuple(reasons)


def _deadline_words(problem: PlanningProblem, case: SystemCase) -> str | None:
    if case.deadline is None:
        return None
    label = problem.calendar.month_label(case.deadline)
    under_way = any(option.id == UNDER_WAY for option in case.options)
    said = "has a step under way until" if under_way else "must have changed by"
    return f"{case.id} {said} {label}."


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


def _shrunk(
    problem: PlanningProblem, elements: list[_Element]
) -> tuple[PlanningProblem, list[_Element]]:
    """Let go of all elements at once, or else of each half in turn; return what is needed."""
    trial = problem
    for element in elements:
        trial = element.without(trial)
    if not elements or _has_no_plan(trial):
        return trial, []
    if len(elements) == 1:
        return problem, elements
    middle = len(elements) // 2
    problem, first = _shrunk(problem, elements[:middle])
    problem, second = _shrunk(problem, elements[middle:])
    return problem, first + second


def _concerned(problem: PlanningProblem) -> PlanningProblem:
    """Return the part that matters: deadlines, what they wait for, and what moves with those.

    Every other system can be kept as it is, and then takes part in no rule.
    """
    wanted = {case.id for case in problem.systems if case.deadline is not None}
    joiners = {
        case.id for case in problem.systems if any(o.platform is not None for o in case.options)
    }
    waiting = sorted(wanted)
    while waiting:
        name = waiting.pop()
        case = problem.by_id[name]
        others = {need.system for option in case.options for need in option.requires}
        others |= set(problem.group_of.get(name, ()))
        if name in joiners:
            others |= joiners
        waiting += sorted(others - wanted)
        wanted |= others
    return replace(
        problem,
        systems=tuple(case for case in problem.systems if case.id in wanted),
        groups=tuple(group for group in problem.groups if set(group) <= wanted),
        rework=(),
    )


def _has_no_plan(problem: PlanningProblem) -> bool:
    program = build(problem)
    if any(not own for own in program.of_system):
        return True
    question = ZeroOne(np.zeros_like(program.cost), program.rows, program.low, program.high)
    return solve_mip(question, None, _WORK).outcome is Outcome.INFEASIBLE


def _elements(problem: PlanningProblem) -> Iterator[_Element]:
    yield from _capacities(problem)
    yield from _platforms(problem)
    for case in problem.systems:
        yield from _of_system(case)
    for group in problem.groups:
        words = f"{', '.join(group)} go live in the same quarter or not at all."
        facts = problem.group_facts.get(group[0], ())
        yield _Element(words, facts, partial(_without_group, group=group))
    for case in problem.systems:
        deadline = _deadline_words(problem, case)
        if deadline is not None:
            let_go = partial(_change, name=case.id, change=_without_deadline)
            yield _Element(deadline, case.deadline_facts, let_go)


def _capacities(problem: PlanningProblem) -> Iterator[_Element]:
    councils = {case.council for case in problem.systems}
    for budget in problem.budgets:
        if budget.council in councils:
            label = problem.calendar.year_label(budget.year)
            words = (
                f"{budget.council} has £{budget.pounds:,} of {budget.purse} in {label}."
                if budget.recorded
                else f"{budget.council}: {no_budget_words(budget.purse, label)}."
            )
            yield _Element(words, budget.facts, partial(_without_budget, budget=budget))
    for skill in problem.skills:
        if skill.council in councils:
            label = problem.calendar.quarter_words(skill.quarter)
            words = f"{skill.council} has {skill.days} person-days of {skill.skill} in {label}."
            yield _Element(words, skill.facts, partial(_without_skill, skill=skill))
    for change in problem.changes:
        if change.council in councils:
            words = f"{change.council} can have {change.steps} changes under way at once."
            yield _Element(words, change.facts, partial(_without_limit, limit=change))


def _platforms(problem: PlanningProblem) -> Iterator[_Element]:
    for platform in problem.platforms:
        words = f"{platform.id} has its least members, its first day and its places a quarter."
        yield _Element(words, platform.facts, partial(_opened, name=platform.id))


def _of_system(case: SystemCase) -> Iterator[_Element]:
    if case.frozen:
        words = f"{case.id} may not go live in its freezes."
        yield _Element(words, case.freeze_facts, partial(_change, name=case.id, change=_thawed))
    for option in case.options:
        for need in option.requires:
            lag = f" for {need.lag} months" if need.lag else ""
            words = f"{case.id}: {option.id} starts when {need.system} has been live{lag}."
            change = partial(_without_need, option=option.id, system=need.system)
            yield _Element(words, need.facts, partial(_change, name=case.id, change=change))
        if option.earliest:
            words = f"{case.id}: {option.id} has an earliest start."
            change = partial(_from_start, option=option.id)
            yield _Element(words, option.facts, partial(_change, name=case.id, change=change))


# -- letting go ------------------------------------------------------------------------------


def _without_group(problem: PlanningProblem, group: tuple[str, ...]) -> PlanningProblem:
    return replace(problem, groups=tuple(each for each in problem.groups if each != group))


def _without_budget(problem: PlanningProblem, budget: Budget) -> PlanningProblem:
    return replace(problem, budgets=tuple(each for each in problem.budgets if each != budget))


def _without_skill(problem: PlanningProblem, skill: SkillLimit) -> PlanningProblem:
    return replace(problem, skills=tuple(each for each in problem.skills if each != skill))


def _without_limit(problem: PlanningProblem, limit: ChangeLimit) -> PlanningProblem:
    return replace(problem, changes=tuple(each for each in problem.changes if each != limit))


def _opened(problem: PlanningProblem, name: str) -> PlanningProblem:
    platforms = tuple(
        replace(each, minimum=0, onboarding=None, available=0) if each.id == name else each
        for each in problem.platforms
    )
    return replace(problem, platforms=platforms)


def _change(
    problem: PlanningProblem, name: str, change: Callable[[SystemCase], SystemCase]
) -> PlanningProblem:
    cases = tuple(change(case) if case.id == name else case for case in problem.systems)
    return replace(problem, systems=cases)


def _without_deadline(case: SystemCase) -> SystemCase:
    return replace(case, deadline=None)


def _thawed(case: SystemCase) -> SystemCase:
    return replace(case, frozen=frozenset())


def _without_need(case: SystemCase, option: str, system: str) -> SystemCase:
    options = tuple(
        replace(each, requires=tuple(n for n in each.requires if n.system != system))
        if each.id == option
        else each
        for each in case.options
    )
    return replace(case, options=options)


def _from_start(case: SystemCase, option: str) -> SystemCase:
    options = tuple(
        replace(each, earliest=0) if each.id == option else each for each in case.options
    )
    return replace(case, options=options)
