"""The systems of a council: what runs, on what, for whom, and how well it is known."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import (
    CapabilityId,
    Count,
    Money,
    Months,
    Noun,
    ProductUse,
    Record,
    Slug,
    Slugs,
    SystemReference,
    Text,
    Texts,
)
from estate.portfolio.judgements import Impact, Likelihood
from estate.portfolio.options import Options

Lifecycle = Literal["planned", "phase-in", "live", "phase-out", "retired"]
Hosting = Literal[
    "on-premises",
    "council-data-centre",
    "co-located",
    "supplier-hosted",
    "private-cloud",
    "public-cloud",
    "saas",
    "desktop",
]
Criticality = Literal["low", "medium", "high", "vital"]
Mitigation = Literal[
    "isolated", "segmented", "restricted-access", "monitored", "backed-up", "patched", "documented"
]
Channel = Literal["online", "telephone", "face-to-face", "post", "email", "mobile-app", "assisted"]


class AnnualCost(Noun):
    """What a system costs to run each year, by what is paid for; what is left out is unknown."""

    licence: Money | None = None
    """Licences and subscriptions, pounds a year."""
    support: Money | None = None
    """Supplier support and maintenance, pounds a year."""
    hosting: Money | None = None
    """Hosting, data centre and cloud, pounds a year."""
    hardware: Money | None = None
    """Hardware and its maintenance, pounds a year."""
    support_staff: Money | None = None
    """The council's own staff who keep it running, pounds a year."""
    other: Money | None = None
    """Anything else, pounds a year."""
    capital_part: Money | None = None
    """How much of the sum is paid from capital, pounds a year; the rest is revenue."""

    @property
    def total(self) -> int | None:
        """Return the sum of what is recorded, pounds a year; None when nothing is."""
        parts = [
            self.licence,
            self.support,
            self.hosting,
            self.hardware,
            self.support_staff,
            self.other,
        ]
        known = [part for part in parts if part is not None]
        return sum(known) if known else None


class Support(Noun):
    """Who can keep it running."""

    people: Count | None = None
    """People, inside the council or out, with the knowledge to support and change it."""
    in_house: bool | None = None
    """Whether the council's own staff support it."""
    supplier: bool | None = None
    """Whether a supplier supports it under contract."""
    hours_per_year: Count | None = None
    """The council's own hours spent on keeping it running, a year."""
    fte: Annotated[float, Field(ge=0, le=1_000)] | None = None
    """Full-time equivalents that keep it running."""


class Hardware(Noun):
    """The machines it runs on, where the council keeps them."""

    installed: date | None = None
    """When the present hardware was installed."""
    supported_until: date | None = None
    """When the hardware maker's support ends."""
    unsuitable: bool | None = None
    """Whether the hardware or its room is unsuitable now."""


class Vulnerabilities(Noun):
    """Counts of known open vulnerabilities; never which ones."""

    critical: Count | None = None
    """Open and rated critical."""
    high: Count | None = None
    """Open and rated high."""
    other: Count | None = None
    """Open and rated below high."""
    assessed: date | None = None
    """When it was last looked at."""


class Incidents(Noun):
    """The incident log of the last years, counted by severity."""

    ongoing: bool | None = None
    """Whether issues or failures are occurring now."""
    severe: Count | None = None
    """Severe incidents in the period."""
    major: Count | None = None
    """Major incidents in the period."""
    moderate: Count | None = None
    """Moderate incidents in the period."""
    minor: Count | None = None
    """Minor incidents in the period."""
    period_months: Months | None = None
    """The period counted, in months."""
    until: date | None = None
    """The last day of the period counted."""


class PersonalData(Noun):
    """What the law asks where a system holds personal data."""

    held: bool | None = None
    """Whether it holds personal data."""
    special_category: bool | None = None
    """Whether it holds special category data, such as health."""
    dpia: date | None = None
    """The date of the data protection impact assessment."""
    retention: Text | None = None
    """The retention rule."""


