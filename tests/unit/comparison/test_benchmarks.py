"""Unit costs and their benchmarks, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from tests.unit.comparison.councils import sector

from estate.comparison.benchmarks import Benchmark, benchmarks, known_costs, unit_costs
from estate.comparison.peer_groups import peer_groups
from estate.comparison.quantiles import Between
from estate.comparison.view import WITHHELD, Band, SectorView

LEDGER = "finance.ledger"


def council(
    cost: int | None, people: int | None = None, users: int | None = None, **more: str | int
) -> dict[str, Any]:
    """Return a council with one ledger."""
    own: dict[str, Any] = {"name": "Ledger", "capabilities": [LEDGER], **more}
    own |= {} if cost is None else {"annual_cost": {"licence": cost}}
    own |= {} if users is None else {"users": users}
    about = {"name": "A council"} | ({} if people is None else {"population": people})
    return {"council": about, "systems": {"ledger": own}}


def of(view: SectorView, measure: str, group: str = "all councils") -> Benchmark:
    found = benchmarks(view, [LEDGER])
    return next(one for one in found if (one.measure, one.group.name) == (measure, group))


def figure(value: Fraction | int) -> Between:
    return Between(Fraction(value), Fraction(value))


def test_cost_per_head_and_per_user() -> None:
    # 100,000 / 40,000 = 2.5; 90,000 / 60,000 = 1.5; 160,000 / 80,000 = 2: the median is 2.
    view = sector(
        {
            "a": council(100_000, 40_000, 50),
            "b": council(90_000, 60_000, 30),
            "c": council(160_000, 80_000, 200),
        }
    )

    found = of(view, "per-head")

    assert [one.value for one in found.costs] == [
        figure(Fraction(5, 2)),
        figure(Fraction(3, 2)),
        figure(2),
    ]
    assert found.quartiles is not None
    assert found.quartiles.median == figure(2)
    assert [one.value.low for one in of(view, "per-user").costs] == [2000, 3000, 800]


def test_cost_per_thousand_transactions() -> None:
    view = sector({"a": council(30_000, transactions_per_year=120_000)})

    assert of(view, "per-1000-transactions").costs[0].value == figure(250)


def test_users_of_two_systems_may_be_the_same_people() -> None:
    tables = council(30_000, users=100)
    tables["systems"]["old"] = {
        "name": "Old ledger",
        "capabilities": [LEDGER],
        "annual_cost": {"support": 30_000},
        "users": 20,
    }

    # 60,000 over 120 users, were they all different, to 60,000 over 100.
    found = of(sector({"a": tables}), "per-user").costs[0]

    assert found.value == Between(Fraction(500), Fraction(600))


def test_each_council_without_a_figure_says_why() -> None:
    tables = council(1_000, 10, 5)
    tables["systems"]["ledger"]["capabilities"] = [LEDGER, "finance.p2p"]
    view = sector(
        {"a": council(None, 10), "b": council(1_000), "c": council(1_000, 0), "d": tables}
    )

    costs, missing = unit_costs(view, LEDGER, "per-head")

    assert costs == ()
    assert [(one.council, one.because) for one in missing] == [
        ("a", "running cost not recorded"),
        ("b", "population not recorded"),
        ("c", "population is recorded as 0"),
        ("d", "d/ledger serves other capabilities too"),
    ]


def test_what_is_withheld_is_told_from_what_is_unknown() -> None:
    view = sector({"a": council(1_000, 10)})
    own = view.councils[0]
    hidden = replace(own, systems=(replace(own.systems[0], annual_cost=WITHHELD),))

    _, missing = unit_costs(replace(view, councils=(hidden,)), LEDGER, "per-head")

    assert missing[0].because == "running cost withheld"


def test_systems_that_do_not_run_cost_nothing_here() -> None:
    view = sector({"a": council(1_000, 10, lifecycle="planned")})

    assert benchmarks(view, [LEDGER]) == ()


def packs(view: SectorView, *names: str) -> SectorView:
    return replace(
        view,
        councils=tuple(
            replace(one, source="pack") if one.id in names else one for one in view.councils
        ),
    )


def test_two_councils_with_a_pack_among_them_are_not_shown() -> None:
    view = sector({"a": council(100, 10), "b": council(300, 10)})

    own, shared = of(view, "per-head"), of(packs(view, "b"), "per-head")

    assert own.quartiles is not None
    assert own.quartiles.median == figure(20)
    assert (shared.suppressed, shared.count) == (True, 2)
    assert (shared.costs, shared.quartiles, shared.outliers) == ((), None, ())


def test_three_councils_from_packs_are_shown() -> None:
    view = sector({name: council(100, 10) for name in "abc"})

    found = of(packs(view, "a", "b", "c"), "per-head")

    assert not found.suppressed
    assert found.quartiles is not None


def test_a_band_of_cost_makes_a_range() -> None:
    view = sector({"a": council(100, 10)})
    own = view.councils[0]
    rough = replace(own, systems=(replace(own.systems[0], annual_cost=Band(100, 200)),))

    found = of(replace(view, councils=(rough,)), "per-head")

    assert found.costs[0].value == Between(Fraction(10), Fraction(20))


def test_an_outlier_is_named_with_what_differs() -> None:
    # Per head 1, 1, 1, 1 and 9: both quartiles are 1, so the fences are too.
    tables = {name: council(10_000, 10_000, 50, hosting="saas") for name in "abcd"}
    tables["e"] = council(90_000, 10_000, 20, hosting="on-premises", lifecycle="phase-out")

    found = of(sector(tables), "per-head").outliers

    assert [(one.cost.council, one.above) for one in found] == [("e", True)]
    assert found[0].differs == (
        "e/ledger is being phased out",
        "hosted on-premises, like 0 of 4 peers; most often it is saas (4)",
        "20 users, the fewest; its peers have 50 to 50",
        "not recorded of e/ledger: a contract",
    )


def test_peers_are_by_size_and_by_rurality() -> None:
    view = sector(
        {
            "a": {"council": {"name": "A", "population": 49_999, "rurality": "rural"}},
            "b": {"council": {"name": "B", "population": 50_000, "rurality": "city"}},
            "c": {"council": {"name": "C", "rurality": "rural"}},
        }
    )

    assert [(one.name, one.councils) for one in peer_groups(view)] == [
        ("all councils", ("a", "b", "c")),
        ("under 50,000 people", ("a",)),
        ("50,000 to 99,999 people", ("b",)),
        ("city", ("b",)),
        ("rural", ("a", "c")),
    ]
    assert [one.name for one in peer_groups(view, (60_000,)) if one.kind == "size"] == [
        "under 60,000 people"
    ]


def test_a_rough_population_is_in_a_band_only_if_all_of_it_is() -> None:
    view = sector({"a": {}, "b": {}})
    first, second = view.councils
    rough = (
        replace(first, population=Band(50_000, 99_999)),
        replace(second, population=Band(90_000, 110_000)),
    )

    groups = peer_groups(replace(view, councils=rough))

    assert [one.councils for one in groups if one.kind == "size"] == [("a",)]


def test_known_costs_need_no_population() -> None:
    view = sector({"a": council(100), "b": council(None, 5)})

    assert [(one.council, one.value) for one in known_costs(view, LEDGER)] == [("a", figure(100))]
