"""Columns: every choice for every system, with its cost and what it uses of each limit.

A column is an option with the quarter it starts in, keeping the system, or missing its deadline.
Columns that no plan can hold are left out before anything is solved, which lifts the bound most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.problem.cases import GOES_AWAY, Purse
from estate.planning.program.costs import Ledger, rework_shares, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.planning.problem.cases import Budget, Option, PlanningProblem, SystemCase


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
    found = _budget_limits(problem)
    for skill in problem.skills:
        found[Limit("skill", skill.council, skill.skill, skill.quarter)] = skill.days
    for change in problem.changes:
        for quarter in range(problem.calendar.quarters):
            found[Limit("changes", change.council, change.service, quarter)] = change.steps
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


def _purses(problem: PlanningProblem) -> dict[tuple[str, str], list[Budget]]:
    """Return each council's budgets of a kind of money by year."""
    found: dict[tuple[str, str], list[Budget]] = {}
    for budget in sorted(problem.budgets, key=lambda budget: budget.year):
        found.setdefault((str(budget.purse), budget.council), []).append(budget)
    return found


def _budget_limits(problem: PlanningProblem) -> dict[Limit, int]:
    """Return what there is of each budget, with what there was of those that it carries on."""
    found: dict[Limit, int] = {}
    for own in _purses(problem).values():
        carried, into = 0, -1
        for budget in own:
            there = budget.pounds + (carried if budget.year == into else 0)
            found[_of_budget(budget)] = there
            carried, into = there, budget.year + 1 if budget.carry_forward else -1
    return found


def _of_budget(budget: Budget) -> Limit:
    return Limit(str(budget.purse), budget.council, "", budget.year)


def _drawn(problem: PlanningProblem) -> dict[Limit, tuple[Limit, ...]]:
    """Return for each budget the limits that spending in its year counts in.

    Its own, and, as far as money is carried forward, those of the years after: a limit is then
    on all that is spent from the first year that carries to its own.
    """
    found: dict[Limit, tuple[Limit, ...]] = {}
    for own in _purses(problem).values():
        chain: tuple[Limit, ...] = ()
        for budget in reversed(own):
            carried = budget.carry_forward and chain and chain[0].period == budget.year + 1
            chain = (_of_budget(budget), *(chain if carried else ()))
            found[_of_budget(budget)] = chain
    return found


class Generator:
    """Makes the columns of a problem, pruned or not."""

    def __init__(self, problem: PlanningProblem) -> None:
        self.problem = problem
        self.limits = limits(problem)
        self._one_of = {limit: limit for limit in self.limits}
        self._drawn = _drawn(problem)
        self.several = _several(problem)
        """(platform, council) where several systems of a council could join: it counts once."""
        self._counted = _counted(problem)
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
                for service in self._counted.get(case.id, ()):
                    self._take(use, Limit("changes", case.council, service, quarter), 1)
        if option.platform is not None and self._takes_place(case.council, option.platform):
            quarter = (start + option.duration) // MONTHS_A_QUARTER
            self._take(use, Limit("onboarding", option.platform, "", quarter), 1)
        self._fold(use, case, option)
        return use

    def _takes_place(self, council: str, platform: str) -> bool:
        """Whether a step alone makes a council a member; with several systems no step does."""
        member = council in self.problem.platform_by_id[platform].member_councils
        return not member and (platform, council) not in self.several

    def purses_of(self, purse: Purse, council: str, year: int) -> tuple[Limit, ...]:
        """Return the limits that spending in a year counts in; () where there is no budget."""
        return self._drawn.get(Limit(str(purse), council, "", year), ())

    def _fold(self, use: dict[Limit, int], case: SystemCase, option: Option) -> None:
        if option.onto is not None:
            self._take(use, Limit("onto", case.id, option.onto, 0), 1)
        for limit in self._folding.get(case.id, ()) if option.kind in GOES_AWAY else ():
            self._take(use, limit, 1)

    def _spend(self, use: dict[Limit, int], case: SystemCase, option: Option, start: int) -> None:
        year_of, first = self.problem.calendar.year_of, start + option.procurement
        for purse, total in ((Purse.CAPITAL, option.capital), (Purse.REVENUE, option.revenue)):
            for k, share in enumerate(spread(total, option.months) if total else ()):
                for limit in self.purses_of(purse, case.council, year_of(first + k)):
                    self._take(use, limit, share)

    def _take(self, use: dict[Limit, int], limit: Limit, amount: int) -> None:
        if amount and limit in self._one_of:
            limit = self._one_of[limit]  # one object a limit: there are millions of uses
            use[limit] = use.get(limit, 0) + amount


def _several(problem: PlanningProblem) -> frozenset[tuple[str, str]]:
    joiners = Counter(
        (platform, case.council)
        for case in problem.systems
        for platform in {option.platform for option in case.options if option.platform is not None}
    )
    return frozenset(key for key, number in joiners.items() if number > 1)


def _counted(problem: PlanningProblem) -> dict[str, list[str]]:
    """Return for each system the services whose changes at once it counts in."""
    found: dict[str, list[str]] = {}
    for limit in problem.changes:
        for case in problem.systems:
            every = limit.systems is None
            if case.council == limit.council and (every or case.id in (limit.systems or ())):
                found.setdefault(case.id, []).append(limit.service)
    return found


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
        group, tied = problem.group_of.get(system, ()), problem.tied_with.get(system, ())
        together = all(column.quarter in quarters[index[member]] for member in group)
        if not together or any(lives[index[other]] is None for other in tied):
            return False
        for need in option.requires:
            if need.system in tied:
                continue
            live = lives[index[need.system]]
            if live is None or live + need.lag > column.start:
                return False
        return True

    return [[column for column in own if possible(column)] for own in columns]


def _joinable(problem: PlanningProblem, columns: list[list[Column]]) -> set[str]:
    able: dict[str, set[str]] = {}
    for own in columns:
        for platform in {c.option.platform for c in own if c.option is not None}:
            if platform is not None:
                council = problem.systems[own[0].system].council
                able.setdefault(platform, set()).add(council)
    return {
        platform.id
        for platform in problem.platforms
        if platform.members + len(able.get(platform.id, set()) - platform.member_councils)
        >= platform.minimum
    }
