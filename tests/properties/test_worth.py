"""What would settle a class, against listing every outcome."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from estate.portfolio import SystemRef
from estate.scoring import CRITERIA, CriterionScore, LegacyScore, what_would_settle
from estate.scoring.framework import assess
from estate.scoring.worth_counting import Outcomes

RED = 16
Ends = list[tuple[int, int]]


@st.composite
def few_unknown(draw: st.DrawFn) -> Ends:
    """The ends of thirteen criteria, at most five of them open, near the line of red rating."""
    base = draw(st.integers(2, 4)), draw(st.integers(3, 5))
    values = [min(c.worst, base[c.table == "impact"] + draw(st.integers(-1, 1))) for c in CRITERIA]
    ends = [(value, value) for value in values]
    for place in draw(st.sets(st.integers(0, 12), max_size=5)):
        low = draw(st.integers(1, values[place]))
        ends[place] = (low, draw(st.integers(values[place], CRITERIA[place].worst)))
    return ends


def score_of(ends: Ends) -> LegacyScore:
    criteria = [
        CriterionScore(c.code, c.key, c.name, low, high, "recorded", "")
        for c, (low, high) in zip(CRITERIA, ends, strict=True)
    ]
    return assess(SystemRef("c", "a"), tuple(criteria))


def naive(scores: list[int]) -> Fraction:
    """The framework's words, word by word."""
    likelihood, impact = scores[:7], scores[7:]
    one = (Fraction(sum(likelihood), 7) + max(likelihood)) / 2
    return one * (Fraction(sum(impact), 6) + max(impact)) / 2


def listed(ends: Ends, places: tuple[int, ...]) -> tuple[int, int, int]:
    """Every outcome of some criteria, one by one: red for certain, not red for certain, all."""
    red = not_red = number = 0
    for values in product(*(range(ends[p][0], ends[p][1] + 1) for p in places)):
        known = dict(zip(places, values, strict=True))
        lows = [known.get(place, low) for place, (low, _) in enumerate(ends)]
        highs = [known.get(place, high) for place, (_, high) in enumerate(ends)]
        number += 1
        red += naive(lows) >= RED
        not_red += naive(highs) < RED
    return red, not_red, number


@given(few_unknown(), st.data())
def test_counts_are_those_of_listing_every_outcome(ends: Ends, data: st.DataObject) -> None:
    unknown = [place for place, (low, high) in enumerate(ends) if low != high]
    places = tuple(place for place in unknown if data.draw(st.booleans()))
    assert Outcomes(tuple(ends)).count(places) == listed(ends, places)


@given(few_unknown())
def test_the_smallest_sets_are_found_and_all_of_them(ends: Ends) -> None:
    would = what_would_settle(score_of(ends))
    unknown = [place for place, (low, high) in enumerate(ends) if low != high]
    if would.settled:
        assert naive([low for low, _ in ends]) >= RED or naive([high for _, high in ends]) < RED
        return
    every = [
        (places, listed(ends, places))
        for size in range(len(unknown) + 1)
        for places in combinations(unknown, size)
    ]
    surely = [found for found in every if found[1][0] + found[1][1] == found[1][2]]
    least = min(len(places) for places, _ in surely)
    assert [
        (tuple(c.code for c in one.criteria), (one.red, one.not_red, one.outcomes))
        for one in would.surely
    ] == [
        (tuple(CRITERIA[p].code for p in places), counts)
        for places, counts in surely
        if len(places) == least
    ]
    could = [
        (places, counts)
        for places, counts in every
        if 0 < counts[0] + counts[1] < counts[2] and len(places) <= least
    ]
    shortest = min((len(places) for places, _ in could), default=0)
    assert sorted(
        (tuple(c.code for c in one.criteria), one.share) for one in would.possibly
    ) == sorted(
        (tuple(CRITERIA[p].code for p in places), Fraction(counts[0] + counts[1], counts[2]))
        for places, counts in could
        if len(places) == shortest
    )
    shares = [one.share for one in would.possibly]
    assert shares == sorted(shares, reverse=True)
