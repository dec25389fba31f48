"""A plan's accounts: what each year costs, who works when, and the risk that is left."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import (
    adapter_from,
    chosen,
    half_up,
    in_month,
    members_since,
    opening_month,
)
from estate.planning.judging.rules.money import purses
from estate.planning.problem.cases import Purse
from estate.planning.roadmap import Accounts, RiskQuarter, SkillQuarter, YearMoney

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from estate.planning.judging.rules.money import Purseful
    from estate.planning.problem.cases import (
        Option,
        PlanningProblem,
        PlatformCase,
        SystemCase,
    )

    Plan = Mapping[str, tuple[str, int]]
    Placed = tuple[SystemCase, Option, int, int]


def accounts(problem: PlanningProblem, plan: Plan, council: str | None = None) -> Accounts:
    """Return the accounts of one council, or of the whole estate."""
    cases = [case for case in problem.systems if council in {None, case.council}]
    names = {case.id for case in cases}
    placed = [each for each in chosen(problem, plan) if each[0].id in names]
    councils = problem.councils if council is None else (council,)
    money = _Money(problem, councils)
    for case in cases:
        money.kept(case)
    for each in placed:
        money.changed(*each)
    money.shared(list(chosen(problem, plan)), names)
    everything = list(chosen(problem, plan))
    money.openings(everything, everybody=council is None)
    money.budgets(everything)
    return Accounts(
        money.years(councils), _skills(problem, placed, councils), _risk(problem, cases, placed)
    )


_GRAIN = 24
"""Sums are kept in twenty-fourths of a pound: months of a year, halves of an interface."""


class _Money:
    """Pounds by financial year, exactly."""

    def __init__(self, problem: PlanningProblem, councils: Collection[str]) -> None:
        self._councils = frozenset(councils)
        self._purses: list[Purseful] = []
        self._problem = problem
        self._months = problem.calendar.horizon
        self._year_of = [problem.calendar.year_of(month) for month in range(self._months)]
        self._sums: dict[str, Counter[int]] = {
            name: Counter() for name in ("capital", "revenue", "running", "before", "other")
        }

    def _add(self, name: str, month: int, grains: int) -> None:
        if month < self._months:
            self._sums[name][self._year_of[month]] += grains

    def kept(self, case: SystemCase) -> None:
        """Count a system as if it were kept."""
        for month in range(self._months):
            grains = 2 * case.running + self._premium(case, month)
            self._add("running", month, grains)
            self._add("before", month, grains)

    @staticmethod
    def _premium(case: SystemCase, month: int) -> int:
        premium = case.premium[min(month, len(case.premium) - 1)] if case.premium else 0
        return _GRAIN * premium

    def changed(self, case: SystemCase, option: Option, start: int, live: int) -> None:
        """Count what a step changes."""
        off = live + option.dual_months
        first = start + option.procurement
        for k in range(option.months):
            self._add("capital", first + k, _GRAIN * in_month(option.capital, option.months, k))
            self._add("revenue", first + k, _GRAIN * in_month(option.revenue, option.months, k))
        for month in range(live, self._months):
            self._add("running", month, 2 * option.running_after)
        for month in range(off, self._months):
            premium = self._premium(case, month) if option.kind.leaves_contract else 0
            self._add("running", month, -2 * case.running - premium)
        if off < len(case.exit_cost) and option.kind.leaves_contract:
            self._add("other", off, _GRAIN * case.exit_cost[off])

    def shared(self, placed: list[Placed], names: Collection[str]) -> None:
        """Count interfaces built again, and what members pay for platforms."""
        lives = {c.id: live for c, option, _, live in placed if option.kind.reworks_interfaces}
        for pair in self._problem.rework:
            ends = [end for end in (pair.one, pair.other) if end in lives]
            together = len(ends) > 1 and lives[ends[0]] // 3 == lives[ends[1]] // 3
            for end in ends:
                if end in names:
                    share = _GRAIN // 2 if together else _GRAIN
                    self._add("other", lives[end], share * pair.pounds)
        plan = {case.id: (option.id, start) for case, option, start, _ in placed}
        for adapter in self._problem.adapters:
            quarter = adapter_from(self._problem, plan, adapter)
            if quarter is not None:
                ends = [end for end in (adapter.one, adapter.other) if end in names]
                self._add("other", 3 * quarter, _GRAIN // 2 * len(ends) * adapter.pounds)
        for platform in self._problem.platforms:
            self._prices(platform, members_since(platform, placed))

    def _prices(self, platform: PlatformCase, since: Mapping[str, int]) -> None:
        for month in range(self._months if since else 0):
            stop = self._problem.calendar.year_months(self._year_of[month]).stop
            members = [council for council, live in since.items() if live < stop]
            own = sum(council in self._councils for council in members)
            self._add("running", month, 2 * own * platform.price(platform.members + len(members)))

    def openings(self, placed: list[Placed], *, everybody: bool) -> None:
        """Count what opening platforms costs: in the host's budgets, or in nobody's."""
        for platform in self._problem.platforms:
            month = opening_month(platform, placed)
            if month is None:
                continue
            if platform.host is None and everybody:
                self._add("other", month, _GRAIN * platform.setup)
            elif platform.host in self._councils:
                self._add("capital", month, _GRAIN * platform.setup_capital)
                rest = platform.setup - platform.setup_capital
                self._add("revenue", month, _GRAIN * rest)

    def budgets(self, placed: list[Placed]) -> None:
        """Note what there is to spend, with what is carried forward."""
        self._purses = [
            each for each in purses(self._problem, placed) if each.budget.council in self._councils
        ]

    def years(self, councils: Collection[str]) -> tuple[YearMoney, ...]:
        """Return the sums by financial year."""
        calendar = self._problem.calendar
        return tuple(
            YearMoney(
                label=calendar.year_label(year),
                months=sum(month < self._months for month in calendar.year_months(year)),
                capital=self._sum("capital", year),
                capital_limit=self._limit(Purse.CAPITAL, year, councils),
                revenue=self._sum("revenue", year),
                revenue_limit=self._limit(Purse.REVENUE, year, councils),
                running=self._sum("running", year),
                running_before=self._sum("before", year),
                other=self._sum("other", year),
                unrecorded=tuple(
                    str(purse) for purse in Purse if self._unrecorded(purse, year, councils)
                ),
                capital_carried=self._carried(Purse.CAPITAL, year),
                revenue_carried=self._carried(Purse.REVENUE, year),
                running_ceiling=self._ceiling(year, councils),
            )
            for year in range(calendar.planned_years)
        )

    def _sum(self, name: str, year: int) -> int:
        return half_up(Fraction(self._sums[name][year], _GRAIN))

    def _limit(self, purse: Purse, year: int, councils: Collection[str]) -> int | None:
        """Return what there is of a year's budgets together; None unless every council has one."""
        own = self._budgets(purse, year)
        return sum(each.there for each in own) if len(own) == len(councils) else None

    def _carried(self, purse: Purse, year: int) -> int:
        return sum(each.carried for each in self._budgets(purse, year))

    def _unrecorded(self, purse: Purse, year: int, councils: Collection[str]) -> bool:
        """Whether every council has such budgets, and none has one on record for the year."""
        own = self._budgets(purse, year)
        return len(own) == len(councils) and not any(each.budget.recorded for each in own)

    def _budgets(self, purse: Purse, year: int) -> list[Purseful]:
        return [
            each for each in self._purses if each.budget.purse is purse and each.budget.year == year
        ]

    def _ceiling(self, year: int, councils: Collection[str]) -> int | None:
        """Return the ceilings of a year for the months of it that are planned."""
        months = sum(month < self._months for month in self._problem.calendar.year_months(year))
        own = [
            each.pounds
            for each in self._problem.running_ceilings
            if each.year == year and each.council in councils
        ]
        return sum(own) * months // 12 if len(own) == len(councils) else None