class System(Record):
    """An application or service that a council runs or uses. Only its name is required."""

    name: Text
    """What people call it."""
    aliases: Texts = ()
    """Other names for it."""
    capabilities: Annotated[tuple[CapabilityId, ...], Field(strict=False)] = ()
    """What it is used for, in the catalogue's vocabulary."""
    product: ProductUse | None = None
    """The catalogue's product and version: `revmaster@8`. Absent for a bespoke system."""
    bespoke: bool | None = None
    """Whether it was made for this council."""
    owner: Text | None = None
    """The role that owns it in the business; a role, not a person's name."""
    technical_owner: Text | None = None
    """The role that owns it in ICT."""
    sponsor: Text | None = None
    """The senior role that answers for it."""
    body: Slug | None = None
    """The catalogue's body that owns it, where that is not the council itself."""
    consumers: Slugs = ()
    """The catalogue's bodies that use it besides the council."""
    departments: Texts = ()
    """The departments or services that use it."""
    lifecycle: Lifecycle | None = None
    """planned, phase-in, live, phase-out or retired."""
    planned: bool | None = None
    """Whether it was brought in by a plan, or in a hurry."""
    adopted: date | None = None
    """When it came into use."""
    retired: date | None = None
    """When it went, or is due to go, out of use."""
    hosting: Hosting | None = None
    """Where it runs."""
    hardware: Hardware | None = None
    """The machines it runs on."""
    technology: Annotated[tuple[ProductUse, ...], Field(strict=False)] = ()
    """The catalogue's products under it: databases, operating systems, runtimes."""
    extended_support: Annotated[tuple[ProductUse, ...], Field(strict=False)] = ()
    """Products, of those above, for which extended support is bought."""
    platform: Slug | None = None
    """The shared platform of the catalogue that provides it."""
    depends_on: Annotated[tuple[SystemReference, ...], Field(strict=False)] = ()
    """Systems it cannot work without, besides those its interfaces show."""
    interfaces_complete: bool | None = None
    """Whether all of its interfaces are recorded; the council may say so for all."""
    users: Count | None = None
    """People who use it."""
    transactions_per_year: Count | None = None
    """Transactions, cases or bills a year."""
    annual_cost: AnnualCost | None = None
    """What it costs to run each year."""
    support: Support | None = None
    """Who can keep it running."""
    vulnerabilities: Vulnerabilities | None = None
    """Known open vulnerabilities, counted."""
    incidents: Incidents | None = None
    """Incidents, counted."""
    mitigations: Annotated[tuple[Mitigation, ...], Field(strict=False)] = ()
    """Measures that limit the harm while it stays."""
    criticality: Criticality | None = None
    """How much the council depends on it."""
    citizen_facing: bool | None = None
    """Whether citizens use it themselves."""
    channels: Annotated[tuple[Channel, ...], Field(strict=False)] = ()
    """Channels through which citizens reach it."""
    data: Slugs = ()
    """Data classes it holds."""
    personal_data: PersonalData | None = None
    """Personal data in it."""
    ethics_review: date | None = None
    """The date of a data ethics review."""
    standards: Slugs = ()
    """Standards of the catalogue that it supports."""
    functional_fit: Annotated[int, Field(ge=1, le=5)] | None = None
    """How well it does what the business needs: 1 poorly, 5 fully."""
    technical_fit: Annotated[int, Field(ge=1, le=5)] | None = None
    """How sound it is technically: 1 poorly, 5 fully."""
    likelihood: Likelihood | None = None
    """Likelihood criteria as judged."""
    impact: Impact | None = None
    """Impact criteria as judged."""
    must_change_by: date | None = None
    """A date by which it must have been changed, such as a statutory one."""
    must_change_because: Text | None = None
    """Why that date is hard."""
    moves_with: Annotated[tuple[SystemReference, ...], Field(strict=False)] = ()
    """Systems that must go live in the same quarter as this one, or not at all."""
    options: Options = Field(default_factory=dict)
    """What could be done with it; doing nothing is always possible unless a date forbids it."""

    @property
    def in_use(self) -> bool:
        """Whether it runs today: planned and retired systems are recorded, but do not."""
        return self.lifecycle not in {"planned", "retired"}
