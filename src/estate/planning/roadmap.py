"""The planner's answer: a roadmap with its proof and its accounts, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from estate.planning.problem.cases import Assumption, Kind, PlanningProblem, Unplannable
    from estate.planning.problem.measures import Figures, Measure
    from estate.portfolio import Fact, PlanningPolicy
    from estate.scoring import Interval


class Status(StrEnum):
    """How good a roadmap is known to be."""

    OPTIMAL = "optimal"
    """No plan costs less: proven."""
    FEASIBLE = "feasible"
    """It keeps every rule; its gap says how much a better one could save at most."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence, and the facts it rests on."""

    words: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier start of a step would meet."""

    start: date
    dearer: int
    """Pounds by which the plan would be dearer, discounted; negative if cheaper."""
    blockers: tuple[Reason, ...]
    """Every rule that it would break; empty where only the cost speaks against it."""


@dataclass(frozen=True, slots=True)
class RoadStep:
    """One system's change."""

    system: str
    council: str
    option: str
    kind: Kind
    platform: str | None
    start_month: int
    live_month: int
    start: date
    delivery: date
    """First day of delivery, after procurement."""
    finish: date
    """Last day before it goes live."""
    live: date
    old_until: date
    """Last day on which the old system runs."""
    capital: int
    revenue: int
    skills: tuple[tuple[str, int], ...]
    running_before: int
    running_after: int
    risk_before: Fraction | int
    """Overall legacy risk on the day it goes live, if nothing were done."""
    risk_after: Fraction | int
    risk_before_range: Interval | None
    """The range that `risk_before` stands for; None where it is exact."""
    risk_after_range: Interval | None
    """The range that `risk_after` stands for; None where it is exact."""
    cost: int
    """Discounted pounds of this choice over the horizon and its tail, risk priced in."""
    keeping: int
    """The same if the system were kept."""
    better: int
    """Pounds by which the plan is better with it than if the system were kept: `keeping` less
    `cost`, less what platforms and interfaces shared with others cost more because of it."""
    better_between: tuple[int, int] | None
    """`better` if all that is not known of the risk turned out at its best, and at its worst; None
    where its worth rests on no range."""
    not_known: tuple[str, ...]
    """Criteria of the system's risk that are not known, the most telling first."""
    why: tuple[Reason, ...]
    """Why this is done, and not nothing or something else."""
    earlier: tuple[Earlier, ...]
    """Why it is not done earlier: every earlier start, the latest first."""
    why_not_earlier: tuple[Reason, ...]
    """The same in short."""
    facts: tuple[Fact, ...] = ()
    waits_for: tuple[Reason, ...] = ()
    """What has to be there before it can start or go live."""
    frees: tuple[Reason, ...] = ()
    """What becomes possible or cheaper by it: systems, people, money, platforms."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A system that is kept although something could be done with it."""

    system: str
    option: str | None
    """The best option by itself; None where none can go live in time."""
    start: date | None
    better: int
    """Pounds by which it would by itself be better than keeping; negative if worse."""
    reasons: tuple[Reason, ...]
    change: tuple[Reason, ...] = ()
    """What would change that."""


class Fate(StrEnum):
    """What a new plan makes of a step of the plan before."""

    AS_PLANNED = "as planned"
    MOVED = "moved"
    CHANGED = "another option"
    DROPPED = "dropped"
    UNDER_WAY = "under way"
    DONE = "done"
    IMPOSSIBLE = "no longer possible"
    UNKNOWN = "no longer on record"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Move:
    """A step of the plan before and what became of it, or a step that is new."""

    system: str
    fate: Fate
    before: tuple[str, date, date] | None
    """Option, start and go-live in the plan before; None where it is new."""
    now: tuple[str, date, date] | None
    """The same in this plan; None where it has no such step."""
    quarters: int
    """By how many quarters its start is later; negative where earlier, 0 where not both start."""
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """What changed against the plan before."""

    since: date
    """The as-of date of the plan before."""
    steps: tuple[Move, ...]
    """By system."""
    price: int
    """Pounds of the objective that stand for change of plan; nobody pays them."""


@dataclass(frozen=True, slots=True)
class YearMoney:
    """Pounds in one financial year, not discounted; the first and last year may be short."""

    label: str
    months: int
    capital: int
    capital_limit: int | None
    revenue: int
    revenue_limit: int | None
    running: int
    """Running cost with the plan: systems old and new, holding over, platform prices."""
    running_before: int
    """Running cost if nothing is done."""
    other: int
    """Leaving contracts, building interfaces again, opening platforms: in nobody's budget."""
    unrecorded: tuple[str, ...] = ()
    """The purses whose budget nobody records for this year, though for others: a limit of 0."""
    capital_carried: int = 0
    """How much of the capital limit the year before left."""
    revenue_carried: int = 0
    running_ceiling: int | None = None
    """The most that running cost should come to in those months; None unless all have one."""


@dataclass(frozen=True, slots=True)
class SkillQuarter:
    """Person-days of a skill in one quarter."""

    label: str
    used: int
    limit: int | None


@dataclass(frozen=True, slots=True)
class RiskQuarter:
    """Sum of overall legacy risk scores on the first day of a quarter."""

    label: str
    planned: Fraction
    nothing: Fraction


@dataclass(frozen=True, slots=True)
class Accounts:
    """Money by year, people by quarter, risk by quarter: of the whole estate or one council."""

    years: tuple[YearMoney, ...]
    skills: Mapping[str, tuple[SkillQuarter, ...]]
    risk: tuple[RiskQuarter, ...]


