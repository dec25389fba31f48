"""A problem whose rules may give way at a price: what is the least that would have to?

It is the planner's own program without the soft rules, which are then written again with slack: the
binary digits of an amount, or one switch. Nothing is minimised but what gives way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from estate.planning.explaining import giving_way
from estate.planning.explaining.rules import Measure, Rule
from estate.planning.program.columns import Generator, limits
from estate.planning.program.draft import Draft
from estate.planning.program.rows import RULES
from estate.planning.program.rows.ceilings import ceilings
from estate.planning.program.sparse import FREE, Matrix
from estate.planning.solving.cpsat import Outcome, ZeroOne, solve_mip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
WORK = 2.0
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


def least(
    problem: PlanningProblem, soft: Sequence[Rule], *, fewest: bool = False
) -> tuple[Given, ...] | None:
    """Return what has to give way, so that there is a plan; None where that was not found.

    The least in all by `WEIGHTS`; with `fewest`, as few rules as can be, and of those the least.
    """
    return _Elastic(problem, soft).solve(fewest=fewest)


class _Elastic:
    """The planner's program without the soft rules, and theirs again with slack."""

    def __init__(self, problem: PlanningProblem, soft: Sequence[Rule]) -> None:
        self._tight = problem
        self._soft: dict[tuple[str, ...], Rule] = {_key(rule): rule for rule in soft}
        self._wide = _widened(problem, soft)
        self._gives: dict[int, list[Given]] = {}
        self._count: Counter[int] = Counter()
        generator = Generator(self._wide)
        self._draft = Draft(self._wide, [], [])
        for index, case in enumerate(self._wide.systems):
            self._columns(index, list(generator.of_system(index, case)))
        for members in self._draft.of_system:
            self._draft.row(dict.fromkeys(members, 1), 1, 1)
        for rule in RULES:
            rule(self._draft, generator)
        ceilings(self._draft, missable=False)
        self._own = {
            case.id: [(k, self._draft.columns[k]) for k in self._draft.of_system[index]]
            for index, case in enumerate(self._wide.systems)
        }
        self._limits(generator)
        self._waits()
        self._groups()
        for platform in problem.platforms:
            self._platform(platform)

    def solve(self, *, fewest: bool) -> tuple[Given, ...] | None:
        if not all(self._own.values()):
            return None
        if fewest:
            few = self._solved(self._count)
            if few is None:
                return None
            self._draft.row(dict(self._count), -FREE, sum(self._count[k] for k in few))
        costs = {k: sum(each.cost for each in own) for k, own in self._gives.items()}
        chosen = self._solved(costs)
        return None if chosen is None else _gathered(self._gives, chosen)

    def _solved(self, costs: Mapping[int, int]) -> list[int] | None:
        draft = self._draft
        width = len(draft.cost)
        cost = np.array([costs.get(k, 0) for k in range(width)], np.int64)
        low, high = np.array(draft.low, np.int64), np.array(draft.high, np.int64)
        found = solve_mip(ZeroOne(cost, Matrix.of_rows(draft.rows, width), low, high), None, WORK)
        if found.outcome not in (Outcome.OPTIMAL, Outcome.FEASIBLE) or found.values is None:
            return None
        return [k for k, value in enumerate(found.values.tolist()) if value]

    # -- what gives way --------------------------------------------------------------------------

    def _giving(self, gives: Sequence[Given], count: int) -> int:
        """Add a variable that makes rules give way."""
        variable = self._draft.variable(0, ())
        self._says(variable, gives, count)
        return variable

    def _says(self, variable: int, gives: Sequence[Given], count: int) -> None:
        if gives:
            self._gives[variable] = list(gives)
        if count:
            self._count[variable] = count

    def _digits(self, rule: Rule, most: int) -> dict[int, int]:
        """Add an amount from 0 to at least `most`, and return its digits with their values."""
        changed = self._giving((), 1)
        found = {}
        for power in range(max(most, 0).bit_length()):
            digit = self._giving([Given(rule, 1 << power)], 0)
            found[digit] = 1 << power
            self._draft.row({digit: 1, changed: -1}, -FREE, 0)
        return found

    # -- columns -------------------------------------------------------------------------------

    def _columns(self, index: int, columns: list[Column]) -> None:
        """Add a system's choices, each with what it takes from the system's own rules."""
        draft, case = self._draft, self._tight.systems[index]
        first = len(draft.columns)
        draft.columns.extend(columns)
        for column in columns:
            gives = list(self._taken(case, column))
            self._says(draft.variable(column.cost, (index,)), gives, len(gives))
        draft.of_system.append(range(first, len(draft.columns)))

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

    def _limits(self, generator: Generator) -> None:
        """Give each limit that can be short what its facts could give: one fact may raise many."""
        draft = self._draft
        for rule in [each for each in self._soft.values() if each.limit is not None]:
            raised = [each for each in self._raised(rule, generator) if each in draft.limit_rows]
            if not raised:
                continue
            short = [self._most(each) - generator.limits[each] for each in raised]
            taken = {k: -value for k, value in self._digits(rule, max(short)).items()}
            for each in raised:
                draft.rows[draft.limit_rows[each]].update(taken)

    def _raised(self, rule: Rule, generator: Generator) -> list[Limit]:
        assert rule.limit is not None  # noqa: S101  # the caller has looked
        after = limits(giving_way.more(self._wide, rule.limit, 1))
        return [each for each in sorted(after) if after[each] > generator.limits.get(each, FREE)]

    def _most(self, limit: Limit) -> int:
        """Return more than all systems together could take of a limit."""
        return sum(self._draft.rows[self._draft.limit_rows[limit]].values())

    def _waits(self) -> None:
        dropped: dict[tuple[str, ...], int] = {}
        for case in self._tight.systems:
            tied = self._tight.tied_with.get(case.id, frozenset())
            for k, column, need in _needing(self._own[case.id], case, tied):
                key = ("waits", case.id, _id(column), need.system)
                if key not in self._soft:
                    continue  # it holds: the program has it
                if key not in dropped:
                    dropped[key] = self._giving([Given(self._soft[key], 1)], 1)
                ready = self._ready(need.system, column.start - need.lag)
                self._draft.row({k: 1, **_ones(ready, -1), dropped[key]: -1}, -FREE, 0)

    def _ready(self, name: str, month: int) -> list[int]:
        return [k for k, each in self._own[name] if each.option is not None and each.live <= month]

    def _groups(self) -> None:
        for group in self._tight.groups:
            rule = self._soft.get(("group", *group))
            if rule is None:
                continue
            parted = {self._giving([Given(rule, 1)], 1): -1}
            for one, other in pairwise(group):
                for quarter in range(self._wide.calendar.quarters + 1):
                    here = self._living(one, quarter)
                    there = self._living(other, quarter)
                    self._draft.row({**_ones(here, 1), **_ones(there, -1), **parted}, -FREE, 0)
                    self._draft.row({**_ones(there, 1), **_ones(here, -1), **parted}, -FREE, 0)

    def _living(self, name: str, quarter: int) -> list[int]:
        own = self._own[name]
        return [k for k, each in own if each.option is not None and each.quarter == quarter]

    def _platform(self, platform: PlatformCase) -> None:
        joins = {
            name: [(k, each) for k, each in own if _joins(each.option, platform.id)]
            for name, own in self._own.items()
        }
        joins = {name: own for name, own in joins.items() if own}
        missing = platform.minimum - platform.members
        rule = self._soft.get(("minimum", platform.id))
        if joins and missing > 0 and rule is not None:
            taken = {k: -value for k, value in self._digits(rule, missing).items()}
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
            member = self._giving((), 0)
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
            by_month[live] = self._giving([Given(rule, platform.available - live)], 1)
        for k, column in joins:
            if column.live < platform.available:
                enough = [v for month, v in by_month.items() if month <= column.live]
                self._draft.row({k: 1, **_ones(enough, -1)}, -FREE, 0)


def _needing(
    own: list[tuple[int, Column]], case: SystemCase, tied: frozenset[str]
) -> Iterator[tuple[int, Column, Requirement]]:
    for k, column in own:
        for need in case.option(column.option.id).requires if column.option is not None else ():
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
        return ("limit", *rule.limit[:3], str(rule.limit.period))
    if rule.kind == "group":
        return ("group", *rule.group)
    return tuple(part for part in (rule.kind, rule.subject, rule.option, rule.other) if part)


def _widened(problem: PlanningProblem, soft: Sequence[Rule]) -> PlanningProblem:
    """Return a problem without the soft rules that are no limits: they are written anew."""
    for rule in soft:
        if rule.limit is None:
            problem = rule.without(problem)
    return problem


def _gathered(gives: Mapping[int, list[Given]], chosen: list[int]) -> tuple[Given, ...]:
    """Add up the digits of each rule's amount, in the order of the rules' words."""
    found: dict[tuple[str, ...], Given] = {}
    for k in chosen:
        for given in gives.get(k, ()):
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
