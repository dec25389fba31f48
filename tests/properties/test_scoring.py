"""What holds for every score."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random  # Hypothesis looks at it
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from estate.graph import EstateGraph, build
from estate.portfolio import (
    Catalogue,
    Contract,
    Council,
    Interface,
    Inventory,
    Option,
    PlanningPolicy,
    Portfolio,
    System,
    SystemRef,
    Workspace,
)
from estate.portfolio.options import OPTION_KINDS
from estate.scoring import (
    CRITERIA,
    Answer,
    CriterionScore,
    LegacyScore,
    after_option,
    overall_by_date,
    score,
    score_system,
    what_to_find_out,
)
from estate.scoring.framework import assess, overall

TODAY = date(2026, 11, 22)
REF = SystemRef("c", "a")


def naive(scores: list[int]) -> Fraction:
    """The framework's words, word by word."""
    likelihood, impact = scores[:7], scores[7:]
    one = (Fraction(sum(likelihood), 7) + max(likelihood)) / 2
    other = (Fraction(sum(impact), 6) + max(impact)) / 2
    return one * other


@st.composite
def intervals(draw: st.DrawFn) -> list[tuple[int, int]]:
    """The ends of thirteen criteria."""
    found = []
    for criterion in CRITERIA:
        low = draw(st.integers(1, criterion.worst))
        found.append((low, draw(st.integers(low, criterion.worst))))
    return found


def score_of(ends: list[tuple[int, int]]) -> LegacyScore:
    criteria = [
        CriterionScore(c.code, c.key, c.name, low, high, "recorded", "")
        for c, (low, high) in zip(CRITERIA, ends, strict=True)
    ]
    return assess(REF, tuple(criteria))


@given(intervals(), st.data())
def test_every_completion_lies_within_and_both_ends_are_reached(
    ends: list[tuple[int, int]], data: st.DataObject
) -> None:
    whole = score_of(ends)
    values = [data.draw(st.integers(low, high)) for low, high in ends]
    known = score_of([(value, value) for value in values])
    assert known.overall.exact
    assert known.overall.low == naive(values)
    assert whole.overall.low <= known.overall.low <= whole.overall.high
    assert whole.overall.low == naive([low for low, _ in ends])
    assert whole.overall.high == naive([high for _, high in ends])
    for answer, settled in (
        (whole.legacy, known.legacy),
        (whole.red_rated, known.red_rated),
    ):
        assert settled is not Answer.UNKNOWN
        assert answer in {settled, Answer.UNKNOWN}


@given(intervals())
def test_cannot_tell_means_that_both_are_possible(ends: list[tuple[int, int]]) -> None:
    whole = score_of(ends)
    best = score_of([(low, low) for low, _ in ends])
    worst = score_of([(high, high) for _, high in ends])
    for answer, one, other in (
        (whole.legacy, best.legacy, worst.legacy),
        (whole.red_rated, best.red_rated, worst.red_rated),
    ):
        assert (answer is Answer.UNKNOWN) == (one is not other)
        if answer is not Answer.UNKNOWN:
            assert answer is one


@given(intervals(), st.integers(0, 12))
def test_every_criterion_only_ever_raises_the_score(ends: list[tuple[int, int]], at: int) -> None:
    values = [low for low, _ in ends]
    if values[at] < CRITERIA[at].worst:
        higher = [*values[:at], values[at] + 1, *values[at + 1 :]]
        assert overall(higher[:7], higher[7:]) > overall(values[:7], values[7:])


@given(intervals(), st.data())
def test_knowing_one_criterion_leaves_a_range_between_those_foretold(
    ends: list[tuple[int, int]], data: st.DataObject
) -> None:
    for gap in what_to_find_out(score_of(ends)):
        place = [c.code for c in CRITERIA].index(gap.criterion.code)
        value = data.draw(st.integers(*ends[place]))
        known = score_of([*ends[:place], (value, value), *ends[place + 1 :]]).overall
        assert gap.at_best.low <= known.low <= gap.at_worst.low
        assert gap.at_best.high <= known.high <= gap.at_worst.high
        assert gap.now.high - gap.now.low >= known.high - known.low
        assert gap.narrows_by >= 0


