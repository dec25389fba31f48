"""The catalogue: what councils have in common, by name."""

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
    Record,
    Slug,
    Slugs,
    SystemReference,
    Text,
    Texts,
)
from estate.portfolio.council import Freeze
from estate.portfolio.judgements import Likelihood
from estate.portfolio.options import Milestone, OneOffCost
from estate.portfolio.systems import Channel

ProductKind = Literal[
    "application",
    "database",
    "operating-system",
    "runtime",
    "middleware",
    "hardware",
    "network",
    "service",
]
PlatformStatus = Literal["existing", "proposed", "stalled", "closing"]
StandardKind = Literal["identifier", "payload", "sign-in", "api", "format", "vocabulary", "process"]
BodyKind = Literal[
    "council",
    "government",
    "purchasing",
    "improvement",
    "professional",
    "partnership",
    "health",
    "company",
    "other",
]

PublishedName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._+-]*$", max_length=60)]
"""An id of a product or a release at endoflife.date."""


class CapabilityGroup(Record):
    """A group of capabilities, drawn together on a map."""

    name: Text
    """A plain name."""


class Capability(Record):
    """Something a council must be able to do, which systems serve."""

    name: Text
    """A plain name."""
    lgsl: Annotated[tuple[Count, ...], Field(strict=False)] = ()
    """Ids of the Local Government Services List."""
    esd_functions: Annotated[tuple[Count, ...], Field(strict=False)] = ()
    """Ids of the Local Government Functions List."""
    citizen_facing: bool | None = None
    """Whether citizens meet it themselves."""
    statutory: bool | None = None
    """Whether the law requires it."""
    channels: Annotated[tuple[Channel, ...], Field(strict=False)] = ()
    """Channels through which citizens reach it."""


class Version(Noun):
    """A version of a product, and until when its maker supports it."""

    released: date | None = None
    """When it came out."""
    active_support_until: date | None = None
    """The last day of improvements and fixes."""
    security_support_until: date | None = None
    """The last day of security updates without further payment."""
    extended_support_until: date | None = None
    """The last day of security updates for those who pay for them."""
    supported: bool | None = None
    """Whether it is supported now, where no date is published (a service kept current)."""
    source: Text | None = None
    """Where the dates are published."""
    on: date | None = None
    """When they were looked up."""
    endoflife: PublishedName | None = None
    """The release's name at endoflife.date, where this one's name does not tell."""


class Product(Record):
    """A product that councils use: an application, or technology under one."""

    name: Text
    """Its name."""
    kind: ProductKind | None = None
    """application, database, operating-system, runtime and so on."""
    supplier: Slug | None = None
    """The catalogue's supplier."""
    aliases: Texts = ()
    """Other and former names."""
    versions: dict[
        Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*$", max_length=60)], Version
    ] = Field(default_factory=dict)
    """Versions by name."""
    standards: Slugs = ()
    """Standards of the catalogue that it offers."""
    capabilities: Annotated[tuple[CapabilityId, ...], Field(strict=False)] = ()
    """What it can be used for."""
    cpv: Texts = ()
    """Codes of the Common Procurement Vocabulary."""
    endoflife: PublishedName | None = None
    """Its id at endoflife.date, such as `mssqlserver`, where its support dates come from there."""


class Supplier(Record):
    """A company or body that supplies."""

    name: Text
    """Its name."""
    company_number: Annotated[str, Field(pattern=r"^[A-Z0-9]{8}$")] | None = None
    """Its number at Companies House."""
    aliases: Texts = ()
    """Other names."""
    former_names: Texts = ()
    """Names before a takeover or renaming."""
    parent: Slug | None = None
    """The supplier that owns it."""


class Framework(Record):
    """A procurement framework under which contracts may be called off."""

    name: Text
    """Its title."""
    reference: Text | None = None
    """Its reference."""
    owner: Text | None = None
    """The body that let it."""
    starts: date | None = None
    """First day."""
    ends: date | None = None
    """Last day, extensions aside."""
    extension_months: Months | None = None
    """Months by which it may be extended in all."""
    may_call_off: Slugs = ()
    """Councils named as able to call off; empty where all may."""
    suppliers: Slugs = ()
    """Suppliers on it."""
    lots: Texts = ()
    """Its lots."""
    value_limit: Money | None = None
    """The most that may be bought under it, in pounds."""
    source: Text | None = None
    """Where it is published."""


