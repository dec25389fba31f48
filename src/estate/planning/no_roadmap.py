"""Why there is no roadmap, and what would have to give way for one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from estate.planning.roadmap import Reason

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem
    from estate.portfolio import Fact


class NoRoadmapStatus(StrEnum):
    """Why there is no roadmap."""

    INFEASIBLE = "infeasible"
    """No plan keeps every rule: proven."""
    UNKNOWN = "unknown"
    """None was found within the effort."""


@dataclass(frozen=True, slots=True)
class Easing:
    """A fact that gives way."""

    words: str
    """What it would be instead, as a phrase without a full stop."""
    measure: str
    """pounds, person-days, changes at once, places a quarter, members, months or whole."""
    amount: int
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Facts that, if all of them gave way, would let a plan exist: solved again with them."""

    how: str
    """By which measure it is the least: by itself, fewest facts, or least in all."""
    easings: tuple[Easing, ...]
    cost: int
    """What it counts by the declared weights, in pounds; only to compare unlike facts."""


@dataclass(frozen=True)
class NoRoadmap:
    """Why there is no plan; `reasons` name facts that cannot hold together."""

    problem: PlanningProblem
    status: NoRoadmapStatus
    reasons: tuple[Reason, ...]
    iterations: int
    work: float
    stopped_early: bool
    relaxations: tuple[Relaxation, ...] = ()
    """What it would take to have one: fewest facts first, then what counts least."""
