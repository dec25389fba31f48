"""What searches prove of every plan: the least money that any risk can be had for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.problem.measures import Ceiling, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate.planning import PlanningProblem
    from estate.planning.roadmap import Pass


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proven: `times_money` x money + `times_risk` x risk >= `least`, of plans below the ceilings.

    Money is in pounds, risk in thousandths of a point-year, both discounted.
    """

    times_money: int
    times_risk: int
    least: int
    money_most: int | None = None
    """It holds of plans that take no more money than this; None: of all."""
    risk_most: int | None = None
    """It holds of plans that carry no more risk than this; None: of all."""

    def least_money(self, risk: int) -> int | None:
        """Return what money a plan takes at least that carries at most so much risk.

        None where this says nothing, or says that there is no such plan at any price.
        """
        if self.risk_most is not None and risk > self.risk_most:
            return None
        missing = self.least - self.times_risk * risk
        if self.times_money:
            least = -(-missing // self.times_money)
            return least if self.money_most is None else min(least, self.money_most + 1)
        return None if missing <= 0 or self.money_most is None else self.money_most + 1

    def rules_out(self, risk: int) -> bool:
        """Whether no plan at any price carries at most so much risk."""
        free = self.money_most is None and self.risk_most is None
        return free and not self.times_money and self.times_risk * risk < self.least


def certificates(
    problem: PlanningProblem, asked: PlanningProblem, passes: Iterable[Pass]
) -> Iterator[Certificate]:
    """Yield what each search has proven of every plan of a problem.

    What was searched, `asked`, is the problem with ceilings and a measure of its own.
    """
    held = [each for each in asked.ceilings if each not in problem.ceilings]
    before: Measure | None = None
    for each in passes:
        if before is not None and each.within is not None:
            held.append(Ceiling(before, each.within))
        before = each.measure
        times = _times(each.measure, asked.weights)
        money = _most(held, Measure.MONEY)
        yield Certificate(*times, each.lower_bound, money, _most(held, Measure.RISK))


def _times(measure: Measure, weights: tuple[int, int]) -> tuple[int, int]:
    return {Measure.MONEY: (1, 0), Measure.RISK: (0, 1)}.get(measure, weights)


def _most(held: list[Ceiling], measure: Measure) -> int | None:
    return min((each.most for each in held if each.measure is measure), default=None)


def least_money(found: Iterable[Certificate], risk: int) -> int | None:
    """Return the most that certificates together say a plan takes that carries so much risk.

    None where they say nothing.
    """
    return max((m for each in found if (m := each.least_money(risk)) is not None), default=None)


def on_the_front(found: tuple[Certificate, ...], money: int, risk: int) -> bool:
    """Whether no plan can be as good by one measure and better by the other: certain."""
    if (least_money(found, risk) or 0) < money:
        return False
    below = least_money(found, risk - 1)
    return any(each.rules_out(risk - 1) for each in found) or (below is not None and below > money)
