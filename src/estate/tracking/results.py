"""What tracking answers: steps, money, risk and benefits, as planned and as they came."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from estate.tracking.points import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from estate.portfolio import Fact
    from estate.scoring import Interval
    from estate.tracking.points import Point


class State(StrEnum):
    """Where a step stands."""

    NOT_DUE = "not due"
    """It has not begun, and was not to begin yet; or nothing says when."""
    NOT_BEGUN = "not begun"
    """It is on record, was to begin by now, and has not."""
    NOT_RECORDED = "not in the record"
    """It was to begin by now, and no recorded step carries it out."""
    UNDER_WAY = "under way"
    LIVE = "live"
    """The work is over; what it was for has not been measured."""
    DONE = "done"
    """The work is over, and a measure of what it was for has been taken."""
    STOPPED = "stopped"

    @property
    def open(self) -> bool:
        """Whether its work is still to be done, or to be finished."""
        return self in _OPEN

    @property
    def over(self) -> bool:
        """Whether its work is over and was not stopped."""
        return self in {State.LIVE, State.DONE}


_OPEN = frozenset({State.NOT_DUE, State.NOT_BEGUN, State.NOT_RECORDED, State.UNDER_WAY})


@dataclass(frozen=True, slots=True)
class TrackedMilestone:
    """A point on the way."""

    name: str
    point: Point


@dataclass(frozen=True, slots=True)
class PurseMoney:
    """One kind of one-off money of one step, in pounds; None where it is not recorded."""

    planned: int | None
    """All that it was to cost."""
    to_date: int | None
    """What of it was to be spent by the day that is looked at."""
    spent: int | None


@dataclass(frozen=True, slots=True)
class StepMoney:
    """The one-off money of a step. The two kinds are never added to one another."""

    capital: PurseMoney
    revenue: PurseMoney
    spent_on: date | None
    """The day up to which what is spent is counted."""


@dataclass(frozen=True, slots=True)
class StepRisk:
    """A step's risk: what the plan reckoned with, and what the record says today."""

    before: Fraction | None
    """On the day on which it was to go live, if nothing were done; None without a plan."""
    after: Fraction | None
    today: Interval | None
    """None where the system is not in use, or not known."""


class Gain(StrEnum):
    """How far a benefit has come."""

    REACHED = "reached"
    IN_PART = "in part"
    NONE = "no change"
    WORSE = "worse than before"
    UNTOLD = "cannot be told"
    """It was measured, and the value before or the one aimed at is not recorded."""
    OVERDUE = "due, not measured"
    TO_COME = "not due yet"


@dataclass(frozen=True, slots=True)
class TrackedBenefit:
    """A benefit, in its own unit: no two measures are ever added up."""

    system: str
    kind: str
    measure: str
    unit: str | None
    baseline: Fraction | None
    target: Fraction | None
    actual: Fraction | None
    due: date | None
    measured: date | None
    outcome: bool
    """Whether it is a measure of what the step was for."""
    gain: Gain
    share: Fraction | None
    """How much of the way from the baseline to the target has been made; None if unknown."""


