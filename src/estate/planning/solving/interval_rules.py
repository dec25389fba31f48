"""Which rules the earliest finish keeps: what it does not know, it refuses to leave out."""

from __future__ import annotations

from collections import Counter
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING

from estate.planning.problem.cases import (
    Adapter,
    Budget,
    ChangeLimit,
    Option,
    PlanningProblem,
    PlatformCase,
    Requirement,
    SkillLimit,
    SystemCase,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from dataclasses import Field
    from typing import Any

_KNOWN: dict[type, str] = {
    PlanningProblem: "systems groups adapters budgets skills changes platforms ceilings",
    SystemCase: "id council options frozen deadline",
    Option: "id kind months capital revenue procurement skills requires earliest platform onto",
    Requirement: "system lag",
    Adapter: "one other tied",
    Budget: "council purse year pounds carry_forward",
    SkillLimit: "council skill quarter days",
    ChangeLimit: "council steps systems",
    PlatformCase: "id members available minimum onboarding member_councils host",
}
"""What decides whether a plan is allowed: kept, or refused below in words of its own."""
_HARMLESS: dict[type, str] = {
    PlanningProblem: "calendar policy rework not_plannable assumptions group_facts previous"
    " measure then weights",
    SystemCase: "running risk exit_cost premium deadline_facts freeze_facts contract_facts facts"
    " risk_ranges not_known before",
    Option: "dual_months running_after risk_after facts risk_ranges",
    Requirement: "facts",
    Adapter: "pounds facts",
    Budget: "facts recorded",
    SkillLimit: "facts",
    ChangeLimit: "facts service",
    PlatformCase: "existing setup setup_capital tiers facts",
}
"""What only has a price or tells of a source: it forbids no plan."""


def unknown_rules(problem: PlanningProblem) -> Iterator[str]:
    """Yield, in words, each rule of a problem that the earliest finish cannot keep."""
    for record in _records(problem):
        known = {*_KNOWN[type(record)].split(), *_HARMLESS[type(record)].split()}
        for each in fields(record):  # type: ignore[arg-type]
            if each.name not in known and getattr(record, each.name) != _usual(each):
                yield f"{type(record).__name__}.{each.name}"
    if problem.ceilings:
        yield "a ceiling on money or risk"
    for platform in problem.platforms:
        yield from _of_platform(problem, platform)


def _of_platform(problem: PlanningProblem, platform: PlatformCase) -> Iterator[str]:
    joining = Counter(
        case.council
        for case in problem.systems
        if any(option.platform == platform.id for option in case.options)
    )
    if not joining:
        return
    hosted = platform.setup and not platform.existing and platform.host is not None
    if hosted and any(budget.council == platform.host for budget in problem.budgets):
        yield f"the budgets of {platform.host}, which bear the set-up of {platform.id}"
    several = max(joining.values()) > 1
    if platform.onboarding is not None and several:
        yield f"the places on {platform.id}, which several systems of one council could join"


def _usual(each: Field[Any]) -> object:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default


def _records(problem: PlanningProblem) -> Iterator[object]:
    yield problem
    yield from problem.systems
    for case in problem.systems:
        yield from case.options
        for option in case.options:
            yield from option.requires
    yield from problem.adapters
    yield from (*problem.budgets, *problem.skills, *problem.changes, *problem.platforms)
