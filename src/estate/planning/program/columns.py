"""Columns: every choice for every system, with its cost and what it uses of each limit.

A column is an option with the quarter it starts in, keeping the system, or missing its deadline.
Columns that no plan can hold are left out before anything is solved, which lifts the bound most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.problem.cases import GOES_AWAY, Purse
from estate.planning.program.costs import Ledger, rework_shares, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase


class Limit(NamedTuple):
    """A limit that steps share: who has it, on what, and in which period."""

    rule: str
    """capital, revenue, skill, changes, onboarding or onto."""
    owner: str
    item: str
    period: int


@dataclass(frozen=True, slots=True)
class Column:
    """A choice for one system."""

    system: int
    """Index of the system in the problem."""
    option: Option | None
    """None: it is kept."""
    start: int
    live: int
    cost: int
    """In the unit of the problem's measure: whole pounds, discounted, if not said otherwise."""
    use: tuple[tuple[Limit, int], ...] = ()
    missed: bool = False
    """Kept although it has a deadline: allowed on the way to a plan, never in one."""
    money: int = 0
    """Discounted pounds that are paid."""
    risk: int = 0
    """Discounted thousandths of a point-year."""

    @property
    def quarter(self) -> int:
        """Return the quarter in which it goes live."""
        return self.live // MONTHS_A_QUARTER


def limits(problem: PlanningProblem) -> dict[Limit, int]:
    """Return every shared limit with its amount."""
    found: dict[Limit, int] = {}
    for budget in problem.budgets:
        found[Limit(str(budget.purse), budget.council, "", budget.year)] = budget.pounds
    for skill in problem.skills:
        found[Limit("skill", skill.council, skill.skill, skill.quarter)] = skill.days
    for change in problem.changes:
        for quarter in range(problem.calendar.quarters):
            found[Limit("changes", change.council, "", quarter)] = change.steps
    for platform in problem.platforms:
        if platform.onboarding is not None:
            for quarter in range(problem.calendar.quarters + 1):
                found[Limit("onboarding", platform.id, "", quarter)] = platform.onboarding
    found.update(dict.fromkeys(_folds(problem), 1))
    return found


def _folds(problem: PlanningProblem) -> Iterator[Limit]:
    """Yield a limit for each system that may be folded into another: both cannot go away."""
    for case in problem.systems:
        for option in case.options:
            if option.onto is not None:
                yield Limit("onto", case.id, option.onto, 0)


