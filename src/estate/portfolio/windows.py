"""The windows of a contract: when the council may leave, by what act, by when, and at what cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.portfolio.terms import Terms


class ActKind(StrEnum):
    """What somebody must do so that a window stands open."""

    EXTEND = "extend"
    """Use an extension that the council has by right."""
    AGREE = "agree"
    """Agree an extension with the supplier."""
    NOTICE = "notice"
    """Give notice, so that it does not renew itself."""
    BREAK = "break"
    """Give notice to end it early."""


class How(StrEnum):
    """How a window comes about."""

    END = "end"
    """The term ends: the first, or the one that was prolonged."""
    BY_RIGHT = "by-right"
    """Extensions end that the council used by right."""
    AGREED = "agreed"
    """Extensions end of which one at least was agreed."""
    RENEWED = "renewed"
    """A term ends that came by renewal."""
    BREAK = "break"
    """The council ends it early."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be done: on which term, and the last day for it."""

    kind: ActKind
    by: date | None
    """The last day on which it can be done; None where the period of notice is not recorded."""
    closes: date
    """The last day of the term that it acts upon: after that it is too late in any case."""
    number: int
    """Which extension it uses, or which renewal it stops, counted from 1; 0 for a break."""

    def passed(self, as_of: date) -> bool | None:
        """Whether it is too late on a day; None where that is not known."""
        if self.closes < as_of:
            return True
        return None if self.by is None else self.by < as_of


@dataclass(frozen=True, slots=True)
class Window:
    """A last day under the contract that the council may choose.

    `acts` are what it takes, in order of their days; none where the contract ends by itself.
    """

    ends: date
    """That day; of a break the first such day, since it may be any day from then on."""
    how: How
    extensions: int
    """How many extensions are used by then, those taken already included."""
    renewals: int
    """How often it has renewed itself by then, after those extensions."""
    acts: tuple[Act, ...]
    cost: Fraction
    """What leaving then costs, in pounds, besides the price until then."""

    @property
    def decide_by(self) -> date | None:
        """The last day for the first act; None where none is needed, or the day is not known."""
        return self.acts[0].by if self.acts else None

    def passed(self, as_of: date) -> bool | None:
        """Whether one of its acts is too late on a day; None where that is not known."""
        states = [act.passed(as_of) for act in self.acts]
        if True in states:
            return True
        return None if None in states else False


def windows(terms: Terms, as_of: date, until: date) -> tuple[Window, ...]:
    """Return the windows from `as_of` on, by date.

    Every one that extensions give; of those that renewals give the next one, and others up to
    `until`; and the break, where there is one. Where several ways lead to one day, the one that
    takes the fewest acts. A contract without an end has none but its break.
    """
    found: dict[date, Window] = {}
    most = len(terms.extensions)
    if terms.current_end is not None and terms.current_end < as_of:
        most = terms.taken  # too late to use another
    for extensions in range(terms.taken, most + 1):
        for renewals in _rounds(terms, extensions, as_of, until):
            window = _at_end(terms, extensions, renewals)
            if window is not None and window.ends >= as_of:
                found.setdefault(window.ends, window)
    ordered = [found[day] for day in sorted(found)]
    broken = _break(terms, as_of)
    if broken is not None:
        before = sum(window.ends <= broken.ends for window in ordered)
        ordered.insert(before, broken)
    return tuple(ordered)


def _rounds(terms: Terms, extensions: int, as_of: date, until: date) -> Iterator[int]:
    """Yield after how many renewals a term ends at which the council may leave in time."""
    renewals = 0
    if extensions == terms.taken:
        renewals = terms.renewals_by(max(as_of, terms.irrevocable_until or as_of))
        if terms.renewals_at_most is not None:
            renewals = min(renewals, terms.renewals_at_most)
    yield renewals
    while terms.may_renew(renewals):
        renewals += 1
        end = terms.end_after(extensions, renewals)
        if end is None or end > until or end == date.max:
            return  # the calendar has no later day
        yield renewals


def _at_end(terms: Terms, extensions: int, renewals: int) -> Window | None:
    """Return the window at the end of a term; None where the council is bound beyond it."""
    end = terms.end_after(extensions, renewals)
    if end is None:
        return None
    acts = [_prolonging(terms, step) for step in range(terms.taken, extensions)]
    how = _how(acts, renewals)
    if terms.may_renew(renewals) or terms.renewal is None:
        bound = terms.irrevocable_until
        if terms.renews and bound is not None and end < bound:
            return None
        acts.append(Act(ActKind.NOTICE, terms.notice_deadline(end), end, renewals + 1))
    return Window(end, how, extensions, renewals, tuple(acts), Fraction(0))


