"""What a plan takes in money, people and skills, by financial year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import chosen, in_month

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.roadmap import Roadmap, YearMoney

    Counted = tuple[str, str, int]
    """Council, skill, financial year."""


@dataclass(frozen=True, slots=True)
class SkillYear:
    """Person-days of a skill in one financial year."""

    skill: str
    days: int
    """What the plan takes."""
    there: int
    """What the councils that take it can give, of those that record it."""
    to_find: int
    """What the plan takes of it at councils that do not record what they can give."""
    money: int | None
    """What those days to find cost at the recorded day rates; None where a rate is missing."""


@dataclass(frozen=True, slots=True)
class AboveCeiling:
    """A council's running cost above the ceiling it records, in pounds of a financial year."""

    council: str
    running: int
    ceiling: int


@dataclass(frozen=True, slots=True)
class InvestmentYear:
    """What one financial year takes; the first and last may be short."""

    money: YearMoney
    skills: tuple[SkillYear, ...]
    above: tuple[AboveCeiling, ...]
    """Councils whose running cost is above their ceiling."""

    @property
    def running_change(self) -> int:
        """Return pounds of running cost more than if nothing were done."""
        return self.money.running - self.money.running_before


def investment(roadmap: Roadmap, council: str | None = None) -> tuple[InvestmentYear, ...]:
    """Return what a plan takes by financial year: of the whole estate, or of one council.

    Money to find is counted only where a day rate is recorded.
    """
    problem = roadmap.problem
    councils = problem.councils if council is None else (council,)
    accounts = roadmap.estate if council is None else roadmap.councils[council]
    taken = _taken(problem, roadmap.choices)
    return tuple(
        InvestmentYear(
            money,
            tuple(_skill_years(problem, taken, year, councils)),
            tuple(_above(roadmap, year, councils)),
        )
        for year, money in enumerate(accounts.years)
    )


def _taken(problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]) -> Counter[Counted]:
    """Return the person-days that the plan takes."""
    taken: Counter[Counted] = Counter()
    for case, option, start, live in chosen(problem, plan):
        for skill, days in option.skills:
            for month in range(start, live):
                share = in_month(days, option.months, month - start - option.procurement)
                taken[case.council, skill, problem.calendar.year_of(month)] += share
    return taken


def _skill_years(
    problem: PlanningProblem, taken: Counter[Counted], year: int, councils: tuple[str, ...]
) -> Iterator[SkillYear]:
    takers: dict[str, set[str]] = {}
    for council, skill, _ in taken:
        if council in councils:
            takers.setdefault(skill, set()).add(council)
    for skill, own in sorted(takers.items()):
        there = sum(
            limit.days
            for limit in problem.skills
            if limit.skill == skill
            and limit.council in own
            and problem.calendar.year_of(3 * limit.quarter) == year
        )
        days = {council: taken[council, skill, year] for council in sorted(own)}
        to_find, money = _to_find(problem, skill, days)
        yield SkillYear(skill, sum(days.values()), there, to_find, money)


def _to_find(problem: PlanningProblem, skill: str, days: dict[str, int]) -> tuple[int, int | None]:
    """Return the days at councils that do not record what they can give, and their price."""
    recorded = {limit.council for limit in problem.skills if limit.skill == skill}
    rates = {rate.council: rate.pounds for rate in problem.day_rates if rate.skill == skill}
    missing = {own: n for own, n in days.items() if n and own not in recorded}
    priced = all(own in rates for own in missing)
    money = sum(n * rates[own] for own, n in missing.items()) if priced else None
    return sum(missing.values()), money


def _above(roadmap: Roadmap, year: int, councils: tuple[str, ...]) -> Iterator[AboveCeiling]:
    for council in councils:
        money = roadmap.councils[council].years[year]
        if money.running_ceiling is not None and money.running > money.running_ceiling:
            yield AboveCeiling(council, money.running, money.running_ceiling)
