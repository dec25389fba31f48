"""The plan before: what was promised, where a new plan continues it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from estate.portfolio import Fact


class Standing(StrEnum):
    """What has become of a step of the plan before, by the record."""

    OPEN = "open"
    """It has not begun: the new plan may keep it, move it or drop it, at a price."""
    UNDER_WAY = "under-way"
    """It is held as it is recorded."""
    DONE = "done"
    """A recorded step says so, or the system is no longer in use."""
    IMPOSSIBLE = "impossible"
    """Its option is no longer on record, or can no longer be planned."""
    UNKNOWN = "unknown"
    """The record no longer holds the system, or it is not among those planned."""


@dataclass(frozen=True, slots=True)
class PromisedStep:
    """A step as the plan before has it."""

    system: str
    option: str
    kind: str
    start: date
    live: date
    standing: Standing
    because: str = ""
    """Why it stands so, where that is not plain."""
    since: tuple[str, ...] = ()
    """What the record says differently of it since."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Previous:
    """A plan that was published before."""

    as_of: date
    steps: tuple[PromisedStep, ...]
    """By system."""

    @property
    def systems(self) -> frozenset[str]:
        """Return the systems that it changes."""
        return frozenset(step.system for step in self.steps)
