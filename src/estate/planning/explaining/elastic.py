"""A problem whose rules may give way at a price: what is the least that would have to?

The choices are the planner's columns without the soft rules. Every soft rule has slack of its own:
binary digits of an amount, or one switch. Nothing is minimised but what gives way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.explaining import giving_way
from estate.planning.explaining.rules import Measure, Rule
from estate.planning.program.columns import Generator
from estate.planning.program.sparse import FREE, Matrix
from estate.planning.solving.cpsat import Outcome, ZeroOne, solve_mip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from estate.planning.problem.cases import (
        Option,
        PlanningProblem,
        PlatformCase,
        Requirement,
        SystemCase,
    )
    from estate.planning.program.columns import Column, Limit

WEIGHTS = {
    Measure.POUNDS: 1,
    Measure.DAYS: 400,
    Measure.CHANGES: 20_000,
    Measure.PLACES: 20_000,
    Measure.MEMBERS: 50_000,
    Measure.MONTHS: 10_000,
    Measure.WHOLE: 50_000,
}
"""What a unit that gives way counts, in pounds: a declared judgement, to compare unlike rules."""
WORK = 4.0
"""Deterministic time for one question."""
GIVEN_UP = 12
"""Months that giving a deadline up counts more than moving it to the end of the plan."""


@dataclass(frozen=True)
class Given:
    """How far one rule gives way."""

    rule: Rule
    amount: int
    """Of the rule's measure; for a freeze the month, for a deadline the months or -1: given up."""

    @property
    def cost(self) -> int:
        """Return what that counts."""
        if self.rule.measure is Measure.WHOLE:
            return WEIGHTS[Measure.WHOLE]
        return WEIGHTS[self.rule.measure] * self.amount


@dataclass
class _Draft:
    """The elastic program being written: every variable with what it says gives way."""

    rows: list[dict[int, int]] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    cost: list[int] = field(default_factory=list)
    count: list[int] = field(default_factory=list)
    gives: dict[int, list[Given]] = field(default_factory=dict)

    def variable(self, gives: Sequence[Given] = (), cost: int = 0, count: int = 0) -> int:
        self.cost.append(cost)
        self.count.append(count)
        if gives:
            self.gives[len(self.cost) - 1] = list(gives)
        return len(self.cost) - 1

    def row(self, terms: dict[int, int], low: int, high: int) -> None:
        self.rows.append(terms)
        self.low.append(low)
        self.high.append(high)

    def digits(self, rule: Rule, most: int) -> dict[int, int]:
        """Add an amount from 0 to at least `most`, and return its digits with their values."""
        changed = self.variable(count=1)
        found = {}
        for power in range(max(most, 0).bit_length()):
            value = 1 << power
            given = Given(rule, value)
            digit = self.variable([given], given.cost)
            found[digit] = value
            self.row({digit: 1, changed: -1}, -FREE, 0)
        return found

    def switch(self, rule: Rule) -> int:
        given = Given(rule, 1)
        return self.variable([given], given.cost, 1)


def least(
    problem: PlanningProblem, soft: Sequence[Rule], *, fewest: bool = False
) -> tuple[Given, ...] | None:
    """Return what has to give way, so that there is a plan; None where that was not found.

    The least in all by `WEIGHTS`; with `fewest`, as few rules as can be, and of those the least.
    """
    return _Elastic(problem, soft).solve(fewest=fewest)


