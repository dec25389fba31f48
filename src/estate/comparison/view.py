"""What is compared: councils as far as they are known, from inventories and packs alike.

Two kinds of nothing are told apart everywhere. `None` is not known: nobody recorded it. `WITHHELD`
is known to the council, and not shared. A value that was shared only roughly is a `Band` or a
`DateBand`. Nothing that is missing counts as zero, as good or as bad.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal, TypeVar

from estate.portfolio import Catalogue
from estate.portfolio.identifiers import SystemRef
from estate.portfolio.terms import Terms
from estate.scoring.results import Answer


class Withheld(Enum):
    """The one value of what a council knows and does not share."""

    WITHHELD = "withheld"

    def __repr__(self) -> str:
        return "WITHHELD"


WITHHELD: Final = Withheld.WITHHELD
"""Known to the council, and not shared."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Band:
    """A number that was shared as a range, ends included; `high` is None where it is open."""

    low: int
    high: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class DateBand:
    """A day that was shared as a span of days, ends included."""

    first: date
    last: date


Amount = int | Band | Withheld | None
"""Pounds, people or cases: exact, a band, withheld or unknown."""
Day = date | DateBand | Withheld | None
"""A day: exact, a span, withheld or unknown."""
Words = str | Withheld | None
"""A name or an id: withheld or unknown where it is missing."""
Source = Literal["inventory", "pack"]


def known(value: T | Withheld | None) -> T | None:
    """Return a value that is there; None where it is unknown or withheld."""
    return None if isinstance(value, Withheld) else value


def exact(value: Amount) -> int | None:
    """Return a number that is there and exact; a band is not."""
    return value if isinstance(value, int) else None


def bounds(value: Amount) -> tuple[int, int | None] | None:
    """Return the least and the most that a number can be; None where nothing is known of it."""
    if isinstance(value, Band):
        return value.low, value.high
    return (value, value) if isinstance(value, int) else None


def exact_day(value: Day) -> date | None:
    """Return a day that is there and exact; a span is not."""
    return value if isinstance(value, date) else None


def day_bounds(value: Day) -> tuple[date, date] | None:
    """Return the first and the last day that a day can be; None where nothing is known of it."""
    if isinstance(value, DateBand):
        return value.first, value.last
    return (value, value) if isinstance(value, date) else None


@dataclass(frozen=True, slots=True)
class SystemView:
    """One system of a council, as far as it may be known."""

    ref: SystemRef
    """Its council and its id there; the id of a pack is opaque."""
    name: Words = None
    capabilities: tuple[str, ...] | Withheld = ()
    """Ids of the catalogue's capabilities; empty where none is recorded."""
    product: Words = None
    """The catalogue's product id; a pack may name one that the catalogue lacks."""
    product_name: Words = None
    """What the product is called where the council recorded it; the catalogue's name if absent."""
    bespoke: bool | Withheld | None = None
    """Whether it was made for this council."""
    version: Words = None
    """The version exactly as recorded."""
    version_band: Words = None
    """The version's first part, such as `8` of `8.4.1`: as much as a pack may give."""
    supplier: Words = None
    """The catalogue's supplier id: the product's, else the one supplier of its contracts."""
    supplier_name: Words = None
    annual_cost: Amount = None
    """What it costs to run, pounds a year; the parts that are recorded, added up."""
    users: Amount = None
    transactions: Amount = None
    """Transactions, cases or bills a year."""
    red_rated: Answer | Withheld = Answer.UNKNOWN
    """Whether it is red-rated, by the framework."""
    contracts: tuple[str, ...] | Withheld = ()
    """Ids of its contracts in `CouncilView.contracts`."""
    platform: Words = None
    """The catalogue's shared platform that provides it."""
    lifecycle: Words = None
    hosting: Words = None
    in_use: bool = True
    """Whether it runs today: planned and retired systems are recorded, but do not."""


@dataclass(frozen=True, slots=True)
class ContractView:
    """One contract of a council, as far as it may be known."""

    id: str
    council: str
    systems: tuple[str, ...] | Withheld = ()
    """Ids of the council's systems that it covers."""
    name: Words = None
    supplier: Words = None
    """The catalogue's supplier id."""
    starts: Day = None
    ends: Day = None
    """The last day as things stand: the initial term and the extensions taken."""
    terms: Terms | Withheld | None = None
    """Everything that decides its dates, where all of it is known to us."""
    annual_value: Amount = None
    """Pounds a year."""
    total_value: Amount = None
    """Pounds for the whole term."""
    price_basis: Words = None
    units: Amount = None
    """Users, heads or transactions that the price is based on."""
    framework: Words = None
    """The catalogue's framework under which it was called off."""
    lot: Words = None


