"""A plan as it was written down: what `estate plan --format json` says of each system."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class _Part(BaseModel):
    """A part of a plan's file; what is not used here may stand in it too."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class Words(_Part):
    """A reason, in a sentence."""

    words: str


class PlannedStep(_Part):
    """What the plan does with a system; dates are first days unless they say otherwise."""

    system: str
    """`council/system`."""
    option: str
    kind: str
    platform: str | None = None
    onto: str | None = None
    start: date
    delivery: date
    live: date
    old_system_until: date
    capital: int
    """Pounds, once."""
    revenue: int
    """Pounds, once."""
    better_than_keeping: int
    """Pounds, discounted."""
    why: tuple[Words, ...] = ()
    why_not_earlier: tuple[Words, ...] = ()


class KeptSystem(_Part):
    """A system that the plan keeps although something could be done with it, and why."""

    system: str
    best_option: str | None = None
    start: date | None = None
    why: tuple[Words, ...] = ()


class NotPlannable(_Part):
    """An option that was left out for want of facts; `subject` is `council/system: option`."""

    subject: str
    reason: str

    @property
    def system(self) -> str:
        """Return the system it is about."""
        return self.subject.partition(":")[0]


class PlannedRoadmap(_Part):
    """A plan: when it was drawn up, how good it is known to be, and what it does."""

    as_of: date
    status: str
    starts: date
    ends: date
    steps: tuple[PlannedStep, ...]
    kept: tuple[KeptSystem, ...]
    not_plannable: tuple[NotPlannable, ...] = ()

    def step_of(self, system: str) -> PlannedStep | None:
        """Return what is done with a system; None where nothing is."""
        return next((step for step in self.steps if step.system == system), None)

    def kept_of(self, system: str) -> KeptSystem | None:
        """Return why a system is kept; None where the plan does not say."""
        return next((kept for kept in self.kept if kept.system == system), None)
