"""Joint windows: the days on which the most councils could leave what they have together.

Exact: for every council the days are cut where its position changes (`departures`), the cuts of
all councils are put together, and each span between two cuts is judged once. Nothing is sampled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from estate.comparison.departures import Departure, Freedom, Way
from estate.comparison.view import WITHHELD, CouncilView, exact, known
from estate.portfolio.dates import add_months

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from estate.comparison.view import Amount, ContractView, SectorView, SystemView

T = TypeVar("T")
_DAY = timedelta(days=1)
_LEAVING = (Freedom.FREE, Freedom.AT_COST, Freedom.BY_AGREEMENT)
_LONG = 31
"""Days from which a span counts as open: its first day is proposed, not its last."""

LEAD_MONTHS = 12
"""Months before which no joint date is looked for, where the caller does not say: an assumption."""
HORIZON_MONTHS = 72
"""Months within which joint dates are looked for, where the caller does not say."""


Departures = dict[tuple[str, str], Departure]
"""Contracts, by council and id, whose days have been cut already."""


class Measure(StrEnum):
    """By what "most" is counted."""

    COUNCILS = "councils"
    """Councils, each one."""
    VALUE = "value"
    """What their contracts cost a year, in pounds; what is not known exactly counts as nothing."""
    POPULATION = "population"
    """People who live there; what is not known exactly counts as nothing."""


class Aim(StrEnum):
    """What is wanted of a joint date."""

    FREE = "free"
    """As many as possible leave free, each alone; then at all; then the fewest pounds."""
    AGREED = "agreed"
    """As many as possible leave free or with the supplier's agreement to extend."""
    ALL = "all"
    """As many as possible leave alone, free or not; then the fewest pounds."""


@dataclass(frozen=True, slots=True)
class Position:
    """How a council stands on a day: the worst of its contracts decides, their costs add up."""

    freedom: Freedom
    cost: Fraction | None


@dataclass(frozen=True, slots=True)
class JointSpan:
    """Days, both ends included, on which every council stands the same."""

    first: date
    last: date
    positions: tuple[Position, ...]
    """In the order of the cases."""

    def councils(self, *freedoms: Freedom) -> tuple[int, ...]:
        """Return the places of the councils that stand so."""
        return tuple(k for k, own in enumerate(self.positions) if own.freedom in freedoms)


@dataclass(frozen=True, slots=True)
class JointDate:
    """A day on which councils could leave together, and why that one."""

    day: date
    span: JointSpan
    """The span it is in: any of its days is as good."""
    reasons: tuple[tuple[Aim, Measure], ...]
    """For which aims, by which measures, no day is better."""


