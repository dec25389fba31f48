"""How firm a plan is: the same plan under sampled overruns of time and cost.

What is sampled is an assumption and never a fact: triangular factors on each step's months and
cost, drawn for each step by itself. The plan is not made again; it only slips.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.problem.cases import Budget, PlanningProblem, Purse
from estate.portfolio import Fact
from estate.studies.slipping import Months, Plan, Slipped, Slot, slipped, slots

Floats: TypeAlias = NDArray[np.float64]
Pounds: TypeAlias = NDArray[np.int64]
NORMAL_95 = 1.96
"""How many standard errors hold 95% of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Triangle:
    """A triangular distribution of a factor: least, likeliest and most."""

    low: float
    mode: float
    high: float

    def at(self, uniform: Floats) -> Floats:
        """Return the factors at which that share of the distribution lies below.

        The inverse of the distribution function: with m = (mode-low)/(high-low), it is
        low + sqrt(u (high-low)(mode-low)) up to u = m, and from the other end above.
        """
        wide = self.high - self.low
        if wide == 0:
            return np.full_like(uniform, self.mode)
        rising = self.low + np.sqrt(uniform * wide * (self.mode - self.low))
        falling = self.high - np.sqrt((1 - uniform) * wide * (self.high - self.mode))
        return np.where(uniform <= (self.mode - self.low) / wide, rising, falling)


@dataclass(frozen=True, slots=True)
class Overruns:
    """What is assumed, and how often it is drawn."""

    months: Triangle
    cost: Triangle
    samples: int
    seed: int

    @property
    def error(self) -> float:
        """Return half the 95% interval of a chance of one half: the most that sampling errs by."""
        return NORMAL_95 * sqrt(0.25 / self.samples)


@dataclass(frozen=True, slots=True)
class Range:
    """What a figure comes to: as planned, on average, and the middle 80% of the samples."""

    planned: int
    mean: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Point:
    """A date of the plan: months of the plan's calendar, on whose first day it falls."""

    name: str
    month: Range
    holds: float
    """Chance that it is no later than planned."""


@dataclass(frozen=True, slots=True)
class FirmStep:
    """How firm a step is."""

    system: str
    option: str
    points: tuple[Point, ...]
    """Start, recorded milestones, go-live and the old system's end, in order."""
    live: Point
    deadline: int | None
    meets: float | None
    """Chance that the deadline is met; None without one."""
    deadline_facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FirmBudget:
    """How firm a council's budget of one financial year is."""

    council: str
    purse: Purse
    year: str
    limit: int
    spent: Range
    holds: float
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Robustness:
    """A plan under sampled overruns."""

    overruns: Overruns
    steps: tuple[FirmStep, ...]
    budgets: tuple[FirmBudget, ...]
    """Those from which something is planned or spent."""
    years: tuple[tuple[str, Range], ...]
    """One-off pounds by financial year, all councils."""
    once: Range
    """One-off pounds in all."""
    running: Range
    """Pounds by which running costs are higher because systems change later than planned."""
    all_deadlines: float | None
    """Chance that every deadline is met; None where there is none."""
    all_budgets: float | None


def robustness(
    problem: PlanningProblem,
    choices: Plan,
    overruns: Overruns,
    milestones: Mapping[str, Sequence[tuple[str, int]]] | None = None,
) -> Robustness:
    """Return how firm a plan's dates and money are.

    `milestones` are recorded points by system, with the month of the plan; those between a
    step's start and its go-live slip in proportion.
    """
    steps = slots(problem, choices)
    factors = _drawn(steps, overruns)
    durations = {
        slot.case.id: np.maximum(1, _rounded(slot.option.duration * factors[slot.case.id][0]))
        for slot in steps
    }
    found = slipped(problem, steps, durations)
    money = _Money(problem, steps, found, factors)
    planned = _Money(problem, steps, _as_planned(steps), _unchanged(steps))
    budgets = money.budgets(planned)
    firm = [_step(slot, found, (milestones or {}).get(slot.case.id, ())) for slot in steps]
    return Robustness(
        overruns=overruns,
        steps=tuple(firm),
        budgets=tuple(each for each, _ in budgets),
        years=money.by_year(planned),
        once=_range(money.once(), int(planned.once()[0])),
        running=_range(_later(steps, found), 0),
        all_deadlines=_all(
            [_in_time(slot, found) for slot in steps if slot.case.deadline is not None]
        ),
        all_budgets=_all([kept for _, kept in budgets]),
    )


