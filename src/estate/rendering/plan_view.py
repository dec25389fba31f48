"""A plan as readers meet it: names, dates, sums by year, people by quarter, risk over time.

Everything that the page, the pictures, the tables and the JSON say of a plan stands here once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from estate.planning.roadmap import Comparison, Reason
    from estate.portfolio import Fact
    from estate.rendering.charts import RiskPoint, YearCost
    from estate.rendering.sheets import Purses, SkillUse


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: what is done to which system, when, for how much, by whom, and why."""

    system: str
    """`council/system`."""
    name: str
    council: str
    option: str
    """The option's id in the record."""
    kind: str
    words: str
    """What is done, such as `Join Pupil Hub`."""
    onto: str | None
    """`platform:ID` or `council/system` that it becomes part of."""
    start: date
    delivery: date
    live: date
    old_until: date | None
    capital: int
    revenue: int
    skills: tuple[tuple[str, int], ...]
    running_before: int
    running_after: int
    risk_before: Fraction | int
    risk_after: Fraction | int
    better: int
    """Pounds by which it is better than keeping the system, by the plan's measure."""
    owner: str | None
    why: tuple[Reason, ...]
    """Why it is done."""
    not_earlier: tuple[Reason, ...] = ()
    """Why it is not done earlier."""
    benefits: tuple[str, ...] = ()
    disposition: str | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class YearView:
    """Money in one financial year."""

    cost: YearCost
    purses: Purses


@dataclass(frozen=True, slots=True)
class PlatformView:
    """A shared platform: who is on it, who joins, and at what price."""

    id: str
    name: str
    status: str
    members: tuple[str, ...]
    joining: tuple[tuple[str, date], ...]
    price: int | None
    """Pounds a year a member, once all have joined; None where nobody joins."""
    opens: date | None = None
    """When it is set up, where the plan has that done."""
    barriers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeView:
    """A part of the plan: the whole estate, or one council."""

    years: tuple[YearView, ...]
    skills: tuple[SkillUse, ...]
    risk: tuple[RiskPoint, ...]


@dataclass(frozen=True)
class PlanView:
    """The plan."""

    optimal: bool
    """Whether it is proven that no plan costs less."""
    objective: int
    lower_bound: int
    gap: float
    stopped_early: bool
    nothing: int
    """What doing nothing costs, by the same measure."""
    share: float
    """The saving over doing nothing, as a share of the most that any plan could save."""
    start: date
    end: date
    steps: tuple[StepView, ...]
    """By start, then by system."""
    estate: ScopeView
    councils: Mapping[str, ScopeView]
    platforms: tuple[PlatformView, ...]
    comparisons: tuple[Comparison, ...]
    assumptions: tuple[tuple[str, tuple[str, ...]], ...]
    """What is taken for granted, and of which systems."""
    not_plannable: tuple[tuple[str, str], ...]
    """What could not be planned, and why."""
    kept: Mapping[str, tuple[Reason, ...]]
    """Why systems are kept although something could be done with them."""
    policy: tuple[tuple[str, str], ...]
    """The declared judgements behind the plan: name and value."""

    def scope(self, council: str | None) -> ScopeView:
        """Return the part of one council, or the whole; an empty one where nothing is planned."""
        if council is None:
            return self.estate
        return self.councils.get(council, ScopeView((), (), ()))

    def steps_of(self, council: str | None) -> tuple[StepView, ...]:
        """Return the steps of one council, or all."""
        if council is None:
            return self.steps
        return tuple(step for step in self.steps if step.council == council)
