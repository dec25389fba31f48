"""Contracts, and the dates that follow from their terms.

A contract has an initial term; extensions in a fixed order, each by the council alone or by
agreement of both; notice; and either an end or tacit renewal. What follows is *when may we leave,
by when must we say so, and what does it cost*.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import Count, Money, Months, Noun, Percent, Record, Slug, Slugs, Text
from estate.portfolio.dates import add_months, extend_end, months_until

Renewal = Literal["none", "tacit"]
ExtensionBy = Literal["council", "agreement"]
PriceBasis = Literal["fixed", "per-user", "per-head", "per-transaction", "time-and-materials"]


class Extension(Noun):
    """A right to prolong a contract; extensions are used in the order in which they are written."""

    months: Annotated[Months, Field(ge=1)]
    """Whole months that it adds."""
    by: ExtensionBy
    """Who decides: the council alone, or both sides by agreement."""
    taken: bool | None = None
    """Whether it has been used already; `ends` is then still the end before it."""


class Contract(Record):
    """An agreement with a supplier. Everything may be unknown, but what is known is exact."""

    name: Text | None = None
    """Its title."""
    reference: Text | None = None
    """The council's or the register's reference, such as an OCID."""
    systems: Slugs = ()
    """The council's systems that it covers."""
    supplier: Slug | None = None
    """The catalogue's supplier."""
    subject: Text | None = None
    """The subject matter."""
    awarded: date | None = None
    """The date of award."""
    starts: date | None = None
    """The first day of the initial term."""
    ends: date | None = None
    """The last day of the initial term, disregarding extensions."""
    extensions: Annotated[tuple[Extension, ...], Field(strict=False)] = ()
    """Rights to prolong it, in order."""
    renewal: Renewal | None = None
    """`tacit` when it renews itself unless notice is given; else `none`."""
    renewal_months: Annotated[Months, Field(ge=1)] | None = None
    """How long each tacit renewal lasts; 12 where it renews from year to year."""
    notice_months: Months | None = None
    """Whole months of notice needed before it ends or would renew."""
    irrevocable_until: date | None = None
    """No notice can make it end before this date."""
    break_notice_months: Months | None = None
    """Whole months of notice with which the council may end it early without cause."""
    early_exit_cost: Money | None = None
    """What leaving before the end costs; absent, the price is owed to the end of the term."""
    holding_over_percent: Percent | None = None
    """How much dearer it becomes after its last end, as a percentage of the annual value."""
    total_value: Money | None = None
    """Estimated value of the whole term, extensions included."""
    annual_value: Money | None = None
    """Price a year."""
    price_basis: PriceBasis | None = None
    """What the price depends on."""
    units: Count | None = None
    """Users, heads or transactions that the price is based on."""
    framework: Slug | None = None
    """The catalogue's framework under which it was called off."""
    lot: Text | None = None
    """The framework's lot."""
    successor: Slug | None = None
    """The contract that follows it, where one is signed."""
    exit_terms: Text | None = None
    """What the supplier owes on exit, such as handing over data."""

    def ends_after(self, extension: int) -> date | None:
        """Return its last day once the first `extension` extensions are used; None if unknown."""
        if self.ends is None:
            return None
        months = sum(step.months for step in self.extensions[:extension])
        return extend_end(self.ends, months)

    @property
    def taken(self) -> int:
        """Return how many extensions have been used, counted from the first."""
        used = 0
        for step in self.extensions:
            if not step.taken:
                break
            used += 1
        return used

    @property
    def current_end(self) -> date | None:
        """Return the last day as things stand: the initial term and the extensions taken."""
        return self.ends_after(self.taken)

    @property
    def end_by_right(self) -> date | None:
        """Return the last day that the council can reach alone.

        An extension by agreement stops it: those behind it cannot be used before it is agreed.
        """
        reach = self.taken
        for step in self.extensions[self.taken :]:
            if step.by != "council":
                break
            reach += 1
        return self.ends_after(reach)

    @property
    def last_end(self) -> date | None:
        """Return the last day with every extension used, those by agreement included."""
        return self.ends_after(len(self.extensions))

    @property
    def renews(self) -> bool:
        """Whether it goes on by itself after its end."""
        return self.renewal == "tacit"

    def term_in_force(self, on: date) -> date | None:
        """Return the end of the term that runs on a day; None if unknown or already ended.

        With tacit renewal the term moves on by `renewal_months` (12 unless stated) until it
        reaches the day.
        """
        end = self.current_end
        if end is None or on <= end:
            return end
        if not self.renews:
            return None
        period = self.renewal_months or 12
        rounds = months_until(end, on) // period
        term = extend_end(end, rounds * period)
        return term if on <= term else extend_end(term, period)

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
        if self.break_notice_months is None:
            return term
        broken = add_months(leaving, self.break_notice_months)
        if self.irrevocable_until is not None:
            broken = max(broken, self.irrevocable_until)
        return min(term, broken)

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
        months = max(0, months_until(leaving, owed_until))
        if months == 0:
            return Fraction(0)
        if self.early_exit_cost is not None:
            return Fraction(self.early_exit_cost)
        if self.annual_value is None:
            return None
        return Fraction(self.annual_value * months, 12)

    def holding_over(self, on: date) -> Fraction:
        """Return the surcharge a year, in pounds, for using it on a day after its last end."""
        last = self.last_end
        if last is None or self.renews or on <= last or not self.annual_value:
            return Fraction(0)
        return Fraction(self.annual_value) * Fraction(str(self.holding_over_percent or 0)) / 100