def _skills(
    problem: PlanningProblem, placed: list[Placed], councils: Collection[str]
) -> dict[str, tuple[SkillQuarter, ...]]:
    used: Counter[tuple[str, int]] = Counter()
    users: dict[str, set[str]] = {}
    for case, option, start, live in placed:
        for skill, days in option.skills:
            users.setdefault(skill, set()).add(case.council)
            for month in range(start, live):
                k = month - start - option.procurement
                used[skill, month // 3] += in_month(days, option.months, k)
    limits: Counter[tuple[str, int]] = Counter()
    limited: dict[str, set[str]] = {}
    for limit in problem.skills:
        if limit.council in councils:
            limits[limit.skill, limit.quarter] += limit.days
            limited.setdefault(limit.skill, set()).add(limit.council)
    return {
        skill: tuple(
            SkillQuarter(
                problem.calendar.quarter_label(quarter),
                used[skill, quarter],
                limits[skill, quarter] if users[skill] <= limited.get(skill, set()) else None,
            )
            for quarter in range(problem.calendar.quarters)
        )
        for skill in sorted(users)
    }


def _risk(
    problem: PlanningProblem, cases: list[SystemCase], placed: list[Placed]
) -> tuple[RiskQuarter, ...]:
    after = {case.id: (live, option.risk_after) for case, option, _, live in placed}
    never = (problem.calendar.months + 1, (0,))
    found = []
    for quarter in range(problem.calendar.quarters + 1):
        nothing = planned = Fraction(0)
        for case in cases:
            score = case.risk[min(quarter, len(case.risk) - 1)]
            live, residual = after.get(case.id, never)
            nothing += score
            left = residual[min(quarter, len(residual) - 1)]
            planned += left if live <= 3 * quarter else score
        found.append(RiskQuarter(problem.calendar.quarter_label(quarter), planned, nothing))
    return tuple(found)
