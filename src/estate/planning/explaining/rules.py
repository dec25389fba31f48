"""The rules of a problem that can be let go, each with its words, its facts and its measure.

One function yields the rules of a kind; `_KINDS` lists them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from estate.planning.explaining import giving_way
from estate.planning.explaining.aims import ceiling_words
from estate.planning.explaining.wording import no_budget_words
from estate.planning.making.underway import UNDER_WAY
from estate.planning.program.columns import Limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.problem.cases import Budget, PlanningProblem, PlatformCase
    from estate.portfolio import Fact


class Measure(StrEnum):
    """What a rule gives way by."""

    POUNDS = "pounds"
    DAYS = "person-days"
    CHANGES = "changes at once"
    PLACES = "places a quarter"
    MEMBERS = "members"
    MONTHS = "months"
    WHOLE = "whole"
    """It holds, or it does not."""


@dataclass(frozen=True)
class Rule:
    """A rule that can be let go."""

    kind: str
    """budget, skill, changes, onboarding, minimum, available, freeze, waits, earliest, group, tie,
    ceiling, deadline or under-way."""
    subject: str
    """The council, platform or system whose rule it is."""
    words: str
    facts: tuple[Fact, ...]
    without: Callable[[PlanningProblem], PlanningProblem]
    """Returns a problem without it."""
    measure: Measure = Measure.WHOLE
    limit: Limit | None = None
    """The limit that it is, where it is one; its period counts where it has one."""
    option: str = ""
    """The option that it binds, where it binds one only."""
    other: str = ""
    """The system that is waited for."""
    group: tuple[str, ...] = ()


def rules(problem: PlanningProblem) -> tuple[Rule, ...]:
    """Return every rule of a problem that can be let go."""
    return tuple(rule for kind in _KINDS for rule in kind(problem))


def _budgets(problem: PlanningProblem) -> Iterator[Rule]:
    councils = {case.council for case in problem.systems}
    for budget in problem.budgets:
        if budget.council not in councils:
            continue
        label = problem.calendar.year_label(budget.year)
        words = (
            f"{budget.council} has £{budget.pounds:,} of {budget.purse} in {label}."
            if budget.recorded
            else f"{budget.council}: {no_budget_words(budget.purse, label)}."
        )
        limit = Limit(str(budget.purse), budget.council, "", budget.year)
        without = partial(_less_budgets, limit=limit)
        yield Rule("budget", budget.council, words, budget.facts, without, Measure.POUNDS, limit)


def _skills(problem: PlanningProblem) -> Iterator[Rule]:
    councils = {case.council for case in problem.systems}
    for skill in problem.skills:
        if skill.council in councils:
            label = problem.calendar.quarter_words(skill.quarter)
            words = f"{skill.council} has {skill.days} person-days of {skill.skill} in {label}."
            limit = Limit("skill", skill.council, skill.skill, skill.quarter)
            without = partial(_less_skills, limit=limit)
            yield Rule("skill", skill.council, words, skill.facts, without, Measure.DAYS, limit)


def _changes(problem: PlanningProblem) -> Iterator[Rule]:
    councils = {case.council for case in problem.systems}
    for change in problem.changes:
        if change.council in councils:
            of = f" of {change.service}" if change.service else ""
            words = f"{change.council} can have {change.steps} changes{of} under way at once."
            limit = Limit("changes", change.council, change.service, 0)
            without = partial(_less_changes, council=change.council, service=change.service)
            yield Rule(
                "changes", change.council, words, change.facts, without, Measure.CHANGES, limit
            )


def _platforms(problem: PlanningProblem) -> Iterator[Rule]:
    for platform in problem.platforms:
        yield from _platform(problem, platform)


def _platform(problem: PlanningProblem, platform: PlatformCase) -> Iterator[Rule]:
    name, facts = platform.id, platform.facts
    if platform.minimum > platform.members:
        words = f"{name} needs {platform.minimum} members, and has {platform.members} today."
        without = partial(giving_way.fewer_members, name=name, minimum=0)
        yield Rule("minimum", name, words, facts, without, Measure.MEMBERS)
    if platform.available > 0:
        words = f"{name} is available from {problem.calendar.month_label(platform.available)}."
        without = partial(giving_way.available_by, name=name, month=0)
        yield Rule("available", name, words, facts, without, Measure.MONTHS)
    if platform.onboarding is not None:
        words = f"{name} takes on {platform.onboarding} members a quarter."
        limit = Limit("onboarding", name, "", 0)
        without = partial(_any_number, name=name)
        yield Rule("onboarding", name, words, facts, without, Measure.PLACES, limit)


def _freezes(problem: PlanningProblem) -> Iterator[Rule]:
    for case in problem.systems:
        if case.frozen and case.options:
            words = f"{case.id} may not go live in its freezes."
            without = partial(giving_way.thawed, name=case.id, months=case.frozen)
            yield Rule("freeze", case.id, words, case.freeze_facts, without)


def _options(problem: PlanningProblem) -> Iterator[Rule]:
    for case in problem.systems:
        for option in case.options:
            for need in option.requires:
                if need.system in problem.tied_with.get(case.id, ()):
                    continue
                lag = f" for {need.lag} months" if need.lag else ""
                words = f"{case.id}: {option.id} starts when {need.system} has been live{lag}."
                without = partial(
                    giving_way.without_need, name=case.id, option=option.id, system=need.system
                )
                yield Rule(
                    "waits",
                    case.id,
                    words,
                    need.facts,
                    without,
                    option=option.id,
                    other=need.system,
                )
            if option.earliest:
                label = problem.calendar.month_label(option.earliest)
                words = f"{case.id}: {option.id} may not start before {label}."
                without = partial(giving_way.from_month, name=case.id, option=option.id, month=0)
                yield Rule(
                    "earliest",
                    case.id,
                    words,
                    option.facts,
                    without,
                    Measure.MONTHS,
                    option=option.id,
                )


def _groups(problem: PlanningProblem) -> Iterator[Rule]:
    for group in problem.groups:
        words = f"{', '.join(group)} go live in the same quarter or not at all."
        facts = problem.group_facts.get(group[0], ())
        without = partial(giving_way.without_group, group=group)
        yield Rule("group", group[0], words, facts, without, group=group)


def _deadlines(problem: PlanningProblem) -> Iterator[Rule]:
    for case in problem.systems:
        if case.deadline is not None:
            label = problem.calendar.month_label(case.deadline)
            under_way = any(option.id == UNDER_WAY for option in case.options)
            said = "has a step under way until" if under_way else "must have changed by"
            words = f"{case.id} {said} {label}."
            without = partial(giving_way.deadline_moved, name=case.id, month=None)
            kind = "under-way" if under_way else "deadline"
            yield Rule(kind, case.id, words, case.deadline_facts, without, Measure.MONTHS)


def _ties(problem: PlanningProblem) -> Iterator[Rule]:
    for pair in problem.adapters:
        if pair.tied:
            words = f"Of {pair.one} and {pair.other}, both change or neither does."
            without = partial(giving_way.untied, one=pair.one, other=pair.other)
            yield Rule("tie", pair.one, words, pair.facts, without, other=pair.other)


def _ceilings(problem: PlanningProblem) -> Iterator[Rule]:
    for ceiling in problem.ceilings:
        without = partial(giving_way.ceiling_raised, ceiling=ceiling, amount=None)
        yield Rule("ceiling", "plan", ceiling_words(ceiling), ceiling.facts, without)


_KINDS: tuple[Callable[[PlanningProblem], Iterator[Rule]], ...] = (
    _budgets,
    _skills,
    _changes,
    _platforms,
    _freezes,
    _options,
    _groups,
    _ties,
    _ceilings,
    _deadlines,
)


# -- letting go ------------------------------------------------------------------------------


def _less_budgets(problem: PlanningProblem, limit: Limit) -> PlanningProblem:
    """Leave a budget out; one that is carried forward is enough for everything instead.

    Later years would otherwise have less than with it.
    """
    enough = sum(o.capital + o.revenue for case in problem.systems for o in case.options)
    enough += sum(platform.setup for platform in problem.platforms)
    found: list[Budget] = []
    for each in problem.budgets:
        if (str(each.purse), each.council, each.year) != (limit.rule, limit.owner, limit.period):
            found.append(each)
        elif each.carry_forward:
            found.append(replace(each, pounds=each.pounds + enough))
    return replace(problem, budgets=tuple(found))


def _less_skills(problem: PlanningProblem, limit: Limit) -> PlanningProblem:
    found = tuple(
        each
        for each in problem.skills
        if (each.council, each.skill, each.quarter) != (limit.owner, limit.item, limit.period)
    )
    return replace(problem, skills=found)


def _less_changes(problem: PlanningProblem, council: str, service: str) -> PlanningProblem:
    gone = (council, service)
    found = tuple(each for each in problem.changes if (each.council, each.service) != gone)
    return replace(problem, changes=found)


def _any_number(problem: PlanningProblem, name: str) -> PlanningProblem:
    return giving_way.platform_changed(problem, name, lambda each: replace(each, onboarding=None))


def _without_ceiling(problem: PlanningProblem, measure: str) -> PlanningProblem:
    found = tuple(each for each in problem.ceilings if str(each.measure) != measure)
    return replace(problem, ceilings=found)