def _drawn(steps: Sequence[Slot], overruns: Overruns) -> dict[str, tuple[Floats, Floats]]:
    """Return each step's factors on months and on cost: every step has a stream of its own."""
    found = {}
    for k, slot in enumerate(steps):
        generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence([overruns.seed, k])))
        uniform = generator.random((2, overruns.samples))
        found[slot.case.id] = overruns.months.at(uniform[0]), overruns.cost.at(uniform[1])
    return found


def _rounded(amount: Floats) -> Months:
    return np.floor(amount + 0.5).astype(np.int64)


def _as_planned(steps: Sequence[Slot]) -> Slipped:
    return Slipped(
        {slot.case.id: np.array([slot.start]) for slot in steps},
        {slot.case.id: np.array([slot.live]) for slot in steps},
        {slot.case.id: np.array([slot.option.duration]) for slot in steps},
    )


def _unchanged(steps: Sequence[Slot]) -> dict[str, tuple[Floats, Floats]]:
    return {slot.case.id: (np.ones(1), np.ones(1)) for slot in steps}


def _range(values: NDArray[np.int64], planned: int) -> Range:
    """Return mean and the 10th and 90th percentile, by nearest rank."""
    ordered = np.sort(values)
    count = len(ordered)
    low, high = ordered[ceil(0.1 * count) - 1], ordered[ceil(0.9 * count) - 1]
    return Range(planned, float(values.mean()), int(low), int(high))


def _chance(holds: NDArray[np.bool_]) -> float:
    return float(np.count_nonzero(holds) / len(holds))


def _all(each: Sequence[NDArray[np.bool_]]) -> float | None:
    return _chance(np.all(each, axis=0)) if each else None


def _in_time(slot: Slot, found: Slipped) -> NDArray[np.bool_]:
    return np.asarray(found.lives[slot.case.id] <= (slot.case.deadline or 0))


def _step(slot: Slot, found: Slipped, milestones: Sequence[tuple[str, int]]) -> FirmStep:
    name = slot.case.id
    start, live = found.starts[name], found.lives[name]
    points = [("work starts", slot.start, start)]
    for words, month in milestones:
        if slot.start <= month <= slot.live:
            done = (month - slot.start) / slot.option.duration
            points.append((words, month, start + np.ceil((live - start) * done).astype(np.int64)))
    off = slot.option.dual_months
    points += [("goes live", slot.live, live), ("old system off", slot.live + off, live + off)]
    made = tuple(
        Point(words, _range(months, month), _chance(months <= month))
        for words, month, months in points
    )
    deadline = slot.case.deadline
    meets = None if deadline is None else _chance(_in_time(slot, found))
    facts = slot.case.deadline_facts
    return FirmStep(name, slot.option.id, made, made[-2], deadline, meets, facts)


def _later(steps: Sequence[Slot], found: Slipped) -> Pounds:
    """Return what running costs come to more, or less, for each sample; not discounted."""
    twelfths = sum(
        (found.lives[slot.case.id] - slot.live) * (slot.case.running - slot.option.running_after)
        for slot in steps
    )
    samples = len(next(iter(found.lives.values()))) if steps else 1
    return np.asarray(np.zeros(samples, np.int64) + twelfths) // 12


