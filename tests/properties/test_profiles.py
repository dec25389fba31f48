"""What holds for every declared weighting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.properties.test_scoring import intervals, score_of

from estate.portfolio import Profile, SystemRef
from estate.rendering.kit.words import worst_first
from estate.scoring import CRITERIA, Scores, Totals, ranked_by, weighted, weights_of

CODES = [criterion.code for criterion in CRITERIA]
WEIGHTS = st.lists(
    st.fractions(0, 20, max_denominator=20) | st.just(Fraction(0)), min_size=13, max_size=13
)


@given(intervals(), st.fractions(Fraction(1, 10), 100), st.fractions(Fraction(1, 10), 100))
def test_equal_weights_are_the_framework_s_own_figure(
    ends: list[tuple[int, int]], likelihood: Fraction, impact: Fraction
) -> None:
    score = score_of(ends)
    found = weighted(score, [likelihood] * 7 + [impact] * 6)
    assert (found.likelihood, found.impact) == (score.likelihood, score.impact)
    assert found.overall == score.overall


@given(intervals(), WEIGHTS, st.data())
def test_every_completion_lies_within_and_both_ends_are_reached(
    ends: list[tuple[int, int]], weights: list[Fraction], data: st.DataObject
) -> None:
    assume(any(weights[:7]) and any(weights[7:]))
    whole = weighted(score_of(ends), weights).overall
    values = [data.draw(st.integers(low, high)) for low, high in ends]
    one = weighted(score_of([(value, value) for value in values]), weights).overall
    assert one.exact
    assert whole.low <= one.low <= whole.high
    for end, place in ((whole.low, 0), (whole.high, 1)):
        at = weighted(score_of([(pair[place], pair[place]) for pair in ends]), weights)
        assert at.overall.low == end


@given(intervals(), WEIGHTS, st.data())
def test_what_weighs_nothing_does_not_matter(
    ends: list[tuple[int, int]], weights: list[Fraction], data: st.DataObject
) -> None:
    assume(any(weights[:7]) and any(weights[7:]))
    place = data.draw(st.integers(0, 12))
    without = [*weights[:place], Fraction(0), *weights[place + 1 :]]
    assume(any(without[:7]) and any(without[7:]))
    changed = [*ends[:place], (1, 1), *ends[place + 1 :]]
    one, other = (weighted(score_of(each), without) for each in (ends, changed))
    assert one.overall == other.overall


@given(st.lists(intervals(), max_size=5), st.permutations(range(5)))
def test_the_order_of_the_record_changes_nothing(
    every: list[list[tuple[int, int]]], order: list[int]
) -> None:
    profile = Profile.model_validate(
        {"weights": {"L1": 2, "C2": 0.5}, "by": "Head of ICT", "because": "A test."}
    )
    weights = weights_of(profile)
    scores = [score_of(ends) for ends in every]
    turned = [scores[place] for place in order if place < len(scores)]
    found = [one.overall for one in ranked_by(scores, profile)]
    assert found == [one.overall for one in ranked_by(turned, profile)]
    line = [one.low >= 16 for one in found], [one.high >= 16 for one in found]
    assert list(line) == [sorted(side, reverse=True) for side in line]
    for earlier, later in pairwise(found):
        if (earlier.low >= 16, earlier.high >= 16) == (later.low >= 16, later.high >= 16):
            assert (earlier.high, earlier.low) >= (later.high, later.low)
    assert sorted(found) == sorted(weighted(one, weights).overall for one in scores)


@given(st.lists(intervals(), max_size=6))
def test_equal_weights_give_the_framework_s_own_list(every: list[list[tuple[int, int]]]) -> None:
    profile = Profile.model_validate(
        {"weights": dict.fromkeys(CODES, 3), "by": "Head of ICT", "because": "A test."}
    )
    scores = {
        SystemRef("c", f"s{n}"): replace(score_of(ends), ref=SystemRef("c", f"s{n}"))
        for n, ends in enumerate(every)
    }
    none = Totals(0, {}, {}, 0, 0)
    ranked = worst_first(Scores(date(2026, 11, 22), scores, none, {}))
    assert [one.score for one in ranked_by(scores.values(), profile)] == ranked
