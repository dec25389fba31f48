"""The algebra of a contract's dates: which terms follow one another, and what leaving costs.

Conventions, all of them, with the reasons in docs/contracts.md:

* A last day is inclusive: the contract runs to the end of that day.
* Terms are reckoned from the first end in one go, never from one another, so that a short month
  leaves no trace: monthly from 30 January gives 28 February, then 30 March. A month's last day
  stays a month's last day.
* Extensions come in their order. The council can use one by right only when all before it are used.
* Renewals follow the extensions that are used. Each lasts 12 months where nothing else is recorded.
* Notice on its last day counts. That day has the number of the end's day, or is its month's last.
* Price is owed for whole months; a part of a month that is left over costs nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import Months, Noun
from estate.portfolio.dates import add_months, extend_end, months_until, term_end

Renewal = Literal["none", "tacit"]
ExtensionBy = Literal["council", "agreement"]

FROM_YEAR_TO_YEAR = 12
"""Months that a tacit renewal lasts where the record does not say."""


class Extension(Noun):
    """A right to prolong a contract; extensions are used in the order in which they are written."""

    months: Annotated[Months, Field(ge=1)]
    """Whole months that it adds."""
    by: ExtensionBy
    """Who decides: the council alone, or both sides by agreement."""
    taken: bool | None = None
    """Whether it has been used already; `ends` is then still the end before it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What of a contract decides its dates; None is not recorded. Money is pounds."""

    starts: date | None = None
    ends: date | None = None
    term_months: int | None = None
    extensions: tuple[Extension, ...] = ()
    renewal: Renewal | None = None
    renewal_months: int | None = None
    renewals_at_most: int | None = None
    notice_months: int | None = None
    irrevocable_until: date | None = None
    break_notice_months: int | None = None
    early_exit_cost: int | None = None
    annual_value: int | None = None
    holding_over_percent: float | None = None

    @property
    def counted_end(self) -> date | None:
        """The last day of the initial term by its start and its months, where both are recorded."""
        if self.starts is None or self.term_months is None:
            return None
        return term_end(self.starts, self.term_months)

    @property
    def first_end(self) -> date | None:
        """The last day of the initial term: `ends`, or else by its start and its months."""
        return self.counted_end if self.ends is None else self.ends

    @property
    def contradiction(self) -> tuple[date, date] | None:
        """The end recorded and the end counted, where they differ; the one recorded is taken."""
        counted = self.counted_end
        if self.ends is None or counted is None or self.ends == counted:
            return None
        return self.ends, counted

    @property
    def taken(self) -> int:
        """How many extensions have been used, counted from the first."""
        used = 0
        for step in self.extensions:
            if not step.taken:
                break
            used += 1
        return used

    def end_after(self, extensions: int, renewals: int = 0) -> date | None:
        """Return the last day once so many extensions and then renewals are used.

        None when the first end is unknown.
        """
        if self.first_end is None:
            return None
        months = sum(step.months for step in self.extensions[:extensions])
        return extend_end(self.first_end, months + renewals * self.period)

    @property
    def current_end(self) -> date | None:
        """The last day as things stand: the initial term and the extensions taken."""
        return self.end_after(self.taken)

    @property
    def end_by_right(self) -> date | None:
        """The last day that the council can reach alone.

        An extension by agreement stops it: those behind it cannot be used before it is agreed.
        """
        reach = self.taken
        for step in self.extensions[self.taken :]:
            if step.by != "council":
                break
            reach += 1
        return self.end_after(reach)

    @property
    def last_end(self) -> date | None:
        """The last day with every extension used, those by agreement included."""
        return self.end_after(len(self.extensions))

    @property
    def renews(self) -> bool:
        """Whether it goes on by itself after its end."""
        return self.renewal == "tacit" and self.renewals_at_most != 0

    @property
    def period(self) -> int:
        """Whole months that each tacit renewal lasts: as recorded, else from year to year."""
        return self.renewal_months or FROM_YEAR_TO_YEAR

    def may_renew(self, renewals: int) -> bool:
        """Whether it renews itself once more after so many renewals."""
        if not self.renews:
            return False
        return self.renewals_at_most is None or renewals < self.renewals_at_most

    @property
    def final_end(self) -> date | None:
        """The last day under everything the record allows; None if unknown or without an end."""
        if self.renews and self.renewals_at_most is None:
            return None
        return self.end_after(len(self.extensions), (self.renewals_at_most or 0) * self.renews)

    def renewals_by(self, on: date) -> int:
        """Return how often it must have renewed itself to reach a day; 0 where it does not renew.

        Counted after the extensions taken. Not limited: compare with `renewals_at_most`.
        """
        used, end = self.taken, self.current_end
        if end is None or not self.renews or on <= end:
            return 0
        # The guess may be too low, where months are of unequal length, but never too high.
        guess = months_until(end, on) // self.period
        while (reached := self.end_after(used, guess)) is not None and reached < on:
            guess += 1
        return guess

    def term_in_force(self, on: date) -> date | None:
        """Return the end of the term that runs on a day; None if unknown or already ended.

        With tacit renewal the term moves on until it reaches the day. Before the first day it is
        the first term.
        """
        end = self.current_end
        if end is None or on <= end:
            return end
        rounds = self.renewals_by(on)
        if not rounds or not self.may_renew(rounds - 1):
            return None
        return self.end_after(self.taken, rounds)

    def notice_deadline(self, end: date) -> date | None:
        """Return the last day on which notice for that end can be given; None if not recorded."""
        if self.notice_months is None:
            return None
        return add_months(end, -self.notice_months)

    def earliest_end(self, leaving: date) -> date | None:
        """Return the day until which the price is owed when use stops on `leaving`.

        That is the end of the running term, or earlier if the council may break it (by
        `break_notice_months`, counted from `leaving`), but never before `irrevocable_until`.
        None when the end is unknown or the contract has ended.
        """
        term = self.term_in_force(leaving)
        if term is None:
            return None
        bound = self.irrevocable_until
        if bound is not None and self.renews and term < bound:
            # Notice cannot stop a renewal before that day, so it renews until it is past it.
            last = self.end_after(self.taken, self.renewals_at_most or 0)
            term = self.term_in_force(bound) or last or term
        if self.break_notice_months is None:
            return term
        broken = add_months(leaving, self.break_notice_months)
        return min(term, broken if bound is None else max(broken, bound))

    def months_owed(self, leaving: date, until: date) -> int:
        """Return the whole months to pay for until a day; none of them before the first day."""
        if self.starts is not None and self.starts > leaving:
            leaving = self.starts - timedelta(days=1)
        return max(0, months_until(leaving, until))

    def exit_cost(self, leaving: date) -> Fraction | None:
        """Return what it costs, in pounds, to stop using it on a day before its term ends.

        The recorded `early_exit_cost` where there is one, else the price of the whole months
        still owed. 0 at or after the end; None when what is needed is not recorded.
        """
        if self.current_end is None:
            return None
        owed_until = self.earliest_end(leaving)
        if owed_until is None:
            return Fraction(0)
        months = self.months_owed(leaving, owed_until)
        if months == 0:
            return Fraction(0)
        if self.early_exit_cost is not None:
            return Fraction(self.early_exit_cost)
        if self.annual_value is None:
            return None
        return Fraction(self.annual_value * months, 12)

    def holding_over(self, on: date) -> Fraction:
        """Return the surcharge a year, in pounds, for using it on a day after its final end."""
        last = self.final_end
        if last is None or on <= last or not self.annual_value:
            return Fraction(0)
        return Fraction(self.annual_value) * Fraction(str(self.holding_over_percent or 0)) / 100
