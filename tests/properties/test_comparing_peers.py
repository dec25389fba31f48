"""Benchmarks, the index and likeness, against slow oracles and laws that hold for any councils."""

from __future__ import annotations

import statistics
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.unit.comparison.councils import AS_OF

from estate.comparison.benchmarks import Benchmark, benchmarks
from estate.comparison.hhi import HhiRange, hhi_range
from estate.comparison.identity import identify
from estate.comparison.of_inventory import sector_of
from estate.comparison.quantiles import Between, quartiles
from estate.comparison.similar import Serving, likenesses
from estate.comparison.similar import _likeness as likeness
from estate.comparison.view import SectorView
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace

FEW = settings(max_examples=60, deadline=None)
CAPABILITIES = ("x.one", "x.two")
amounts = st.integers(0, 30)


@st.composite
def ranges(draw: st.DrawFn, *, limited: bool = True) -> Between:
    low = draw(amounts)
    high = low + draw(amounts)
    if not limited and draw(st.booleans()):
        return Between(Fraction(low), None)
    return Between(Fraction(low), Fraction(draw(st.sampled_from((low, high)))))


@st.composite
def councils(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    found = {}
    for number in range(draw(st.integers(1, 6))):
        systems = {}
        for place in range(draw(st.integers(0, 3))):
            own: dict[str, Any] = {
                "name": "S",
                "capabilities": [draw(st.sampled_from(CAPABILITIES))],
            }
            if draw(st.booleans()):
                own["annual_cost"] = {"licence": draw(amounts)}
            if draw(st.booleans()):
                own["users"] = draw(amounts)
            if draw(st.booleans()):
                own["product"] = draw(st.sampled_from(("alpha", "beta")))
            systems[f"s{place}"] = own
        about: dict[str, Any] = {"name": f"C{number}"}
        if draw(st.booleans()):
            about["population"] = draw(st.integers(0, 300_000))
        found[f"c{number}"] = {"council": about, "systems": systems}
    return found


def view(tables: dict[str, dict[str, Any]]) -> SectorView:
    read = {name: Inventory.model_validate(own) for name, own in tables.items()}
    return sector_of(Portfolio(Workspace(), Catalogue(), read), AS_OF)


def figures(found: tuple[Benchmark, ...], scale: int = 1) -> list[object]:
    def scaled(one: Between) -> Between:
        return Between(one.low * scale, None if one.high is None else one.high * scale)

    return [
        (
            one.capability,
            one.measure,
            one.group.name,
            one.count,
            [(cost.council, scaled(cost.value)) for cost in one.costs],
            one.quartiles
            and [
                scaled(each)
                for each in (one.quartiles.lower, one.quartiles.median, one.quartiles.upper)
            ],
            [(each.cost.council, each.above) for each in one.outliers],
        )
        for one in found
    ]


@FEW
@given(st.lists(st.integers(0, 1000), min_size=2, max_size=12))
def test_quartiles_are_those_of_the_standard_library(values: list[int]) -> None:
    whole = [Fraction(value) for value in values]

    found = quartiles([Between(value, value) for value in whole])

    assert found is not None
    expected = statistics.quantiles(whole, n=4, method="inclusive")
    assert [found.lower.low, found.median.low, found.upper.low] == expected


@FEW
@given(st.lists(ranges(), min_size=1, max_size=5))
def test_a_quartile_reaches_both_of_its_ends_and_no_further(values: list[Between]) -> None:
    found = quartiles(values)

    assert found is not None
    for quarter in ("least", "lower", "median", "upper", "most"):
        reached = []
        for corner in product(*({one.low, one.high} for one in values)):
            own = quartiles([Between(each or Fraction(0), each) for each in corner])
            reached.append(getattr(own, quarter).low)
        span = getattr(found, quarter)
        assert (span.low, span.high) == (min(reached), max(reached))


@FEW
@given(councils(), st.randoms(use_true_random=False))
def test_the_order_of_councils_changes_nothing(tables: dict[str, Any], chance: Any) -> None:  # noqa: ANN401  # hypothesis's own
    own = view(tables)
    shuffled = list(own.councils)
    chance.shuffle(shuffled)

    other = replace(own, councils=tuple(shuffled))

    assert benchmarks(other, CAPABILITIES) == benchmarks(own, CAPABILITIES)


@FEW
@given(councils(), st.integers(2, 9))
def test_all_costs_so_many_times_make_all_figures_as_many_times(
    tables: dict[str, Any], times: int
) -> None:
    dearer = {
        name: own
        | {
            "systems": {
                key: each
                | (
                    {"annual_cost": {"licence": each["annual_cost"]["licence"] * times}}
                    if "annual_cost" in each
                    else {}
                )
                for key, each in own["systems"].items()
            }
        }
        for name, own in tables.items()
    }

    now, then = (benchmarks(view(each), CAPABILITIES) for each in (tables, dearer))

    assert figures(then) == figures(now, times)


def index(values: tuple[Fraction, ...]) -> Fraction | None:
    whole = sum(values)
    return 10_000 * sum(one * one for one in values) / whole**2 if whole else None


@FEW
@given(st.lists(ranges(limited=False), min_size=1, max_size=4))
def test_no_amounts_lead_out_of_the_range_of_the_index(values: list[Between]) -> None:
    steps = [
        [
            one.low + ((one.low + 60 if one.high is None else one.high) - one.low) * k / 4
            for k in range(5)
        ]
        for one in values
    ]
    reached = [one for each in product(*steps) if (one := index(each)) is not None]
    assume(reached)

    found = hhi_range(values)

    assert found is not None
    able = sum(one.high != 0 for one in values)
    assert Fraction(10_000, able) <= found.low <= min(reached)
    assert max(reached) <= found.high <= 10_000
    if all(one.high is not None for one in values):
        assert max(reached) == found.high


@FEW
@given(st.lists(ranges(limited=False), min_size=1, max_size=4))
def test_the_least_index_comes_near_what_levels_reach(values: list[Between]) -> None:
    assume(any(one.low for one in values))
    levels = [Fraction(step, 8) for step in range(8 * 61)]
    reached = [
        index(tuple(max(one.low, min(level, one.high or level)) for one in values))
        for level in levels
        if not any(one.high == 0 for one in values)
    ]
    assume(reached)

    found = hhi_range(values)

    assert found is not None
    assert min(one for one in reached if one is not None) - found.low < 20


@FEW
@given(st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_the_index_lies_between_all_alike_and_one_alone(values: list[int]) -> None:
    found = hhi_range([Between(Fraction(value), Fraction(value)) for value in values])

    exact = index(tuple(Fraction(value) for value in values))
    assert exact is not None
    assert found == HhiRange(exact, exact)
    assert Fraction(10_000, len(values)) <= exact <= 10_000


@st.composite
def estates(draw: st.DrawFn) -> dict[str, Serving]:
    found = {}
    for capability in CAPABILITIES:
        products = draw(st.sets(st.sampled_from("abc"), max_size=2))
        unknown = draw(st.integers(0, 1))
        if products or unknown:
            found[capability] = Serving(set(products), unknown)
    return found


def every_likeness(one: dict[str, Serving], two: dict[str, Serving]) -> list[Fraction]:
    """Return the likeness for every product that each unknown one could be."""
    slots = [
        (side, capability)
        for side, own in enumerate((one, two))
        for capability, serving in own.items()
        for _ in range(serving.unknown)
    ]
    possible = [*"abc", *(f"other{number}" for number in range(len(slots)))]
    found = []
    for names in product(possible, repeat=len(slots)):
        features = [
            {(c, p) for c, serving in own.items() for p in serving.products} for own in (one, two)
        ]
        for (side, capability), name in zip(slots, names, strict=True):
            features[side].add((capability, name))
        whole: list[set[object]] = [
            {*own, *pairs} for own, pairs in zip((one, two), features, strict=True)
        ]
        found.append(Fraction(len(whole[0] & whole[1]), len(whole[0] | whole[1])))
    return found


@FEW
@given(estates(), estates())
def test_likeness_is_what_every_unknown_product_can_make_of_it(
    one: dict[str, Serving], two: dict[str, Serving]
) -> None:
    assume(one or two)

    found = likeness("other", one, two).value

    reached = every_likeness(one, two)
    assert (found.low, found.high) == (min(reached), max(reached))


@FEW
@given(councils())
def test_likeness_is_the_same_both_ways_round(tables: dict[str, Any]) -> None:
    own = view(tables)
    identity = identify(own)
    found = {
        (name, one.council): one.value for name in tables for one in likenesses(own, identity, name)
    }

    assert all(found[second, first] == value for (first, second), value in found.items())
