"""The planning problem: what may be done to which system, and what limits it. No solver here.

Everything is counted in whole pounds, months of the plan's calendar and person-days, so that the
planner, the check on its answer and a person with a spreadsheet reach the same figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from estate.planning.problem.calendar import discount_factors
from estate.planning.problem.capacity import (
    Budget,
    ChangeLimit,
    DayRate,
    Purse,
    RunningCeiling,
    SkillLimit,
)
from estate.planning.problem.measures import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

    from estate.planning.problem.calendar import Calendar
    from estate.planning.problem.measures import Ceiling
    from estate.planning.problem.previous import Previous
    from estate.portfolio import Fact, PlanningPolicy
    from estate.scoring import Interval

__all__ = [
    "GOES_AWAY",
    "MOST_MOVED",
    "Adapter",
    "Assumption",
    "Before",
    "Budget",
    "ChangeLimit",
    "DayRate",
    "Kind",
    "Option",
    "PlanningProblem",
    "PlatformCase",
    "Purse",
    "Requirement",
    "Rework",
    "RunningCeiling",
    "SkillLimit",
    "SystemCase",
    "Unplannable",
]


class Kind(StrEnum):
    """What a step does to a system."""

    UPGRADE = "upgrade"
    REHOST = "rehost"
    REPLATFORM = "replatform"
    REFACTOR = "refactor"
    REPLACE = "replace"
    JOIN = "join"
    CONSOLIDATE = "consolidate"
    RETIRE = "retire"

    @property
    def reworks_interfaces(self) -> bool:
        """Whether the system's interfaces have to be built again."""
        return self not in (Kind.UPGRADE, Kind.REHOST)

    @property
    def leaves_contract(self) -> bool:
        """Whether the system's contracts are left: not where the product stays what it is."""
        return self not in (Kind.UPGRADE, Kind.REHOST, Kind.REPLATFORM)


