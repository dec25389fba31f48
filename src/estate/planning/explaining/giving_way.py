"""How each rule of a problem gives way: by as much as is asked, the rest of the problem as it is.

Used wherever a rule is doubted: to find which facts cannot hold together, what it would take to
have a plan at all, and whether what is named as holding a step back really does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.planning.problem.cases import Purse

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.planning.problem.cases import Option, PlanningProblem, PlatformCase, SystemCase
    from estate.planning.problem.measures import Ceiling
    from estate.planning.program.columns import Limit

PURSES = frozenset(str(purse) for purse in Purse)


def more(problem: PlanningProblem, limit: Limit, amount: int) -> PlanningProblem:
    """Return a problem with more room in a limit: pounds, person-days, changes or places."""
    if limit.rule in PURSES:
        return _more_money(problem, limit, amount)
    if limit.rule == "skill":
        return replace(
            problem,
            skills=tuple(
                replace(each, days=each.days + amount)
                if (each.council, each.skill, each.quarter)
                == (limit.owner, limit.item, limit.period)
                else each
                for each in problem.skills
            ),
        )
    if limit.rule == "changes":
        return replace(
            problem,
            changes=tuple(
                replace(each, steps=each.steps + amount)
                if (each.council, each.service) == (limit.owner, limit.item)
                else each
                for each in problem.changes
            ),
        )
    if limit.rule == "onboarding":
        return platform_changed(
            problem,
            limit.owner,
            lambda each: replace(each, onboarding=(each.onboarding or 0) + amount),
        )
    return problem


def _more_money(problem: PlanningProblem, limit: Limit, pounds: int) -> PlanningProblem:
    return replace(
        problem,
        budgets=tuple(
            replace(each, pounds=each.pounds + pounds)
            if (str(each.purse), each.council, each.year) == (limit.rule, limit.owner, limit.period)
            else each
            for each in problem.budgets
        ),
    )


def platform_changed(
    problem: PlanningProblem, name: str, change: Callable[[PlatformCase], PlatformCase]
) -> PlanningProblem:
    """Return a problem with one platform changed."""
    found = tuple(change(each) if each.id == name else each for each in problem.platforms)
    return replace(problem, platforms=found)


def available_by(problem: PlanningProblem, name: str, month: int) -> PlanningProblem:
    """Return a problem whose platform is available by a month at the latest."""
    return platform_changed(
        problem, name, lambda each: replace(each, available=min(each.available, month))
    )


def fewer_members(problem: PlanningProblem, name: str, minimum: int) -> PlanningProblem:
    """Return a problem whose platform needs at most so many members."""
    return platform_changed(
        problem, name, lambda each: replace(each, minimum=min(each.minimum, minimum))
    )


def system_changed(
    problem: PlanningProblem, name: str, change: Callable[[SystemCase], SystemCase]
) -> PlanningProblem:
    """Return a problem with one system changed."""
    cases = tuple(change(case) if case.id == name else case for case in problem.systems)
    return replace(problem, systems=cases)


def option_changed(
    problem: PlanningProblem, name: str, option: str, change: Callable[[Option], Option]
) -> PlanningProblem:
    """Return a problem with one option of a system changed."""

    def changed(case: SystemCase) -> SystemCase:
        found = tuple(change(each) if each.id == option else each for each in case.options)
        return replace(case, options=found)

    return system_changed(problem, name, changed)


def without_need(problem: PlanningProblem, name: str, option: str, system: str) -> PlanningProblem:
    """Return a problem in which an option no longer waits for a system."""

    def changed(each: Option) -> Option:
        return replace(each, requires=tuple(n for n in each.requires if n.system != system))

    return option_changed(problem, name, option, changed)


def from_month(problem: PlanningProblem, name: str, option: str, month: int) -> PlanningProblem:
    """Return a problem in which an option may start in a month, or before it may today."""
    return option_changed(
        problem, name, option, lambda each: replace(each, earliest=min(each.earliest, month))
    )


def without_group(problem: PlanningProblem, group: tuple[str, ...]) -> PlanningProblem:
    """Return a problem in which the systems of a group go each by itself.

    Then none of them waits for another either: what a group lets go unsaid must not become a rule
    by letting the group go.
    """
    problem = _not_waiting(problem, frozenset(group))
    return replace(problem, groups=tuple(each for each in problem.groups if each != group))


def _not_waiting(problem: PlanningProblem, names: frozenset[str]) -> PlanningProblem:
    """Return a problem in which no option of some systems waits for another of them."""

    def free(option: Option) -> Option:
        return replace(option, requires=tuple(n for n in option.requires if n.system not in names))

    cases = tuple(
        replace(case, options=tuple(free(option) for option in case.options))
        if case.id in names
        else case
        for case in problem.systems
    )
    return replace(problem, systems=cases)


def untied(problem: PlanningProblem, one: str, other: str) -> PlanningProblem:
    """Return a problem in which two systems are not bound, and neither waits for the other."""
    problem = _not_waiting(problem, frozenset({one, other}))
    found = tuple(
        replace(each, tied=False) if (each.one, each.other) == (one, other) else each
        for each in problem.adapters
    )
    return replace(problem, adapters=found)


def thawed(problem: PlanningProblem, name: str, months: frozenset[int]) -> PlanningProblem:
    """Return a problem in which a system may go live in some months of its freezes."""
    return system_changed(problem, name, lambda case: replace(case, frozen=case.frozen - months))


def deadline_moved(problem: PlanningProblem, name: str, month: int | None) -> PlanningProblem:
    """Return a problem with another deadline for a system, or with none."""
    return system_changed(problem, name, lambda case: replace(case, deadline=month))


def ceiling_raised(
    problem: PlanningProblem, ceiling: Ceiling, amount: int | None
) -> PlanningProblem:
    """Return a problem with a ceiling raised by an amount, or without it."""
    others = tuple(each for each in problem.ceilings if each != ceiling)
    raised = () if amount is None else (replace(ceiling, most=ceiling.most + amount),)
    return replace(problem, ceilings=(*others, *raised))