class Generator:
    """Makes the columns of a problem, pruned or not."""

    def __init__(self, problem: PlanningProblem) -> None:
        self.problem = problem
        self.limits = limits(problem)
        self._one_of = {limit: limit for limit in self.limits}
        self._rework = rework_shares(problem)
        self._folding: dict[str, list[Limit]] = {}
        for limit in self.limits:
            if limit.rule == "onto":
                self._folding.setdefault(limit.item, []).append(limit)

    def columns(self, *, prune: bool = True) -> list[list[Column]]:
        """Return for each system its columns: kept first, then by option and start."""
        every = [
            list(self.of_system(index, case)) for index, case in enumerate(self.problem.systems)
        ]
        return pruned(self.problem, self.limits, every) if prune else every

    def of_system(self, index: int, case: SystemCase) -> Iterator[Column]:
        """Yield a system's columns, legal by its own calendar."""
        ledger = Ledger(self.problem, case, self._rework.get(case.id, 0))
        if case.deadline is None:
            cost, money, risk = self._figures(ledger, None, 0)
            yield Column(index, None, -1, -1, cost, money=money, risk=risk)
        for option in case.options:
            for start in range(0, self.problem.calendar.horizon, MONTHS_A_QUARTER):
                if self.legal(case, option, start):
                    cost, money, risk = self._figures(ledger, option, start)
                    use = tuple(sorted(self.use(case, option, start).items()))
                    live = start + option.duration
                    yield Column(index, option, start, live, cost, use, money=money, risk=risk)

    def _figures(self, ledger: Ledger, option: Option | None, start: int) -> tuple[int, int, int]:
        found = ledger.figures(option, start)
        return found.by(self.problem.measure, self.problem.weights), found.money, found.risk

    def legal(self, case: SystemCase, option: Option, start: int) -> bool:
        """Whether the system's own calendar allows an option to start in a month."""
        live = start + option.duration
        if start < option.earliest or live > self.problem.calendar.horizon or live in case.frozen:
            return False
        if case.deadline is not None and live > case.deadline:
            return False
        if option.platform is None:
            return True
        return live >= self.problem.platform_by_id[option.platform].available

    def use(self, case: SystemCase, option: Option, start: int) -> dict[Limit, int]:
        """Return what a step takes of each limit that there is."""
        use: dict[Limit, int] = {}
        self._spend(use, case, option, start)
        first = start + option.procurement
        for skill, days in option.skills:
            for k, share in enumerate(spread(days, option.months)):
                limit = Limit("skill", case.council, skill, (first + k) // MONTHS_A_QUARTER)
                self._take(use, limit, share)
        for quarter in range(start // MONTHS_A_QUARTER, self.problem.calendar.quarters):
            if quarter * MONTHS_A_QUARTER < start + option.duration:
                self._take(use, Limit("changes", case.council, "", quarter), 1)
        if option.platform is not None:
            quarter = (start + option.duration) // MONTHS_A_QUARTER
            self._take(use, Limit("onboarding", option.platform, "", quarter), 1)
        self._fold(use, case, option)
        return use

    def _fold(self, use: dict[Limit, int], case: SystemCase, option: Option) -> None:
        if option.onto is not None:
            self._take(use, Limit("onto", case.id, option.onto, 0), 1)
        for limit in self._folding.get(case.id, ()) if option.kind in GOES_AWAY else ():
            self._take(use, limit, 1)

    def _spend(self, use: dict[Limit, int], case: SystemCase, option: Option, start: int) -> None:
        year_of, first = self.problem.calendar.year_of, start + option.procurement
        for purse, total in ((Purse.CAPITAL, option.capital), (Purse.REVENUE, option.revenue)):
            for k, share in enumerate(spread(total, option.months) if total else ()):
                self._take(use, Limit(str(purse), case.council, "", year_of(first + k)), share)

    def _take(self, use: dict[Limit, int], limit: Limit, amount: int) -> None:
        if amount and limit in self._one_of:
            limit = self._one_of[limit]  # one object a limit: there are millions of uses
            use[limit] = use.get(limit, 0) + amount


def pruned(
    problem: PlanningProblem, limits: dict[Limit, int], columns: Sequence[Sequence[Column]]
) -> list[list[Column]]:
    """Return the columns that some plan may hold: every other one is impossible, exactly.

    First what alone exceeds a limit; then, until nothing changes, what needs another system to
    be live before it can be, what its group cannot follow, and platforms too few can join.
    """
    left = [[c for c in own if all(n <= limits[limit] for limit, n in c.use)] for own in columns]
    while True:
        smaller = _pass(problem, left)
        if sum(map(len, smaller)) == sum(map(len, left)):
            return smaller
        left = smaller


def _pass(problem: PlanningProblem, columns: list[list[Column]]) -> list[list[Column]]:
    index = {case.id: i for i, case in enumerate(problem.systems)}
    lives = [
        min((column.live for column in own if column.option is not None), default=None)
        for own in columns
    ]
    quarters = [{column.quarter for column in own if column.option is not None} for own in columns]
    open_platforms = _joinable(problem, columns)

    def possible(column: Column) -> bool:
        option, system = column.option, problem.systems[column.system].id
        if option is None:
            return True
        if option.platform is not None and option.platform not in open_platforms:
            return False
        group = problem.group_of.get(system, ())
        if any(column.quarter not in quarters[index[member]] for member in group):
            return False
        for need in option.requires:
            if need.system in group:
                continue
            live = lives[index[need.system]]
            if live is None or live + need.lag > column.start:
                return False
        return True

    return [[column for column in own if possible(column)] for own in columns]


def _joinable(problem: PlanningProblem, columns: list[list[Column]]) -> set[str]:
    able: dict[str, int] = {}
    for own in columns:
        platforms = {c.option.platform for c in own if c.option is not None and c.option.platform}
        for platform in platforms:
            able[platform] = able.get(platform, 0) + 1
    return {
        platform.id
        for platform in problem.platforms
        if platform.members + able.get(platform.id, 0) >= platform.minimum
    }
