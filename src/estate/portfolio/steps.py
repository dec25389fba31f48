"""Steps of the roadmap as a council records them: what is planned, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from estate.portfolio.base import (
    Money,
    Noun,
    PersonDays,
    Record,
    Slug,
    Slugs,
    SystemReference,
    Text,
    Texts,
)
from estate.portfolio.options import Benefit, Milestone, OneOffCost, OptionKind

StepStatus = Literal["proposed", "approved", "in-progress", "live", "done", "stopped"]


class Spent(Noun):
    """What has been paid for a piece of work; a purse that is not named is not known."""

    capital: Money | None = None
    """Capital paid so far, pounds."""
    revenue: Money | None = None
    """One-off revenue paid so far, pounds."""
    on: date | None = None
    """The day up to which it is counted."""


class Step(Record):
    """A step of the roadmap that the council has published or has under way."""

    system: SystemReference
    """The system that is changed."""
    option: OptionKind
    """What is done with it."""
    name: Text | None = None
    """A short name."""
    platform: Slug | None = None
    """For `join`: the platform."""
    status: StepStatus | None = None
    """proposed, approved, in-progress, live (outcome not measured yet), done or stopped."""
    owner: Text | None = None
    """The role that answers for it."""
    sponsor: Text | None = None
    """The senior role that sponsors it."""
    starts: date | None = None
    """First day of work, as planned."""
    finishes: date | None = None
    """Last day of work, as planned."""
    started: date | None = None
    """The day on which work began."""
    expected_finish: date | None = None
    """Last day of work as its owner expects it now, if not as planned."""
    finished: date | None = None
    """The day on which work was over, or was stopped."""
    stopped_because: Text | None = None
    """Why it was stopped."""
    cost: OneOffCost | None = None
    """What it costs once."""
    spent: Spent | None = None
    """What has been paid for it so far."""
    skills: dict[Slug, PersonDays] = Field(default_factory=dict)
    """Person-days by skill."""
    work: Text | None = None
    """What the work consists of."""
    disposition: Text | None = None
    """What becomes of the old system and its data."""
    milestones: Annotated[tuple[Milestone, ...], Field(strict=False)] = ()
    """Dated points on the way."""
    priority: Annotated[int, Field(ge=1, le=5)] | None = None
    """The council's own priority, 1 the highest."""
    priority_because: Text | None = None
    """Why it has that priority."""
    aims: Slugs = ()
    """Aims it serves."""
    strategy: Text | None = None
    """Where the strategy asks for it."""
    engagement: Text | None = None
    """How citizens, communities and staff take part."""
    benefits: Annotated[tuple[Benefit, ...], Field(strict=False)] = ()
    """What is gained, and how it is measured."""
    channels_removed: Texts = ()
    """Channels that citizens lose by it."""
    barriers: Slugs = ()
    """Barriers in its way."""
    lessons: Text | None = None
    """What was learned."""

    @property
    def outcomes(self) -> tuple[Benefit, ...]:
        """Return the measures of what it was for: the benefits so marked, all where none is."""
        return tuple(each for each in self.benefits if each.outcome) or self.benefits

    @property
    def outcome_measured(self) -> bool:
        """Whether one of the measures of what it was for has been taken."""
        return any(each.actual is not None for each in self.outcomes)

    @property
    def begun(self) -> date | None:
        """Return the day on which work began; as planned where it began and no day is recorded."""
        has_begun = self.status in {"in-progress", "live", "done", "stopped"}
        return self.started or (self.starts if has_begun else None)

    @property
    def over(self) -> date | None:
        """Return the day on which work was over; as planned where it is and no day is recorded."""
        is_over = self.status in {"live", "done"}
        return self.finished or (self.finishes if is_over else None)

    def was_over_before(self, day: date) -> bool:
        """Whether it was over before a day, so that a plan drawn up on it is not about it.

        One of which nothing says when it was over, or begun, counts as part of the present.
        """
        if self.status not in {"live", "done", "stopped"}:
            return False
        known = self.finished or self.finishes or self.started or self.starts
        return known is not None and known < day
