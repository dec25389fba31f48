"""What to ask for first, over many systems: which answers could settle most classes together.

A fact is whatever the caller asks for, such as the end of one contract; one fact can open several
criteria, of several systems, and a criterion can need several facts. A criterion counts as known
once all its facts are asked for. That is cautious: half the facts can narrow a range too.

Answers could settle a system's class if some outcome of them does. The score rises with every
criterion, so the outcomes with all of them at their lowest, and with all at their highest, tell.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING, Generic, TypeVar

from estate.scoring.framework import LIKELIHOOD, POINTS, RED_FROM, overall_points
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from estate.portfolio import SystemRef
    from estate.scoring.results import LegacyScore

LINE = RED_FROM * POINTS
"""The line of red rating, in 168ths."""
FEW = 8
"""Of a system with more unknown criteria, no two or three are looked for that could settle it."""


F = TypeVar("F", bound="tuple[object, ...]")
"""A fact: anything that has an order and can be a key."""


@dataclass(frozen=True, slots=True)
class OpenCriterion(Generic[F]):
    """An unknown criterion of a system, by its place among the thirteen, and the facts it needs."""

    ref: SystemRef
    place: int
    facts: tuple[F, ...]


@dataclass(frozen=True, slots=True)
class Asking(Generic[F]):
    """Facts to ask for next, together.

    `settles` are the systems whose class these answers, with all before them, could settle and
    those before them could not; `settled` is how many could be by now, `asked` how many facts that
    takes. `narrows_by` is by how much these answers, after all before them, narrow the ranges of
    the systems that are open, in points of score: the mean of the best and the worst outcome.
    """

    facts: tuple[F, ...]
    systems: tuple[SystemRef, ...]
    settles: tuple[SystemRef, ...]
    narrows_by: Fraction
    settled: int
    asked: int


def ask_first(
    scores: Mapping[SystemRef, LegacyScore],
    needs: Iterable[OpenCriterion[F]],
    most: int | None = None,
) -> tuple[Asking[F], ...]:
    """Return what to ask for, in order: each time what could settle most more systems a fact.

    Next comes what narrows most a fact, then what takes fewest facts. Questions are asked one by
    one, or all that one criterion needs together; where none of them could settle another system,
    those of two or three criteria of one system. Only systems whose class is open count. The order
    is greedy, which need not be the best. It ends after `most` steps, or when all is asked.
    """
    asking = _Order(scores, needs)
    found: list[Asking[F]] = []
    while most is None or len(found) < most:
        step = asking.next()
        if step is None:
            break
        found.append(step)
    return tuple(found)


def could_settle(score: LegacyScore, places: Collection[int]) -> bool:
    """Return whether some outcome of knowing some criteria, by their places, settles the class.

    False where it is settled already.
    """
    if score.red_rated is not Answer.UNKNOWN:
        return False
    low, high = _ends(score)
    return _outcome(low, high, places)[0]


def settling_alone(score: LegacyScore) -> tuple[tuple[int, Fraction], ...]:
    """Return the criteria that could settle the class by themselves, by their places.

    With each, by how much knowing it narrows the range: the mean of its best and its worst outcome.
    The same as `could_settle` of each, but quick enough for every system of a large estate.
    """
    if score.red_rated is not Answer.UNKNOWN:
        return ()
    low, high = _ends(score)
    first = len(LIKELIHOOD)
    one, other = _Side(low[:first], high[:first]), _Side(low[first:], high[first:])
    bottom, top = one.bottom * other.bottom, one.top * other.top
    found = []
    for place in range(len(low)):
        if low[place] == high[place]:
            continue
        own, rest = (one, other) if place < first else (other, one)
        best, worst = own.without(low[place], high[place])
        best, worst = best * rest.top, worst * rest.bottom
        if best < LINE or worst >= LINE:
            found.append((place, Fraction(top - best + worst - bottom, 2 * POINTS)))
    return tuple(found)


class _Side:
    """The points of one category with everything open, and with one criterion known."""

    __slots__ = ("_highs", "_low", "_lows", "_most", "_next", "_size", "bottom", "top")

    def __init__(self, low: list[int], high: list[int]) -> None:
        self._size = len(low)
        self._lows, self._highs = sum(low), sum(high)
        self._low = max(low)
        *_, self._next, self._most = sorted(high)
        self.bottom = self._lows + self._size * self._low
        self.top = self._highs + self._size * self._most

    def without(self, low: int, high: int) -> tuple[int, int]:
        """Return the highest points if one criterion turns out low; the lowest if it is high."""
        most = max(low, self._next if high == self._most else self._most)
        best = self._highs - high + low + self._size * most
        worst = self._lows - low + high + self._size * max(high, self._low)
        return best, worst


def _ends(score: LegacyScore) -> tuple[list[int], list[int]]:
    return [one.low for one in score.criteria], [one.high for one in score.criteria]


def _outcome(low: list[int], high: list[int], places: Collection[int]) -> tuple[bool, int]:
    """Return whether it could be settled, and the width that is left, twice its mean, in 168ths."""
    best, worst = high.copy(), low.copy()
    for place in places:
        best[place], worst[place] = low[place], high[place]
    top, bottom = overall_points(best), overall_points(worst)
    width = top - overall_points(low) + overall_points(high) - bottom
    return top < LINE or bottom >= LINE, width


class _Order(Generic[F]):
    """What has been asked so far, and what every bundle of questions would add to it."""

    def __init__(
        self, scores: Mapping[SystemRef, LegacyScore], needs: Iterable[OpenCriterion[F]]
    ) -> None:
        self._asked: set[F] = set()
        self._systems: dict[SystemRef, _System[F]] = {}
        self._needs: dict[F, list[OpenCriterion[F]]] = defaultdict(list)
        self._versions: dict[tuple[F, ...], int] = {}
        self._bundles: dict[F, set[tuple[F, ...]]] = defaultdict(set)
        for need in needs:
            if scores[need.ref].red_rated is Answer.UNKNOWN:
                self._take(need, scores[need.ref])
        self._settled, self._combined = 0, False
        self._queue = [(*self._rank(bundle), bundle, 0) for bundle in self._versions]
        heapify(self._queue)

    def _take(self, need: OpenCriterion[F], score: LegacyScore) -> None:
        if need.ref not in self._systems:
            self._systems[need.ref] = _System(score)
        self._systems[need.ref].needs.append(need)
        bundle = tuple(sorted(set(need.facts)))
        self._versions[bundle] = 0
        for fact in bundle:
            self._needs[fact].append(need)
            self._bundles[fact].add(bundle)

    def next(self) -> Asking[F] | None:
        """Return the best bundle to ask for now, and take it as asked."""
        while self._queue:
            settles, *_, bundle, version = self._queue[0]
            if version != self._versions[bundle] or self._asked.issuperset(bundle):
                heappop(self._queue)
            elif not settles and not self._combined:
                self._combine()
            else:
                return self._ask(bundle)
        return None

    def _combine(self) -> None:
        """Add a bundle for each system that no question could settle by itself."""
        self._combined = True
        for system in self._systems.values():
            bundle = () if system.settled else system.together(self._asked)
            if bundle and bundle not in self._versions:
                self._versions[bundle] = 0
                for fact in bundle:
                    self._bundles[fact].add(bundle)
                heappush(self._queue, (*self._rank(bundle), bundle, 0))

    def _ask(self, bundle: tuple[F, ...]) -> Asking[F]:
        added = self._added(bundle)
        facts = tuple(fact for fact in bundle if fact not in self._asked)
        settles, narrows = [], 0
        for ref, places in sorted(added.items()):
            system = self._systems[ref]
            could, left = system.outcome(places)
            narrows += system.left - left
            if could and not system.settled:
                settles.append(ref)
            system.learn(places, left, settled=could)
        self._asked.update(facts)
        for other in self._touched(facts, added):
            self._versions[other] += 1
            heappush(self._queue, (*self._rank(other), other, self._versions[other]))
        self._settled += len(settles)
        return Asking(
            facts,
            tuple(sorted(added)),
            tuple(settles),
            Fraction(narrows, 2 * POINTS),
            self._settled,
            len(self._asked),
        )

    def _rank(self, bundle: tuple[F, ...]) -> tuple[Fraction, Fraction, int]:
        """Return how early a bundle comes: less is earlier."""
        number = sum(fact not in self._asked for fact in bundle)
        settles = narrows = 0
        for ref, places in self._added(bundle).items():
            system = self._systems[ref]
            could, left = system.outcome(places)
            narrows += system.left - left
            settles += could and not system.settled
        return Fraction(-settles, number), Fraction(-narrows, number), number

    def _added(self, bundle: tuple[F, ...]) -> dict[SystemRef, set[int]]:
        """Return the criteria that would be known, by system, if a bundle were asked for too."""
        found: dict[SystemRef, set[int]] = {}
        for fact in bundle:
            for need in self._needs[fact] if fact not in self._asked else ():
                if all(one in bundle or one in self._asked for one in need.facts):
                    found.setdefault(need.ref, set()).add(need.place)
        return found

    def _touched(self, facts: Iterable[F], systems: Iterable[SystemRef]) -> set[tuple[F, ...]]:
        """Return the bundles whose worth can change by what has been asked just now."""
        needs = [need for fact in facts for need in self._needs[fact]]
        needs += [need for ref in systems for need in self._systems[ref].needs]
        near = {fact for need in needs for fact in need.facts}
        found = {bundle for fact in near for bundle in self._bundles[fact]}
        return {bundle for bundle in found if not self._asked.issuperset(bundle)}


class _System(Generic[F]):
    """A system whose class is open: its ends, what is known by now, and the width that is left."""

    __slots__ = ("_ends", "_known", "left", "needs", "settled")

    def __init__(self, score: LegacyScore) -> None:
        self._ends = _ends(score)
        self._known: frozenset[int] = frozenset()
        self.left = _outcome(*self._ends, ())[1]
        self.settled = False
        self.needs: list[OpenCriterion[F]] = []

    def outcome(self, places: Collection[int]) -> tuple[bool, int]:
        """Return what knowing some criteria more could do."""
        return _outcome(*self._ends, self._known.union(places))

    def together(self, asked: Collection[F]) -> tuple[F, ...]:
        """Return the facts of two or three criteria that together could settle it, or nothing.

        Of several such sets of as many criteria, the one that takes fewest facts, and then the one
        that leaves least open. Where more than `FEW` criteria are unknown, none is looked for.
        """
        needs = [need for need in self.needs if need.place not in self._known]
        if len(needs) > FEW:
            return ()
        for size in (2, 3):
            found = []
            for chosen in combinations(needs, size):
                could, left = self.outcome([need.place for need in chosen])
                if could:
                    facts = {fact for need in chosen for fact in need.facts}
                    new = sum(fact not in asked for fact in facts)
                    found.append((new, left, tuple(sorted(facts))))
            if found:
                return min(found)[2]
        return ()

    def learn(self, places: Collection[int], left: int, *, settled: bool) -> None:
        """Take some criteria as known."""
        self._known = self._known.union(places)
        self.left, self.settled = left, settled
