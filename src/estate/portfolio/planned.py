"""A plan as it was written down: what `estate plan --format json` says of each system."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, JsonValue


class _Part(BaseModel):
    """A part of a plan's file; what is not used here may stand in it too."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)


class Words(_Part):
    """A reason, in a sentence."""

    words: str


class PlannedMilestone(_Part):
    """A point in a step, with the day for which it is planned."""

    name: str
    due: date | None = None


class PlannedBenefit(_Part):
    """What a step is to bring, by its own measure and in its own unit."""

    kind: str
    measure: str
    unit: str | None = None
    baseline: float | None = None
    target: float | None = None
    due: date | None = None


class PlannedRange(_Part):
    """A score that is only known within two ends."""

    low: float
    high: float


class PlannedRisk(_Part):
    """A step's risk on the day on which it was to go live: if nothing were done, and with it."""

    before: float
    after: float
    before_range: PlannedRange | None = None
    after_range: PlannedRange | None = None


class PlannedPass(_Part):
    """One search: what the plan takes by a measure, and that none takes less than the bound."""

    measure: str
    value: int
    lower_bound: int
    first_measure_within: int | None = None


class PlannedMeasures(_Part):
    """What a plan goes by, and the proof of each search."""

    measure: str
    then: str | None = None
    passes: tuple[PlannedPass, ...] = ()


class PlannedComparison(_Part):
    """What another way of planning came to, by the plan's own measure."""

    name: str
    words: str
    cost: int | None = None
    broken: int = 0
    money: int | None = None
    risk: int | None = None


class Place(_Part):
    """Where a plan puts a step."""

    option: str
    start: date
    live: date


class WrittenFact(_Part):
    """A fact that a reason rests on: whose record, and the keys that lead to it."""

    owner: str
    path: tuple[str, ...]


class WrittenReason(Words):
    """A reason, with the facts it rests on."""

    facts: tuple[WrittenFact, ...] = ()


class PlannedMove(_Part):
    """What became of a step of the plan before."""

    system: str
    fate: str
    before: Place | None = None
    now: Place | None = None
    quarters_later: int = 0
    why: tuple[WrittenReason, ...] = ()


class PlannedMoves(_Part):
    """What changed against the plan before; `price` is in pounds that nobody pays."""

    since: date
    price: int
    steps: tuple[PlannedMove, ...]


class RiskOfQuarter(_Part):
    """The sum of all scores on the first day of a quarter, such as `2027-Q2`."""

    quarter: str
    planned: float
    if_nothing_is_done: float


class PlannedPurse(_Part):
    """What a plan uses of a budget, in pounds."""

    used: int = 0
    limit: int | None = None


class PlannedYear(_Part):
    """A financial year's budgets for change."""

    year: str
    capital: PlannedPurse = PlannedPurse()
    revenue: PlannedPurse = PlannedPurse()


class PlannedQuarter(_Part):
    """Person-days of a skill in a quarter, such as `2027-Q2`."""

    label: str
    used: int = 0
    limit: int | None = None


class PlannedScope(_Part):
    """What a plan reckons for one council, or for all of them."""

    budgets: tuple[PlannedYear, ...] = ()
    skills: dict[str, tuple[PlannedQuarter, ...]] = Field(default_factory=dict)
    risk: tuple[RiskOfQuarter, ...] = ()


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
    owner: str | None = None
    sponsor: str | None = None
    milestones: tuple[PlannedMilestone, ...] = ()
    benefits: tuple[PlannedBenefit, ...] = ()
    risk: PlannedRisk | None = None


class KeptSystem(_Part):
    """A system that the plan keeps although something could be done with it, and why."""

    system: str
    best_option: str | None = None
    start: date | None = None
    better_by_itself: int | None = None
    why: tuple[Words, ...] = ()


class NotPlannable(_Part):
    """An option that was left out for want of facts; `subject` is `council/system: option`."""

    subject: str
    reason: str

    @property
    def system(self) -> str:
        """Return the system it is about."""
        return self.subject.partition(":")[0]


class PlannedScenario(_Part):
    """The scenario under which a plan was made."""

    name: str


class PlannedPlateaus(_Part):
    """The stable states that were shown of a plan."""

    at_most: int = Field(default=5, ge=1)


class PlannedRoadmap(_Part):
    """A plan: when it was drawn up, how good it is known to be, and what it does."""

    form: str | None = None
    """The version of the format; None in a file of before it was written."""
    scenario: PlannedScenario | None = None
    as_of: date
    status: str
    starts: date
    ends: date
    steps: tuple[PlannedStep, ...]
    kept: tuple[KeptSystem, ...]
    not_plannable: tuple[NotPlannable, ...] = ()
    systems: tuple[str, ...] = ()
    """All systems that it was drawn up for; () in a file of before it was written down."""
    estate: PlannedScope = PlannedScope()
    councils: dict[str, PlannedScope] = Field(default_factory=dict)
    plateaus: PlannedPlateaus | None = None
    objective: int | None = None
    """What it takes by its measure; None, like what follows, in a file of before it was written."""
    lower_bound: int | None = None
    doing_nothing: int | None = None
    gap: float | None = None
    saving: int | None = None
    share_of_possible_saving: float | None = None
    stopped_early: bool = False
    measures: PlannedMeasures | None = None
    comparisons: tuple[PlannedComparison, ...] = ()
    moves: PlannedMoves | None = None
    policy: dict[str, JsonValue] = Field(default_factory=dict)
    """The declared judgements that it was drawn up by."""

    def step_of(self, system: str) -> PlannedStep | None:
        """Return what is done with a system; None where nothing is."""
        return next((step for step in self.steps if step.system == system), None)

    def kept_of(self, system: str) -> KeptSystem | None:
        """Return why a system is kept; None where the plan does not say."""
        return next((kept for kept in self.kept if kept.system == system), None)