class PriceTier(Noun):
    """A platform's price for a council, which may fall as more join."""

    members: Annotated[int, Field(ge=1, le=1_000)]
    """The tier applies from this number of members."""
    annual_price: Money
    """Pounds a year for each member."""


class Platform(Record):
    """A platform that councils share or could share."""

    name: Text
    """Its name."""
    status: PlatformStatus | None = None
    """existing, proposed, stalled or closing."""
    capabilities: Annotated[tuple[CapabilityId, ...], Field(strict=False)] = ()
    """What it provides."""
    host: Text | None = None
    """The council or body that runs it."""
    runs_on: SystemReference | None = None
    """The host's system behind it, where one is recorded."""
    sponsor: Text | None = None
    """The senior role that sponsors it."""
    product: Slug | None = None
    """The catalogue's product, where it is built on one."""
    supplier: Slug | None = None
    """The supplier."""
    standards: Slugs = ()
    """Standards that it offers."""
    members: Slugs = ()
    """Councils that have adopted it."""
    available_from: date | None = None
    """The first day on which a council can go live on it."""
    minimum_members: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """The fewest members, those it has included, that a plan must bring together to set it up."""
    onboarding_per_quarter: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """The most councils that can go live on it in a quarter."""
    set_up: OneOffCost | None = None
    """What it costs once to set up, paid in the quarter before the first go-live."""
    tiers: Annotated[tuple[PriceTier, ...], Field(strict=False)] = ()
    """Price for each member by number of members."""
    procurement_months: Months | None = None
    """Whole months to procure it."""
    likelihood: Likelihood | None = None
    """Likelihood criteria of the platform itself, as judged."""
    adopters: Annotated[tuple[SystemReference, ...], Field(strict=False)] = ()
    """Systems that build on it, written `council/system`; for one shared inside a council too."""
    milestones: Annotated[tuple[Milestone, ...], Field(strict=False)] = ()
    """Dated points on its own way, for which its sponsor answers."""
    barriers: Texts = ()
    """What stands in its way."""
    source: Text | None = None
    """Where it is published."""


class Standard(Record):
    """A standard that interfaces and products may use."""

    name: Text
    """Its name."""
    kind: StandardKind | None = None
    """identifier, payload, sign-in, api, format, vocabulary or process."""
    mandated: date | None = None
    """Since when it is mandated."""
    source: Text | None = None
    """Where it is published."""


class Body(Record):
    """A body that is not a council: it may own, sponsor, buy or advise."""

    name: Text
    """Its name."""
    kind: BodyKind | None = None
    """government, purchasing, improvement, professional, partnership, health, company or other."""
    role: Text | None = None
    """What it does for councils."""
    source: Text | None = None
    """Where that is published."""


class SkillKind(Record):
    """A skill in the common vocabulary."""

    name: Text
    """A plain name."""
    specialist: bool | None = None
    """Whether councils commonly share it."""


class DataClass(Record):
    """A class of data that systems hold and interfaces carry."""

    name: Text
    """A plain name."""
    personal: bool | None = None
    """Whether it is personal data."""
    special_category: bool | None = None
    """Whether it is special category data."""


class Catalogue(Noun):
    """What councils have in common; its files are merged into one."""

    groups: dict[Slug, CapabilityGroup] = Field(default_factory=dict)
    """Groups of capabilities."""
    capabilities: dict[CapabilityId, Capability] = Field(default_factory=dict)
    """The controlled vocabulary of capabilities."""
    products: dict[Slug, Product] = Field(default_factory=dict)
    """Products."""
    suppliers: dict[Slug, Supplier] = Field(default_factory=dict)
    """Suppliers."""
    platforms: dict[Slug, Platform] = Field(default_factory=dict)
    """Shared platforms."""
    frameworks: dict[Slug, Framework] = Field(default_factory=dict)
    """Procurement frameworks."""
    standards: dict[Slug, Standard] = Field(default_factory=dict)
    """Standards."""
    bodies: dict[Slug, Body] = Field(default_factory=dict)
    """Bodies that are not councils."""
    skills: dict[Slug, SkillKind] = Field(default_factory=dict)
    """The common vocabulary of skills."""
    data_classes: dict[Slug, DataClass] = Field(default_factory=dict)
    """Classes of data."""
    freezes: dict[Slug, Freeze] = Field(default_factory=dict)
    """Change freezes that hold for every council."""