DATES = st.dates(date(2015, 1, 1), date(2040, 12, 31))
MAYBE = st.none() | st.integers(0, 3)
VERSIONS = st.fixed_dictionaries(
    {},
    optional={
        "security_support_until": DATES,
        "extended_support_until": DATES,
        "supported": st.booleans(),
    },
)
SYSTEMS = st.fixed_dictionaries(
    {"name": st.just("A system")},
    optional={
        "product": st.sampled_from(["p", "p@1", "p@2", "q@1"]),
        "technology": st.lists(st.sampled_from(["p@1", "q@1", "q@2", "r"]), max_size=3),
        "extended_support": st.lists(st.sampled_from(["p@1", "q"]), max_size=2),
        "hosting": st.sampled_from(["saas", "on-premises"]),
        "support": st.fixed_dictionaries({"people": MAYBE, "supplier": st.none() | st.booleans()}),
        "hardware": st.fixed_dictionaries(
            {"installed": st.none() | DATES, "supported_until": st.none() | DATES}
        ),
        "vulnerabilities": st.fixed_dictionaries(
            {"critical": MAYBE, "high": MAYBE, "other": MAYBE, "assessed": st.none() | DATES}
        ),
        "incidents": st.fixed_dictionaries(
            {"ongoing": st.none() | st.booleans(), "severe": MAYBE, "major": MAYBE, "minor": MAYBE}
        ),
        "likelihood": st.fixed_dictionaries(
            {},
            optional={
                "end_of_support": st.integers(1, 6),
                "history": st.integers(1, 6),
                "contract": st.fixed_dictionaries(
                    {"score": st.integers(1, 6), "by": st.just("A"), "because": st.just("B")}
                ),
            },
        ),
        "lifecycle": st.sampled_from(["live", "retired"]),
    },
)
CONTRACTS = st.fixed_dictionaries(
    {"systems": st.lists(st.sampled_from("abc"), max_size=2)},
    optional={
        "ends": DATES,
        "renewal": st.sampled_from(["none", "tacit"]),
        "successor": st.sampled_from(["k1", "k2"]),
        "extensions": st.just([{"months": 12, "by": "council"}]),
    },
)
RECORDS = st.fixed_dictionaries(
    {
        "systems": st.fixed_dictionaries(dict.fromkeys("abc", SYSTEMS)),
        "contracts": st.fixed_dictionaries(dict.fromkeys(("k1", "k2"), CONTRACTS)),
        "interfaces": st.lists(
            st.tuples(st.sampled_from("abcx"), st.sampled_from("abc")), max_size=5
        ),
        "products": st.fixed_dictionaries(
            {name: st.dictionaries(st.sampled_from("12"), VERSIONS) for name in "pq"}
        ),
    }
)


def estate(record: dict[str, Any], random: Random | None = None) -> EstateGraph:
    """The graph of a record, its tables and lists in the order given or in another."""

    def turned(items: Any) -> Any:  # noqa: ANN401  # a dict or a list of anything
        order = list(items.items()) if isinstance(items, dict) else list(items)
        if random is not None:
            random.shuffle(order)
        return dict(order) if isinstance(items, dict) else order

    products = {
        name: {"name": name, "versions": turned(versions)}
        for name, versions in turned(record["products"]).items()
    }
    inventory = Inventory(
        council=Council(name="Example"),
        systems={n: System.model_validate(s) for n, s in turned(record["systems"]).items()},
        contracts={n: Contract.model_validate(k) for n, k in turned(record["contracts"]).items()},
        interfaces=tuple(
            Interface.model_validate({"from": one, "to": other})
            for one, other in turned(record["interfaces"])
        ),
    )
    catalogue = Catalogue.model_validate({"products": products})
    return build(Portfolio(Workspace(), catalogue, {"c": inventory}))


def summary(graph: EstateGraph) -> list[Any]:
    """All that does not point at a place in a list."""
    scores = score(graph, TODAY)
    return [
        scores.totals,
        *(
            (
                ref,
                one.overall,
                one.legacy,
                [(c.low, c.high, c.rule, c.because, len(c.facts)) for c in one.criteria],
            )
            for ref, one in scores.systems.items()
        ),
    ]


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_nothing(record: dict[str, Any], random: Random) -> None:
    assert summary(estate(record)) == summary(estate(record, random))


@given(RECORDS)
def test_every_criterion_is_on_its_scale_and_explains_itself(record: dict[str, Any]) -> None:
    for one in score(estate(record), TODAY).systems.values():
        for criterion, found in zip(CRITERIA, one.criteria, strict=True):
            assert 1 <= found.low <= found.high <= criterion.worst
            assert found.code == criterion.code
            assert found.because.endswith((".", "!", "?"))
            if found.rule == "unknown":
                assert (found.low, found.high) == (1, criterion.worst)


@given(RECORDS, st.lists(st.integers(0, 4_000), min_size=1, max_size=5))
def test_doing_nothing_never_lowers_the_risk_and_looking_ahead_is_never_vaguer_than_waiting(
    record: dict[str, Any], days: list[int]
) -> None:
    graph = estate(record)
    dates = [TODAY, *(TODAY + timedelta(days=n) for n in sorted(days))]
    ahead = overall_by_date(graph, REF, dates)
    assert ahead[0] == score_system(graph, REF, TODAY).overall
    for day, one in zip(dates, ahead, strict=True):
        then = score_system(graph, REF, day).overall
        assert then.low <= one.low <= one.high <= then.high
    for before, after in pairwise(ahead):
        assert before.low <= after.low
        assert before.high <= after.high


@given(RECORDS, st.sampled_from(OPTION_KINDS), st.integers(1, 6))
def test_no_option_raises_the_risk(record: dict[str, Any], kind: Any, residual: int) -> None:  # noqa: ANN401
    graph = estate(record)
    now = score_system(graph, REF, TODAY).overall
    option = Option.model_validate({"kind": kind})
    policy = PlanningPolicy(residual_likelihood=residual)
    after = after_option(graph, REF, option, policy, TODAY)
    assert after.low <= now.low
    assert after.high <= now.high
