"""What every type of the inventory shares: closed, frozen, strict; and the recurring scalars."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Noun(BaseModel):
    """A table of the inventory: unknown keys are faults, values are never changed after reading."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        defer_build=True,
    )


Text = Annotated[str, Field(min_length=1, max_length=65_536)]
"""A text that says something: at least one character."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]
"""An id: lower-case letters, digits and hyphens."""

CapabilityId = Annotated[str, Field(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$", max_length=80)]
"""A capability id: group and name, such as `revenues.council-tax`."""

ProductUse = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9-]*(@[A-Za-z0-9][A-Za-z0-9._+-]*)?$", max_length=120)
]
"""A product of the catalogue, with its version where known: `oracle-database@12.1`."""

SystemReference = Annotated[
    str, Field(pattern=r"^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)?$", max_length=161)
]
"""A system: `ledger` inside its council, `strathallan/ledger` from outside."""

EndReference = Annotated[
    str,
    Field(
        pattern=r"^(platform:[a-z0-9][a-z0-9-]*|[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)?)$",
        max_length=161,
    ),
]
"""An end of an interface: a system, or `platform:ID` for a platform of the catalogue."""

FinancialYearLabel = Annotated[str, Field(pattern=r"^20\d\d-\d\d$")]
"""A financial year, 1 April to 31 March: `2027-28`."""

Money = Annotated[int, Field(ge=0, le=10_000_000_000)]
"""Whole pounds, excluding VAT."""

Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
"""A whole number that cannot be negative."""

Months = Annotated[int, Field(ge=0, le=1_200)]
"""A duration in whole calendar months."""

PersonDays = Annotated[int, Field(ge=0, le=1_000_000)]
"""Effort in person-days."""

Percent = Annotated[float, Field(ge=0, le=1_000)]
"""A percentage: 20 means 20%."""

Texts = Annotated[tuple[Text, ...], Field(strict=False)]
Slugs = Annotated[tuple[Slug, ...], Field(strict=False)]

Confidence = Literal["verified", "reported", "estimated", "assumed"]
SharingLevel = Literal["council", "sector", "public"]


class Evidence(Noun):
    """How somebody knows a fact."""

    source: Text | None = None
    """Where the fact comes from, such as a ledger, a contract or a person's role."""
    confidence: Confidence | None = None
    """How far to trust it: verified, reported, estimated or assumed."""
    on: date | None = None
    """The date on which it was known to be so."""
    by: Text | None = None
    """The role that recorded it; a role, not a person's name."""
    note: Text | None = None
    """Anything else worth knowing about the fact."""


class Allowance(Noun):
    """A rule that is knowingly broken here, and why."""

    rule: Annotated[str, Field(pattern=r"^EST\d{3}$")]
    """The code of the rule, such as `EST203`; never one that is an error by default."""
    because: Text
    """Why it is accepted."""
    until: date | None = None
    """The last day on which it is accepted; after it the rule counts again."""


class Record(Noun):
    """A noun that somebody keeps: it can be reviewed, evidenced, tagged and shared."""

    description: Text | None = None
    """What it is and what it is for, in plain words."""
    notes: Text | None = None
    """Anything else; never leaves the council."""
    tags: Slugs = ()
    """Labels for grouping, such as `self-service` or `mobile-working`."""
    reviewed: date | None = None
    """The date on which somebody last confirmed this record."""
    reviewed_by: Text | None = None
    """The role that confirmed it."""
    evidence: dict[str, Evidence] = Field(default_factory=dict)
    """For each key of this record: how it is known."""
    sharing: SharingLevel | None = None
    """How far this record may travel: council, sector or public. Absent means council."""
    allow: Annotated[tuple[Allowance, ...], Field(strict=False)] = ()
    """Rules that are knowingly broken here."""
