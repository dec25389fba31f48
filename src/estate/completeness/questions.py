"""What to find out first for the scores: which questions could settle most.

A system is settled when it is known whether it is red-rated. A question, or all that one office
can answer together, could settle it if some answer would: the score rises with each criterion, so
it is enough to look at the best and at the worst answers. By how much they narrow the range of the
score is the mean of those two outcomes, as for a single criterion in `scoring.gaps`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.completeness.counting import in_use
from estate.completeness.kinds import QUESTIONS, Item, asked
from estate.completeness.looking import Look
from estate.scoring import Answer
from estate.scoring.framework import is_red_rated, overall_interval

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from estate.completeness.kinds import Asked
    from estate.graph import EstateGraph
    from estate.portfolio import SystemRef
    from estate.scoring import LegacyScore, Scores


@dataclass(frozen=True, slots=True)
class Ask:
    """A bundle of questions, and what the answers could do.

    `key` is a kind of question, or an office. `number` counts the questions: one kind about one
    thing each. `items` are the things asked about, `systems` those whose score has a part open
    for want of them, `could_settle` those of them whose class is open and might be closed by
    these answers alone. `narrows_by` is in points of score, summed over the systems.
    """

    key: str
    number: int
    items: tuple[Item, ...]
    systems: tuple[SystemRef, ...]
    could_settle: tuple[SystemRef, ...]
    narrows_by: Fraction


@dataclass(frozen=True, slots=True)
class Questions:
    """What to find out, most telling first: by kind of question, by office, and thing by thing.

    `undecided` are the systems of which it cannot be told whether they are red-rated.
    """

    undecided: tuple[SystemRef, ...]
    kinds: tuple[Ask, ...]
    offices: tuple[Ask, ...]
    single: tuple[tuple[Item, Ask], ...]


@dataclass(slots=True)
class _Bundle:
    """The questions of a bundle as they are gathered: by system, which criteria they answer."""

    questions: set[tuple[str, Item]] = field(default_factory=set)
    criteria: dict[SystemRef, list[int]] = field(default_factory=dict)

    def add(self, ref: SystemRef, place: int, asked_for: Asked) -> None:
        kind, items = asked_for
        self.questions.update((kind, item) for item in items)
        self.criteria.setdefault(ref, []).append(place)


class _Telling:
    """Works out what answers could do, once for each system and set of criteria."""

    def __init__(self, scores: Scores) -> None:
        self._scores = scores
        self._known: dict[tuple[SystemRef, tuple[int, ...]], tuple[bool, Fraction]] = {}

    def ask(self, key: str, bundle: _Bundle) -> Ask:
        settled, narrows = [], Fraction(0)
        for ref, places in sorted(bundle.criteria.items()):
            could, by = self._outcome(ref, tuple(places))
            narrows += by
            if could:
                settled.append(ref)
        systems = tuple(sorted(bundle.criteria))
        items = tuple(sorted({item for _, item in bundle.questions}))
        return Ask(key, len(bundle.questions), items, systems, tuple(settled), narrows)

    def _outcome(self, ref: SystemRef, places: tuple[int, ...]) -> tuple[bool, Fraction]:
        if (ref, places) not in self._known:
            self._known[ref, places] = outcome(self._scores.systems[ref], places)
        return self._known[ref, places]


def questions(graph: EstateGraph, scores: Scores) -> Questions:
    """Return what to find out about the systems in use that have a score, and whom to ask."""
    kinds: dict[str, _Bundle] = {}
    offices: dict[str, _Bundle] = {}
    single: dict[tuple[str, Item], _Bundle] = {}
    refs = in_use(graph, scores.systems)
    for ref in refs:
        score = scores.systems[ref]
        look = Look(graph, ref, graph.portfolio.system(ref), score, scores.as_of)
        for place, criterion in enumerate(score.criteria):
            if criterion.known:
                continue
            found = asked(criterion.code, look)
            kind, items = found
            kinds.setdefault(kind, _Bundle()).add(ref, place, found)
            offices.setdefault(QUESTIONS[kind].office, _Bundle()).add(ref, place, found)
            if len(items) == 1:
                single.setdefault((kind, items[0]), _Bundle()).add(ref, place, found)
    telling = _Telling(scores)
    return Questions(
        tuple(ref for ref in refs if scores.systems[ref].red_rated is Answer.UNKNOWN),
        _first(telling.ask(key, bundle) for key, bundle in kinds.items()),
        _first(telling.ask(key, bundle) for key, bundle in offices.items()),
        _singles(telling, single),
    )


def _singles(
    telling: _Telling, bundles: Mapping[tuple[str, Item], _Bundle]
) -> tuple[tuple[Item, Ask], ...]:
    """Return each thing to ask about by itself, the most telling first."""
    found = [(key[1], telling.ask(key[0], bundle)) for key, bundle in sorted(bundles.items())]
    return tuple(sorted(found, key=lambda pair: _order(pair[1])))


def _first(asks: Iterable[Ask]) -> tuple[Ask, ...]:
    return tuple(sorted(asks, key=lambda ask: (*_order(ask), ask.key)))


def _order(ask: Ask) -> tuple[int, Fraction]:
    """Order by how many systems it could settle, then by how much it narrows."""
    return -len(ask.could_settle), -ask.narrows_by


def outcome(score: LegacyScore, places: Collection[int]) -> tuple[bool, Fraction]:
    """Return what knowing some criteria, by their place among the thirteen, could do to a score.

    Whether it could settle the class, where that is open; and by how much the range would shrink,
    the mean of the case that all turn out lowest and the case that all turn out highest.
    """
    low = [criterion.low for criterion in score.criteria]
    high = [criterion.high for criterion in score.criteria]
    best, worst = high.copy(), low.copy()
    for place in places:
        best[place], worst[place] = low[place], high[place]
    at_best, at_worst = overall_interval(low, best), overall_interval(worst, high)
    settles = score.red_rated is Answer.UNKNOWN and (
        is_red_rated(at_best) is not Answer.UNKNOWN or is_red_rated(at_worst) is not Answer.UNKNOWN
    )
    left = (at_best.high - at_best.low + at_worst.high - at_worst.low) / 2
    return settles, score.overall.high - score.overall.low - left
