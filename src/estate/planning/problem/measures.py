"""What a plan is measured by: money, risk, or both at a price; and how much of each it may take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.portfolio import Fact

THOUSANDTHS = 1_000
"""Risk is counted in thousandths of a point-year."""


class Measure(StrEnum):
    """A figure that a plan can be made as small as possible by; each is a whole number.

    Every figure is rounded once for each system, and once for each thing that systems share.
    """

    PRICED = "priced"
    """Discounted pounds, the risk carried at the policy's price among them."""
    MONEY = "money"
    """Discounted pounds that are paid: all of the priced sum but risk and departing from a plan."""
    RISK = "risk"
    """Discounted thousandths of a point-year: a point of overall risk carried for a year."""
    WEIGHTED = "weighted"
    """So many times the money and so many times the risk, as the problem's `weights` say."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that a plan may take by one measure: money or risk."""

    measure: Measure
    most: int
    """In the measure's own unit: pounds, or thousandths of a point-year."""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What something takes by the measures that stand for themselves."""

    priced: int
    money: int
    risk: int

    def by(self, measure: Measure, weights: tuple[int, int]) -> int:
        """Return the figure of a measure; `weights` count for the weighted one alone."""
        match measure:
            case Measure.PRICED:
                return self.priced
            case Measure.MONEY:
                return self.money
            case Measure.RISK:
                return self.risk
            case Measure.WEIGHTED:
                return weights[0] * self.money + weights[1] * self.risk


def given_way(reached: int, percent: float) -> int:
    """Return the most that a first measure may come to once it has been reached, with tolerance."""
    return reached + abs(reached) * Fraction(str(percent)) // 100