GOES_AWAY = frozenset({Kind.RETIRE, Kind.JOIN, Kind.CONSOLIDATE})
"""What leaves nothing behind onto which another system could be folded."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """Work may start only when another system's step has been live for `lag` months."""

    system: str
    lag: int = 0
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One way of changing a system: a work package.

    A step that starts in month s goes live on the first day of month s + procurement + months.
    Money and person-days are spread evenly over the months of delivery, after procurement.
    """

    id: str
    kind: Kind
    months: int
    """Delivery, at least one month."""
    capital: int = 0
    """Pounds, contingency included."""
    revenue: int = 0
    """One-off pounds that are not capital, contingency included."""
    procurement: int = 0
    """Months before delivery in which nothing is spent."""
    dual_months: int = 0
    """Months after go-live in which the old system still runs and is paid for."""
    running_after: int = 0
    """Pounds a year from go-live."""
    risk_after: tuple[Fraction | int, ...] = (0,)
    """Overall legacy risk score by quarter of the plan, once it is live; the last holds on."""
    skills: tuple[tuple[str, int], ...] = ()
    """Person-days by skill."""
    requires: tuple[Requirement, ...] = ()
    earliest: int = 0
    """First month in which the step may start."""
    platform: str | None = None
    """The platform joined, for `join`."""
    onto: str | None = None
    """The system that takes over, for `consolidate`: it may not itself go away in the plan."""
    facts: tuple[Fact, ...] = ()
    risk_ranges: tuple[Interval, ...] = ()
    """The range that each score of `risk_after` stands for; () where all are exact."""

    @property
    def duration(self) -> int:
        """Return months from start to go-live."""
        return self.procurement + self.months


@dataclass(frozen=True, slots=True)
class Before:
    """What a plan published before does with a system, and what departing from it is counted as.

    A step that is moved counts by the quarter, four at most; another option, or none, counts as
    four. Nobody pays it: it is the price that the policy puts on change of plan.
    """

    option: str
    start: int
    """Month in which it starts; one that should have begun by now counts from month 0."""
    price: int
    """Pounds for each quarter, not discounted."""


MOST_MOVED = 4
"""Quarters that a change of plan counts as at most."""


@dataclass(frozen=True, slots=True)
class SystemCase:
    """A system that may be changed, and what it costs and risks while it is not."""

    id: str
    """`council/system`."""
    council: str
    options: tuple[Option, ...]
    running: int = 0
    """Pounds a year while the old system runs; 0 with unchanged cost after, where unknown."""
    risk: tuple[Fraction | int, ...] = (0,)
    """Overall legacy risk score by quarter if nothing is done; the last holds from then on."""
    exit_cost: tuple[int, ...] = ()
    """Pounds, by month, for leaving the contract on the first day of that month; then 0.

    It is left when the old system stops running, by options that leave it at all."""
    premium: tuple[int, ...] = ()
    """Pounds, by month, for holding over after the contract's last end; the last holds on."""
    frozen: frozenset[int] = frozenset()
    """Months in which it may not go live."""
    deadline: int | None = None
    """It must have gone live by the first day of this month."""
    deadline_facts: tuple[Fact, ...] = ()
    later_deadlines: tuple[tuple[int, tuple[Fact, ...]], ...] = ()
    """Its other deadlines, by month, that bind where the first gives way."""
    freeze_facts: tuple[Fact, ...] = ()
    contract_facts: tuple[Fact, ...] = ()
    facts: tuple[Fact, ...] = ()
    risk_ranges: tuple[Interval, ...] = ()
    """The range that each score of `risk` stands for; () where all are exact."""
    not_known: tuple[str, ...] = ()
    """Criteria of its risk that are not known, the one that would narrow the score most first."""
    before: Before | None = None
    """What the plan before does with it; None without one, or where it keeps the system."""

    def option(self, option_id: str) -> Option:
        """Return the option with that id; KeyError if there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True)
class Rework:
    """An interface that is built again when an end is replaced: paid once if both go together."""

    one: str
    other: str
    """The other system; empty when that end is none that the plan could change."""
    pounds: int
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Adapter:
    """A temporary adapter between two systems, needed while only one of them has changed.

    It is paid once, where both change and go live in different quarters: in the first month of
    the earlier quarter.
    """

    one: str
    other: str
    pounds: int
    tied: bool = False
    """Whether the two are bound to one another: then either both change or neither does, and
    neither waits for the other. Where they are not, only changes that rebuild interfaces count."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class PlatformCase:
    """A shared platform that systems may join. Its members are councils.

    A council becomes a member with the first go-live of any of its systems, and counts once.
    """

    id: str
    existing: bool = False
    members: int = 0
    """Councils that are members already."""
    available: int = 0
    """First month in which a member may go live on it."""
    minimum: int = 0
    """Members it needs, those of today included, if anybody joins."""
    setup: int = 0
    """Pounds, once, in the quarter before the first go-live; the host's budgets bear it."""
    onboarding: int | None = None
    """Councils that can become members in one quarter."""
    tiers: tuple[tuple[int, int], ...] = ((0, 0),)
    """(from this many members, pounds a year a member), by rising number of members."""
    facts: tuple[Fact, ...] = ()
    setup_capital: int = 0
    """How much of `setup` is capital; the rest is one-off revenue."""
    host: str | None = None
    """The council whose budgets bear the set-up; None: nobody's do."""
    member_councils: frozenset[str] = frozenset()
    """Those of the councils planned that are among `members`: their systems join without making
    a new member, at no new price and without a place."""

    @property
    def must_open(self) -> bool:
        """Whether joining it is a decision to be taken together."""
        return not self.existing or self.members < self.minimum

    def price(self, members: int) -> int:
        """Return pounds a year a member, when it has `members` in all."""
        price = self.tiers[0][1]
        for at_least, pounds in self.tiers:
            if members >= at_least:
                price = pounds
        return price