@dataclass(frozen=True, slots=True)
class StepView:
    """What a council does, did, plans or could do with one of its systems."""

    ref: SystemRef
    kind: Words = None
    """What is done: upgrade, replace, join and so on."""
    status: Words = None
    """proposed, approved, in-progress, live, done or stopped; `option` where nothing is decided."""
    platform: Words = None
    """For `join`: the catalogue's platform."""
    starts: Day = None
    finishes: Day = None
    """The day on which it was over, else is expected or planned to be."""
    cost: Amount = None
    """What it costs once, capital and revenue together, pounds."""


@dataclass(frozen=True)
class CouncilView:
    """One council, as far as it may be known."""

    id: str
    name: str
    population: Amount = None
    rurality: Words = None
    """islands, rural, mixed, urban or city."""
    systems: tuple[SystemView, ...] = ()
    """In order of their ids."""
    contracts: tuple[ContractView, ...] = ()
    """In order of their ids."""
    needs: tuple[str, ...] | Withheld = ()
    """Capabilities that it says it needs and no recorded system provides."""
    steps: tuple[StepView, ...] | Withheld = ()
    """What it does with its systems, and what it could do, by system; WITHHELD if never shared."""
    source: Source = "inventory"
    level: Literal["council", "sector", "public"] = "council"
    """How far what is here may travel; that of a pack is in its manifest."""
    version: str | None = None
    """The version of a pack's form."""
    as_of: date | None = None
    """The day for which it holds; of a pack, the day on which it was made."""
    withheld: Mapping[str, int] = field(default_factory=dict)
    """What was left out, by kind, and how many times."""

    @cached_property
    def contract_by_id(self) -> Mapping[str, ContractView]:
        """Its contracts by id."""
        return {contract.id: contract for contract in self.contracts}

    @cached_property
    def system_by_id(self) -> Mapping[str, SystemView]:
        """Its systems by id."""
        return {system.ref.system: system for system in self.systems}

    @cached_property
    def steps_by_system(self) -> Mapping[SystemRef, tuple[StepView, ...]]:
        """The steps and options that are known, by the system that they change."""
        found: dict[SystemRef, list[StepView]] = {}
        for step in known(self.steps) or ():
            found.setdefault(step.ref, []).append(step)
        return {ref: tuple(own) for ref, own in found.items()}

    def contracts_of(self, system: SystemView) -> tuple[ContractView, ...]:
        """Return the contracts of one of its systems that are known, in order of their ids."""
        return tuple(
            self.contract_by_id[name]
            for name in known(system.contracts) or ()
            if name in self.contract_by_id
        )


@dataclass(frozen=True)
class SectorView:
    """Councils to be compared, and what they have in common."""

    councils: tuple[CouncilView, ...]
    """In order of their ids."""
    as_of: date
    """The date at which facts are judged."""
    catalogue: Catalogue
    """Products, suppliers, capabilities, frameworks and platforms: that of whoever compares."""
    illustrative: bool = False
    """Whether any of it is fictional; every page then says so."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Councils of which nothing could be read, and why."""

    @cached_property
    def council_by_id(self) -> Mapping[str, CouncilView]:
        """Councils by id."""
        return {council.id: council for council in self.councils}

    @cached_property
    def population(self) -> Fraction | None:
        """People in all councils; None where that of one is not known exactly."""
        people = [exact(council.population) for council in self.councils]
        known_people = [each for each in people if each is not None]
        return Fraction(sum(known_people)) if len(known_people) == len(people) else None

    def capability_name(self, capability: str) -> str:
        """Return a capability's plain name; its id where the catalogue lacks it."""
        known_one = self.catalogue.capabilities.get(capability)
        return capability if known_one is None else known_one.name

    def platform_name(self, platform: str) -> str:
        """Return a shared platform's name; its id where the catalogue lacks it."""
        known_one = self.catalogue.platforms.get(platform)
        return platform if known_one is None else known_one.name

    def systems_for(self, capability: str) -> tuple[tuple[CouncilView, SystemView], ...]:
        """Return the systems in use that serve a capability, by council and id."""
        return self._by_capability.get(capability, ())

    @cached_property
    def capabilities(self) -> tuple[str, ...]:
        """Ids of the capabilities that some system in use serves, in order."""
        return tuple(sorted(self._by_capability))

    @cached_property
    def _by_capability(self) -> Mapping[str, tuple[tuple[CouncilView, SystemView], ...]]:
        found: dict[str, list[tuple[CouncilView, SystemView]]] = {}
        for council in self.councils:
            for system in council.systems:
                for capability in known(system.capabilities) or () if system.in_use else ():
                    found.setdefault(capability, []).append((council, system))
        return {name: tuple(own) for name, own in found.items()}
