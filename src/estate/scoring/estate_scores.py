"""Scoring one system, or all of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.scoring.framework import CRITERIA, assess
from estate.scoring.judging import as_derived, settle
from estate.scoring.results import Answer, Scores, Totals
from estate.scoring.rules import RULES
from estate.scoring.rules.derived import Case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio import SystemRef
    from estate.scoring.framework import Criterion
    from estate.scoring.results import CriterionScore, LegacyScore


def score(graph: EstateGraph, as_of: date, councils: Collection[str] | None = None) -> Scores:
    """Return the scores of every system at a date; of some councils' only, where they are named.

    A system's score is the same either way: what depends on it counts wherever it stands.
    """
    names = sorted(graph.portfolio.councils if councils is None else councils)
    by_council: dict[str, list[LegacyScore]] = {name: [] for name in names}
    systems = {
        ref: score_system(graph, ref, as_of)
        for ref, _ in graph.portfolio.systems()
        if ref.council in by_council
    }
    for ref, result in systems.items():
        by_council[ref.council].append(result)
    return Scores(
        as_of=as_of,
        systems=systems,
        totals=totals(graph, systems.values()),
        by_council={council: totals(graph, own) for council, own in by_council.items()},
    )


def score_system(graph: EstateGraph, ref: SystemRef, as_of: date) -> LegacyScore:
    """Return the score of one system at a date; KeyError when there is no such system."""
    case = case_of(graph, ref, as_of)
    return assess(ref, tuple(criterion_score(case, criterion) for criterion in CRITERIA))


def case_of(
    graph: EstateGraph, ref: SystemRef, as_of: date, assessed_by: date | None = None
) -> Case:
    """Return what the rules are asked about; `assessed_by` is the as-of date unless given."""
    inventory = graph.portfolio.councils[ref.council]
    system = inventory.systems[ref.system]
    return Case(graph, ref, system, inventory, as_of, assessed_by or as_of)


def criterion_score(case: Case, criterion: Criterion) -> CriterionScore:
    """Return one criterion of a case: what the facts say, weighed against what is recorded."""
    system = case.system
    judgements = system.likelihood if criterion.table == "likelihood" else system.impact
    judgement = None if judgements is None else getattr(judgements, criterion.key)
    derived = RULES[criterion.code](case)
    if judgement is None:
        return as_derived(criterion, derived)
    return settle(criterion, judgement, case.fact(criterion.table, criterion.key), derived)


def contradictions(score: LegacyScore) -> tuple[CriterionScore, ...]:
    """Return the criteria whose recorded number is set aside because the facts exclude it."""
    return tuple(criterion for criterion in score.criteria if criterion.contradicted)


def totals(graph: EstateGraph, scores: Iterable[LegacyScore]) -> Totals:
    """Return counts over some systems; those planned or retired are only numbered."""
    everything = list(scores)
    counted = [one for one in everything if graph.portfolio.system(one.ref).in_use]
    legacy = Counter(one.legacy for one in counted)
    red_rated = Counter(one.red_rated for one in counted)
    return Totals(
        systems=len(counted),
        legacy={answer: legacy[answer] for answer in Answer},
        red_rated={answer: red_rated[answer] for answer in Answer},
        criteria_known=sum(
            [criterion.low == criterion.high for one in counted for criterion in one.criteria]
        ),
        criteria_total=sum(len(one.criteria) for one in counted),
        not_in_use=len(everything) - len(counted),
    )
