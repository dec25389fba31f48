"""What to find out for the scores, put together: whom to ask for what, and how far that goes.

What is asked for, and of whom, is as in the coverage report; what answers could do is worked out
in `scoring`. Here the two meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from estate.completeness.kinds import QUESTIONS, Item, asked
from estate.completeness.looking import Look
from estate.rendering.kit.words import worst_first
from estate.scoring.framework import CRITERIA
from estate.scoring.results import Answer
from estate.scoring.worth import what_would_settle
from estate.scoring.worth_estate import OpenCriterion, ask_first, settling_alone
from estate.scoring.worth_order import order_of_top

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.completeness.kinds import QuestionKind
    from estate.graph import EstateGraph
    from estate.portfolio import SystemRef
    from estate.scoring.results import LegacyScore, Scores
    from estate.scoring.worth import WouldSettle
    from estate.scoring.worth_estate import Asking
    from estate.scoring.worth_order import TopOrder

Question: TypeAlias = tuple[str, Item]
"""A kind of question, by its key, and what it is asked about."""


@dataclass(frozen=True, slots=True)
class KindOfQuestion:
    """Questions of one kind, each of which could settle the class of a system by itself.

    `narrows_by` is by how much their answers would narrow those systems' ranges, in points of
    score: the mean of the best and the worst outcome of each, summed.
    """

    kind: QuestionKind
    items: tuple[Item, ...]
    systems: tuple[SystemRef, ...]
    narrows_by: Fraction


@dataclass(frozen=True, slots=True)
class FindOut:
    """What to find out: by kind, one by one, for the order of the top, and system by system.

    `by_system` has the systems nearest to being settled: those with the fewest unknown criteria.
    """

    undecided: int
    systems: int
    kinds: tuple[KindOfQuestion, ...]
    first: tuple[Asking[Question], ...]
    order: TopOrder
    by_system: tuple[WouldSettle, ...]


def find_out(graph: EstateGraph, scores: Scores, most: int) -> FindOut:
    """Return what to find out, at most so many of each: for the systems in use."""
    ranked = [one for one in worst_first(scores) if _in_use(graph, one)]
    open_ = [one for one in ranked if one.red_rated is Answer.UNKNOWN]
    # Sorting is stable: among those with as few unknown, the worst comes first.
    nearest = sorted(open_, key=lambda one: sum(not each.known for each in one.criteria))
    return FindOut(
        len(open_),
        len(ranked),
        best_kinds(graph, scores),
        first_questions(graph, scores, most),
        order_of_top(ranked, most),
        tuple(what_would_settle(score) for score in nearest[:most]),
    )


def first_questions(graph: EstateGraph, scores: Scores, most: int) -> tuple[Asking[Question], ...]:
    """Return what to ask for one by one, at most so many steps, for the systems in use."""
    return ask_first(scores.systems, _open_criteria(graph, scores), most)


def best_kinds(graph: EstateGraph, scores: Scores) -> tuple[KindOfQuestion, ...]:
    """Return the kinds of question that could settle classes, those that could most first."""
    items: dict[str, set[Item]] = {}
    systems: dict[str, set[SystemRef]] = {}
    narrows: dict[str, Fraction] = {}
    for score in _undecided(graph, scores):
        look = _look(graph, score, scores)
        for place, by in settling_alone(score):
            kind, things = asked(CRITERIA[place].code, look)
            items.setdefault(kind, set()).update(things)
            systems.setdefault(kind, set()).add(score.ref)
            narrows[kind] = narrows.get(kind, Fraction(0)) + by
    found = [
        KindOfQuestion(
            QUESTIONS[key], tuple(sorted(items[key])), tuple(sorted(systems[key])), narrows[key]
        )
        for key in systems
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.systems), -one.narrows_by, one.kind.key)))


def _open_criteria(graph: EstateGraph, scores: Scores) -> Iterator[OpenCriterion[Question]]:
    for score in _undecided(graph, scores):
        look = _look(graph, score, scores)
        for place, criterion in enumerate(score.criteria):
            if not criterion.known:
                kind, things = asked(criterion.code, look)
                yield OpenCriterion(score.ref, place, tuple((kind, item) for item in things))


def _undecided(graph: EstateGraph, scores: Scores) -> Iterator[LegacyScore]:
    for _, score in sorted(scores.systems.items()):
        if score.red_rated is Answer.UNKNOWN and _in_use(graph, score):
            yield score


def _in_use(graph: EstateGraph, score: LegacyScore) -> bool:
    return graph.portfolio.system(score.ref).in_use


def _look(graph: EstateGraph, score: LegacyScore, scores: Scores) -> Look:
    return Look(graph, score.ref, graph.portfolio.system(score.ref), score, scores.as_of)
