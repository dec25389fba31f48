"""What a plan's file, `roadmap.json`, is: its schema is made from these types.

What the program reads of such a file is told in `estate.portfolio.planned`; that is less.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from estate.planning.problem.cases import Kind
from estate.planning.roadmap import Fate, Status
from estate.portfolio.workspace import PlanningPolicy
from estate.rendering.plan.file_parts import (
    Between,
    DatedMilestone,
    FactRef,
    Gain,
    Investment,
    Measures,
    Milestone,
    NotPlannable,
    OtherWay,
    Part,
    RunningCost,
    Scope,
    StepRisk,
    Supposed,
    SystemDay,
    TakenForGranted,
    Why,
)
from estate.rendering.plan.file_plateaus import FilePlateaus


class FileStep(Part):
    """What the plan does with a system; dates are first days unless they say otherwise."""

    system: str
    """`council/system`."""
    name: str
    option: str
    kind: Kind
    platform: str | None
    onto: str | None
    start: date
    delivery: date
    finish: date
    """The last day of the work."""
    live: date
    old_system_until: date
    """The last day of the old system."""
    capital: int
    """Pounds, once."""
    revenue: int
    """Pounds, once."""
    person_days: dict[str, int]
    """By the skill's id."""
    running_cost: RunningCost
    risk: StepRisk
    better_than_keeping: int
    """Pounds, discounted."""
    better_than_keeping_range: Between
    owner: str | None
    sponsor: str | None
    aims: tuple[str, ...]
    engagement: str | None
    benefits: tuple[Gain, ...]
    recorded_status: str | None
    milestones: tuple[Milestone, ...]
    disposition: str | None
    why: tuple[Why, ...]
    why_not_earlier: tuple[Why, ...]
    waits_for: tuple[Why, ...]
    frees: tuple[Why, ...]
    facts: tuple[FactRef, ...]


class PlaceInPlan(Part):
    """Where a system stood in a plan."""

    option: str
    start: date
    live: date


class FileMove(Part):
    """What became of a step of the plan before."""

    system: str
    fate: Fate
    before: PlaceInPlan | None
    now: PlaceInPlan | None
    quarters_later: int | None
    why: tuple[Why, ...]


class FileMoves(Part):
    """What changed against the plan before."""

    since: date
    price: int
    """Pounds of the plan's cost that stand for change of plan; nobody pays them."""
    steps: tuple[FileMove, ...]


class FileKept(Part):
    """A system that is kept although something could be done with it, and why."""

    system: str
    best_option: str | None
    start: date | None
    better_by_itself: int
    """Pounds, discounted; less than 0 where it is worse."""
    why: tuple[Why, ...]
    what_would_change_it: tuple[Why, ...]


class FileJoiner(Part):
    """A system that joins a platform, and whether that pays."""

    system: str
    live: date
    better_than_keeping: int
    instead: str | None
    """The best other option; null where that is keeping it."""
    better_than_instead: int
    price_without_it: int | None
    price_with_it: int
    why: tuple[Why, ...]


class FileOutsider(Part):
    """A system that could join a platform and does not."""

    system: str
    option: str | None
    start: date | None
    plan_dearer_by: int
    joins_at_annual_price: int | None
    earliest_start: date | None
    why: tuple[Why, ...]
    blockers: tuple[Why, ...]


class FileLacks(Part):
    """What a platform lacks that stays unopened."""

    members: tuple[SystemDay, ...]
    subsidy: int
    breaks: tuple[str, ...]
    why: tuple[Why, ...]


class FilePlatform(Part):
    """A shared platform: who is on it, who joins, and at what price."""

    id: str
    name: str
    status: str | None
    members: tuple[str, ...]
    members_before: int
    joining: tuple[SystemDay, ...]
    opens: date | None
    annual_price: int | None
    """Pounds a year a member; null where nobody joins."""
    cost: int
    joiners: tuple[FileJoiner, ...]
    others: tuple[FileOutsider, ...]
    lacks: FileLacks | None


class RoadmapFile(Part):
    """roadmap.json: a plan, its proof, its steps, and what it takes of money and people."""

    form: Literal["estate-roadmap/1"]
    """The version of this format; the number rises when something in it changes its meaning."""
    scenario: Supposed | None = None
    """Only where the plan was made under one."""
    as_of: date
    status: Status
    objective: int
    """What the plan comes to, by the measure that it goes by."""
    lower_bound: int
    """No plan whatever can come to less: proven."""
    gap: float
    """How far above the bound it is, as a share of 1."""
    doing_nothing: int
    measures: Measures
    saving: int
    share_of_possible_saving: float
    stopped_early: bool
    starts: date
    ends: date
    """The first day after the time that the plan looks at."""
    steps: tuple[FileStep, ...]
    moves: FileMoves | None
    """Null where the plan continues no other."""
    milestones: tuple[DatedMilestone, ...]
    systems: tuple[str, ...]
    """All systems that it was drawn up for."""
    kept: tuple[FileKept, ...]
    estate: Scope
    councils: dict[str, Scope]
    investment: Investment
    platforms: tuple[FilePlatform, ...]
    plateaus: FilePlateaus | None
    comparisons: tuple[OtherWay, ...]
    assumptions: tuple[TakenForGranted, ...]
    not_plannable: tuple[NotPlannable, ...]
    policy: PlanningPolicy
