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
    sets = _Sets(score)
    surely: list[Settling] = []
    possibly: list[Settling] = []
    size = 0
    while not surely and not possibly:
        size += 1
        found = sets.of(size)
        surely = [one for one in found if one.surely]
        possibly = [one for one in found if one.settles and not one.surely]
    # Sorting is stable: equals stay in the framework's order.
    possibly.sort(key=lambda one: -one.share)
    return WouldSettle(score, tuple(surely or _least_sure(sets, size)), tuple(possibly))


def _least_sure(sets: _Sets, above: int) -> list[Settling]:
    """Return the smallest sets, of more than so many, that always settle it.

    More facts settle no less, so from the top down the last size with such a set is the least.
    """
    found: list[Settling] = []
    for size in range(sets.number, above, -1):
        sure = [one for one in sets.of(size) if one.surely]
        if not sure:
            break
        found = sure
    return found


class _Sets:
    """The sets of a system's unknown criteria, by size, each with its counts."""

    def __init__(self, score: LegacyScore) -> None:
        self._criteria = score.criteria
        self._outcomes = Outcomes(tuple((one.low, one.high) for one in score.criteria))
        self._unknown = [place for place, one in enumerate(score.criteria) if not one.known]

    @property
    def number(self) -> int:
        """Return how many criteria are unknown."""
        return len(self._unknown)

    def of(self, size: int) -> list[Settling]:
        """Return every set of so many, in the framework's order."""
        return [
            Settling(
                tuple(self._criteria[place] for place in places), *self._outcomes.count(places)
            )
            for places in combinations(self._unknown, size)
        ]