def _prolonging(terms: Terms, used: int) -> Act:
    """Return the act that uses one more extension when so many are used.

    By right it takes as much notice as leaving does; an agreement can be made until the last day.
    """
    closes = terms.end_after(used) or date.max
    if terms.extensions[used].by == "agreement":
        return Act(ActKind.AGREE, closes, closes, used + 1)
    return Act(ActKind.EXTEND, terms.notice_deadline(closes), closes, used + 1)


def _how(prolonging: list[Act], renewals: int) -> How:
    if renewals:
        return How.RENEWED
    if not prolonging:
        return How.END
    agreed = any(act.kind is ActKind.AGREE for act in prolonging)
    return How.AGREED if agreed else How.BY_RIGHT


def _break(terms: Terms, as_of: date) -> Window | None:
    """Return the first day on which the council can make it end early; None if it cannot."""
    if terms.break_notice_months is None:
        return None
    soonest = add_months(as_of, terms.break_notice_months)
    ends = max(day for day in (soonest, terms.irrevocable_until, terms.starts) if day is not None)
    term, cost = None, Fraction(terms.early_exit_cost or 0)
    if terms.current_end is not None:
        term = terms.term_in_force(ends)
        if term is None or (term == ends and not terms.may_renew(terms.renewals_by(ends))):
            return None
        cost = cost if ends < term else Fraction(0)
    by = as_of if ends == soonest else add_months(ends, -terms.break_notice_months)
    act = Act(ActKind.BREAK, by, ends, 0)
    return Window(ends, How.BREAK, terms.taken, terms.renewals_by(ends), (act,), cost)


class Leaving:
    """What leaving costs on any day up to one, for a council that acts from the as-of date on.

    Notice whose last day is not before the as-of date is given in time, with a break as early as
    it takes; where that day has passed, the renewal that follows binds. Extensions that are not
    used do not count.
    """

    def __init__(self, terms: Terms, as_of: date, until: date) -> None:
        start = max(until, terms.irrevocable_until or until)
        reach = add_months(start, (terms.notice_months or 0) + 2 * terms.period)
        own = replace(terms, extensions=terms.extensions[: terms.taken])
        self._terms = terms
        self._windows = [
            (window, window.passed(as_of))
            for window in windows(own, as_of, reach)
            if window.passed(as_of) is not True
        ]

    def way_out(self, leaving: date) -> tuple[date, How] | None:
        """Return the first day from `leaving` on with which it can end, and how.

        None when the contract is over, or when that day is not known.
        """
        ways = [
            (max(window.ends, leaving), window.how, late)
            for window, late in self._windows
            if window.how is How.BREAK or window.ends >= leaving
        ]
        ends, how, late = min(
            ways, key=lambda way: (way[0], way[1] is How.BREAK), default=(None, None, None)
        )
        return None if ends is None or how is None or late is None else (ends, how)

    def cost(self, leaving: date) -> Fraction | None:
        """Return what it costs, in pounds, to stop using it on a day.

        The recorded `early_exit_cost` where there is one and it does not end by itself then, else
        the price of the whole months until it can end. 0 when the contract is over; None when
        what is needed is not recorded.
        """
        terms = self._terms
        if terms.first_end is not None and terms.term_in_force(leaving) is None:
            return Fraction(0)
        found = self.way_out(leaving)
        if found is None:
            return None
        until, how = found
        months = terms.months_owed(leaving, until)
        if not months and how is not How.BREAK:
            return Fraction(0)
        if terms.early_exit_cost is not None:
            return Fraction(terms.early_exit_cost)
        if not months:
            return Fraction(0)
        return None if terms.annual_value is None else Fraction(terms.annual_value * months, 12)


def bound_until(terms: Terms, as_of: date) -> date | None:
    """Return the first day on which the council can be out if it does today what is left to do.

    Unlike `Terms.earliest_end`, which takes it that notice was given in time, this counts a day
    for notice that has passed: the renewal that follows binds. None when the contract is over, or
    when that day is not known. Extensions that are not used do not count.
    """
    found = Leaving(terms, as_of, as_of).way_out(as_of)
    return None if found is None else found[0]


def cost_of_leaving(terms: Terms, as_of: date) -> Fraction | None:
    """Return what leaving on a day costs, in pounds, with what has been left undone until then.

    The recorded `early_exit_cost` where there is one, else the price of the whole months until
    `bound_until`. 0 when the contract is over; None when what is needed is not recorded.
    """
    return Leaving(terms, as_of, as_of).cost(as_of)
