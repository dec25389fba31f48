"""The matrix of capabilities and councils."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.comparison.councils import AS_OF, runs, sector

from estate.comparison.identity import identify
from estate.comparison.matrix import Row, added, chosen_capabilities, first_day, matrix_of
from estate.comparison.of_inventory import sector_of, version_band
from estate.comparison.view import WITHHELD, Amount, Band, DateBand
from estate.portfolio import Catalogue, Inventory, Portfolio, SystemRef, Workspace
from estate.scoring.results import Answer

LEDGER = "finance.ledger"


def one_row(councils: dict[str, dict[str, Any]], catalogue: dict[str, Any] | None = None) -> Row:
    view = sector(councils, catalogue)
    return matrix_of(view, identify(view), [LEDGER]).rows[0]


def test_overlap_is_by_product_whatever_its_version_and_councils_count_once() -> None:
    row = one_row({"a": runs("x@8", "x@9"), "b": runs("x"), "c": runs("y"), "d": runs(None)})
    assert [(each.id, each.councils) for each in row.products] == [
        ("x", ("a", "b")),
        ("y", ("c",)),
    ]
    assert row.in_use == 4
    assert row.cells[3].products == ()


def test_none_recorded_needed_and_in_use_are_three_things() -> None:
    planned = {"s": {"name": "S", "capabilities": [LEDGER], "lifecycle": "planned"}}
    row = one_row(
        {
            "a": runs("x"),
            "b": {"needs": [{"capability": LEDGER}]},
            "c": {},
            "d": {"systems": planned},
        }
    )
    states = [cell.state for cell in row.cells]
    assert states == ["in use", "needed", "none recorded", "none recorded"]


def test_the_end_is_the_first_still_to_come_and_tacit_renewal_moves_it_on() -> None:
    tables = runs("x")
    tables["contracts"] = {
        "over": {"systems": ["s0"], "ends": date(2025, 3, 31)},
        "late": {"systems": ["s0"], "ends": date(2029, 3, 31)},
        # From 31 Dec 2025 it renews by 12 months: at 30 Sep 2026 it runs until 31 Dec 2026.
        "tacit": {"systems": ["s0"], "ends": date(2025, 12, 31), "renewal": "tacit"},
    }
    assert one_row({"a": tables}).cells[0].ends == date(2026, 12, 31)
    del tables["contracts"]["tacit"], tables["contracts"]["late"]
    assert one_row({"a": tables}).cells[0].ends == date(2025, 3, 31)


def test_extensions_taken_count_towards_the_end() -> None:
    tables = runs("x")
    steps = [{"months": 12, "by": "council", "taken": True}, {"months": 24, "by": "council"}]
    tables["contracts"] = {
        "c": {"systems": ["s0"], "ends": date(2026, 12, 31), "extensions": steps}
    }
    assert one_row({"a": tables}).cells[0].ends == date(2027, 12, 31)


def test_cost_is_exact_or_says_that_a_part_is_missing() -> None:
    tables = runs("x", "y")
    tables["systems"]["s0"]["annual_cost"] = {"licence": 40_000, "hosting": 2_500}
    assert one_row({"a": tables}).cells[0].cost == Band(42_500)
    tables["systems"]["s1"]["annual_cost"] = {"support": 500}
    row = one_row({"a": tables, "b": {}})
    # 40,000 + 2,500 + 500; the council without a system adds nothing, and no doubt either.
    assert row.cells[0].cost == row.cost == 43_000


def test_risk_is_counted_by_what_is_known_of_it() -> None:
    inventory = Inventory.model_validate({"council": {"name": "A"}, **runs("x", "y", None)})
    rated = {SystemRef("a", "s0"): Answer.YES, SystemRef("a", "s1"): Answer.NO}
    portfolio = Portfolio(Workspace(), Catalogue(), {"a": inventory})
    view = sector_of(portfolio, AS_OF, None, rated)
    cell = matrix_of(view, identify(view), [LEDGER]).rows[0].cells[0]
    assert (cell.red, cell.red_unknown, cell.red_withheld) == (1, 1, 0)
    hidden = sector_of(portfolio, AS_OF, risk=False)
    cell = matrix_of(hidden, identify(hidden), [LEDGER]).rows[0].cells[0]
    assert (cell.red, cell.red_unknown, cell.red_withheld) == (0, 0, 3)


def test_a_shared_platform_is_an_overlap_too() -> None:
    tables = {"systems": {"m": {"name": "M", "capabilities": [LEDGER], "platform": "seemis"}}}
    row = one_row({"a": tables, "b": tables, "c": runs("x")})
    assert [(each.id, each.councils) for each in row.platforms] == [("seemis", ("a", "b"))]


def test_the_supplier_is_the_products_else_the_one_its_contracts_name() -> None:
    catalogue = {
        "suppliers": {"maker": {"name": "Maker"}, "reseller": {"name": "Reseller"}},
        "products": {"x": {"name": "X", "supplier": "maker"}, "y": {"name": "Y"}},
    }
    tables = runs("x", "y", None)
    tables["contracts"] = {
        "c": {"systems": ["s0", "s1", "s2"], "supplier": "reseller"},
        "d": {"systems": ["s2"], "supplier": "maker"},
    }
    systems = sector({"a": tables}, catalogue).councils[0].systems
    assert [system.supplier for system in systems] == ["maker", "reseller", None]
    assert [system.supplier_name for system in systems] == ["Maker", "Reseller", None]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ((), ["education.mis", "finance.ledger", "finance.p2p"]),
        (("finance.*",), ["finance.ledger", "finance.p2p"]),
        (("*.mis", "finance.l*"), ["education.mis", "finance.ledger"]),
        (("nothing.*",), []),
    ],
)
def test_capabilities_are_chosen_by_pattern(patterns: tuple[str, ...], expected: list[str]) -> None:
    system = {"name": "S", "capabilities": ["finance.ledger", "education.mis"]}
    tables = {"systems": {"s": system}, "needs": [{"capability": "finance.p2p"}]}
    assert list(chosen_capabilities(sector({"a": tables}), patterns)) == expected


@pytest.mark.parametrize(
    ("version", "band"),
    [("8.4.1", "8"), ("2016-sp2", "2016"), ("v3.1", "v3"), ("R12.2", "R12"), ("lite.9", "lite")],
)
def test_a_version_band_is_its_first_part(version: str, band: str) -> None:
    assert version_band(version) == band


DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@given(st.lists(DAYS | st.none() | st.just(WITHHELD), max_size=6), DAYS)
def test_the_first_day_to_come_is_the_least_of_those_not_over(days: list[Any], since: date) -> None:
    found = first_day(days, since)
    there = [day for day in days if isinstance(day, date)]
    if not there:
        assert found is (WITHHELD if WITHHELD in days else None)
    elif to_come := [day for day in there if day >= since]:
        assert found == min(to_come)
    else:
        assert found == max(there)


def test_a_span_of_days_is_to_come_while_its_last_day_is() -> None:
    span = DateBand(date(2026, 4, 1), date(2027, 3, 31))
    assert first_day([span, date(2028, 1, 1)], AS_OF) == span


PARTS = st.lists(
    st.integers(0, 99) | st.builds(Band, st.integers(0, 50), st.integers(51, 99)), max_size=5
)


@given(PARTS, st.booleans(), st.booleans())
def test_a_sum_holds_whatever_the_true_values_are(
    parts: list[Amount], unknown: bool, hidden: bool
) -> None:
    found = added([*parts, *([None] * unknown), *([WITHHELD] * hidden)])
    low = sum(part.low if isinstance(part, Band) else part for part in parts)  # type: ignore[misc]
    high = sum(part.high if isinstance(part, Band) else part for part in parts)  # type: ignore[misc]
    if not parts:
        assert found is (WITHHELD if hidden else None)
    elif unknown or hidden:
        assert found == Band(low)
    else:
        assert found == (low if low == high else Band(low, high))
