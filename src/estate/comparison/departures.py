"""On which days a council can leave one contract: free, at a cost, by agreement only, or not known.

A day of leaving is the last day of use. What is owed and what is too late follow
`portfolio.windows`; the days are cut into spans over which nothing changes, so that what is found
for one day of a span holds for all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from estate.comparison.view import WITHHELD, day_bounds
from estate.portfolio.dates import add_months, extend_end, months_until
from estate.portfolio.terms import Terms
from estate.portfolio.windows import Act, ActKind, How, Window, windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.comparison.view import ContractView

_DAY = timedelta(days=1)
_STOPPING = frozenset({ActKind.NOTICE, ActKind.BREAK})


class Freedom(IntEnum):
    """How a council can leave on a day; the lower, the freer."""

    FREE = 0
    """By what it may do alone, with nothing to pay for time that it does not use."""
    AT_COST = 1
    """By what it may do alone; it pays for time that it does not use, or a sum for leaving."""
    BY_AGREEMENT = 2
    """Only if the supplier agrees to an extension first."""
    UNSURE = 3
    """Perhaps: the end is only known as a span, or the period of notice is not recorded."""
    OVER = 4
    """Nothing in the contract reaches the day: it has to be bridged, or nothing runs until then."""
    UNKNOWN = 5
    """What is recorded does not say."""
    WITHHELD = 6
    """The council knows, and does not share it."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a council leaves one contract on a day."""

    freedom: Freedom
    cost: Fraction | None
    """Pounds besides the price until that day; None where they are not known."""
    until: date | None = None
    """The last day to which it is bound; of one that is over, the last that it could reach."""
    acts: tuple[Act, ...] = ()
    """What it takes, in order of their days."""
    extension_months: int = 0
    """Whole months by which it is extended, by right or by agreement, until then."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both ends included, on which leaving is the same: as free, and for the same pounds."""

    first: date
    last: date
    freedom: Freedom
    cost: Fraction | None


