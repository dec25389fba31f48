"""How an estate stands on the first day of a month of its plan: landscape, risk, money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import (
    adapter_from,
    chosen,
    in_month,
    members_since,
    opening_month,
)
from estate.planning.plateaus.interfaces import InterfaceState, interfaces
from estate.planning.plateaus.record import Recorded
from estate.planning.plateaus.system_state import SystemState, changed, kept
from estate.scoring.framework import RED_FROM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from estate.graph import EstateGraph
    from estate.planning.problem.cases import (
        Option,
        PlanningProblem,
        PlatformCase,
        SystemCase,
    )

    Choices = Mapping[str, tuple[str, int]]
    Placed = tuple[SystemCase, Option, int, int]

BANDS = (
    ("below 8", 0, RED_FROM // 2),
    ("8 to below 16", RED_FROM // 2, RED_FROM),
    ("16 to below 24: red-rated", RED_FROM, 3 * RED_FROM // 2),
    ("24 and more: red-rated", 3 * RED_FROM // 2, 31),
)
"""Bands of the overall score, 0 to 30: the line of red rating is the framework's, the rest halves
the way to it and adds as much above it."""


@dataclass(frozen=True, slots=True)
class PlatformState:
    """A shared platform on a day."""

    platform: str
    open: bool
    members_before: int
    """Members of today."""
    joined: tuple[tuple[str, date], ...]
    """Systems that have gone live on it, with the day."""
    new_members: tuple[str, ...]
    """Councils that have become members by that."""
    price: int
    """Pounds a year for each member, at the number of members there are."""

    @property
    def members(self) -> int:
        """Return how many members it has."""
        return self.members_before + len(self.new_members)


@dataclass(frozen=True, slots=True)
class AdapterState:
    """A temporary adapter that stands on a day, because only one of its ends has changed yet."""

    one: str
    other: str
    since: date
    """The go-live of the end that has changed."""
    until: date
    """The go-live of the other."""
    pounds: int


@dataclass(frozen=True, slots=True)
class RiskStanding:
    """The legacy risk of all systems on a day. What is retired scores 0."""

    total: Fraction
    """Sum of the overall scores that the plan counts."""
    low: Fraction
    """The sum if all that is not known were at its best."""
    high: Fraction
    red: int
    """Systems that are red-rated whatever is not known."""
    cannot_tell: int
    """Systems whose range reaches across the line of red rating."""
    not_red: int
    """Systems below it whatever is not known, those included that are gone."""
    bands: tuple[int, ...]
    """How many lie in each of `BANDS` whatever is not known."""
    across: int
    """How many may lie in one band or another."""


@dataclass(frozen=True)
class Standing:
    """How the estate, or a council, stands on the first day of a month of the plan."""

    month: int
    day: date
    systems: tuple[SystemState, ...]
    """By id."""
    risk: RiskStanding
    running: int
    """Pounds a year: systems, what still runs beside them, and the prices of platforms joined."""
    running_old: int
    """Of these, for old systems that still run beside the new ones."""
    prices: int
    """Of these, for platforms, at the number of members there are on the day."""
    running_unknown: tuple[str, ...]
    """Systems whose running cost nobody has recorded, before or after."""
    capital: int
    """Pounds spent before the day, on work done and under way."""
    revenue: int
    """One-off revenue spent before the day, likewise."""
    interfaces: tuple[InterfaceState, ...]
    adapters: tuple[AdapterState, ...]
    """Those that stand, with an end among the systems."""
    platforms: tuple[PlatformState, ...]
    """By id."""

    @property
    def changed(self) -> tuple[SystemState, ...]:
        """Return the systems that a step has changed."""
        return tuple(state for state in self.systems if state.kind is not None)


class Situation:
    """A plan and the estate it is for, of which it can be asked how it stands on a day."""

    def __init__(self, graph: EstateGraph, problem: PlanningProblem, choices: Choices) -> None:
        """Take the estate, the problem and, for each changed system, its option and its start."""
        self.graph, self.problem = graph, problem
        self.placed: dict[str, Placed] = {each[0].id: each for each in chosen(problem, choices)}
        self._choices = choices
        self._record = Recorded(graph)
        self._by_council: dict[str, list[SystemCase]] = {}
        self._all = sorted(problem.systems, key=lambda case: case.id)
        for case in self._all:
            self._by_council.setdefault(case.council, []).append(case)
        self._joins: dict[str, list[Placed]] = {one.id: [] for one in problem.platforms}
        for _, each in sorted(self.placed.items()):
            if each[1].platform in self._joins:
                self._joins[each[1].platform].append(each)

    def _cases(self, council: str | None) -> list[SystemCase]:
        """Return the systems of a council, or of all, by id."""
        if council is None:
            return self._all
        return self._by_council.get(council, [])

    def state(self, case: SystemCase, month: int) -> SystemState:
        """Return what has become of one system by the first day of a month."""
        step = self.placed.get(case.id)
        if step is None or step[3] > month:
            return kept(case, month, self._record)
        return changed(self.problem.calendar, case, (step[1], step[3]), month, self._record)

    def own(self, month: int, council: str | None) -> dict[str, SystemState]:
        """Return what has become of the systems of a council, or of all, by id."""
        return {case.id: self.state(case, month) for case in self._cases(council)}

    def kept(self, month: int, council: str | None) -> list[SystemState]:
        """Return what the same systems would be if nothing were done until then."""
        return [kept(case, month, self._record) for case in self._cases(council)]

    def at(self, month: int, council: str | None = None) -> Standing:
        """Return how the estate, or one council of it, stands on the first day of a month."""
        own = self.own(month, council)
        platforms = tuple(self._platforms(month))
        own_councils = {state.council for state in own.values()}
        members = [(one, own_councils.intersection(one.new_members)) for one in platforms]
        prices = sum(one.price * len(councils) for one, councils in members)
        steps = [self.placed[name] for name in own if name in self.placed]
        capital, revenue = self._set_up(month, own_councils)
        return Standing(
            month=month,
            day=self.problem.calendar.first_day(month),
            systems=tuple(own.values()),
            risk=risk_of(own.values()),
            running=sum(state.running for state in own.values()) + prices,
            running_old=sum(state.running_old for state in own.values()),
            prices=prices,
            running_unknown=tuple(name for name, state in own.items() if not state.running_known),
            capital=capital + sum(_spent(step, step[1].capital, month) for step in steps),
            revenue=revenue + sum(_spent(step, step[1].revenue, month) for step in steps),
            interfaces=tuple(interfaces(self.graph, States(self, month), own.keys())),
            adapters=tuple(self._adapters(month, own.keys())),
            platforms=platforms,
        )

    def _set_up(self, month: int, councils: AbstractSet[str]) -> tuple[int, int]:
        """Return what some councils have spent as hosts on opening platforms: capital, revenue."""
        opened = [
            case
            for case in self.problem.platforms
            if case.host in councils
            and (begun := opening_month(case, self._joins[case.id])) is not None
            and begun < month
        ]
        capital = sum(case.setup_capital for case in opened)
        return capital, sum(case.setup for case in opened) - capital

    def _adapters(self, month: int, own: AbstractSet[str]) -> Iterator[AdapterState]:
        first_day = self.problem.calendar.first_day
        for one in self.problem.adapters:
            if own.isdisjoint((one.one, one.other)):
                continue
            if adapter_from(self.problem, self._choices, one) is not None:
                since, until = sorted(self.placed[end][3] for end in (one.one, one.other))
                if since <= month < until:
                    days = first_day(since), first_day(until)
                    yield AdapterState(one.one, one.other, *days, one.pounds)

    def _platforms(self, month: int) -> Iterator[PlatformState]:
        for case in self.problem.platforms:
            joins = self._joins[case.id]
            joined = [
                (each[0].id, self.problem.calendar.first_day(each[3]))
                for each in joins
                if each[3] <= month
            ]
            since = members_since(case, joins)
            new = sorted(council for council, live in since.items() if live <= month)
            yield _platform(case, joined, tuple(new))


class States:
    """What has become of each system by a month, worked out for those that are asked for."""

    def __init__(self, situation: Situation, month: int) -> None:
        """Take the plan and the month."""
        self._situation, self._month = situation, month
        self._found: dict[str, SystemState] = {}

    def get(self, system: str) -> SystemState | None:
        """Return what has become of a system; None where the plan does not know it."""
        if system not in self._found:
            case = self._situation.problem.by_id.get(system)
            if case is None:
                return None
            self._found[system] = self._situation.state(case, self._month)
        return self._found[system]


def standing_at(
    graph: EstateGraph,
    problem: PlanningProblem,
    choices: Choices,
    month: int,
    council: str | None = None,
) -> Standing:
    """Return how the estate, or one council of it, stands on the first day of a month.

    `choices` say for each changed system its option and the month in which it starts, as
    `Roadmap.choices` does. Month 0 is today as the plan sees it. Scores are those of the quarter
    that holds the day, as the plan counts them.
    """
    return Situation(graph, problem, choices).at(month, council)


def risk_of(states: Iterable[SystemState]) -> RiskStanding:
    """Return the risk of systems together: sums, and how many are in which class and band."""
    found = list(states)
    ranges = [state.interval for state in found]
    lows = [each.low for each in ranges]
    highs = [each.high for each in ranges]
    red = sum(low >= RED_FROM for low in lows)
    not_red = sum(high < RED_FROM for high in highs)
    within = Counter(
        band for low, high in zip(lows, highs, strict=True) if (band := _band(low)) == _band(high)
    )
    bands = tuple(within[band] for band in range(len(BANDS)))
    return RiskStanding(
        total=Fraction(sum(state.risk for state in found)),
        low=Fraction(sum(lows)),
        high=Fraction(sum(highs)),
        red=red,
        cannot_tell=len(found) - red - not_red,
        not_red=not_red,
        bands=bands,
        across=len(found) - sum(bands),
    )


def _band(score: Fraction) -> int:
    """Return in which band a score lies."""
    return sum(score >= top for _, _, top in BANDS[:-1])


def _platform(
    case: PlatformCase, joined: list[tuple[str, date]], new: tuple[str, ...]
) -> PlatformState:
    return PlatformState(
        case.id,
        case.existing or bool(joined),
        case.members,
        tuple(sorted(joined, key=lambda pair: (pair[1], pair[0]))),
        new,
        case.price(case.members + len(new)),
    )


def _spent(placed: Placed, whole: int, month: int) -> int:
    """Return what a step has cost before a month, of a sum that is spread over its delivery."""
    _, option, start, _ = placed
    begun = start + option.procurement
    return sum(in_month(whole, option.months, k) for k in range(month - begun))