class _Elastic:
    def __init__(self, problem: PlanningProblem, soft: Sequence[Rule]) -> None:
        self._tight = problem
        self._soft: dict[tuple[str, ...], Rule] = {_key(rule): rule for rule in soft}
        self._wide = _widened(problem, soft)
        self._draft = _Draft()
        self._generator = Generator(self._wide)
        self._own: dict[str, list[tuple[int, Column]]] = {}
        for index, case in enumerate(self._wide.systems):
            columns = self._generator.of_system(index, case)
            self._own[case.id] = [(self._column(case, each), each) for each in columns]
            self._draft.row({k: 1 for k, _ in self._own[case.id]}, 1, 1)
        self._limits()
        self._waits()
        self._groups()
        self._ties()
        for platform in problem.platforms:
            self._platform(platform)

    def solve(self, *, fewest: bool) -> tuple[Given, ...] | None:
        draft = self._draft
        if not all(self._own.values()):
            return None
        if fewest:
            few = self._solved(np.array(draft.count, np.int64))
            if few is None:
                return None
            terms = {k: 1 for k, count in enumerate(draft.count) if count}
            counted = {k: draft.count[k] for k in terms}
            draft.row(counted, -FREE, sum(draft.count[k] for k in few))
        chosen = self._solved(np.array(draft.cost, np.int64))
        return None if chosen is None else _gathered(draft, chosen)

    def _solved(self, cost: np.ndarray) -> list[int] | None:
        draft = self._draft
        rows = Matrix.of_rows(draft.rows, len(draft.cost))
        question = ZeroOne(
            cost, rows, np.array(draft.low, np.int64), np.array(draft.high, np.int64)
        )
        found = solve_mip(question, None, WORK)
        if found.outcome not in (Outcome.OPTIMAL, Outcome.FEASIBLE) or found.values is None:
            return None
        return [k for k, value in enumerate(found.values.tolist()) if value]

    # -- columns -------------------------------------------------------------------------------

    def _column(self, case: SystemCase, column: Column) -> int:
        """Add a choice, with what it takes from the system's own rules."""
        gives = list(self._taken(self._tight.by_id[case.id], column))
        return self._draft.variable(gives, sum(each.cost for each in gives), len(gives))

    def _taken(self, case: SystemCase, column: Column) -> Iterator[Given]:
        deadline = self._soft.get(("deadline", case.id))
        if column.option is None:
            if deadline is not None and case.deadline is not None:
                months = self._tight.calendar.horizon - case.deadline + GIVEN_UP
                yield Given(deadline, months)
            return
        if deadline is not None and case.deadline is not None and column.live > case.deadline:
            yield Given(deadline, column.live - case.deadline)
        freeze = self._soft.get(("freeze", case.id))
        if freeze is not None and column.live in case.frozen:
            yield Given(freeze, column.live)
        earliest = self._soft.get(("earliest", case.id, column.option.id))
        before = case.option(column.option.id).earliest
        if earliest is not None and column.start < before:
            yield Given(earliest, before - column.start)

    # -- rules that several share --------------------------------------------------------------

    def _limits(self) -> None:
        rows: dict[Limit, dict[int, int]] = defaultdict(dict)
        for own in self._own.values():
            for k, column in own:
                for limit, amount in column.use:
                    rows[limit][k] = amount
        slack: dict[tuple[str, ...], dict[int, int]] = {}
        for limit in sorted(rows):
            key = _limit_key(limit)
            rule = self._soft.get(key)
            if rule is not None and key not in slack:
                most = max(
                    self._most(rows[each]) - self._generator.limits[each]
                    for each in rows
                    if _limit_key(each) == key
                )
                slack[key] = self._draft.digits(rule, most)
            taken = {k: -value for k, value in slack.get(key, {}).items()}
            self._draft.row({**rows[limit], **taken}, -FREE, self._generator.limits[limit])

    def _most(self, row: dict[int, int]) -> int:
        """Return the most that all systems together could take of a limit."""
        return sum(max((row.get(k, 0) for k, _ in own), default=0) for own in self._own.values())

    def _waits(self) -> None:
        dropped: dict[tuple[str, ...], int] = {}
        for name, own in self._own.items():
            tied = self._wide.tied_with.get(name, frozenset())
            for k, column, need in _needing(own, tied):
                key = ("waits", name, _id(column), need.system)
                if key in self._soft and key not in dropped:
                    dropped[key] = self._draft.switch(self._soft[key])
                ready = self._ready(need.system, column.start - need.lag)
                free = {dropped[key]: -1} if key in dropped else {}
                self._draft.row({k: 1, **dict.fromkeys(ready, -1), **free}, -FREE, 0)

    def _ties(self) -> None:
        """Say of two that are bound, though an adapter may part them, that both change or none."""
        for pair in self._wide.adapters:
            if pair.tied:
                ends = [self._changing(end) for end in (pair.one, pair.other)]
                self._draft.row({**_ones(ends[0], 1), **_ones(ends[1], -1)}, 0, 0)

    def _changing(self, name: str) -> list[int]:
        return [k for k, each in self._own[name] if each.option is not None]

    def _ready(self, name: str, month: int) -> list[int]:
        return [k for k, each in self._own[name] if each.option is not None and each.live <= month]

    def _groups(self) -> None:
        for group in self._wide.groups:
            rule = self._soft.get(("group", *group))
            parted = {} if rule is None else {self._draft.switch(rule): -1}
            for one, other in pairwise(group):
                for quarter in range(self._wide.calendar.quarters + 1):
                    here = self._living(one, quarter)
                    there = self._living(other, quarter)
                    self._draft.row({**_ones(here, 1), **_ones(there, -1), **parted}, -FREE, 0)
                    self._draft.row({**_ones(there, 1), **_ones(here, -1), **parted}, -FREE, 0)

    def _living(self, name: str, quarter: int) -> list[int]:
        return [
            k for k, each in self._own[name] if each.option is not None and each.quarter == quarter
        ]

    def _platform(self, platform: PlatformCase) -> None:
        joins = {
            name: [(k, each) for k, each in own if _joins(each.option, platform.id)]
            for name, own in self._own.items()
        }
        joins = {name: own for name, own in joins.items() if own}
        missing = platform.minimum - platform.members
        if joins and missing > 0:
            rule = self._soft.get(("minimum", platform.id))
            fewer = {} if rule is None else self._draft.digits(rule, missing)
            taken = {k: -value for k, value in fewer.items()}
            members = self._new_members(platform, joins)
            for own in joins.values():
                joined = dict.fromkeys((k for k, _ in own), missing)
                self._draft.row({**joined, **_ones(members, -1), **taken}, -FREE, 0)
        self._early(platform, [each for own in joins.values() for each in own])

    def _new_members(
        self, platform: PlatformCase, joins: dict[str, list[tuple[int, Column]]]
    ) -> list[int]:
        """Return for each council that is no member today whether one of its systems joins."""
        by_council: dict[str, list[int]] = defaultdict(list)
        for name, own in joins.items():
            by_council[self._wide.by_id[name].council] += [k for k, _ in own]
        found = []
        for council in sorted(set(by_council) - platform.member_councils):
            member = self._draft.variable()
            self._draft.row({member: 1, **_ones(by_council[council], -1)}, -FREE, 0)
            found.append(member)
        return found

    def _early(self, platform: PlatformCase, joins: list[tuple[int, Column]]) -> None:
        """Say that who goes live before a platform is available needs it to be so earlier."""
        rule = self._soft.get(("available", platform.id))
        if rule is None:
            return
        by_month: dict[int, int] = {}
        for live in sorted({each.live for _, each in joins if each.live < platform.available}):
            given = Given(rule, platform.available - live)
            by_month[live] = self._draft.variable([given], given.cost, 1)
        for k, column in joins:
            if column.live < platform.available:
                enough = [v for month, v in by_month.items() if month <= column.live]
                self._draft.row({k: 1, **_ones(enough, -1)}, -FREE, 0)


