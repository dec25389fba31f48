"""What a council records about itself besides its systems: people, money, aims and risks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from estate.portfolio.base import (
    CapabilityId,
    Count,
    FinancialYearLabel,
    Money,
    Noun,
    PersonDays,
    Record,
    Slugs,
    Text,
    Texts,
)

Rurality = Literal["islands", "rural", "mixed", "urban", "city"]
RiskKind = Literal["staff", "security", "interoperability", "hardware", "supplier", "other"]
BarrierKind = Literal[
    "skills",
    "capacity",
    "funding",
    "culture",
    "procurement",
    "technology",
    "data",
    "inequality",
]
SkillHolder = Literal["staff", "leaders", "elected-members"]
CapabilityPattern = Annotated[
    str, Field(pattern=r"^(\*|[a-z0-9-]+\.(\*|[a-z0-9-]+))$", max_length=80)
]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


class Council(Record):
    """A council, or another body that keeps systems. Only its name is required."""

    name: Text
    """Its name."""
    kind: Literal["council", "body"] | None = None
    """`body` for one that is not a council, such as a joint board. Absent means council."""
    gss_code: Annotated[str, Field(pattern=r"^S12\d{6}$")] | None = None
    """Its nine-character code in the national register of areas."""
    population: Count | None = None
    """People who live in its area."""
    rurality: Rurality | None = None
    """islands, rural, mixed, urban or city; for comparing like with like."""
    net_revenue_budget: Money | None = None
    """Net revenue budget, pounds a year; the measure of the financial impact criterion."""
    ict_staff: Count | None = None
    """People in its ICT service."""
    changes_at_once: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """Most changes that it can have under way at once."""
    changes_at_once_by: dict[CapabilityPattern, Annotated[int, Field(ge=1, le=1_000)]] = Field(
        default_factory=dict
    )
    """Most changes at once for a service besides: by capability, or `revenues.*` for several."""
    interfaces_complete: bool | None = None
    """Whether all interfaces of its systems are recorded."""
    strategy: Text | None = None
    """Title or address of its digital strategy."""
    board: Text | None = None
    """The board that governs digital change."""
    groups: Texts = ()
    """Groups and committees that plan or scrutinise it besides the board."""
    culture: Text | None = None
    """How ready people are for change, in plain words."""


class Skill(Record):
    """A skill the council can put to change work."""

    name: Text | None = None
    """A plain name."""
    people: Count | None = None
    """People who have it."""
    held_by: Annotated[tuple[SkillHolder, ...], Field(strict=False)] = ()
    """Among whom it is counted: staff, leaders or elected members."""
    training: Text | None = None
    """What training is needed or planned."""
    person_days_per_quarter: PersonDays | None = None
    """Person-days a quarter that can be given to change."""
    by_year: dict[FinancialYearLabel, PersonDays] = Field(default_factory=dict)
    """Person-days a quarter in particular financial years, where they differ."""
    day_rate: Money | None = None
    """What a person-day costs that has to be found outside, pounds."""


class Budget(Record):
    """Money for change in one financial year; running costs are not part of it."""

    capital: Money | None = None
    """Capital available, pounds."""
    revenue: Money | None = None
    """One-off revenue available, pounds."""
    running_ceiling: Money | None = None
    """The most that running costs may come to, pounds a year."""
    carry_forward: bool | None = None
    """Whether what is left of it at the year's end may be spent in the next year."""
    aims: Slugs = ()
    """Aims that it is meant for."""


class Freeze(Record):
    """A time in which nothing may go live: each year between two days, or between two dates."""

    name: Text
    """What it is, such as annual billing."""
    capabilities: Annotated[tuple[CapabilityPattern, ...], Field(strict=False)] = ("*",)
    """What it applies to: ids, or `revenues.*`, or `*` for all."""
    from_: Annotated[MonthDay | date, Field(alias="from")]
    """First day: `\"01-20\"` each year, or a date."""
    to: MonthDay | date
    """Last day, written likewise."""
    because: Text | None = None
    """Why."""
    source: Text | None = None
    """Where it is published."""

    @model_validator(mode="after")
    def _same_kind_of_ends(self) -> Freeze:
        if isinstance(self.from_, date) != isinstance(self.to, date):
            message = '`from` and `to` must both be dates, or both be written "MM-DD"'
            raise ValueError(message)
        return self


class Aim(Record):
    """An aim of the council's strategy that steps can serve."""

    name: Text
    """The aim, in plain words."""
    strategy: Text | None = None
    """The strategy or plan it comes from."""
    outcomes: Texts = ()
    """What will be different for people."""


class Barrier(Record):
    """Something that stands in the way of change."""

    name: Text
    """What it is."""
    kind: BarrierKind | None = None
    """skills, capacity, funding, culture, procurement, technology, data or inequality."""
    systems: Slugs = ()
    """Systems whose change it hinders."""
    owner: Text | None = None
    """The role that deals with it."""
    response: Text | None = None
    """What is being done about it."""


class Risk(Record):
    """A risk that the council recorded in its register."""

    name: Text
    """What could happen."""
    kind: RiskKind | None = None
    """staff, security, interoperability, hardware, supplier or other."""
    systems: Slugs = ()
    """Systems it concerns."""
    likelihood: Annotated[int, Field(ge=1, le=6)] | None = None
    """As judged, 1 to 6."""
    impact: Annotated[int, Field(ge=1, le=5)] | None = None
    """As judged, 1 to 5."""
    owner: Text | None = None
    """The role that owns it."""
    response: Literal["tolerate", "treat", "transfer", "terminate"] | None = None
    """What is done about it."""
    action: Text | None = None
    """The action agreed."""


class Need(Noun):
    """A capability that the council needs and no recorded system provides."""

    capability: CapabilityId
    """The capability."""
    because: Text | None = None
    """Why it is needed."""