class Case:
    """A council, with what it uses for the capabilities and the contracts that bind it to that."""

    def __init__(
        self,
        council: CouncilView,
        systems: Sequence[SystemView],
        span: tuple[date, date],
        as_of: date,
        known_ones: Departures | None = None,
    ) -> None:
        self.council = council
        self.systems = tuple(sorted(systems, key=lambda system: system.ref))
        self.first, self.last = span
        own = {each.id: each for system in systems for each in council.contracts_of(system)}
        self.contracts: tuple[ContractView, ...] = tuple(own[name] for name in sorted(own))
        shared = {} if known_ones is None else known_ones
        for each in self.contracts:
            key = council.id, each.id
            if key not in shared:
                shared[key] = Departure(each, as_of, self.first, self.last)
        self.departures = tuple(shared[council.id, each.id] for each in self.contracts)

    @property
    def annual_value(self) -> int | None:
        """Pounds a year of its contracts; None where one is not known exactly, or none is."""
        values = [exact(contract.annual_value) for contract in self.contracts]
        known_ones = [value for value in values if value is not None]
        return sum(known_ones) if values and len(known_ones) == len(values) else None

    @property
    def population(self) -> Amount:
        """People who live in its area."""
        return self.council.population

    def weight(self, measure: Measure) -> int:
        """Return what the council counts for; 0 where it is not known exactly."""
        if measure is Measure.COUNCILS:
            return 1
        value = self.annual_value if measure is Measure.VALUE else exact(self.population)
        return value or 0

    @property
    def also_covered(self) -> tuple[str, ...]:
        """Other systems that the contracts cover, so that leaving them concerns those too."""
        own = {system.ref.system for system in self.systems}
        others = {
            name for contract in self.contracts for name in known(contract.systems) or () if name
        }
        return tuple(sorted(others - own))

    @cached_property
    def _uncontracted(self) -> Freedom | None:
        """How far a system without a contract leaves it open; None where each has one."""
        bare = [system for system in self.systems if not self.council.contracts_of(system)]
        if not bare:
            return None
        hidden = any(system.contracts is WITHHELD for system in bare)
        return Freedom.WITHHELD if hidden else Freedom.UNKNOWN

    def ways(self, day: date) -> tuple[tuple[ContractView, Way], ...]:
        """Return how it leaves each contract that counts on a day, in order of their ids."""
        found = tuple((each.contract, each.way(day)) for each in self.departures)
        kept = self._counting([way.freedom for _, way in found])
        return tuple(pair for place, pair in enumerate(found) if place in kept)

    def _counting(self, freedoms: Sequence[Freedom]) -> Collection[int]:
        """Return the places of the contracts that count: one that is over and replaced does not."""
        over = {k for k, freedom in enumerate(freedoms) if freedom is Freedom.OVER}
        if not over:
            return range(len(freedoms))
        counting = set(range(len(freedoms))) - over
        for place in over:
            for own in self._together_with[place]:
                if own <= over:
                    counting |= own
        return counting

    @cached_property
    def _together_with(self) -> tuple[tuple[frozenset[int], ...], ...]:
        """For each contract the places of all contracts of each system that it covers."""
        place = {contract.id: k for k, contract in enumerate(self.contracts)}
        found: list[list[frozenset[int]]] = [[] for _ in self.contracts]
        for system in self.systems:
            own = frozenset(place[each.id] for each in self.council.contracts_of(system))
            for k in own:
                found[k].append(own)
        return tuple(tuple(each) for each in found)

    def position(self, on: Sequence[tuple[Freedom, Fraction | None]]) -> Position:
        """Return how the council stands where its contracts stand so, in order of their ids."""
        kept = [on[k] for k in self._counting([freedom for freedom, _ in on])]
        worst = [freedom for freedom, _ in kept]
        if self._uncontracted is not None:
            worst.append(self._uncontracted)
        costs = [cost for _, cost in kept if cost is not None]
        whole = len(costs) == len(kept) and self._uncontracted is None
        freedom = max(worst, default=Freedom.UNKNOWN)
        return Position(freedom, sum(costs, Fraction(0)) if whole and kept else None)

    @cached_property
    def spans(self) -> tuple[tuple[date, Position], ...]:
        """The first day of each span, with how the council stands from then on."""
        if not self.departures:
            return ((self.first, self.position(())),)
        found: list[tuple[date, Position]] = []
        for day, on in _together([_starts(each) for each in self.departures]):
            position = self.position(on)
            if not found or found[-1][1] != position:
                found.append((day, position))
        return tuple(found)


def _starts(departure: Departure) -> list[tuple[date, tuple[Freedom, Fraction | None]]]:
    return [(span.first, (span.freedom, span.cost)) for span in departure.spans]


def _together(rows: Sequence[Sequence[tuple[date, T]]]) -> Iterator[tuple[date, list[T]]]:
    """Yield each day on which one of the rows changes, with what all rows then are."""
    changes = sorted(
        (day, k, place) for k, row in enumerate(rows) for place, (day, _) in enumerate(row)
    )
    now = [row[0][1] for row in rows]
    for index, (day, k, place) in enumerate(changes):
        now[k] = rows[k][place][1]
        if index + 1 == len(changes) or changes[index + 1][0] != day:
            yield day, list(now)