@dataclass(frozen=True, slots=True)
class TrackedStep:
    """One step: as planned, as recorded, and what lies between."""

    system: str
    council: str
    kind: str
    """What is done: as planned, else as recorded."""
    title: str | None
    """The recorded step's name."""
    owner: str | None
    record: Fact | None
    """The recorded step that carries it out; None where there is none."""
    state: State
    claimed: bool
    """It is recorded as done, and what it was for has not been measured: it counts as live."""
    other: str | None
    """What is done instead, where it is not what was planned."""
    because: str | None
    """Why it was stopped."""
    start: Point
    milestones: tuple[TrackedMilestone, ...]
    """By the day for which they are planned, then as recorded."""
    finish: Point
    money: StepMoney
    risk: StepRisk
    benefits: tuple[TrackedBenefit, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Return its days in order: the start, the milestones, the finish."""
        return (self.start, *(each.point for each in self.milestones), self.finish)

    @property
    def slip(self) -> int | None:
        """Return how many months late it runs, negative where it is early.

        By the last of its points that happened or for which the record says when it is expected,
        and by no less than any point is overdue. None where nothing is known, and for what was
        stopped.
        """
        if self.state is State.STOPPED:
            return None
        known = [(point.basis, point.late) for point in self.points if point.late is not None]
        settled = [late for basis, late in known if basis is not Basis.OVERDUE]
        overdue = [late for basis, late in known if basis is Basis.OVERDUE]
        return max([*settled[-1:], *overdue], default=None)

    @property
    def late(self) -> bool:
        """Whether it is known to run late."""
        return (self.slip or 0) > 0


@dataclass(frozen=True, slots=True)
class PurseSum:
    """One kind of one-off money of several steps, in pounds."""

    planned: int
    to_date: int
    spent: int
    """What is known to be spent; see `unknown`."""
    known: int
    """Steps of which it is recorded what is spent."""
    unknown: int
    """Steps that have begun, and of which nobody recorded what is spent."""


@dataclass(frozen=True, slots=True)
class RiskStatus:
    """The sum of overall risk scores, as the plan has it and as it is; None where it has none."""

    first: Fraction | None
    """When the plan starts."""
    planned: Fraction | None
    """For the quarter that is looked at, with the plan."""
    nothing: Fraction | None
    """The same, if nothing were done."""
    today: Interval
    """By the record as it is; a range where facts are missing."""
    systems: int
    """How many systems it is the sum of."""
    planned_away: Fraction
    """Points that the steps planned to be live by now were to take away, each on its day."""
    done_away: Fraction
    """The same of those planned steps that are live."""


@dataclass(frozen=True, slots=True)
class FinancialGain:
    """Financial benefits that are measured in one unit. No other kind of benefit is in here."""

    unit: str | None
    benefits: int
    aimed: Fraction
    """By how much they are to change, in all, where both ends are recorded."""
    measured: int
    """How many of them have been measured against both ends."""
    aimed_of_measured: Fraction
    realised: Fraction
    """By how much the measured ones have changed, towards the target."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """When the last open step is over, if the open steps go on as they have begun."""

    planned_end: date
    expected_end: date
    system: str
    """The system whose step is over last, as it is expected."""
    mean: int
    """Mean slip in months of the open steps of which it is known, rounded up."""
    known: int
    """How many these are."""
    open: int
    """How many steps are open in all."""


@dataclass(frozen=True, slots=True)
class ScopeStatus:
    """One council, or all of them."""

    states: Mapping[State, int]
    late: int
    """Steps that are known to run late."""
    capital: PurseSum
    revenue: PurseSum
    risk: RiskStatus
    gains: Mapping[str, Mapping[Gain, int]]
    """For each kind of benefit, how many stand how."""
    financial: tuple[FinancialGain, ...]
    """By unit; those without one first."""
    forecast: Forecast | None
    """None where no open step has begun or is late, or nothing is open."""


@dataclass(frozen=True, slots=True)
class MoneyPoint:
    """One-off money planned up to the end of a month, in pounds."""

    month: date
    """The month's first day."""
    capital: int
    revenue: int


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """The sum of risk scores on the first day of a quarter, as planned."""

    on: date
    planned: Fraction
    nothing: Fraction


@dataclass(frozen=True, slots=True)
class Tracking:
    """A plan against the record on a day."""

    as_of: date
    plan_as_of: date | None
    """The day as of which the plan was drawn up; None where the record is its own plan."""
    steps: tuple[TrackedStep, ...]
    """Those of the plan, by start, then system."""
    unplanned: tuple[TrackedStep, ...]
    """Steps that are under way, live, done or stopped since the plan, and are not in it."""
    total: ScopeStatus
    councils: Mapping[str, ScopeStatus]
    money: tuple[MoneyPoint, ...]
    """The planned money of all, month by month."""
    risk: tuple[RiskPoint, ...]
    """The planned risk of all, quarter by quarter; () where the plan's file does not have it."""
