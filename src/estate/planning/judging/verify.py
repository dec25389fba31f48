"""Checks a plan against the problem, rule by rule, without the planner's program.

Nothing here trusts the search: each rule is tested from the problem's own definition.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import chosen, evaluate, in_month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase
    from estate.planning.roadmap import Roadmap

    Plan = Mapping[str, tuple[str, int]]
    Placed = tuple[SystemCase, Option, int, int]


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that a plan breaks, in words."""

    code: str
    words: str
    subject: str


def violations(problem: PlanningProblem, choices: Plan) -> tuple[Violation, ...]:
    """Return every rule that a plan breaks; empty when it keeps them all."""
    known = tuple(_known(problem, choices))
    if known:
        return known
    placed = list(chosen(problem, choices))
    return tuple(found for rule in _RULES for found in rule(problem, placed))


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


def _own_calendar(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    for case, option, start, live in placed:
        if start < option.earliest:
            yield Violation("earliest", f"{case.id} starts before it may.", case.id)
        if live > problem.calendar.horizon:
            yield Violation("horizon", f"{case.id} goes live after the horizon.", case.id)
        if live in case.frozen:
            yield Violation("freeze", f"{case.id} goes live in a freeze.", case.id)


def _deadlines(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    lives = {case.id: live for case, _, _, live in placed}
    for case in problem.systems:
        if case.deadline is not None and lives.get(case.id, case.deadline + 1) > case.deadline:
            yield Violation("deadline", f"{case.id} is not changed by its deadline.", case.id)


def _precedence(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    lives = {case.id: live for case, _, _, live in placed}
    for case, option, start, _ in placed:
        for need in option.requires:
            if need.system in problem.group_of.get(case.id, ()):
                continue
            if need.system not in lives or lives[need.system] + need.lag > start:
                words = f"{case.id} starts before {need.system} has been live long enough."
                yield Violation("precedence", words, case.id)


def _groups(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    lives = {case.id: live // 3 for case, _, _, live in placed}
    for group in problem.groups:
        if len({lives.get(member) for member in group}) > 1:
            words = f"{', '.join(group)} do not go live in the same quarter."
            yield Violation("group", words, group[0])


def _budgets(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    spent: Counter[tuple[str, str, str]] = Counter()
    for case, option, start, live in placed:
        for month in range(start, live):
            year = problem.calendar.year_label(problem.calendar.year_of(month))
            k = month - start - option.procurement
            spent[case.council, "capital", year] += in_month(option.capital, option.months, k)
            spent[case.council, "revenue", year] += in_month(option.revenue, option.months, k)
    for budget in problem.budgets:
        year = problem.calendar.year_label(budget.year)
        used = spent[budget.council, budget.purse.value, year]
        if used > budget.pounds:
            words = (
                f"{budget.council} spends {used:,} of {budget.pounds:,} {budget.purse} in {year}."
            )
            yield Violation("budget", words, budget.council)


def _skills(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    used: Counter[tuple[str, str, int]] = Counter()
    for case, option, start, live in placed:
        for skill, days in option.skills:
            for month in range(start, live):
                k = month - start - option.procurement
                used[case.council, skill, month // 3] += in_month(days, option.months, k)
    for limit in problem.skills:
        days = used[limit.council, limit.skill, limit.quarter]
        if days > limit.days:
            label = problem.calendar.quarter_label(limit.quarter)
            words = f"{limit.council} uses {days} of {limit.days} days of {limit.skill} in {label}."
            yield Violation("skill", words, limit.council)


def _changes(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    for limit in problem.changes:
        for month in range(0, problem.calendar.horizon, 3):
            running = sum(
                case.council == limit.council and start <= month < live
                for case, _, start, live in placed
            )
            if running > limit.steps:
                label = problem.calendar.quarter_label(month // 3)
                words = (
                    f"{limit.council} has {running} steps under way in {label}, not {limit.steps}."
                )
                yield Violation("changes", words, limit.council)


def _platforms(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    for platform in problem.platforms:
        lives = [live for _, option, _, live in placed if option.platform == platform.id]
        if not lives:
            continue
        if platform.members + len(lives) < platform.minimum:
            words = (
                f"{platform.id} has {platform.members + len(lives)} members of {platform.minimum}."
            )
            yield Violation("minimum", words, platform.id)
        if min(lives) < platform.available:
            words = f"A member goes live on {platform.id} before it is available."
            yield Violation("available", words, platform.id)
        busiest = max(Counter(live // 3 for live in lives).values())
        if platform.onboarding is not None and busiest > platform.onboarding:
            words = f"{busiest} go live on {platform.id} in one quarter, not {platform.onboarding}."
            yield Violation("onboarding", words, platform.id)


def _folds(_problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    gone = {case.id for case, option, _, _ in placed if option.kind in _GONE}
    for case, option, _, _ in placed:
        if option.onto in gone:
            words = f"{case.id} is folded into {option.onto}, which goes away."
            yield Violation("onto", words, case.id)


_GONE = {"retire", "join", "consolidate"}
_RULES: tuple[Callable[[PlanningProblem, list[Placed]], Iterator[Violation]], ...] = (
    _own_calendar,
    _deadlines,
    _precedence,
    _groups,
    _budgets,
    _skills,
    _changes,
    _platforms,
    _folds,
)
