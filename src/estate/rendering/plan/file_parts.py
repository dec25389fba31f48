"""What the parts of a plan's file are: what its schema is made from.

Docstrings stand in the schema. A score is rounded to four decimals; days are first days unless
they say otherwise; pounds of a budget's are as they are paid, not discounted.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a plan's file; it has every key that is told of here, and no other."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, use_attribute_docstrings=True
    )


class FactRef(Part):
    """A fact that something rests on: whose record, the key path in it, and where that stands."""

    owner: str
    """A council's id, `catalogue` or `estate`."""
    path: tuple[str | int, ...]
    """Keys, and positions in arrays from 0."""
    where: str | None
    """`file:line`; null where it stands in no file."""


class Why(Part):
    """A reason, in a sentence, and the facts that it rests on."""

    words: str
    facts: tuple[FactRef, ...]


class Score(Part):
    """A score within its lowest and highest value; both are the same where it is certain."""

    low: float
    high: float


class Between(Part):
    """Pounds, discounted: if all that is not known of the risk were at its best, and at worst."""

    low: int
    high: int


class Milestone(Part):
    """A point in a step."""

    name: str
    due: date | None


class DatedMilestone(Part):
    """A point in a step of a system, with its day."""

    system: str
    name: str
    due: date


class Gain(Part):
    """What a step is to bring, by its own measure and in its own unit."""

    kind: str
    measure: str
    unit: str | None
    baseline: float | None
    target: float | None
    actual: float | None
    measured: date | None
    due: date | None
    outcome: bool | None


class RunningCost(Part):
    """Pounds a year; null where it is not recorded."""

    before: int | None
    after: int | None


class StepRisk(Part):
    """A step's overall risk on the day on which it goes live: if nothing were done, and with it."""

    before: float
    before_range: Score
    after: float
    after_range: Score
    not_known: tuple[str, ...]
    """The criteria that are not known."""


class SystemDay(Part):
    """A system, and the day on which it is live."""

    system: str
    live: date


class Purse(Part):
    """What is used of a budget, in pounds."""

    used: int
    limit: int | None
    """The budget; null where none is recorded for any year, so that there is no limit."""
    recorded: bool
    """Whether it is recorded for this year; where it is not though for others, it counts as 0."""


class YearOfMoney(Part):
    """A financial year's money, in pounds."""

    year: str
    """Such as `2027-28`."""
    months: int
    """How many of its months are counted."""
    capital: Purse
    revenue: Purse
    other_one_off: int
    """One-off money that no recorded budget bears."""
    running: int
    running_if_nothing_is_done: int


class SkillInQuarter(Part):
    """Person-days of a skill in a quarter."""

    label: str
    """Such as `2027-Q2`."""
    used: int
    limit: int | None
    """What there is; null where it is not recorded."""


class RiskInQuarter(Part):
    """The sum of all overall scores on the first day of a quarter."""

    quarter: str
    planned: float
    if_nothing_is_done: float


class Scope(Part):
    """Money by year, people by quarter and risk by quarter: of all, or of one council."""

    budgets: tuple[YearOfMoney, ...]
    skills: dict[str, tuple[SkillInQuarter, ...]]
    """By the skill's id."""
    risk: tuple[RiskInQuarter, ...]


class AboveCeiling(Part):
    """A council whose running cost is above the ceiling that it records, in pounds."""

    council: str
    running: int
    ceiling: int


class SkillInYear(Part):
    """Person-days of a skill in a financial year."""

    skill: str
    days: int
    there: int
    """What the councils that record it can give."""
    to_find: int
    """What is taken at councils that do not record what they can give."""
    money: int | None
    """What the days to find cost, in pounds; null where a day rate is missing."""


class InvestmentInYear(Part):
    """What a financial year takes."""

    year: str
    months: int
    capital: int
    capital_carried_in: int
    revenue: int
    revenue_carried_in: int
    other_one_off: int
    running_change: int
    """Pounds of running cost more than if nothing were done."""
    running_ceiling: int | None
    above_running_ceiling: tuple[AboveCeiling, ...]
    person_days: tuple[SkillInYear, ...]


class Investment(Part):
    """What the plan takes by financial year: of all, and of each council."""

    estate: tuple[InvestmentInYear, ...]
    councils: dict[str, tuple[InvestmentInYear, ...]]


class Figures(Part):
    """What a plan takes by each measure, discounted."""

    priced: int
    """Pounds, a price for the risk that is carried included."""
    money: int
    """Pounds that are paid."""
    risk_point_years: float
    """Points of overall risk that are carried, by years."""


class Search(Part):
    """One search with its own proof, in the unit of its measure."""

    measure: str
    unit: str
    value: int
    lower_bound: int
    gap: float
    """How far above the bound it is, as a share of 1."""
    optimal: bool
    first_measure_within: int | None


class Measures(Part):
    """What the plan goes by."""

    measure: str
    then: str | None
    unit: str
    plan: Figures | None
    doing_nothing: Figures | None
    passes: tuple[Search, ...]


class OtherWay(Part):
    """Another way of planning, measured by the same cost."""

    name: str
    words: str
    cost: int | None
    """Null where it breaks rules."""
    broken: int
    """How many deadlines it misses."""
    money: int | None
    risk: int | None
    """Thousandths of a discounted point-year."""


class TakenForGranted(Part):
    """Something that the plan takes for granted, and of what."""

    code: str
    words: str
    subjects: tuple[str, ...]


class NotPlannable(Part):
    """An option that was left out for want of facts."""

    subject: str
    """`council/system: option`."""
    reason: str
    missing: tuple[str, ...]


class Supposed(Part):
    """The scenario under which a plan was made."""

    name: str
    because: str
    file: str
