"""What councils have to spend on change: money by year, people by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.making.surroundings import covers
from estate.planning.problem.cases import (
    Budget,
    ChangeLimit,
    DayRate,
    Purse,
    RunningCeiling,
    SkillLimit,
)
from estate.portfolio import Fact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from estate.planning.making.notes import Notes
    from estate.planning.problem.calendar import Calendar
    from estate.portfolio import Inventory, Skill

_YEAR = 12


def budgets(
    councils: Mapping[str, Inventory], calendar: Calendar, notes: Notes
) -> tuple[Budget, ...]:
    """Return what each council may spend, by kind of money and planned financial year."""
    return tuple(
        budget
        for council, inventory in sorted(councils.items())
        for purse in Purse
        for budget in _purse(council, inventory, purse, calendar, notes)
    )


def _purse(
    council: str, inventory: Inventory, purse: Purse, calendar: Calendar, notes: Notes
) -> Iterator[Budget]:
    recorded: dict[str, int] = {
        label: pounds
        for label, budget in inventory.budgets.items()
        if (pounds := getattr(budget, purse.value)) is not None
    }
    if not recorded:
        notes.assume("budget-unlimited", f"{council}: {purse}")
        return
    for year in range(calendar.planned_years):
        label = calendar.year_label(year)
        if label not in recorded:
            notes.assume("budget-year-missing", f"{council}: {purse} {label}")
        pounds = recorded.get(label, 0)
        left = len(calendar.year_months(year)) if year == 0 else _YEAR
        if left < _YEAR:
            notes.assume("budget-first-year", f"{council}: {purse} {label}")
        facts = (Fact(council, ("budgets", label, purse.value)),) if label in recorded else ()
        yield Budget(
            council,
            purse,
            year,
            pounds * left // _YEAR,
            facts,
            recorded=label in recorded,
            carry_forward=label in recorded and bool(inventory.budgets[label].carry_forward),
        )


def running_ceilings(
    councils: Mapping[str, Inventory], calendar: Calendar, notes: Notes
) -> tuple[RunningCeiling, ...]:
    """Return the ceilings for running costs of the planned financial years."""
    years = {calendar.year_label(year): year for year in range(calendar.planned_years)}
    found = []
    for council, inventory in sorted(councils.items()):
        for label, budget in sorted(inventory.budgets.items()):
            if budget.running_ceiling is not None and label in years:
                notes.assume("running-ceiling", f"{council}: {label}")
                fact = Fact(council, ("budgets", label, "running_ceiling"))
                found.append(RunningCeiling(council, years[label], budget.running_ceiling, (fact,)))
    return tuple(found)


def day_rates(
    councils: Mapping[str, Inventory], used: Collection[tuple[str, str]]
) -> tuple[DayRate, ...]:
    """Return what person-days from outside cost, by council and skill, for the skills in use."""
    found = []
    for council, skill in sorted(used):
        kept = councils[council].skills.get(skill)
        if kept is not None and kept.day_rate is not None:
            fact = Fact(council, ("skills", skill, "day_rate"))
            found.append(DayRate(council, skill, kept.day_rate, (fact,)))
    return tuple(found)


def skill_limits(
    councils: Mapping[str, Inventory],
    calendar: Calendar,
    used: set[tuple[str, str]],
    notes: Notes,
) -> tuple[SkillLimit, ...]:
    """Return person-days by council, skill and quarter, for the skills that options use."""
    found = []
    for council, skill in sorted(used):
        kept = councils[council].skills.get(skill)
        for quarter in range(calendar.quarters):
            limit = _in_quarter(council, skill, kept, quarter, calendar)
            if limit is None:
                notes.assume("skill-unlimited", f"{council}: {skill}")
            else:
                found.append(limit)
    return tuple(found)


def _in_quarter(
    council: str, name: str, skill: Skill | None, quarter: int, calendar: Calendar
) -> SkillLimit | None:
    if skill is None:
        return None
    label = calendar.year_label(calendar.year_of(3 * quarter))
    key: tuple[str, ...] = ("person_days_per_quarter",)
    days = skill.person_days_per_quarter
    if label in skill.by_year:
        key, days = ("by_year", label), skill.by_year[label]
    if days is None:
        return None
    return SkillLimit(council, name, quarter, days, (Fact(council, ("skills", name, *key)),))


def change_limits(councils: Mapping[str, Inventory], notes: Notes) -> tuple[ChangeLimit, ...]:
    """Return how many steps each council may have under way at once, in all and by service."""
    found: list[ChangeLimit] = []
    for council, inventory in sorted(councils.items()):
        steps = inventory.council.changes_at_once
        if steps is None:
            notes.assume("changes-unlimited", council)
        else:
            fact = Fact(council, ("council", "changes_at_once"))
            found.append(ChangeLimit(council, steps, (fact,)))
        found.extend(_by_service(council, inventory))
    return tuple(found)


def _by_service(council: str, inventory: Inventory) -> Iterator[ChangeLimit]:
    for pattern, steps in sorted(inventory.council.changes_at_once_by.items()):
        covered = frozenset(
            f"{council}/{name}"
            for name, system in inventory.systems.items()
            if covers(pattern, system.capabilities)
        )
        fact = Fact(council, ("council", "changes_at_once_by", pattern))
        yield ChangeLimit(council, steps, (fact,), service=pattern, systems=covered)
