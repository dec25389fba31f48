"""What would settle one system's class: the smallest sets of facts that do, or that could.

Exact: every outcome of the unknown criteria is counted, on the grid of whole scores that the facts
leave open. A share of outcomes says nothing about how likely any of them is.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from estate.scoring.results import Answer
from estate.scoring.worth_counting import Outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.scoring.results import CriterionScore, LegacyScore


@dataclass(frozen=True, slots=True)
class Settling:
    """Some unknown criteria of a system, and what knowing all of them would do to its class.

    Of `outcomes` ways in which they can turn out, `red` make it red-rated for certain, whatever
    the criteria that stay unknown are, and `not_red` rule that out.
    """

    criteria: tuple[CriterionScore, ...]
    red: int
    not_red: int
    outcomes: int

    @property
    def settles(self) -> int:
        """Return in how many outcomes the class is settled."""
        return self.red + self.not_red

    @property
    def share(self) -> Fraction:
        """Return the share of outcomes that settle the class; each counts alike."""
        return Fraction(self.settles, self.outcomes)

    @property
    def surely(self) -> bool:
        """Whether the class is settled whatever they turn out to be."""
        return self.settles == self.outcomes


@dataclass(frozen=True, slots=True)
class WouldSettle:
    """What would settle whether a system is red-rated.

    `surely` are the smallest sets of criteria that settle it whatever they turn out to be, in the
    framework's order. `possibly` are the smallest that settle it in some outcomes only, the
    greatest share first. Both are empty where the class is settled already.
    """

    score: LegacyScore
    surely: tuple[Settling, ...] = ()
    possibly: tuple[Settling, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether it is known already."""
        return self.score.red_rated is not Answer.UNKNOWN


def what_would_settle(score: LegacyScore) -> WouldSettle:
    """Return the smallest sets of unknown criteria that would settle, or could settle, the class.

    To know all of them settles it always, so a set is found wherever the class is open.
    """
    if score.red_rated is not Answer.UNKNOWN:
        return WouldSettle(score)
    surely: list[Settling] = []
    possibly: list[Settling] = []
    for found in _by_size(score):
        surely = surely or [one for one in found if one.surely]
        possibly = possibly or [one for one in found if one.settles and not one.surely]
        if surely:
            break
    # Sorting is stable: equals stay in the framework's order.
    possibly.sort(key=lambda one: -one.share)
    return WouldSettle(score, tuple(surely), tuple(possibly))


def _by_size(score: LegacyScore) -> Iterator[list[Settling]]:
    """Yield all sets of one unknown criterion, then of two, and so on, each with its counts."""
    outcomes = Outcomes(tuple((one.low, one.high) for one in score.criteria))
    unknown = [place for place, one in enumerate(score.criteria) if not one.known]
    for size in range(1, len(unknown) + 1):
        yield [
            Settling(tuple(score.criteria[place] for place in places), *outcomes.count(places))
            for places in combinations(unknown, size)
        ]
