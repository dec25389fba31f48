"""A share pack: what one council lets others see. No type here has a place for a private fact.

A value that is absent is unknown where its place stands in the manifest's `fields`, and withheld
where it does not, or where the record names it in `withheld`. Sums and days are ranges: exact
where both ends are the same.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import CapabilityId, Count, Months, Noun, Percent, Slug, Slugs
from estate.portfolio.catalogue import PlatformStatus, ProductKind
from estate.portfolio.contracts import PriceBasis
from estate.portfolio.council import Rurality
from estate.portfolio.interfaces import InterfaceStatus
from estate.portfolio.options import OptionKind
from estate.portfolio.steps import StepStatus
from estate.portfolio.systems import Channel
from estate.portfolio.terms import ExtensionBy, Renewal
from estate.sharing.manifest import Manifest

FORMAT: Literal["estate-share-pack"] = "estate-share-pack"
"""What the manifest's `format` says."""
VERSION = 1
"""The version of the pack's form; another one is another form."""
LONGEST_NAME = 200
"""Characters of a name in a pack; what is longer is cut."""
MAX_PACK_BYTES = 20_000_000
"""The largest pack that is written or read, in bytes."""

Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
Names = Annotated[tuple[Name, ...], Field(strict=False)]
OpaqueId = Annotated[str, Field(pattern=r"^[sc]-[a-z2-7]{20}$")]
"""`s-` (system) or `c-` (contract) and 100 bits that only the council's key leads to."""
OpaqueIds = Annotated[tuple[OpaqueId, ...], Field(strict=False)]
Capabilities = Annotated[tuple[CapabilityId, ...], Field(strict=False)]
Use = Literal["planned", "in-use", "retired"]


class Amount(Noun):
    """A number between two ends, both possible; exact where they are the same."""

    low: Annotated[int, Field(ge=0, le=10_000_000_000)]
    """The least that it may be."""
    high: Annotated[int, Field(ge=0, le=10_000_000_000)] | None = None
    """The most that it may be; None where there is no upper end."""

    @property
    def exact(self) -> int | None:
        """Return the number itself where both ends are the same; else None."""
        return self.low if self.low == self.high else None


class Days(Noun):
    """A day between two days, both possible; exact where they are the same."""

    first: date
    """The earliest that it may be."""
    last: date
    """The latest that it may be."""

    @property
    def exact(self) -> date | None:
        """Return the day itself where both ends are the same; else None."""
        return self.first if self.first == self.last else None


class PackCouncil(Noun):
    """The council itself."""

    id: Slug
    """Its id, which others know it by."""
    name: Name | None = None
    """Its name."""
    kind: Literal["council", "body"] | None = None
    """`body` for one that is not a council."""
    gss_code: Annotated[str, Field(pattern=r"^S12\d{6}$")] | None = None
    """Its code in the national register of areas."""
    population: Count | None = None
    """People who live in its area."""
    rurality: Rurality | None = None
    """islands, rural, mixed, urban or city."""
    net_revenue_budget: Amount | None = None
    """Net revenue budget, pounds a year."""
    ict_staff: Amount | None = None
    """People in its ICT service."""
    withheld: Names = ()
    """Fields above that are held back since the council marked its own record so."""


class PackSystem(Noun):
    """A system, known by what it does and what it is; never by the council's own name for it."""

    id: OpaqueId
    """An id that says nothing, and stays the same while the council keeps its key."""
    capabilities: Capabilities = ()
    """What it is used for."""
    lifecycle: Use | None = None
    """planned, in use or retired."""
    product: Slug | None = None
    """The product, without its version."""
    bespoke: bool | None = None
    """Whether it was made for this council."""
    platform: Slug | None = None
    """The shared platform that provides it."""
    technology: Slugs = ()
    """Products under it, without their versions."""
    citizen_facing: bool | None = None
    """Whether citizens use it themselves."""
    channels: Annotated[tuple[Channel, ...], Field(strict=False)] = ()
    """Channels through which citizens reach it."""
    standards: Slugs = ()
    """Standards that it supports."""
    users: Amount | None = None
    """People who use it."""
    transactions_per_year: Amount | None = None
    """Transactions, cases or bills a year."""
    annual_cost: Amount | None = None
    """What it costs to run, pounds a year."""
    in_use_years: Amount | None = None
    """Whole years since it came into use, at the start of the financial year."""
    version_years: Amount | None = None
    """Whole years since its product's version came out, at the start of the financial year."""
    personal_data: bool | None = None
    """Whether it holds personal data."""
    special_category: bool | None = None
    """Whether it holds special category data."""
    data: Slugs = ()
    """Classes of data that it holds."""
    withheld: Names = ()
    """Fields above that are held back of this system alone."""


class PackExtension(Noun):
    """A right to prolong a contract; in order."""

    months: Annotated[Months, Field(ge=1)]
    """Whole months that it adds."""
    by: ExtensionBy
    """Who decides: the council alone, or both sides by agreement."""
    taken: bool | None = None
    """Whether it has been used already."""