class Departure:
    """One contract, with the days from `first` to `last` on which its council may leave it."""

    def __init__(self, contract: ContractView, as_of: date, first: date, last: date) -> None:
        self.contract = contract
        self.as_of = as_of
        self.first = first
        self.last = last
        self._terms = contract.terms if isinstance(contract.terms, Terms) else None

    @cached_property
    def _open(self) -> tuple[tuple[Window, Freedom], ...]:
        """The ends that can be reached and are not too late, in order, and how free they are."""
        terms = self._terms
        if terms is None:
            return ()
        found = []
        for window in windows(terms, self.as_of, self._reach(terms)):
            late = window.passed(self.as_of)
            if late is True or window.how is How.BREAK:
                continue
            agreed = any(act.kind is ActKind.AGREE for act in window.acts)
            freedom = Freedom.BY_AGREEMENT if agreed else Freedom.FREE
            found.append((window, Freedom.UNSURE if late is None else freedom))
        return tuple(found)

    def _reach(self, terms: Terms) -> date:
        """Return a day by which an end has come that can be reached from every day looked at."""
        start = max(self.last, terms.irrevocable_until or self.last)
        reach = add_months(start, (terms.notice_months or 0) + 2 * terms.period)
        return max(reach, terms.final_end or reach)

    @cached_property
    def _soonest_break(self) -> date | None:
        """The first day on which a break can end it; None where there is no right to break."""
        terms = self._terms
        if terms is None or terms.break_notice_months is None:
            return None
        soonest = add_months(self.as_of, terms.break_notice_months)
        days = (soonest, terms.irrevocable_until, terms.starts)
        return max(day for day in days if day is not None)

    @cached_property
    def _reached(self) -> date | None:
        """The last day that anything in it reaches; else the last as things stand."""
        if self._open:
            return self._open[-1][0].ends
        terms = self._terms
        if terms is None:
            return None
        if terms.renews and terms.renewals_at_most is not None:
            return terms.end_after(terms.taken, terms.renewals_at_most)
        return terms.current_end

    def way(self, day: date) -> Way:
        """Return how the council best leaves on a day: the freest way, then the cheapest."""
        terms = self._terms
        if terms is None:
            return self._roughly(day)
        own = [*self._to_an_end(terms, day, Freedom.FREE), *self._broken(terms, day)]
        if own:
            return min(own, key=_dearness)
        for freedom in (Freedom.BY_AGREEMENT, Freedom.UNSURE):
            for way in self._to_an_end(terms, day, freedom):
                return way
        reached = self._reached
        if reached is None or day <= reached:
            return Way(Freedom.UNKNOWN, None)
        if not self._open and terms.term_in_force(day) is not None:
            return Way(Freedom.UNKNOWN, None)
        return self._over(terms, day, reached)

    def _to_an_end(self, terms: Terms, day: date, freedom: Freedom) -> Iterator[Way]:
        """Yield the way to the first end of a kind that is not before a day, where there is one."""
        for window, kind in self._open:
            if kind is freedom and window.ends >= day:
                months = terms.months_owed(day, window.ends)
                cost = _price(terms, months)
                if freedom is Freedom.FREE and (months and cost != 0):
                    kind = Freedom.AT_COST  # noqa: PLW2901  # what it is on this day
                yield Way(kind, cost, window.ends, window.acts, _added(terms, window))
                return

    def _broken(self, terms: Terms, day: date) -> Iterator[Way]:
        """Yield the way out by a break, on the day or as soon after it as notice allows."""
        soonest = self._soonest_break
        if soonest is None or terms.break_notice_months is None:
            return
        until = max(day, soonest)
        acts: tuple[Act, ...] = ()
        added = 0
        if terms.first_end is not None:
            own = (w for w, kind in self._open if kind is Freedom.FREE and w.ends >= until)
            under = next(own, None)
            if under is None:
                return
            acts = tuple(act for act in under.acts if act.kind not in _STOPPING)
            added = _added(terms, under)
        by = max(self.as_of, add_months(until, -terms.break_notice_months))
        cost = _price(terms, terms.months_owed(day, until))
        if terms.early_exit_cost is not None:
            cost = Fraction(terms.early_exit_cost)
        acts = (*acts, Act(ActKind.BREAK, by, until, 0))
        yield Way(Freedom.FREE if cost == 0 else Freedom.AT_COST, cost, until, acts, added)

    def _over(self, terms: Terms, day: date, reached: date) -> Way:
        """Return what bridging costs: the surcharge for the months begun after the last end."""
        acts: tuple[Act, ...] = ()
        added = 0
        if self._open:
            last = self._open[-1][0]
            acts, added = last.acts, _added(terms, last)
        percent, price = terms.holding_over_percent, terms.annual_value
        cost = None
        if percent is not None and price is not None:
            months = months_begun(max(reached, self.as_of), day)
            cost = Fraction(price * months, 12) * Fraction(str(percent)) / 100
        return Way(Freedom.OVER, cost, reached, acts, added)

    def _roughly(self, day: date) -> Way:
        """Return what is known where the terms are not: perhaps free within the span of its end."""
        withheld = WITHHELD in (self.contract.terms, self.contract.ends)
        span = day_bounds(self.contract.ends)
        if span is not None and extend_end(span[0], -1) < day <= span[1]:
            return Way(Freedom.UNSURE, None, span[1])
        return Way(Freedom.WITHHELD if withheld else Freedom.UNKNOWN, None)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The days from `first` to `last`, cut where something changes, in order."""
        starts = sorted({self.first, *(day for day in self._turns() if self.first < day)})
        found: list[Span] = []
        for place, start in enumerate(starts):
            if start > self.last:
                break
            after = starts[place + 1] if place + 1 < len(starts) else self.last + _DAY
            end = min(after - _DAY, self.last)
            way = self.way(start)
            before = found[-1] if found else None
            if before and (before.freedom, before.cost) == (way.freedom, way.cost):
                found[-1] = Span(before.first, end, way.freedom, way.cost)
            else:
                found.append(Span(start, end, way.freedom, way.cost))
        return tuple(found)

    def _turns(self) -> Iterator[date]:
        """Yield every day on which something may be otherwise than on the day before it."""
        terms = self._terms
        if terms is None:
            span = day_bounds(self.contract.ends)
            if span is not None:
                yield from (_after(extend_end(span[0], -1)), _after(span[1]))
            return
        yield from self._turns_of_ends(terms)
        if self._soonest_break is not None:
            yield from self._counting_down(terms, self._soonest_break, self.first)
        if terms.starts is not None:
            yield terms.starts
        if self._reached is not None:
            yield from self._counting_up(terms, self._reached)

    def _turns_of_ends(self, terms: Terms) -> Iterator[date]:
        since = self.first
        for freedom in (Freedom.FREE, Freedom.BY_AGREEMENT, Freedom.UNSURE):
            for window, kind in self._open:
                if kind is freedom and window.ends > since:  # else a freer way reaches its days
                    yield from self._counting_down(terms, window.ends, since)
                    since = window.ends

    def _counting_down(self, terms: Terms, end: date, since: date) -> Iterator[date]:
        """Yield the days after `since` on which one month less is owed until an end."""
        fixed = terms.early_exit_cost is not None or terms.annual_value is None
        months = 0 if fixed else max(0, months_until(self.last, end) - 1)
        while (last := extend_end(end, -months)) >= since and last > date.min:
            yield _after(last)
            if fixed and months:
                break  # whether anything is owed counts, not how much
            months += 1
        yield _after(since)

    def _counting_up(self, terms: Terms, reached: date) -> Iterator[date]:
        """Yield the day after the last end, and those on which a month more has begun since."""
        yield _after(reached)
        if terms.annual_value is None or terms.holding_over_percent is None:
            return
        since, months = max(reached, self.as_of), 0
        while (month := extend_end(since, months)) <= self.last and month < date.max:
            yield month + _DAY
            months += 1


def _after(day: date) -> date:
    return day if day == date.max else day + _DAY


def _dearness(way: Way) -> tuple[Freedom, bool, Fraction, int]:
    return way.freedom, way.cost is None, way.cost or Fraction(0), len(way.acts)


def _price(terms: Terms, months: int) -> Fraction | None:
    """Return the pounds for whole months that are owed and not used; None if not recorded."""
    if not months:
        return Fraction(0)
    if terms.early_exit_cost is not None:
        return Fraction(terms.early_exit_cost)
    return None if terms.annual_value is None else Fraction(terms.annual_value * months, 12)


def _added(terms: Terms, window: Window) -> int:
    return sum(step.months for step in terms.extensions[terms.taken : window.extensions])


def months_begun(since: date, day: date) -> int:
    """Return how many months have begun after a last day, up to a day; a month's end stays one."""
    months = max(0, months_until(since, day) - 1)
    while extend_end(since, months) < day:
        months += 1
    return months
