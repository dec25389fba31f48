"""The trend, against scoring every system again on each day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random  # Hypothesis looks at it
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.properties.test_scoring import RECORDS, TODAY, estate

from estate.graph import EstateGraph
from estate.portfolio import SystemRef
from estate.scoring import Answer, Trend, overall_by_date, score, trend
from estate.scoring.ahead import quarters_ahead
from estate.scoring.estate_scores import case_of, criterion_score
from estate.scoring.framework import CRITERIA, assess

RETIRING = st.dictionaries(
    st.sampled_from("abc"), st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=2_400))
)


def with_dates(record: dict[str, Any], retired: dict[str, date]) -> dict[str, Any]:
    """The record, some systems of which have a day on which they went or are to go."""
    systems = {
        name: {**system, **({"retired": retired[name]} if name in retired else {})}
        for name, system in record["systems"].items()
    }
    return {**record, "systems": systems}


def in_use_on(graph: EstateGraph, day: date) -> list[SystemRef]:
    return [
        ref
        for ref, system in graph.portfolio.systems()
        if system.in_use
        and (system.retired is None or system.retired <= TODAY or day < system.retired)
    ]


@given(RECORDS, RETIRING)
def test_each_quarter_is_as_if_every_system_were_scored_again(
    record: dict[str, Any], retired: dict[str, date]
) -> None:
    graph = estate(with_dates(record, retired))
    found = trend(graph, score(graph, TODAY))
    assert [point.day for point in found.points] == list(quarters_ahead(TODAY, 72))
    before: dict[SystemRef, tuple[Answer, Answer]] = {}
    for point in found.points:
        here = in_use_on(graph, point.day)
        slow = {}
        for ref in here:
            case = case_of(graph, ref, point.day, assessed_by=TODAY)
            slow[ref] = assess(ref, tuple(criterion_score(case, c) for c in CRITERIA))
        assert point.systems == len(here)
        for answer in Answer:
            assert point.red_rated[answer] == sum(s.red_rated is answer for s in slow.values())
            assert point.legacy[answer] == sum(s.legacy is answer for s in slow.values())
        assert point.overall.low == sum((s.overall.low for s in slow.values()), Fraction(0))
        assert point.overall.high == sum((s.overall.high for s in slow.values()), Fraction(0))
        for ref in here:
            assert slow[ref].overall == overall_by_date(graph, ref, [TODAY, point.day])[1]
        now = {ref: (s.red_rated, s.legacy) for ref, s in slow.items()}
        turned = {ref: now[ref] for ref in here if before and now[ref] != before[ref]}
        assert {t.ref: (t.red_rated, t.legacy) for t in point.turned} == turned
        assert all((t.was_red_rated, t.was_legacy) == before[t.ref] for t in point.turned)
        for one in point.turned:
            assert one.because
            for reason in one.because:
                assert reason == slow[one.ref].criterion(reason.code)
        assert set(point.left) == set(before) - set(here)
        before = now


def told(found: Trend) -> list[Any]:
    """All that does not point at a place in a list."""
    return [
        (
            point.day,
            point.systems,
            point.red_rated,
            point.legacy,
            point.overall,
            point.left,
            [(t.ref, t.red_rated, [(c.code, c.because) for c in t.because]) for t in point.turned],
        )
        for point in found.points
    ]


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_nothing(record: dict[str, Any], random: Random) -> None:
    one, other = estate(record), estate(record, random)
    assert told(trend(one, score(one, TODAY))) == told(trend(other, score(other, TODAY)))


@given(RECORDS)
def test_doing_nothing_makes_nothing_better(record: dict[str, Any]) -> None:
    graph = estate(record)
    points = trend(graph, score(graph, TODAY)).points
    for earlier, later in pairwise(points):
        assert earlier.overall.low <= later.overall.low
        assert earlier.overall.high <= later.overall.high
        assert earlier.red_rated[Answer.YES] <= later.red_rated[Answer.YES]
        assert earlier.red_rated[Answer.NO] >= later.red_rated[Answer.NO]
