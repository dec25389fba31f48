"""Contracts, and the dates that follow from their terms.

A contract has an initial term; extensions in a fixed order, each by the council alone or by
agreement of both; notice; and either an end or tacit renewal. What follows from that is in `terms`
(which terms follow one another) and `windows` (when may we leave, by when must we say so).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import Count, Money, Months, Percent, Record, Slug, Slugs, Text
from estate.portfolio.terms import Extension, Renewal, Terms

PriceBasis = Literal["fixed", "per-user", "per-head", "per-transaction", "time-and-materials"]


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
    term_months: Months | None = None
    """Whole months of the initial term, counted from `starts`; for a register that gives no end."""
    extensions: Annotated[tuple[Extension, ...], Field(strict=False, max_length=100)] = ()
    """Rights to prolong it, in order."""
    renewal: Renewal | None = None
    """`tacit` when it renews itself unless notice is given; else `none`."""
    renewal_months: Annotated[Months, Field(ge=1)] | None = None
    """Whole months that each tacit renewal lasts; 12 where it renews from year to year."""
    renewals_at_most: Annotated[int, Field(ge=0, le=1_000)] | None = None
    """How often it renews itself at most; absent, there is no limit."""
    notice_months: Months | None = None
    """Whole months of notice needed before it ends or would renew."""
    irrevocable_until: date | None = None
    """No notice can make it end before this date."""
    break_notice_months: Months | None = None
    """Whole months of notice with which the council may end it early without cause."""
    early_exit_cost: Money | None = None
    """Pounds for leaving before the end; absent, the price is owed to the end of the term."""
    holding_over_percent: Percent | None = None
    """How much dearer it becomes after its last end, as a percentage of the annual value."""
    total_value: Money | None = None
    """Estimated value of the whole term, extensions included, in pounds."""
    annual_value: Money | None = None
    """Price in pounds a year."""
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

    @property
    def terms(self) -> Terms:
        """What of it decides its dates; ask this, once, where many dates are asked."""
        return Terms(
            starts=self.starts,
            ends=self.ends,
            term_months=self.term_months,
            extensions=self.extensions,
            renewal=self.renewal,
            renewal_months=self.renewal_months,
            renewals_at_most=self.renewals_at_most,
            notice_months=self.notice_months,
            irrevocable_until=self.irrevocable_until,
            break_notice_months=self.break_notice_months,
            early_exit_cost=self.early_exit_cost,
            annual_value=self.annual_value,
            holding_over_percent=self.holding_over_percent,
        )

    @property
    def first_end(self) -> date | None:
        """The last day of the initial term: `ends`, or else by its start and its months."""
        return self.terms.first_end

    @property
    def current_end(self) -> date | None:
        """The last day as things stand: the initial term and the extensions taken."""
        return self.terms.current_end

    @property
    def end_by_right(self) -> date | None:
        """The last day that the council can reach alone."""
        return self.terms.end_by_right

    @property
    def last_end(self) -> date | None:
        """The last day with every extension used, those by agreement included."""
        return self.terms.last_end

    @property
    def renews(self) -> bool:
        """Whether it goes on by itself after its end."""
        return self.terms.renews

    def term_in_force(self, on: date) -> date | None:
        """Return the end of the term that runs on a day; None if unknown or already ended."""
        return self.terms.term_in_force(on)

    def notice_deadline(self, end: date) -> date | None:
        """Return the last day on which notice for that end can be given; None if not recorded."""
        return self.terms.notice_deadline(end)

    def exit_cost(self, leaving: date) -> Fraction | None:
        """Return what it costs, in pounds, to stop using it on a day before its term ends."""
        return self.terms.exit_cost(leaving)

    def holding_over(self, on: date) -> Fraction:
        """Return the surcharge a year, in pounds, for using it on a day after its final end."""
        return self.terms.holding_over(on)
