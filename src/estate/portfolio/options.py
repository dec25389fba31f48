"""What could be done with a system: each option is a piece of work that a plan may choose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from estate.portfolio.base import (
    Money,
    Months,
    Noun,
    Percent,
    PersonDays,
    Record,
    Slug,
    SystemReference,
    Text,
)
from estate.portfolio.dates import add_months
from estate.portfolio.judgements import Likelihood

OptionKind = Literal[
    "retain",
    "upgrade",
    "rehost",
    "replatform",
    "refactor",
    "replace",
    "join",
    "consolidate",
    "retire",
]
OPTION_KINDS: tuple[OptionKind, ...] = get_args(OptionKind)

ProcurementRoute = Literal[
    "framework-call-off",
    "mini-competition",
    "open-tender",
    "direct-award",
    "joint-procurement",
    "public-public-cooperation",
    "in-house",
    "none",
]

BenefitKind = Literal[
    "financial",
    "staff",
    "citizens",
    "communities",
    "satisfaction",
    "work-life-balance",
    "management-information",
    "data-quality",
    "environment",
]


class OneOffCost(Noun):
    """What a piece of work costs once."""

    capital: Money = 0
    """Capital, in pounds."""
    revenue: Money = 0
    """One-off revenue, in pounds."""


class Requirement(Noun):
    """Another system's change that must be live before this work starts."""

    system: SystemReference
    """The system that must have changed."""
    lag_months: Months = 0
    """Whole months between its go-live and the start of this work."""


class Benefit(Noun):
    """What somebody gains, and how it will be known; only financial ones are money."""

    kind: BenefitKind
    """Who or what gains: financial, staff, citizens, communities, satisfaction and so on."""
    measure: Text
    """What is measured."""
    unit: Text | None = None
    """Unit of the measure, such as `minutes` or `pounds a year`."""
    baseline: float | None = None
    """The value today."""
    target: float | None = None
    """The value aimed at."""
    actual: float | None = None
    """The value last measured."""
    measured: date | None = None
    """The day on which it was last measured."""
    due: date | None = None
    """The date by which the target should be reached."""
    outcome: bool | None = None
    """Whether this measure says if the work achieved what it was for. Where none does, all do."""


class Milestone(Noun):
    """A dated point in a piece of work."""

    name: Text
    """What is reached."""
    due: date | None = None
    """When it is planned."""
    after_months: Months | None = None
    """Without a date: whole months from the start of work to this point."""
    expected: date | None = None
    """When its owner now expects it, if not when it is planned."""
    reached: date | None = None
    """When it was reached."""

    def planned_for(self, start: date | None) -> date | None:
        """Return its date where work starts on a day: `due`, else so many months after the start.

        None where neither says when.
        """
        if self.due is not None or self.after_months is None or start is None:
            return self.due
        return add_months(start, self.after_months)


class Option(Record):
    """One thing that could be done with a system; planned only with `cost` and `months`."""

    kind: OptionKind | None = None
    """What is done; may be left out when the option's own id is the kind."""
    name: Text | None = None
    """A short name."""
    platform: Slug | None = None
    """For `join`: the platform of the catalogue."""
    onto: SystemReference | None = None
    """For `consolidate`: the system that takes over."""
    product: Slug | None = None
    """For `replace` and `upgrade`: the product aimed at, where known."""
    cost: OneOffCost | None = None
    """What the work costs once; excludes running costs."""
    contingency_percent: Percent | None = None
    """Percentage added to the cost in planning."""
    months: Annotated[Months, Field(ge=1)] | None = None
    """Whole months of delivery, from the start of work to go-live."""
    procurement_months: Months | None = None
    """Whole months of procurement before delivery starts."""
    procurement_route: ProcurementRoute | None = None
    """How it would be bought."""
    dual_running_months: Months | None = None
    """Whole months after go-live in which the old system still runs and is paid for."""
    skills: dict[Slug, PersonDays] = Field(default_factory=dict)
    """Person-days by skill, spread evenly over the months of delivery."""
    annual_cost_after: Money | None = None
    """Running cost after go-live, pounds a year; for `join`, besides the platform's own price."""
    capital_part_after: Money | None = None
    """How much of the running cost after go-live is paid from capital, pounds a year."""
    priority: Annotated[int, Field(ge=1, le=5)] | None = None
    """The council's own priority, 1 the highest; recorded, not planned with."""
    priority_because: Text | None = None
    """Why it has that priority."""
    requires: Annotated[tuple[Requirement, ...], Field(strict=False)] = ()
    """Changes to other systems that must be live first."""
    earliest_start: date | None = None
    """The work cannot start before this date."""
    likelihood_after: Likelihood | None = None
    """Likelihood criteria after go-live, where they are expected to differ from the policy's."""
    disposition: Text | None = None
    """What becomes of the old system and its data."""
    milestones: Annotated[tuple[Milestone, ...], Field(strict=False)] = ()
    """Dated points on the way."""
    owner: Text | None = None
    """The role answerable for the work."""
    sponsor: Text | None = None
    """The senior role that sponsors it."""
    aims: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    """Aims of the council that it serves."""
    engagement: Text | None = None
    """How citizens, communities and staff take part."""
    benefits: Annotated[tuple[Benefit, ...], Field(strict=False)] = ()
    """What is gained, financial and not."""
    channels_removed: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    """Channels, such as `telephone`, that citizens lose by it."""

    @property
    def title(self) -> str:
        """Return its name, or its kind where it has no name."""
        return self.name or (self.kind or "option")


def _kind_from_id(value: Any) -> Any:  # noqa: ANN401  # a value straight from TOML
    """Give an option the kind that its id names, so that `[options.replace]` needs no `kind`."""
    if not isinstance(value, Mapping):
        return value
    return {
        key: {"kind": key, **option}
        if key in OPTION_KINDS and isinstance(option, Mapping)
        else option
        for key, option in value.items()
    }


Options = Annotated[dict[Slug, Option], BeforeValidator(_kind_from_id)]
