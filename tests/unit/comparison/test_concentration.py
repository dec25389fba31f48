"""Shares, the index and what fails with a supplier, worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from tests.unit.comparison.councils import sector

from estate.comparison.concentration import concentration
from estate.comparison.failing import failures
from estate.comparison.hhi import HhiRange, hhi_range
from estate.comparison.identity import identify
from estate.comparison.quantiles import Between

LEDGER, TAX = "finance.ledger", "revenues.council-tax"
CATALOGUE: dict[str, Any] = {
    "capabilities": {
        LEDGER: {"name": "Ledger"},
        TAX: {"name": "Council tax", "citizen_facing": True},
    },
    "suppliers": {
        "big": {"name": "Big"},
        "small": {"name": "Small", "parent": "big"},
        "other": {"name": "Other"},
    },
}


def council(*contracts: tuple[str | None, int | None, list[str]]) -> dict[str, Any]:
    """Return a council with a contract, over a system, for each supplier, price and capability."""
    tables: dict[str, Any] = {"council": {"name": "A", "population": 1000}}
    tables["systems"] = {
        f"s{number}": {"name": "S", "capabilities": served}
        for number, (_, _, served) in enumerate(contracts)
    }
    tables["contracts"] = {}
    for number, (supplier, price, _) in enumerate(contracts):
        own: dict[str, Any] = {"systems": [f"s{number}"], "ends": date(2028 + number, 3, 31)}
        own |= {} if supplier is None else {"supplier": supplier}
        own |= {} if price is None else {"annual_value": price}
        tables["contracts"][f"c{number}"] = own
    return tables


VIEW = sector(
    {
        "a": council(("big", 60, [LEDGER]), ("other", 20, [TAX])),
        "b": council(("small", 20, [LEDGER]), (None, 99, [TAX])),
    },
    CATALOGUE,
)


def test_an_owner_counts_with_what_it_owns() -> None:
    found = concentration(VIEW, identify(VIEW))

    # Big has 60 + 20 of 100, Other 20: 80 x 80 + 20 x 20 = 6,800.
    assert [(one.supplier, one.councils, one.contracts) for one in found.suppliers] == [
        ("big", ("a", "b"), 2),
        ("other", ("a",), 1),
    ]
    assert found.by_known_value == 6_800
    assert found.by_value == HhiRange(Fraction(6_800), Fraction(6_800))
    # Two councils and one: (4 + 1) / 9. Two contracts and one: the same.
    assert found.by_councils == found.by_contracts == Fraction(50_000, 9)
    assert (found.unnamed, found.unnamed_contracts) == (1, 1)


def test_one_capability_has_its_own_suppliers() -> None:
    found = concentration(VIEW, identify(VIEW), TAX)

    assert [one.supplier for one in found.suppliers] == ["other"]
    assert found.by_councils == 10_000
    assert found.councils == ("a", "b")


def test_a_price_that_is_not_known_makes_a_range() -> None:
    view = sector({"a": council(("big", 60, [LEDGER]), ("other", None, [TAX]))}, CATALOGUE)

    found = concentration(view, identify(view))

    # Alike at 60 each: 5,000; at nothing, or without limit, one supplier alone.
    assert found.by_value == HhiRange(Fraction(5_000), Fraction(10_000))
    assert found.by_known_value == 10_000


def test_a_contract_that_is_over_is_left_out() -> None:
    tables = council(("big", 60, [LEDGER]))
    tables["contracts"]["c0"] |= {"ends": date(2020, 1, 1), "renewal": "none"}
    view = sector({"a": tables}, CATALOGUE)

    assert concentration(view, identify(view)).suppliers[0].contracts == 0


def test_a_contract_over_two_systems_counts_once() -> None:
    tables = council(("big", 60, [LEDGER]), ("big", 40, [LEDGER]))
    tables["contracts"]["c0"]["systems"] = ["s0", "s1"]
    view = sector({"a": tables}, CATALOGUE)

    own = concentration(view, identify(view), LEDGER).suppliers[0]

    assert (own.contracts, own.priced.low) == (2, Fraction(100))


def test_what_a_supplier_would_take_along() -> None:
    found = failures(VIEW, identify(VIEW), (LEDGER, TAX))

    big, other = found
    assert (big.id, big.councils, big.people) == ("big", ("a", "b"), 2000)
    assert [str(ref) for ref in big.systems] == ["a/s0", "b/s0"]
    assert (big.capabilities, big.citizen_facing) == ((LEDGER,), ())
    ends = (big.first_end, big.last_end)
    assert (big.priced.low, *ends) == (Fraction(80), date(2028, 3, 31), date(2028, 3, 31))
    assert (other.id, other.citizen_facing, other.contracts) == ("other", (TAX,), 1)


def test_a_platform_takes_its_members_along() -> None:
    catalogue = CATALOGUE | {
        "platforms": {"hub": {"name": "Hub", "capabilities": [TAX], "members": ["a", "zed"]}}
    }
    tables = council((None, 30, [TAX]))
    tables["systems"]["s0"]["platform"] = "hub"
    view = sector({"a": tables, "b": council()}, catalogue)

    (hub,) = failures(view, identify(view), (TAX,))

    assert (hub.kind, hub.name, hub.councils, hub.elsewhere) == (
        "platform",
        "Hub",
        ("a",),
        ("zed",),
    )
    assert (hub.contracts, hub.priced.low) == (1, Fraction(30))


def test_the_greatest_index_is_at_a_corner() -> None:
    # 10 to 30 beside 20: at 10, 100/9 x 500 = 5,555.5...; at 20 alike; at 30, 52 / 100.
    found = hhi_range([Between(Fraction(10), Fraction(30)), Between(Fraction(20), Fraction(20))])

    assert found == HhiRange(Fraction(5_000), Fraction(50_000, 9))
    assert hhi_range([]) is None
