"""L1, from support dates."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.scoring.cases import criterion, ends, estate

from estate.portfolio import Fact

DATED = {"security_support_until": date(2027, 11, 22)}


def runs(*versions: dict[str, Any], **system: Any) -> Any:  # noqa: ANN401  # a graph
    """An estate in which `it` runs on products p0, p1 and so on."""
    names = [f"p{index}" for index in range(len(versions))]
    products = dict(zip(names, versions, strict=True))
    technology = [f"{name}@1" for name in names]
    return estate({"technology": technology, **system}, products=products)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2026, 11, 21), 6),
        (date(2026, 11, 22), 5),  # the last day of support is a day of support
        (date(2027, 11, 22), 5),
        (date(2027, 11, 23), 4),
        (date(2028, 11, 22), 4),
        (date(2028, 11, 23), 3),
        (date(2029, 11, 22), 3),
        (date(2029, 11, 23), 2),
        (date(2031, 11, 22), 2),
        (date(2031, 11, 23), 1),
        (date(9999, 12, 31), 1),
    ],
)
def test_bands_to_the_day(until: date, expected: int) -> None:
    assert ends(runs({"security_support_until": until}), "L1") == (expected, expected)


def test_the_worst_component_counts_and_is_named_with_its_source() -> None:
    lapsed = {"security_support_until": date(2023, 10, 10), "source": "the maker"}
    found = criterion(runs(DATED, lapsed), "L1")
    assert (found.low, found.high, found.rule) == (6, 6, "support-dates")
    assert (
        found.because == "Security support for P1 1 ended on 10 October 2023 (source: the maker)."
    )
    assert found.facts == (
        Fact("c", ("systems", "it", "technology", 1)),
        Fact("catalogue", ("products", "p1", "versions", "1", "security_support_until")),
    )


def test_of_equally_bad_ones_the_first_to_end_is_named() -> None:
    found = criterion(runs(DATED, {"security_support_until": date(2027, 6, 30)}), "L1")
    assert (found.low, found.because) == (
        5,
        "Security support for P1 1 ends on 30 June 2027, within 12 months.",
    )


def test_the_product_itself_counts_too() -> None:
    graph = estate({"product": "p@1"}, products={"p": DATED})
    assert criterion(graph, "L1").facts[0] == Fact("c", ("systems", "it", "product"))
    assert ends(graph, "L1") == (5, 5)


@pytest.mark.parametrize("missing", ["p0", "p0@2", "gone@1", "gone"])
def test_a_component_without_dates_raises_the_upper_end_only(missing: str) -> None:
    graph = estate({"product": missing, "technology": ["p0@1"]}, products={"p0": DATED})
    found = criterion(graph, "L1")
    assert (found.low, found.high, found.rule) == (5, 6, "support-dates")
    assert "is supported is not known" in found.because
    assert Fact("c", ("systems", "it", "product")) in found.facts


def test_beside_what_is_out_of_support_unknowns_do_not_matter() -> None:
    graph = runs({"supported": False}, {})
    assert ends(graph, "L1") == (6, 6)


def test_a_version_without_any_date_is_unknown() -> None:
    found = criterion(runs({}), "L1")
    assert (found.low, found.high, found.rule) == (1, 6, "unknown")
    assert found.because == "Until when P0 1 is supported is not known."


def test_nothing_recorded_is_unknown() -> None:
    found = criterion(estate(), "L1")
    assert (found.low, found.high, found.rule, found.facts) == (1, 6, "unknown", ())


def test_a_product_kept_in_support_scores_best_whatever_the_date() -> None:
    graph = runs({"supported": True})
    assert ends(graph, "L1") == (1, 1)
    assert ends(graph, "L1", date(2060, 1, 1)) == (1, 1)


def test_a_published_date_counts_before_a_statement() -> None:
    lapsed = {"supported": True, "security_support_until": date(2020, 1, 1)}
    assert ends(runs(lapsed), "L1") == (6, 6)


EXTENDED = {
    "security_support_until": date(2023, 10, 10),
    "extended_support_until": date(2027, 10, 13),
}


@pytest.mark.parametrize(
    ("bought", "expected"), [([], 6), (["p0@1"], 5), (["p0"], 5), (["p0@2"], 6), (["p"], 6)]
)
def test_extended_support_counts_only_if_bought(bought: list[str], expected: int) -> None:
    graph = runs(EXTENDED, extended_support=bought)
    assert ends(graph, "L1") == (expected, expected)


def test_extended_support_of_unknown_length_lasts_at_least_as_long_as_the_usual() -> None:
    graph = runs(DATED, extended_support=["p0@1"])
    assert ends(graph, "L1") == (1, 5)
    assert criterion(graph, "L1").because.startswith("Security support for P0 1 ends on")
    over = runs({"security_support_until": date(2020, 1, 1)}, extended_support=["p0@1"])
    assert ends(over, "L1") == (1, 6)


def test_systems_of_one_graph_do_not_borrow_from_another() -> None:
    early = runs({"security_support_until": date(2020, 1, 1)})
    late = runs({"security_support_until": date(2040, 1, 1)})
    assert (ends(early, "L1"), ends(late, "L1")) == ((6, 6), (1, 1))


@pytest.mark.parametrize("product", ["p", "p@2", "gone@1"])
def test_a_lone_component_that_the_catalogue_does_not_date_is_unknown(product: str) -> None:
    found = criterion(estate({"product": product}, products={"p": DATED}), "L1")
    assert (found.low, found.high, found.rule) == (1, 6, "unknown")
    assert found.facts == (Fact("c", ("systems", "it", "product")),)