@dataclass(frozen=True)
class JointWindows:
    """The capabilities, the councils that have something for them, and how they stand over time."""

    capabilities: tuple[str, ...]
    as_of: date
    first: date
    last: date
    cases: tuple[Case, ...]
    """In order of the councils' ids."""

    @cached_property
    def spans(self) -> tuple[JointSpan, ...]:
        """All days from `first` to `last`, cut where a council's position changes."""
        if not self.cases:
            return ()
        rows = list(_together([case.spans for case in self.cases]))
        ends = [day - _DAY for day, _ in rows[1:]] + [self.last]
        return tuple(
            JointSpan(day, end, tuple(now)) for (day, now), end in zip(rows, ends, strict=True)
        )

    def weight(self, span: JointSpan, measure: Measure, *freedoms: Freedom) -> int:
        """Return what the councils that stand so on a span count for."""
        weights = self._weights[measure]
        return sum(weights[k] for k in span.councils(*freedoms))

    @cached_property
    def _weights(self) -> dict[Measure, tuple[int, ...]]:
        return {each: tuple(case.weight(each) for case in self.cases) for each in Measure}

    def cost(self, span: JointSpan) -> tuple[Fraction, int]:
        """Return what those who can leave alone pay in all, and of how many that is not known."""
        paying = [span.positions[k].cost for k in span.councils(Freedom.FREE, Freedom.AT_COST)]
        known_ones = [cost for cost in paying if cost is not None]
        return sum(known_ones, Fraction(0)), len(paying) - len(known_ones)

    def score(
        self, span: JointSpan, aim: Aim, measure: Measure
    ) -> tuple[int, int, int, int, Fraction]:
        """Return how good a span is; a greater score is better."""
        own = [self.weight(span, measure, freedom) for freedom in _LEAVING]
        free, agreed, alone = own[0], own[0] + own[2], own[0] + own[1]
        cost, unpriced = self.cost(span)
        order = {
            Aim.FREE: (free, sum(own), agreed),
            Aim.AGREED: (agreed, free, sum(own)),
            Aim.ALL: (alone, 0, 0),
        }[aim]
        return (*order, -unpriced, -cost)

    @cached_property
    def best(self) -> tuple[JointDate, ...]:
        """The best dates, by date: for each aim and measure the first that none beats.

        Of a span of a month and less the last day is proposed, when contracts end; of a longer
        one, over which nobody waits for an end, the first.
        """
        found: dict[JointSpan, list[tuple[Aim, Measure]]] = {}
        for aim in Aim:
            for measure in Measure:
                span = self._first_best(aim, measure)
                if span is not None:
                    found.setdefault(span, []).append((aim, measure))
        dates = (JointDate(_proposed(span), span, tuple(why)) for span, why in found.items())
        return tuple(sorted(dates, key=lambda each: each.day))

    def _first_best(self, aim: Aim, measure: Measure) -> JointSpan | None:
        """Return the first span with the best score; None where nobody can be told to leave."""
        best: tuple[tuple[int, int, int, int, Fraction], JointSpan] | None = None
        for span in self.spans:
            score = self.score(span, aim, measure)
            if score[0] and (best is None or score > best[0]):
                best = score, span
        return None if best is None else best[1]

    @cached_property
    def main(self) -> JointDate | None:
        """The date on which the most councils can leave free; None where none is known to."""
        for each in self.best:
            if (Aim.FREE, Measure.COUNCILS) in each.reasons:
                return each
        return None


def _proposed(span: JointSpan) -> date:
    return span.last if (span.last - span.first).days < _LONG else span.first


def joint_windows(
    view: SectorView,
    capabilities: Iterable[str],
    lead_months: int = LEAD_MONTHS,
    horizon_months: int = HORIZON_MONTHS,
    known_ones: Departures | None = None,
) -> JointWindows:
    """Return when the councils that have something for the capabilities could leave it together.

    Days from `lead_months` to `horizon_months` after the as-of date are looked at. Who asks for
    many capabilities hands over the same `known_ones` each time, for the same days.
    """
    wanted = tuple(sorted(set(capabilities)))
    first, last = (add_months(view.as_of, months) for months in (lead_months, horizon_months))
    systems: dict[str, dict[str, SystemView]] = {}
    for capability in wanted:
        for council, system in view.systems_for(capability):
            systems.setdefault(council.id, {})[system.ref.system] = system
    cases = tuple(
        Case(
            council,
            list(systems[council.id].values()),
            (first, max(first, last)),
            view.as_of,
            known_ones,
        )
        for council in view.councils
        if council.id in systems
    )
    return JointWindows(wanted, view.as_of, first, max(first, last), cases)