class _Money:
    """One-off pounds by council, purse and financial year, for every sample."""

    def __init__(
        self,
        problem: PlanningProblem,
        steps: Sequence[Slot],
        found: Slipped,
        factors: Mapping[str, tuple[Floats, Floats]],
    ) -> None:
        self._problem = problem
        self._samples = len(next(iter(found.lives.values()))) if steps else 1
        self._spent: dict[tuple[str, Purse, int], Pounds] = {}
        self._total: Pounds = np.zeros(self._samples, np.int64)
        for slot in steps:
            cost = factors[slot.case.id][1]
            for purse, pounds in (
                (Purse.CAPITAL, slot.option.capital),
                (Purse.REVENUE, slot.option.revenue),
            ):
                self._spread(slot, found, purse, _rounded(pounds * cost))
        self._setting_up(steps, found)

    def _spread(self, slot: Slot, found: Slipped, purse: Purse, pounds: Pounds) -> None:
        """Spread a step's money evenly over its months of delivery, as the plan does."""
        name = slot.case.id
        months = found.takes[name]
        # Procurement takes its share of the time; money is spent in what is left of it.
        buying = months * slot.option.procurement // max(1, slot.option.duration)
        first, long = found.starts[name] + buying, np.maximum(1, months - buying)
        for year in range(self._problem.calendar.planned_years):
            inside = self._problem.calendar.year_months(year)
            k1, k2 = (np.clip(edge - first, 0, long) for edge in (inside.start, inside.stop))
            self._add(slot.case.council, purse, year, pounds * k2 // long - pounds * k1 // long)
        self._total = self._total + pounds

    def _add(self, council: str, purse: Purse, year: int, pounds: Pounds) -> None:
        key = council, purse, year
        self._spent[key] = self._spent.get(key, np.zeros(self._samples, np.int64)) + pounds

    def _setting_up(self, steps: Sequence[Slot], found: Slipped) -> None:
        """Add what opening platforms takes of their hosts' budgets, in the quarter before."""
        for platform in self._problem.platforms:
            lives = [found.lives[s.case.id] for s in steps if s.option.platform == platform.id]
            if not lives or platform.existing:
                continue
            self._total = self._total + platform.setup
            opened = MONTHS_A_QUARTER * np.maximum(0, np.min(lives, axis=0) // MONTHS_A_QUARTER - 1)
            for year in range(self._problem.calendar.planned_years):
                months = self._problem.calendar.year_months(year)
                now = (opened >= months.start) & (opened < months.stop)
                capital, host = platform.setup_capital, platform.host or ""
                self._add(host, Purse.CAPITAL, year, np.where(now, capital, 0))
                self._add(host, Purse.REVENUE, year, np.where(now, platform.setup - capital, 0))

    def once(self) -> Pounds:
        """Return all one-off pounds."""
        return self._total

    def by_year(self, planned: _Money) -> tuple[tuple[str, Range], ...]:
        """Return one-off pounds by financial year, of all councils."""
        calendar = self._problem.calendar
        return tuple(
            (calendar.year_label(year), _range(self._year(year), int(planned._year(year)[0])))
            for year in range(calendar.planned_years)
        )

    def _year(self, year: int) -> Pounds:
        own = [pounds for (_, _, when), pounds in self._spent.items() if when == year]
        return np.sum(own, axis=0) if own else np.zeros(self._samples, np.int64)

    def _of(self, budget: Budget) -> Pounds:
        none = np.zeros(self._samples, np.int64)
        return self._spent.get((budget.council, budget.purse, budget.year), none)

    def budgets(self, planned: _Money) -> list[tuple[FirmBudget, NDArray[np.bool_]]]:
        """Return each budget that is drawn on, and in which samples it holds."""
        found = []
        carried: Pounds = np.zeros(self._samples, np.int64)
        before: Budget | None = None
        for budget in sorted(self._problem.budgets, key=lambda b: (b.council, b.purse, b.year)):
            goes_on = before is not None and before.carry_forward and _follows(before, budget)
            there = budget.pounds + (carried if goes_on else 0)
            spent = self._of(budget)
            carried, before = np.maximum(0, there - spent), budget
            if not (spent.any() or planned._of(budget).any()):
                continue
            kept = np.asarray(spent <= there)
            label = self._problem.calendar.year_label(budget.year)
            made = FirmBudget(
                budget.council,
                budget.purse,
                label,
                budget.pounds,
                _range(spent, int(planned._of(budget)[0])),
                _chance(kept),
                budget.facts,
            )
            found.append((made, kept))
        return found


def _follows(before: Budget, budget: Budget) -> bool:
    same = (before.council, before.purse) == (budget.council, budget.purse)
    return same and before.year + 1 == budget.year
