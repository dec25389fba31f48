"""What the plateaus of a plan's file are: what its schema is made from."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from estate.planning.plateaus import Fate
from estate.planning.problem.cases import Kind
from estate.rendering.plan.file_parts import Part, SystemDay


class CountedScore(Part):
    """A score: the point of its range that counts, and both its ends."""

    counted: float
    low: float
    high: float


class ChangedSystem(Part):
    """A system that has changed since the plateau before."""

    system: str
    option: str | None
    kind: Kind | None
    live: date | None
    capabilities: tuple[str, ...]
    product: str | None
    """Null where nobody has recorded which it will be."""
    part_of: str | None
    """`council/system` or `platform:ID` that it has become part of."""
    old_system_until: date | None
    running_cost: int | None
    """Pounds a year; null where it is not recorded."""
    risk: CountedScore


class PlateauRisk(Part):
    """The risk of all systems on a plateau's first day."""

    sum: float
    low: float
    high: float
    red_rated: int
    cannot_tell: int
    not_red: int
    bands: dict[str, int]
    """How many systems' scores lie in each band."""
    across_bands: int
    at_end: float
    """The sum on its last day."""
    if_nothing_is_done: float


class PlateauRunning(Part):
    """Running cost, pounds a year."""

    a_year: int
    of_it_old_systems_beside_new: int
    of_it_platforms: int
    if_nothing_is_done: int
    not_recorded: tuple[str, ...]
    """Systems of which it is not recorded."""


class Spent(Part):
    """Pounds from budgets for change, by then."""

    capital: int
    revenue: int


class ChangedInterface(Part):
    """An interface that has become something else since the plateau before."""

    from_: str = Field(alias="from")
    to: str
    now_from: str
    now_to: str
    now: Fate
    since: date | None
    standards: tuple[str, ...] | None
    """Null where nobody has recorded them."""


class PlateauInterfaces(Part):
    """What has become of all interfaces, and which changed."""

    now: dict[Fate, int]
    changed: tuple[ChangedInterface, ...]


class Adapter(Part):
    """A temporary adapter between two systems."""

    between: tuple[str, str]
    since: date
    until: date
    cost: int
    """Pounds."""


class PlateauPlatform(Part):
    """A shared platform as it stands."""

    id: str
    open: bool
    members: int
    new_members: tuple[str, ...]
    joined: tuple[SystemDay, ...]
    annual_price: int
    """Pounds a year a member."""


class SkillTaken(Part):
    """Person-days of a skill on the way here."""

    skill: str
    person_days: int
    busiest_quarter: str
    person_days_then: int


class OnePlateau(Part):
    """A stable state: from the day a wave is complete to the day before the next one begins."""

    number: int
    """0 is the estate before anything is changed."""
    begins: date
    ends: date
    """Its last day."""
    changed: tuple[ChangedSystem, ...]
    risk: PlateauRisk
    running_cost: PlateauRunning
    spent: Spent
    interfaces: PlateauInterfaces
    adapters: tuple[Adapter, ...]
    platforms: tuple[PlateauPlatform, ...]
    people: tuple[SkillTaken, ...]


class FilePlateaus(Part):
    """The stable states between waves of change: of all, and of each council."""

    at_most: int
    estate: tuple[OnePlateau, ...]
    councils: dict[str, tuple[OnePlateau, ...]]