@dataclass(frozen=True, slots=True)
class Joiner:
    """A system that joins a shared platform, and what that is worth."""

    system: str
    live: date
    better: int
    """Pounds by which the plan is better than if the system were kept, discounted."""
    instead: str | None
    """The best of its other options by itself; None where there is none, or keeping is better."""
    better_than_instead: int
    """Pounds by which the plan is better than with that: than keeping it, where it is None."""
    price_without: int | None
    """Pounds a year that each of the others would pay without it; None where there are none."""
    price_with: int
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Outsider:
    """A system that could join a shared platform and does not, and what would change that."""

    system: str
    doing: str | None
    """The option that the plan has for it; None where it is kept."""
    start: date | None
    """The best start of joining, given the rest of the plan: one that breaks no rule, if any."""
    dearer: int
    """Pounds by which the plan would be dearer with it on the platform from then; negative if
    better, and then a rule stands in the way."""
    joins_at: int | None
    """Pounds a year at which joining from then would be as good; None where not even for free."""
    earliest: date | None
    """The first start at which it would break no rule beside the rest of the plan; None: never."""
    blockers: tuple[Reason, ...] = ()
    """What stands in the way of the start given."""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """How far a platform that stays unopened is from being worth it, the rest as planned."""

    members: tuple[tuple[str, date], ...]
    """The systems that would join it and when they would go live, in the best way found."""
    subsidy: int
    """Pounds, discounted, that would make that as good as the plan."""
    blockers: tuple[str, ...] = ()
    """Rules that it would break."""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class PlatformPlan:
    """What becomes of a shared platform."""

    platform: str
    opens: date | None
    """First day of the quarter in which it is set up; None if it exists or is not opened."""
    members_before: int
    joining: tuple[tuple[str, date], ...]
    """Systems that join, with the day they go live on it."""
    price: int | None
    """Pounds a year for each member once all have joined; None if nobody joins."""
    cost: int
    """Discounted pounds for setting up and for the prices of those who join."""
    joiners: tuple[Joiner, ...] = ()
    """Why each of those who join does, by system."""
    others: tuple[Outsider, ...] = ()
    """Those who could join and do not, by system."""
    lacks: Lacking | None = None
    """How far it is from being worth it, where it stays unopened."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Another way of planning, measured by the same cost on the same problem."""

    name: str
    words: str
    cost: int | None
    """None where it breaks rules."""
    broken: int = 0
    """How many deadlines it misses."""
    money: int | None = None
    """Discounted pounds that are paid, whatever it breaks; None where it could not be made."""
    risk: int | None = None
    """Discounted thousandths of a point-year, likewise."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One search of a plan made by one measure first, and then by another."""

    measure: Measure
    value: int
    """What the plan takes by the measure, in its unit: the pass's own plan, not the last one."""
    lower_bound: int
    """No plan that keeps the passes before takes less: certain."""
    within: int | None = None
    """The most that the measure of the pass before may come to in this one."""

    @property
    def gap(self) -> float:
        """Return (value - lower bound) / value."""
        return (self.value - self.lower_bound) / max(1, abs(self.value))

    @property
    def optimal(self) -> bool:
        """Whether the value is proven to be the least."""
        return self.value <= self.lower_bound


@dataclass(frozen=True)
class Roadmap:
    """A plan that keeps every rule, checked without the solver."""

    problem: PlanningProblem
    status: Status
    objective: int
    """What the plan takes by its measure: discounted pounds of the whole estate over the horizon
    and its tail, risk priced in, where the measure is `priced`."""
    lower_bound: int
    """No plan takes less by that measure: certain, whatever the solver's tolerances."""
    gap: float
    """(objective - lower bound) / objective."""
    nothing: int
    """What doing nothing takes by that measure."""
    steps: tuple[RoadStep, ...]
    """By start, then system."""
    retained: tuple[str, ...]
    kept: tuple[Kept, ...]
    """Why those of the retained are kept with which something could be done."""
    estate: Accounts
    councils: Mapping[str, Accounts]
    platforms: tuple[PlatformPlan, ...]
    comparisons: tuple[Comparison, ...]
    iterations: int
    work: float
    """Deterministic time spent: repeats on any machine."""
    stopped_early: bool
    moves: Moves | None = None
    """What changed against the plan before, where this one continues it."""
    passes: tuple[Pass, ...] = ()
    """Each search with its own proof: one, or two where a second measure comes after the first."""
    figures: Figures | None = None
    """What the plan takes by every measure."""
    nothing_figures: Figures | None = None
    """What doing nothing takes by every measure."""

    @property
    def measure(self) -> Measure:
        """Return in which measure the objective, its bound and the comparisons are."""
        return self.problem.measure

    @property
    def saving(self) -> int:
        """Return how much less the plan costs than doing nothing, by its own measure."""
        return self.nothing - self.objective

    @property
    def share_of_possible_saving(self) -> float:
        """Return the saving as a share of the most that any plan could save.

        The objective holds large sums that no plan can change, so its gap flatters; this does
        not. 1.0 where there is nothing to save.
        """
        possible = self.nothing - self.lower_bound
        return self.saving / possible if possible > 0 else 1.0

    @property
    def policy(self) -> PlanningPolicy:
        """Return the declared judgements behind it."""
        return self.problem.policy

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Return what is taken for granted."""
        return self.problem.assumptions

    @property
    def not_plannable(self) -> tuple[Unplannable, ...]:
        """Return what could not be planned."""
        return self.problem.not_plannable

    @property
    def choices(self) -> dict[str, tuple[str, int]]:
        """Return for each changed system its option and the month in which it starts."""
        return {step.system: (step.option, step.start_month) for step in self.steps}
