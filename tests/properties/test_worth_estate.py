"""What to ask for first, against trying every set of questions."""

from __future__ import annotations

from itertools import combinations
from random import Random  # Hypothesis looks at it

from hypothesis import given
from hypothesis import strategies as st
from tests.properties.test_worth import Ends, few_unknown, listed

from estate.portfolio import SystemRef
from estate.scoring import CRITERIA, Answer, CriterionScore, LegacyScore
from estate.scoring.framework import assess, overall_interval
from estate.scoring.worth_estate import OpenCriterion, ask_first, could_settle, settling_alone
from estate.scoring.worth_order import order_of_top

Facts = tuple[tuple[str], ...]
Case = dict[SystemRef, tuple[Ends, dict[int, Facts]]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A few systems; each unknown criterion needs one to three of six facts."""
    found: Case = {}
    for name in draw(st.lists(st.sampled_from("vwxyz"), unique=True, max_size=4)):
        ends = draw(few_unknown())
        unknown = [place for place, (low, high) in enumerate(ends) if low != high]
        facts = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True)
        needs = {place: tuple((one,) for one in draw(facts)) for place in unknown}
        found[SystemRef("c", name)] = ends, needs
    return found


def scored(ref: SystemRef, ends: Ends) -> LegacyScore:
    criteria = [
        CriterionScore(c.code, c.key, c.name, low, high, "recorded", "")
        for c, (low, high) in zip(CRITERIA, ends, strict=True)
    ]
    return assess(ref, tuple(criteria))


def scores_of(case: Case) -> dict[SystemRef, LegacyScore]:
    return {ref: scored(ref, ends) for ref, (ends, _) in case.items()}


def needs_of(case: Case) -> list[OpenCriterion[tuple[str]]]:
    return [
        OpenCriterion(ref, place, facts)
        for ref, (_, needs) in case.items()
        for place, facts in needs.items()
    ]


def settled_by(case: Case, asked: set[tuple[str]]) -> set[SystemRef]:
    """The systems whose class is open and that some answers would settle: listed one by one."""
    found = set()
    for ref, (ends, needs) in case.items():
        if scored(ref, ends).red_rated is not Answer.UNKNOWN:
            continue
        known = tuple(place for place in sorted(needs) if set(needs[place]) <= asked)
        red, not_red, _ = listed(ends, known)
        if red or not_red:
            found.add(ref)
    return found


@given(cases())
def test_each_step_covers_what_it_says_and_the_first_is_the_best(case: Case) -> None:
    scores, needs = scores_of(case), needs_of(case)
    steps = ask_first(scores, needs)
    asked: set[tuple[str]] = set()
    covered: set[SystemRef] = set()
    for step in steps:
        assert step.facts
        assert not asked & set(step.facts)
        asked |= set(step.facts)
        now = settled_by(case, asked)
        assert set(step.settles) == now - covered
        assert (step.settled, step.asked) == (len(now), len(asked))
        covered = now
    undecided = {ref for ref, one in scores.items() if one.red_rated is Answer.UNKNOWN}
    every = {fact for need in needs if need.ref in undecided for fact in need.facts}
    # All that is asked settles all that is open.
    assert asked == every
    assert covered == undecided
    # No bundle of one criterion settles more a fact than the first step; and if none settles
    # anything, no two or three criteria of one system settle it with fewer facts.
    bundles = [set(need.facts) for need in needs if need.ref in undecided]
    if steps:
        first = len(steps[0].settles) / len(steps[0].facts)
        most = max(len(settled_by(case, one)) / len(one) for one in bundles)
        assert first == most if most else first >= pairs_settle(case, undecided)


def pairs_settle(case: Case, undecided: set[SystemRef]) -> float:
    """How many systems a fact any two criteria of one system could settle."""
    found = [0.0]
    for ref in undecided:
        for pair in combinations(case[ref][1].values(), 2):
            facts = {fact for facts in pair for fact in facts}
            found.append((ref in settled_by(case, facts)) / len(facts))
    return max(found)


@given(cases())
def test_greedy_never_claims_more_than_the_best_set_of_as_many_facts(case: Case) -> None:
    steps = ask_first(scores_of(case), needs_of(case))
    every = sorted({fact for step in steps for fact in step.facts})
    for step in steps:
        best = max(len(settled_by(case, set(chosen))) for chosen in combinations(every, step.asked))
        assert step.settled <= best


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_needs_changes_nothing(case: Case, random: Random) -> None:
    scores, needs = scores_of(case), needs_of(case)
    turned = [OpenCriterion(need.ref, need.place, tuple(reversed(need.facts))) for need in needs]
    random.shuffle(turned)
    assert ask_first(scores, needs) == ask_first(scores, turned)


@given(few_unknown())
def test_what_could_settle_alone_is_what_some_outcome_settles(ends: Ends) -> None:
    score = scored(SystemRef("c", "a"), ends)
    found = dict(settling_alone(score))
    for place, (low, high) in enumerate(ends):
        red, not_red, _ = listed(ends, (place,))
        settles = score.red_rated is Answer.UNKNOWN and low != high and bool(red or not_red)
        assert (place in found) == settles
        assert could_settle(score, [place]) == (
            score.red_rated is Answer.UNKNOWN and bool(red or not_red)
        )
        if settles:
            at_best = overall_interval(*_with(ends, place, low))
            at_worst = overall_interval(*_with(ends, place, high))
            left = (at_best.high - at_best.low + at_worst.high - at_worst.low) / 2
            assert found[place] == score.overall.high - score.overall.low - left


def _with(ends: Ends, place: int, value: int) -> tuple[list[int], list[int]]:
    known = [*ends[:place], (value, value), *ends[place + 1 :]]
    return [low for low, _ in known], [high for _, high in known]


@given(st.lists(few_unknown(), max_size=6), st.integers(0, 4))
def test_what_could_decide_the_order_of_the_top(every: list[Ends], most: int) -> None:
    scores = [scored(SystemRef("c", f"s{n}"), ends) for n, ends in enumerate(every)]
    scores.sort(key=lambda one: (-one.overall.high, -one.overall.low, one.ref))
    ends_of = {SystemRef("c", f"s{n}"): ends for n, ends in enumerate(every)}

    def is_open(one: LegacyScore, other: LegacyScore) -> bool:
        return one.overall.high > other.overall.low and other.overall.high > one.overall.low

    order = order_of_top(scores, most)
    top, rest = scores[:most], scores[most:]
    assert order.top == tuple(one.ref for one in top)
    assert order.open_pairs == sum(is_open(*pair) for pair in combinations(top, 2))
    assert order.pairs == len(list(combinations(top, 2)))
    assert set(order.contenders) == {
        one.ref for one in rest if any(one.overall.high > other.overall.low for other in top)
    }
    expected = {}
    for one in scores:
        for place, (low, high) in enumerate(ends_of[one.ref]):
            against = set()
            for other in scores if one in top else top:
                if other is one or low == high or not is_open(one, other):
                    continue
                outcomes = [
                    overall_interval(*_with(ends_of[one.ref], place, value))
                    for value in range(low, high + 1)
                ]
                if any(
                    it.high <= other.overall.low or it.low >= other.overall.high for it in outcomes
                ):
                    against.add(other.ref)
            if against:
                expected[one.ref, CRITERIA[place].code] = against
    assert {(d.ref, d.criterion.code): set(d.against) for d in order.deciding} == expected
    numbers = [len(one.against) for one in order.deciding]
    assert numbers == sorted(numbers, reverse=True)
