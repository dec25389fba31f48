"""A problem as steps in time: what each takes of what others take, at any quarter it may start in.

Where only the calendar counts and no money, a step needs no column for each start: it is one
interval that can be moved. A step starts with a quarter, so what it takes of a quarter's people is
the same wherever it stands, and only sums by financial year ask in which quarter it starts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.problem.cases import GOES_AWAY, Purse
from estate.planning.program.columns import Generator, Limit
from estate.planning.program.costs import spread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from estate.planning.problem.cases import Option, PlanningProblem, PlatformCase


class Way(NamedTuple):
    """One option of one system, and the quarters in which it may start."""

    system: int
    option: Option
    starts: tuple[int, ...]

    @property
    def months(self) -> int:
        """Return months from start to go-live."""
        return self.option.duration


class Load(NamedTuple):
    """What a way takes, evenly, of something for some quarters after its start."""

    way: int
    after: int
    quarters: int
    amount: int


@dataclass(frozen=True)
class Shared:
    """Something of which there is so much in each quarter; without limit in quarters not named."""

    room: Mapping[int, int]
    loads: tuple[Load, ...]


class Share(NamedTuple):
    """What a way takes of a sum, if it starts in one quarter; in any, where `start` is None."""

    way: int
    start: int | None
    amount: int


@dataclass(frozen=True)
class Sum:
    """Shares that come to so much at most."""

    most: int
    shares: tuple[Share, ...]


class Need(NamedTuple):
    """A way may start only so many months after another system has gone live."""

    way: int
    system: int
    lag: int


class Few(NamedTuple):
    """If one of these ways is taken, at least so many of the new members have one of theirs."""

    ways: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]
    """The ways of each council that would be a new member."""
    least: int


@dataclass(frozen=True)
class IntervalProgram:
    """Steps in time with all that holds them apart."""

    ways: tuple[Way, ...]
    of_system: tuple[tuple[int, ...], ...]
    """The ways of each system."""
    required: frozenset[int]
    """Systems that must be changed; the others may be kept."""
    quarters: int
    needs: tuple[Need, ...] = ()
    groups: tuple[tuple[int, ...], ...] = ()
    """Systems that go live in one quarter or not at all."""
    ties: tuple[tuple[int, int], ...] = ()
    """Systems of which both are changed or neither."""
    shared: tuple[Shared, ...] = ()
    sums: tuple[Sum, ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    """Pairs of ways of which at most one is taken."""
    few: tuple[Few, ...] = ()


def interval_program(problem: PlanningProblem, required: Collection[str]) -> IntervalProgram:
    """Return the steps of a problem; `required` are the ids of the systems that must change."""
    return _Drafting(problem).finished(required)


@dataclass
class _Drafting:
    problem: PlanningProblem
    generator: Generator = field(init=False)
    drawn: dict[tuple[Purse, str, int], tuple[Limit, ...]] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    of_system: list[tuple[int, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.generator = Generator(self.problem)
        every = range(0, self.problem.calendar.horizon, MONTHS_A_QUARTER)
        for i, case in enumerate(self.problem.systems):
            first = len(self.ways)
            for option in case.options:
                legal = [s // 3 for s in every if self.generator.legal(case, option, s)]
                self.ways.append(Way(i, option, tuple(legal)))
            self.of_system.append(tuple(range(first, len(self.ways))))

    def finished(self, required: Collection[str]) -> IntervalProgram:
        index = {case.id: i for i, case in enumerate(self.problem.systems)}
        return IntervalProgram(
            ways=tuple(self.ways),
            of_system=tuple(self.of_system),
            required=frozenset(index[name] for name in required),
            quarters=self.problem.calendar.quarters,
            needs=tuple(self._needs(index)),
            groups=tuple(tuple(index[m] for m in group) for group in self.problem.groups),
            ties=tuple((index[a.one], index[a.other]) for a in self.problem.adapters if a.tied),
            shared=(*self._skills(), *self._changes(), *self._onboarding()),
            sums=tuple(self._budgets()),
            apart=tuple(self._apart(index)),
            few=tuple(self._few()),
        )

    def _council(self, way: Way) -> str:
        return self.problem.systems[way.system].council

    def _needs(self, index: Mapping[str, int]) -> Iterator[Need]:
        for w, way in enumerate(self.ways):
            tied = self.problem.tied_with.get(self.problem.systems[way.system].id, ())
            for need in way.option.requires:
                if need.system not in tied:
                    yield Need(w, index[need.system], need.lag)

    def _skills(self) -> Iterator[Shared]:
        room: dict[tuple[str, str], dict[int, int]] = {}
        for limit in self.problem.skills:
            room.setdefault((limit.council, limit.skill), {})[limit.quarter] = limit.days
        loads: dict[tuple[str, str], list[Load]] = {key: [] for key in room}
        for w, way in enumerate(self.ways):
            for skill, days in way.option.skills:
                if (key := (self._council(way), skill)) in loads:
                    loads[key] += _runs(w, way.option, days)
        for key, own in sorted(loads.items()):
            yield Shared(room[key], tuple(own))

    def _changes(self) -> Iterator[Shared]:
        for limit in self.problem.changes:
            every = {case.id for case in self.problem.systems if case.council == limit.council}
            counted = every if limit.systems is None else every & limit.systems
            loads = [
                Load(w, 0, -(-way.months // MONTHS_A_QUARTER), 1)
                for w, way in enumerate(self.ways)
                if self.problem.systems[way.system].id in counted
            ]
            room = dict.fromkeys(range(self.problem.calendar.quarters), limit.steps)
            yield Shared(room, tuple(loads))

    def _joining(self, platform: PlatformCase) -> dict[str, list[int]]:
        """Return the ways in which each council's systems join a platform."""
        found: dict[str, list[int]] = {}
        for w, way in enumerate(self.ways):
            if way.option.platform == platform.id:
                found.setdefault(self._council(way), []).append(w)
        return found

    def _onboarding(self) -> Iterator[Shared]:
        for platform in self.problem.platforms:
            if platform.onboarding is not None:
                loads = [
                    Load(w, self.ways[w].months // MONTHS_A_QUARTER, 1, 1)
                    for council, own in self._joining(platform).items()
                    if council not in platform.member_councils
                    for w in own
                ]
                quarters = range(self.problem.calendar.quarters + 1)
                yield Shared(dict.fromkeys(quarters, platform.onboarding), tuple(loads))

    def _few(self) -> Iterator[Few]:
        for platform in self.problem.platforms:
            if platform.minimum > platform.members:
                joining = self._joining(platform)
                new = [own for name, own in joining.items() if name not in platform.member_councils]
                yield Few(
                    tuple(w for own in joining.values() for w in own),
                    tuple(map(tuple, new)),
                    platform.minimum - platform.members,
                )

    def _apart(self, index: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        for w, way in enumerate(self.ways):
            if way.option.onto is not None:
                for other in self.of_system[index[way.option.onto]]:
                    if self.ways[other].option.kind in GOES_AWAY:
                        yield w, other

    def _budgets(self) -> Iterator[Sum]:
        """Yield what there is of each budget, with what is carried into it."""
        shares: dict[Limit, list[Share]] = {}
        for w in range(len(self.ways)):
            for purse in Purse:
                for limit, own in self._spent(w, purse).items():
                    shares.setdefault(limit, []).extend(own)
        for limit, own in sorted(shares.items()):
            yield Sum(self.generator.limits[limit], tuple(own))

    def _spent(self, w: int, purse: Purse) -> dict[Limit, list[Share]]:
        """Return what a way takes of each limit on money, by the quarter it starts in."""
        way = self.ways[w]
        total = way.option.capital if purse is Purse.CAPITAL else way.option.revenue
        taken: dict[Limit, dict[int, int]] = {}
        for start in way.starts if total else ():
            by_year: Counter[int] = Counter()
            first = start * MONTHS_A_QUARTER + way.option.procurement
            for k, share in enumerate(spread(total, way.option.months)):
                by_year[self.problem.calendar.year_of(first + k)] += share
            for year, share in by_year.items():
                for limit in self._binding(purse, self._council(way), year):
                    own = taken.setdefault(limit, {})
                    own[start] = own.get(start, 0) + share
        return {limit: _shares(way, w, own) for limit, own in taken.items()}

    def _binding(self, purse: Purse, council: str, year: int) -> tuple[Limit, ...]:
        """Return the limits that spending in a year counts in, and that may hold it back.

        Where nothing new is added to what is carried on, the later limit says all of the earlier.
        """
        key = (purse, council, year)
        if key not in self.drawn:
            every, there = self.generator.purses_of(purse, council, year), self.generator.limits
            self.drawn[key] = tuple(
                limit
                for k, limit in enumerate(every)
                if k + 1 == len(every) or there[every[k + 1]] > there[limit]
            )
        return self.drawn[key]


def _shares(way: Way, w: int, amounts: dict[int, int]) -> list[Share]:
    """Return the shares, as one where they are the same whenever the way starts."""
    if len(amounts) == len(way.starts) and len(set(amounts.values())) == 1:
        return [Share(w, None, amounts[way.starts[0]])]
    return [Share(w, start, amount) for start, amount in amounts.items() if amount]


def _runs(w: int, option: Option, days: int) -> Iterator[Load]:
    """Yield a step's person-days: one load for each run of quarters that take the same."""
    by_quarter: Counter[int] = Counter()
    for k, share in enumerate(spread(days, option.months)):
        by_quarter[(option.procurement + k) // MONTHS_A_QUARTER] += share
    for amount, run in groupby(sorted(by_quarter), key=by_quarter.__getitem__):
        quarters = list(run)
        if amount:
            yield Load(w, quarters[0], len(quarters), amount)