@dataclass(frozen=True, slots=True)
class Unplannable:
    """Something that could not be planned, and the facts that are missing."""

    subject: str
    reason: str
    missing: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumption:
    """What the plan takes for granted where no fact is recorded."""

    code: str
    words: str
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanningProblem:
    """All that the planner needs to know. Tuples are in the order of their ids."""

    calendar: Calendar
    policy: PlanningPolicy
    systems: tuple[SystemCase, ...]
    groups: tuple[tuple[str, ...], ...] = ()
    """Systems that go live in the same quarter or not at all; no system is in two groups."""
    rework: tuple[Rework, ...] = ()
    adapters: tuple[Adapter, ...] = ()
    """At most one for each two systems."""
    budgets: tuple[Budget, ...] = ()
    skills: tuple[SkillLimit, ...] = ()
    changes: tuple[ChangeLimit, ...] = ()
    platforms: tuple[PlatformCase, ...] = ()
    running_ceilings: tuple[RunningCeiling, ...] = ()
    day_rates: tuple[DayRate, ...] = ()
    not_plannable: tuple[Unplannable, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    group_facts: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    """For each grouped system, what ties it to its group."""
    previous: Previous | None = None
    """The plan before, where this one continues it."""
    measure: Measure = Measure.PRICED
    """What is made as small as possible."""
    then: Measure | None = None
    """What is made as small as possible next, among the plans that are best by `measure`."""
    weights: tuple[int, int] = (1, 1)
    """How often money and risk count, where `measure` is weighted."""
    ceilings: tuple[Ceiling, ...] = ()
    """The most that the plan may take of money or risk."""

    @cached_property
    def discount(self) -> tuple[int, ...]:
        """Return the present value of 10^9 pounds by month."""
        return discount_factors(Decimal(str(self.policy.discount_rate)), self.calendar.months + 1)

    @cached_property
    def by_id(self) -> dict[str, SystemCase]:
        """Return the systems by their ids."""
        return {case.id: case for case in self.systems}

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Return the place of each system among all, by its id."""
        return {case.id: i for i, case in enumerate(self.systems)}

    @cached_property
    def rework_of(self) -> dict[str, tuple[Rework, ...]]:
        """Return for each system the interfaces that end at it."""
        return _by_end(self.rework)

    @cached_property
    def adapters_of(self) -> dict[str, tuple[Adapter, ...]]:
        """Return for each system the adapters that end at it."""
        return _by_end(self.adapters)

    @cached_property
    def group_of(self) -> dict[str, tuple[str, ...]]:
        """Return for each grouped system its whole group."""
        return {member: group for group in self.groups for member in group}

    @cached_property
    def tied_with(self) -> dict[str, frozenset[str]]:
        """Return for each tied system those it is bound to: no step of it waits for them."""
        pairs = [(member, set(group)) for group in self.groups for member in group]
        for adapter in self.adapters:
            if adapter.tied:
                pairs += [(adapter.one, {adapter.other}), (adapter.other, {adapter.one})]
        found: dict[str, frozenset[str]] = {}
        for name, others in pairs:
            found[name] = found.get(name, frozenset()) | (others - {name})
        return found

    @cached_property
    def unit_of(self) -> dict[str, tuple[str, ...]]:
        """Return for each tied system all that are bound together, directly or through others."""
        found: dict[str, tuple[str, ...]] = {}
        for name in sorted(self.tied_with):
            if name in found:
                continue
            unit, waiting = {name}, [name]
            while waiting:
                new = self.tied_with[waiting.pop()] - unit
                unit |= new
                waiting += sorted(new)
            found.update(dict.fromkeys(unit, tuple(sorted(unit))))
        return found

    @cached_property
    def platform_by_id(self) -> dict[str, PlatformCase]:
        """Return the platforms by their ids."""
        return {platform.id: platform for platform in self.platforms}

    @property
    def councils(self) -> tuple[str, ...]:
        """Return the councils that have systems to plan, sorted."""
        return tuple(sorted({case.council for case in self.systems}))


_Pair = TypeVar("_Pair", Rework, Adapter)


def _by_end(pairs: Iterable[_Pair]) -> dict[str, tuple[_Pair, ...]]:
    found: dict[str, list[_Pair]] = {}
    for pair in pairs:
        for end in sorted({pair.one, pair.other}):
            found.setdefault(end, []).append(pair)
    return {end: tuple(own) for end, own in found.items()}