class PackContract(Noun):
    """A contract; its terms as the inventory has them, or coarser."""

    id: OpaqueId
    """An id that says nothing."""
    name: Name | None = None
    """Its title."""
    reference: Name | None = None
    """The register's reference."""
    systems: OpaqueIds = ()
    """Those systems in this pack that it covers."""
    supplier: Slug | None = None
    """The supplier."""
    awarded: Days | None = None
    """The date of award."""
    starts: Days | None = None
    """The first day of the initial term."""
    ends: Days | None = None
    """The last day of the initial term, disregarding extensions."""
    term_months: Months | None = None
    """Whole months of the initial term."""
    extensions: Annotated[tuple[PackExtension, ...], Field(strict=False, max_length=100)] = ()
    """Rights to prolong it, in order."""
    renewal: Renewal | None = None
    """`tacit` when it renews itself unless notice is given."""
    renewal_months: Annotated[Months, Field(ge=1)] | None = None
    """Whole months that each tacit renewal lasts."""
    renewals_at_most: Annotated[int, Field(ge=0, le=1_000)] | None = None
    """How often it renews itself at most."""
    notice_months: Months | None = None
    """Whole months of notice."""
    irrevocable_until: Days | None = None
    """No notice can make it end before."""
    break_notice_months: Months | None = None
    """Whole months of notice with which the council may end it early."""
    early_exit_cost: Amount | None = None
    """Pounds for leaving before the end."""
    holding_over_percent: Percent | None = None
    """How much dearer it becomes after its last end."""
    total_value: Amount | None = None
    """Estimated value of the whole term, pounds."""
    annual_value: Amount | None = None
    """Price, pounds a year."""
    price_basis: PriceBasis | None = None
    """What the price depends on."""
    units: Amount | None = None
    """Users, heads or transactions that the price is based on."""
    framework: Slug | None = None
    """The framework under which it was called off."""
    lot: Name | None = None
    """The framework's lot."""
    withheld: Names = ()
    """Fields above that are held back of this contract alone."""


class PackInterface(Noun):
    """That data passes between two sorts of system; which ones is not told."""

    from_capabilities: Capabilities = ()
    """What the sending system is used for; empty where it is not in the pack."""
    to_capabilities: Capabilities = ()
    """What the receiving system is used for; likewise."""
    status: InterfaceStatus | None = None
    """live, planned, missing or retired. Absent means live, where it is told at all."""
    carries: Slugs = ()
    """Classes of data that pass."""
    standards: Slugs = ()
    """Standards in use."""


class PackStep(Noun):
    """What the council does, or plans to do, with a system."""

    system: OpaqueId
    """The system."""
    option: OptionKind | None = None
    """What is done."""
    platform: Slug | None = None
    """For `join`: the platform."""
    status: StepStatus | None = None
    """proposed, approved, in-progress, live, done or stopped."""
    finishes: Days | None = None
    """The financial year in which it is to be finished, or was."""


class PackCounts(Noun):
    """How many systems stand in each class; of no system is told in which."""

    score: Slug
    """What is counted: `legacy` or `red-rated`."""
    cells: dict[Slug, Count] | None = None
    """Systems by class; None where a cell would be too small to tell."""


class PackProduct(Noun):
    """A product that the pack names."""

    name: Name
    """Its name."""
    kind: ProductKind | None = None
    """application, database and so on."""
    supplier: Slug | None = None
    """Who supplies it."""
    aliases: Names = ()
    """Other and former names."""


class PackSupplier(Noun):
    """A supplier that the pack names."""

    name: Name
    """Its name."""
    company_number: Annotated[str, Field(pattern=r"^[A-Z0-9]{8}$")] | None = None
    """Its number at Companies House."""
    parent: Slug | None = None
    """The supplier that owns it."""
    aliases: Names = ()
    """Other names."""
    former_names: Names = ()
    """Names before a takeover or renaming."""


class PackPlatform(Noun):
    """A shared platform that the pack names."""

    name: Name
    """Its name."""
    status: PlatformStatus | None = None
    """existing, proposed, stalled or closing."""
    capabilities: Capabilities = ()
    """What it provides."""
    product: Slug | None = None
    """The product it is built on."""
    supplier: Slug | None = None
    """The supplier."""


class PackFramework(Noun):
    """A procurement framework that the pack names."""

    name: Name
    """Its title."""
    reference: Name | None = None
    """Its reference."""
    owner: Name | None = None
    """The body that let it."""
    starts: date | None = None
    """First day."""
    ends: date | None = None
    """Last day, extensions aside."""
    extension_months: Months | None = None
    """Months by which it may be extended in all."""


class Vocabulary(Noun):
    """The names behind the ids that the pack uses, so that it can be read alone."""

    capabilities: dict[CapabilityId, Name] = Field(default_factory=dict)
    """Names of capabilities."""
    products: dict[Slug, PackProduct] = Field(default_factory=dict)
    """Products."""
    suppliers: dict[Slug, PackSupplier] = Field(default_factory=dict)
    """Suppliers, and those that own them."""
    platforms: dict[Slug, PackPlatform] = Field(default_factory=dict)
    """Shared platforms."""
    frameworks: dict[Slug, PackFramework] = Field(default_factory=dict)
    """Procurement frameworks."""


class Content(Noun):
    """What the pack tells, sorted by id, so that no order tells anything."""

    council: PackCouncil
    """The council."""
    systems: Annotated[tuple[PackSystem, ...], Field(strict=False)] = ()
    """Its systems."""
    contracts: Annotated[tuple[PackContract, ...], Field(strict=False)] = ()
    """Its contracts."""
    interfaces: Annotated[tuple[PackInterface, ...], Field(strict=False)] = ()
    """What passes between sorts of systems; each told once."""
    steps: Annotated[tuple[PackStep, ...], Field(strict=False)] = ()
    """What it does, or plans to do."""
    counts: Annotated[tuple[PackCounts, ...], Field(strict=False)] = ()
    """Scores that the council agreed to have counted."""
    vocabulary: Vocabulary = Vocabulary()
    """The names behind the ids."""


class Pack(Noun):
    """What one council lets others see at one level, and under which agreement."""

    manifest: Manifest
    """What it is, for whom, until when, and what was withheld."""
    content: Content
    """What it tells."""
