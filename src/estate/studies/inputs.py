"""What a plan rests on and a sensitivity study changes: single facts, and all of a kind at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from math import floor
from typing import TypeAlias

from estate.planning.making.underway import UNDER_WAY
from estate.planning.problem.cases import (
    Budget,
    Option,
    PlanningProblem,
    PlatformCase,
    Purse,
    SkillLimit,
    SystemCase,
)
from estate.portfolio import WORKSPACE, Fact

Change: TypeAlias = Callable[[PlanningProblem, Fraction], PlanningProblem]
OfSystem: TypeAlias = Callable[[SystemCase, Fraction], SystemCase]


@dataclass(frozen=True, slots=True)
class Input:
    """Something that a plan rests on, and how to change it by a factor."""

    kind: str
    """What sort of input: `budget`, `skill`, `running cost` and so on."""
    words: str
    change: Change
    total: bool = False
    """Whether it is all facts of a kind at once."""
    facts: tuple[Fact, ...] = ()
    system: str | None = None
    """The system that it is about, for a single fact of one."""
    option: str | None = None
    """The option that it is about, likewise."""


def scaled(amount: int, factor: Fraction) -> int:
    """Return a whole amount times a factor, halves up."""
    return floor(amount * factor + Fraction(1, 2))


def scaled_months(months: int, factor: Fraction) -> int:
    """Return whole months times a factor: at least one month more or less, and one month left."""
    exact = scaled(months, factor)
    if exact == months and factor != 1:
        exact += 1 if factor > 1 else -1
    return max(1, exact)


def inputs(problem: PlanningProblem) -> tuple[Input, ...]:
    """Return every input that can be changed by a factor, in a fixed order."""
    return tuple(
        found
        for group in (_policy, _budgets, _skills, _systems, _options, _platforms)
        for found in group(problem)
    )


# -- policy ----------------------------------------------------------------------------------


def _policy(problem: PlanningProblem) -> Iterator[Input]:
    del problem
    for key, words in (("risk_price", "price of risk"), ("discount_rate", "discount rate")):
        fact = Fact(WORKSPACE, ("planning", key))
        yield Input("policy", words, partial(_with_policy, key=key), total=True, facts=(fact,))


def _with_policy(problem: PlanningProblem, factor: Fraction, *, key: str) -> PlanningProblem:
    now = getattr(problem.policy, key)
    value = scaled(now, factor) if isinstance(now, int) else float(Fraction(str(now)) * factor)
    return replace(problem, policy=problem.policy.model_copy(update={key: value}))


# -- what there is to spend ------------------------------------------------------------------


def _budgets(problem: PlanningProblem) -> Iterator[Input]:
    for purse in Purse:
        own = [each for each in problem.budgets if each.purse is purse]
        if own:
            words = f"{purse} budgets, all years"
            yield Input("budget", words, partial(_with_budgets, these=frozenset(own)), total=True)
    for budget in problem.budgets:
        if budget.recorded and budget.pounds:
            label = problem.calendar.year_label(budget.year)
            words = f"{budget.council}: {budget.purse} budget {label}"
            change = partial(_with_budgets, these=frozenset({budget}))
            yield Input("budget", words, change, facts=budget.facts)


def _with_budgets(
    problem: PlanningProblem, factor: Fraction, *, these: frozenset[Budget]
) -> PlanningProblem:
    made = (
        replace(each, pounds=scaled(each.pounds, factor)) if each in these else each
        for each in problem.budgets
    )
    return replace(problem, budgets=tuple(made))


def _skills(problem: PlanningProblem) -> Iterator[Input]:
    own = frozenset(problem.skills)
    if own:
        yield Input(
            "skill", "person-days, all skills", partial(_with_skills, these=own), total=True
        )
    for council, skill in sorted({(each.council, each.skill) for each in own}):
        these = [e for e in problem.skills if (e.council, e.skill) == (council, skill) and e.days]
        if these:
            facts = tuple(dict.fromkeys(fact for each in these for fact in each.facts))
            change = partial(_with_skills, these=frozenset(these))
            yield Input("skill", f"{council}: person-days of {skill}", change, facts=facts)


def _with_skills(
    problem: PlanningProblem, factor: Fraction, *, these: frozenset[SkillLimit]
) -> PlanningProblem:
    made = (
        replace(each, days=scaled(each.days, factor)) if each in these else each
        for each in problem.skills
    )
    return replace(problem, skills=tuple(made))


# -- systems and what they cost ----------------------------------------------------------------


def _systems(problem: PlanningProblem) -> Iterator[Input]:
    everywhere = frozenset(case.id for case in problem.systems)
    kinds: tuple[tuple[str, str, OfSystem, tuple[str, ...]], ...] = (
        ("running cost", "running costs today", _running, ("annual_cost",)),
        ("contract", "cost of leaving contracts", _leaving, ()),
    )
    for kind, words, change, key in kinds:
        yield Input(
            kind, words, partial(_with_systems, change=change, names=everywhere), total=True
        )
        for case in problem.systems:
            if not case.options or change(case, Fraction(2)) == case:
                continue
            facts = tuple(Fact(f.owner, (*f.path, *key)) for f in case.facts)
            only = partial(_with_systems, change=change, names=frozenset({case.id}))
            facts = facts if key else case.contract_facts
            yield Input(kind, f"{case.id}: {words}", only, facts=facts, system=case.id)


def _running(case: SystemCase, factor: Fraction) -> SystemCase:
    return replace(case, running=scaled(case.running, factor))


def _leaving(case: SystemCase, factor: Fraction) -> SystemCase:
    exits = tuple(scaled(pounds, factor) for pounds in case.exit_cost)
    premium = tuple(scaled(pounds, factor) for pounds in case.premium)
    return replace(case, exit_cost=exits, premium=premium)


def _with_systems(
    problem: PlanningProblem, factor: Fraction, *, change: OfSystem, names: frozenset[str]
) -> PlanningProblem:
    made = (change(case, factor) if case.id in names else case for case in problem.systems)
    return replace(problem, systems=tuple(made))


# -- options ---------------------------------------------------------------------------------


def _options(problem: PlanningProblem) -> Iterator[Input]:
    kinds: tuple[tuple[str, str, Callable[[Option, Fraction], Option], str], ...] = (
        ("one-off cost", "capital and one-off revenue", _cost, "cost"),
        ("months", "months of work", _months, "months"),
        ("running cost", "running cost afterwards", _after, "annual_cost_after"),
    )
    for kind, words, change, key in kinds:
        every = partial(_with_options, change=change, only=None)
        yield Input(kind, f"{words}, all options", every, total=True)
        for case in problem.systems:
            for option in case.options:
                if option.id == UNDER_WAY or change(option, Fraction(2)) == option:
                    continue
                own = partial(_with_options, change=change, only=(case.id, option.id))
                facts = tuple(Fact(f.owner, (*f.path, key)) for f in option.facts)
                said = f"{case.id}, {option.id}: {words}"
                yield Input(kind, said, own, False, facts, case.id, option.id)  # noqa: FBT003


def _cost(option: Option, factor: Fraction) -> Option:
    capital, revenue = scaled(option.capital, factor), scaled(option.revenue, factor)
    return replace(option, capital=capital, revenue=revenue)


def _months(option: Option, factor: Fraction) -> Option:
    return replace(option, months=scaled_months(option.months, factor))


def _after(option: Option, factor: Fraction) -> Option:
    return replace(option, running_after=scaled(option.running_after, factor))


def _with_options(
    problem: PlanningProblem,
    factor: Fraction,
    *,
    change: Callable[[Option, Fraction], Option],
    only: tuple[str, str] | None,
) -> PlanningProblem:
    def of(case: SystemCase) -> SystemCase:
        options = tuple(
            change(each, factor)
            if each.id != UNDER_WAY and only in {None, (case.id, each.id)}
            else each
            for each in case.options
        )
        return case if options == case.options else replace(case, options=options)

    return replace(problem, systems=tuple(of(case) for case in problem.systems))


# -- platforms -------------------------------------------------------------------------------


def _platforms(problem: PlanningProblem) -> Iterator[Input]:
    names = frozenset(platform.id for platform in problem.platforms)
    if names:
        every = partial(_with_platforms, names=names)
        yield Input("platform", "prices and set-up of platforms", every, total=True)
    for platform in problem.platforms:
        own = partial(_with_platforms, names=frozenset({platform.id}))
        yield Input("platform", f"{platform.id}: prices and set-up", own, facts=platform.facts)


def _with_platforms(
    problem: PlanningProblem, factor: Fraction, *, names: frozenset[str]
) -> PlanningProblem:
    made = (_priced(each, factor) if each.id in names else each for each in problem.platforms)
    return replace(problem, platforms=tuple(made))


def _priced(platform: PlatformCase, factor: Fraction) -> PlatformCase:
    capital = scaled(platform.setup_capital, factor)
    rest = scaled(platform.setup - platform.setup_capital, factor)
    tiers = tuple((members, scaled(pounds, factor)) for members, pounds in platform.tiers)
    return replace(platform, setup=capital + rest, setup_capital=capital, tiers=tiers)
