"""What somebody assumes of a platform that councils could share: nothing of it is a fact."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from estate.portfolio.base import Money, Months, Noun, PersonDays, Slug, Text
from estate.portfolio.catalogue import PriceTier
from estate.portfolio.options import OneOffCost

NEEDED = (
    "source",
    "set_up",
    "tiers",
    "minimum_members",
    "cost",
    "months",
    "annual_cost_after",
)
"""Without these no plan can weigh it, and none of them is ever filled in by the program."""


class Assumptions(Noun):
    """The table `[assumptions]`: prices and months that somebody takes for granted."""

    name: Text | None = None
    """A name for the platform."""
    source: Text | None = None
    """Who assumes this, and from what."""
    set_up: OneOffCost | None = None
    """What it costs once to set up."""
    tiers: Annotated[tuple[PriceTier, ...], Field(strict=False)] = ()
    """Price for each member by number of members."""
    minimum_members: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """The fewest members with which it would be set up."""
    onboarding_per_quarter: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """The most councils that can go live on it in a quarter."""
    cost: OneOffCost | None = None
    """What a council's move to it costs once."""
    months: Annotated[Months, Field(ge=1)] | None = None
    """Whole months of a council's move, from the start of work to go-live."""
    procurement_months: Months | None = None
    """Whole months to procure the platform."""
    dual_running_months: Months | None = None
    """Whole months after go-live in which a council's old system still runs and is paid for."""
    annual_cost_after: Money | None = None
    """A council's own running cost afterwards besides the platform's price, pounds a year."""
    skills: dict[Slug, PersonDays] = Field(default_factory=dict)
    """Person-days by skill that a council's move takes."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return which of what is needed is not there."""
        return tuple(key for key in NEEDED if getattr(self, key) in (None, ()))


class AssumptionsFile(Noun):
    """A file of one set of assumptions."""

    assumptions: Assumptions
    """The assumptions."""
