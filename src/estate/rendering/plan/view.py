"""A plan as readers meet it: names, dates, sums by year, people by quarter, risk over time.

Everything that the page, the pictures, the tables and the JSON say of a plan stands here once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.problem.measures import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from estate.planning.judging.investment import InvestmentYear
    from estate.planning.plateaus import Plateau, Plateaus
    from estate.planning.problem.cases import Assumption
    from estate.planning.problem.measures import Figures
    from estate.planning.roadmap import Comparison, Moves, Pass, PlatformPlan, Reason
    from estate.portfolio import Fact
    from estate.rendering.canvas.sheets import Purses, SkillUse
    from estate.rendering.pictures.charts import RiskPoint, YearCost
    from estate.rendering.pictures.landscape import Moment
    from estate.scoring.results import Interval

MONTHS_A_YEAR = 12


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
    running_before: int | None
    """Pounds a year; None where it is not recorded."""
    running_after: int | None
    """Pounds a year besides a platform's price; None where it is not recorded."""
    risk_before: Fraction | int
    risk_after: Fraction | int
    """On the day it goes live; what it leaves alone ages on from there."""
    risk_end: Fraction | int
    """At the end of the plan."""
    better: int
    """Pounds by which it is better than keeping the system, by the plan's measure, all shares in
    platforms and interfaces counted."""
    owner: str | None
    why: tuple[Reason, ...]
    """Why it is done."""
    not_earlier: tuple[Reason, ...] = ()
    """Why it is not done earlier."""
    waits_for: tuple[Reason, ...] = ()
    frees: tuple[Reason, ...] = ()
    """What becomes possible or cheaper by it."""
    benefits: tuple[str, ...] = ()
    milestones: tuple[tuple[str, date | None], ...] = ()
    """Name and day, by day; those without a day last."""
    status: str | None = None
    """Of the recorded step for this system that is not over."""
    disposition: str | None = None
    facts: tuple[Fact, ...] = ()
    price: int | None = None
    """Pounds a year to the platform that it joins, once all have joined."""
    rise: tuple[str, Fraction | int] | None = None
    """When, and to which score at worst, the risk rises if it is kept."""
    rise_range: Interval | None = None
    """The range that its score at worst stands for; None where it is exact."""
    before_range: Interval | None = None
    """The range that `risk_before` stands for; None where it is exact."""
    after_range: Interval | None = None
    """The range that `risk_after` stands for; None where it is exact."""
    better_between: tuple[int, int] | None = None
    """`better` if all that is not known of the risk were at its best, and at its worst."""

    @property
    def running_change(self) -> int | None:
        """Return pounds a year more after than before; None unless both are recorded."""
        if self.running_before is None or self.running_after is None:
            return None
        return self.running_after - self.running_before


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
    plan: PlatformPlan | None = None
    """Who joins and why, and who does not."""


@dataclass(frozen=True, slots=True)
class ScopeView:
    """A part of the plan: the whole estate, or one council."""

    years: tuple[YearView, ...]
    skills: tuple[SkillUse, ...]
    risk: tuple[RiskPoint, ...]
    investment: tuple[InvestmentYear, ...] = ()

    @property
    def last_year(self) -> YearCost | None:
        """Return the last financial year that is counted whole; None where there is none."""
        whole = [year.cost for year in self.years if year.cost.months == MONTHS_A_YEAR]
        return whole[-1] if whole else None

    @property
    def budgets(self) -> int:
        """Return the one-off pounds that recorded budgets bear: steps, and hosted platforms."""
        return sum(year.purses.capital + year.purses.revenue for year in self.years)

    @property
    def other(self) -> int:
        """Return the one-off pounds that no recorded budget bears."""
        return sum(year.cost.other for year in self.years)


@dataclass(frozen=True, slots=True)
class RiskPath:
    """A system's overall risk as the plan counts it, if it is kept."""

    first: Fraction | int
    """When the plan starts."""
    last: Fraction | int
    """At the end of the time that the plan looks at."""


@dataclass(frozen=True)
class PlanView:
    """The plan."""

    optimal: bool
    """Whether it is proven that no plan costs less."""
    objective: int
    lower_bound: int
    stopped_early: bool
    nothing: int
    """What doing nothing costs, by the same measure."""
    start: date
    end: date
    steps: tuple[StepView, ...]
    """By start, then by system."""
    estate: ScopeView
    councils: Mapping[str, ScopeView]
    platforms: tuple[PlatformView, ...]
    comparisons: tuple[Comparison, ...]
    assumptions: tuple[Assumption, ...]
    """What is taken for granted, and of which systems."""
    not_plannable: tuple[tuple[str, str], ...]
    """What could not be planned, and why."""
    kept: Mapping[str, tuple[Reason, ...]]
    """Why systems are kept although something could be done with them."""
    policy: tuple[tuple[str, str], ...]
    """The declared judgements behind the plan: name and value."""
    risks: Mapping[str, RiskPath] = field(default_factory=dict)
    """For each system what its risk is, and becomes if it is kept."""
    point: str = "middle"
    """The point of a range that counts where a score is one."""
    unknown_risk: str = "midpoint"
    """The same as the policy names it."""
    plannable: bool = True
    """Whether there is anything that could be planned."""
    plateaus: Plateaus | None = None
    """The stable states between waves of change."""
    moments: Mapping[str, tuple[Moment, ...]] = field(default_factory=dict)
    """The landscape of each council at each of its plateaus, ready to be drawn."""
    moves: Moves | None = None
    """What changed against the plan before, where this one continues it."""
    measure: Measure = Measure.PRICED
    """In what `objective`, `lower_bound`, `nothing` and the comparisons' costs are."""
    passes: tuple[Pass, ...] = ()
    """Each search with its own proof."""
    figures: Figures | None = None
    """What the plan takes by every measure."""
    nothing_figures: Figures | None = None

    @property
    def share(self) -> Fraction:
        """Return the saving over doing nothing, as a share of the most that any plan could save.

        1 where there is nothing to save.
        """
        return self.reached(self.objective)

    def reached(self, cost: int) -> Fraction:
        """Return the share of the most that any plan could save which one at this cost saves."""
        possible = self.nothing - self.lower_bound
        return Fraction(self.nothing - cost, possible) if possible > 0 else Fraction(1)

    def scope(self, council: str | None) -> ScopeView:
        """Return the part of one council, or the whole; an empty one where nothing is planned."""
        if council is None:
            return self.estate
        return self.councils.get(council, ScopeView((), (), ()))

    def plateaus_of(self, council: str | None) -> tuple[Plateau, ...]:
        """Return the plateaus of one council, or of all; none where they were not worked out."""
        return self.plateaus.of(council) if self.plateaus is not None else ()

    def steps_of(self, council: str | None) -> tuple[StepView, ...]:
        """Return the steps of one council, or all."""
        if council is None:
            return self.steps
        return tuple(step for step in self.steps if step.council == council)
