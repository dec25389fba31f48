"""What a choice costs, by component: exact integers, rounded to whole pounds once.

A choice is an option with a start, or keeping the system as it is. Every component is a sum over
the months of the calendar of pounds times the month's discount factor.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import lcm
from operator import mul
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from estate.planning.problem.calendar import DISCOUNT_SCALE, MONTHS_A_QUARTER, MONTHS_A_YEAR
from estate.planning.problem.cases import MOST_MOVED
from estate.planning.problem.measures import THOUSANDTHS, Figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase

_T = TypeVar("_T")


class Components(NamedTuple):
    """A choice's cost, taken apart; each is a whole number of the ledger's smallest unit."""

    running: int
    """Running the old system, and then the new one; both while they run side by side."""
    holding_over: int
    """Premium for the old contract after its last end."""
    leaving: int
    """Leaving the old contract before its end."""
    capital: int
    revenue: int
    rework: int
    """Building interfaces again."""
    risk: int
    """Legacy risk carried, at the policy's price."""
    moving: int = 0
    """Departing from the plan before, at the policy's price."""


@lru_cache(maxsize=4096)  # asked for again at each start of an option
def spread(total: int, months: int) -> tuple[int, ...]:
    """Return `total` shared out evenly by month, in whole numbers that add up to it."""
    shares = [total * (k + 1) // months for k in range(months)]
    return tuple(share - before for share, before in zip(shares, [0, *shares], strict=False))


def rounded(numerator: int, denominator: int) -> int:
    """Return the nearest whole number, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def rework_shares(problem: PlanningProblem) -> dict[str, int]:
    """Return for each system the pounds of interfaces it has to build again when replaced."""
    shares: dict[str, int] = {}
    for pair in problem.rework:
        for end in (pair.one, pair.other):
            shares[end] = shares.get(end, 0) + pair.pounds
    return shares


class Ledger:
    """One system's costs under any choice, from running totals over the months."""

    def __init__(self, problem: PlanningProblem, case: SystemCase, rework: int) -> None:
        self._case = case
        self._months = problem.calendar.months
        self._discount = problem.discount
        self._rework = rework
        self._grain = lcm(
            *(value.denominator for value in case.risk),
            *(value.denominator for option in case.options for value in option.risk_after),
        )
        self._price = problem.policy.risk_price
        premiums = [_at(case.premium, t) if case.premium else 0 for t in self._range()]
        self._discounts = _totals(self._discount[: self._months])
        self._risks = self._risk_totals(case.risk)
        self._residuals = {
            option.id: self._risk_totals(option.risk_after) for option in case.options
        }
        self._premiums = _totals(map(mul, self._discount, premiums))
        self.unit = DISCOUNT_SCALE * MONTHS_A_YEAR * self._grain
        """How many of the smallest unit make a pound."""

    def _risk_totals(self, scores: Sequence[Fraction | int]) -> list[int]:
        """Return the running total of discounted risk from scores by quarter, without a price."""
        grains = [self._grains(score) for score in scores]
        by_month = (_at(grains, month // MONTHS_A_QUARTER) for month in self._range())
        return _totals(map(mul, self._discount, by_month))

    def _range(self) -> range:
        return range(self._months)

    def _grains(self, score: Fraction | int) -> int:
        return int(score * self._grain)

    def keep(self) -> Components:
        """Return the cost of keeping the system as it is."""
        end = self._months
        yearly = self._grain
        return Components(
            running=self._case.running * self._discounts[end] * yearly,
            holding_over=self._premiums[end] * MONTHS_A_YEAR * self._grain,
            leaving=0,
            capital=0,
            revenue=0,
            rework=0,
            risk=self._risks[end] * self._price,
            moving=self._moving(None, 0),
        )

    def change(self, option: Option, start: int) -> Components:
        """Return the cost of an option that starts in a month."""
        live, end = start + option.duration, self._months
        off = min(live + option.dual_months, end)
        left = off if option.kind.leaves_contract else end
        after = self._discounts[end] - self._discounts[live]
        running = self._case.running * self._discounts[off] + option.running_after * after
        whole = MONTHS_A_YEAR * self._grain
        rework = self._rework * self._discount[live] if option.kind.reworks_interfaces else 0
        return Components(
            running=running * self._grain,
            holding_over=self._premiums[left] * whole,
            leaving=self._leaving(left) * whole,
            capital=self._spent(option.capital, option, start) * whole,
            revenue=self._spent(option.revenue, option, start) * whole,
            rework=rework * whole,
            risk=self._carried(option, live) * self._price,
            moving=self._moving(option, start),
        )

    def pounds(self, components: Components) -> int:
        """Return what the components come to, in whole pounds."""
        return rounded(sum(components), self.unit)

    def figures(self, option: Option | None, start: int) -> Figures:
        """Return what a choice takes by each measure; None keeps the system."""
        if option is None:
            found, carried = self.keep(), self._risks[self._months]
        else:
            found = self.change(option, start)
            carried = self._carried(option, start + option.duration)
        paid = sum(found) - found.risk - found.moving
        return Figures(
            priced=self.pounds(found),
            money=rounded(paid, self.unit),
            risk=rounded(carried * THOUSANDTHS, self.unit),
        )

    def _carried(self, option: Option, live: int) -> int:
        """Return the discounted risk until go-live, and from then on."""
        after = self._residuals[option.id]
        return self._risks[live] + after[self._months] - after[live]

    def _moving(self, option: Option | None, start: int) -> int:
        before = self._case.before
        if before is None:
            return 0
        quarters = MOST_MOVED
        if option is not None and option.id == before.option:
            moved = abs(start - max(before.start, 0)) // MONTHS_A_QUARTER
            quarters = min(moved, MOST_MOVED)
        return before.price * quarters * self.unit

    def _leaving(self, month: int) -> int:
        table = self._case.exit_cost
        if month >= min(len(table), self._months):
            return 0
        return table[month] * self._discount[month]

    def _spent(self, total: int, option: Option, start: int) -> int:
        if not total:
            return 0
        first = start + option.procurement
        factors = self._discount[first : first + option.months]
        return sum(map(mul, spread(total, option.months), factors))


def _totals(values: Sequence[int] | map[int]) -> list[int]:
    return list(accumulate(values, initial=0))


def at_quarter(scores: Sequence[Fraction | int], quarter: int) -> Fraction | int:
    """Return the score of a quarter; the last holds from then on."""
    return _at(scores, quarter)


def _at(table: Sequence[_T], index: int) -> _T:
    return table[min(index, len(table) - 1)]