def _needing(
    own: list[tuple[int, Column]], tied: frozenset[str]
) -> Iterator[tuple[int, Column, Requirement]]:
    for k, column in own:
        for need in column.option.requires if column.option is not None else ():
            if need.system not in tied:
                yield k, column, need


def _id(column: Column) -> str:
    return "" if column.option is None else column.option.id


def _ones(variables: Iterable[int], value: int) -> dict[int, int]:
    return dict.fromkeys(variables, value)


def _joins(option: Option | None, platform: str) -> bool:
    return option is not None and option.platform == platform


def _key(rule: Rule) -> tuple[str, ...]:
    if rule.limit is not None:
        return _limit_key(rule.limit)
    if rule.kind == "group":
        return ("group", *rule.group)
    return tuple(part for part in (rule.kind, rule.subject, rule.option, rule.other) if part)


def _limit_key(limit: Limit) -> tuple[str, ...]:
    """Return what a limit is recorded as: one number for all quarters, or one a period."""
    period = "" if limit.rule in ("changes", "onboarding") else str(limit.period)
    return ("limit", limit.rule, limit.owner, limit.item, period)


def _widened(problem: PlanningProblem, soft: Sequence[Rule]) -> PlanningProblem:
    """Return a problem whose soft rules of one system or platform do not bind its columns."""
    for rule in soft:
        if rule.kind in ("deadline", "freeze", "earliest", "available"):
            problem = rule.without(problem)
    return replace(problem, rework=())


def _gathered(draft: _Draft, chosen: list[int]) -> tuple[Given, ...]:
    """Add up the digits of each rule's amount, in the order of the rules' words."""
    found: dict[tuple[str, ...], Given] = {}
    for k in chosen:
        for given in draft.gives.get(k, ()):
            key = _key(given.rule)
            before = found[key].amount if key in found else 0
            found[key] = Given(given.rule, before + given.amount)
    return tuple(sorted(found.values(), key=lambda each: (each.rule.kind, each.rule.words)))


def applied(problem: PlanningProblem, given: Given) -> PlanningProblem:  # noqa: PLR0911
    """Return a problem in which a rule gives way by an amount."""
    rule, amount = given.rule, given.amount
    if rule.limit is not None:
        return giving_way.more(problem, rule.limit, amount)
    if rule.kind == "minimum":
        before = problem.platform_by_id[rule.subject].minimum
        return giving_way.fewer_members(problem, rule.subject, before - amount)
    if rule.kind == "available":
        available = problem.platform_by_id[rule.subject].available
        return giving_way.available_by(problem, rule.subject, available - amount)
    if rule.kind == "earliest":
        before = problem.by_id[rule.subject].option(rule.option).earliest
        return giving_way.from_month(problem, rule.subject, rule.option, before - amount)
    if rule.kind == "freeze":
        return giving_way.thawed(problem, rule.subject, frozenset({amount}))
    if rule.kind == "deadline":
        return giving_way.deadline_moved(problem, rule.subject, moved_to(problem, given))
    return rule.without(problem)


def moved_to(problem: PlanningProblem, given: Given) -> int | None:
    """Return the month to which a deadline moves; None where it is given up."""
    deadline = problem.by_id[given.rule.subject].deadline
    month = (deadline or 0) + given.amount
    return month if month <= problem.calendar.horizon else None
