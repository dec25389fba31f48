"""Suppliers, products and people on whom an estate rests, by hand-worked examples."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from estate.graph import build
from estate.graph.structure_scope import Scope
from estate.portfolio import Catalogue, Contract, Inventory, Portfolio, Workspace
from estate.scoring.concentration import (
    Concentration,
    Holding,
    Holdings,
    Spending,
    herfindahl,
    in_force,
    owner_of,
)
from estate.scoring.concentration_people import Hands, SkillNeed, Team, hands

AS_OF = date(2026, 9, 30)
CATALOGUE: dict[str, Any] = {
    "capabilities": {
        "revenues.council-tax": {"name": "Council tax", "citizen_facing": True},
        "people.payroll": {"name": "Payroll", "citizen_facing": False},
    },
    "products": {
        "taxman": {"name": "Taxman", "supplier": "small"},
        "ledgerly": {"name": "Ledgerly", "supplier": "other"},
        "base": {"name": "Base", "kind": "database", "supplier": "third"},
    },
    "suppliers": {
        "big": {"name": "Big Group"},
        "small": {"name": "Small Ltd", "parent": "big"},
        "other": {"name": "Other plc"},
        "third": {"name": "Third Inc"},
        "cloud": {"name": "Cloud LLP"},
    },
    "platforms": {"sign-in": {"name": "Sign-in", "supplier": "cloud"}},
}
COUNCIL: dict[str, Any] = {
    "council": {"name": "Example"},
    "systems": {
        # rests on ledger, and so on what ledger rests on
        "tax": {
            "name": "Tax",
            "product": "taxman@8",
            "technology": ["base@2", "base@3"],
            "capabilities": ["revenues.council-tax"],
            "depends_on": ["ledger"],
        },
        "ledger": {"name": "Ledger", "product": "ledgerly", "technology": ["base"]},
        "forms": {"name": "Forms", "platform": "sign-in"},
        "cards": {"name": "Card index", "bespoke": True},
        "mystery": {"name": "Mystery"},
        "old": {"name": "Old", "product": "ledgerly", "lifecycle": "retired"},
    },
    "contracts": {
        "one": {
            "systems": ["tax"],
            "supplier": "big",
            "ends": date(2027, 3, 31),
            "annual_value": 30_000,
        },
        "two": {"systems": ["ledger"], "supplier": "other", "annual_value": 10_000},
        "over": {
            "systems": ["ledger"],
            "supplier": "third",
            "ends": date(2025, 3, 31),
            "annual_value": 5,
        },
        "next": {
            "systems": ["ledger"],
            "supplier": "third",
            "starts": date(2027, 1, 1),
            "annual_value": 7,
        },
        "open": {"systems": ["cards"], "supplier": "other"},
        "whose": {"systems": ["forms"], "annual_value": 4_000},
    },
}


def portfolio(council: dict[str, Any] = COUNCIL) -> Portfolio:
    return Portfolio(
        Workspace(), Catalogue.model_validate(CATALOGUE), {"c": Inventory.model_validate(council)}
    )


def concentration(council: dict[str, Any] = COUNCIL) -> Concentration:
    graph = build(portfolio(council))
    return Holdings(graph, Scope(graph), AS_OF).of(["c"])


def test_what_fails_with_a_supplier_is_counted_through_dependencies_and_platforms() -> None:
    found = concentration()

    assert found.suppliers == (
        # Other supplies ledger's product, and the contract for the card index; tax rests on ledger.
        Holding("supplier", "other", "Other plc", ("c/cards", "c/ledger"), 1, ("Council tax",)),
        # The product's supplier belongs to the contract's: one supplier, once.
        Holding("supplier", "big", "Big Group", ("c/tax",), 0, ("Council tax",)),
        # Nobody has it, but the platform beneath forms is its.
        Holding("supplier", "cloud", "Cloud LLP", (), 1, ()),
    )


def test_products_count_once_whatever_the_version() -> None:
    assert concentration().products == (
        Holding("product", "base", "Base", ("c/ledger", "c/tax"), 0, ("Council tax",)),
        Holding("product", "ledgerly", "Ledgerly", ("c/ledger",), 1, ("Council tax",)),
        Holding("product", "taxman", "Taxman", ("c/tax",), 0, ("Council tax",)),
    )


def test_what_is_not_recorded_is_counted_apart() -> None:
    found = concentration()

    assert found.systems == 5, "the retired one is out of use"
    assert found.without_supplier == ("c/forms", "c/mystery")
    assert found.bespoke == (), "the card index has a contract with a supplier"
    assert found.without_product == ("c/cards", "c/forms", "c/mystery")
    without = {key: value for key, value in COUNCIL.items() if key != "contracts"}
    assert concentration(without).bespoke == ("c/cards",)


def test_money_is_of_contracts_in_force_and_shares_are_of_what_is_known() -> None:
    money = concentration().spending

    assert money == Spending(
        by_supplier={"big": 30_000, "other": 10_000},
        unnamed=4_000,
        contracts=4,
        unpriced=1,
        unpriced_of={"other": 1},
    )
    assert money.known == 40_000
    assert money.share("big") == Fraction(3, 4)
    # Shares of 75% and 25%: 5,625 + 625.
    assert money.hhi == 6_250


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([7], Fraction(10_000)),
        ([1, 1, 1, 1], Fraction(2_500)),
        ([5, 3, 2], Fraction(3_800)),  # 50, 30, 20: 2,500 + 900 + 400
        ([1, 2], Fraction(50_000, 9)),
        ([0, 0], None),
        ([], None),
    ],
)
def test_the_index_by_hand(amounts: list[int], expected: Fraction | None) -> None:
    assert herfindahl(amounts) == expected


def test_without_money_there_is_no_share_and_no_index() -> None:
    found = concentration({"council": {"name": "Empty"}})

    assert (found.systems, found.suppliers, found.products) == (0, (), ())
    assert found.spending.hhi is None
    assert found.spending.share("big") is None


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        ({}, True),
        ({"starts": date(2026, 10, 1)}, False),
        ({"ends": date(2026, 9, 30)}, True),
        ({"ends": date(2026, 9, 29)}, False),
        ({"ends": date(2026, 9, 29), "renewal": "tacit", "renewal_months": 12}, True),
        (
            {
                "ends": date(2026, 9, 29),
                "extensions": [{"months": 1, "by": "council", "taken": True}],
            },
            True,
        ),
    ],
)
def test_a_contract_is_in_force_until_it_is_known_to_be_over(
    contract: dict[str, Any], *, expected: bool
) -> None:
    assert in_force(Contract.model_validate(contract), AS_OF) is expected


def test_owners_are_followed_to_the_end_and_out_of_circles() -> None:
    raw = {"a": "b", "b": "c", "x": "z", "z": "y", "y": "z"}
    suppliers = {key: {"name": key, "parent": parent} for key, parent in raw.items()}
    catalogue = Catalogue.model_validate({"suppliers": suppliers | {"c": {"name": "c"}}})

    assert [owner_of(catalogue, one) for one in "abc"] == ["c", "c", "c"]
    assert [owner_of(catalogue, one) for one in "xyz"] == ["y", "y", "y"]
    assert owner_of(catalogue, "nobody") == "nobody"


def test_a_service_is_named_once_for_several_councils() -> None:
    inventory = Inventory.model_validate(COUNCIL)
    both = Portfolio(
        Workspace(), Catalogue.model_validate(CATALOGUE), {"d": inventory, "c": inventory}
    )
    graph = build(both)
    holdings = Holdings(graph, Scope(graph), AS_OF)

    everywhere = holdings.of(["d", "c"])
    assert everywhere.suppliers[0].systems == ("c/cards", "c/ledger", "d/cards", "d/ledger")
    assert everywhere.suppliers[0].services == ("Council tax",)
    assert everywhere.spending.by_supplier == {"big": 60_000, "other": 20_000}
    assert holdings.of(["c"]) == concentration()


def test_people_by_hand() -> None:
    council = {
        "council": {"name": "Example"},
        "skills": {"build": {"name": "Building", "people": 2, "person_days_per_quarter": 40}},
        "systems": {
            "a": {
                "name": "A",
                "support": {"people": 1},
                "technical_owner": "Lead",
                "options": {
                    "replace": {"skills": {"build": 100, "test": 5}},
                    "upgrade": {"skills": {"build": 20}},
                },
            },
            "b": {
                "name": "B",
                "support": {"people": 2},
                "technical_owner": "Lead",
                "options": {"retire": {"skills": {"build": 10}}},
            },
            "c": {"name": "C", "support": {"people": 0}},
            "d": {"name": "D"},
            "gone": {"name": "Gone", "lifecycle": "planned", "support": {"people": 1}},
        },
    }

    assert hands(portfolio(council), "c") == Hands(
        systems=4,
        few=("c/a", "c/c"),
        unknown=("c/d",),
        teams=(Team("Lead", ("c/a", "c/b"), ("c/a",)),),
        unowned=("c/c", "c/d"),
        # Of a 20 or 100, of b 10; testing is asked by one of a's two options only.
        skills=(
            SkillNeed("build", "Building", ("c/a", "c/b"), 30, 110, 2, 40),
            SkillNeed("test", "test", ("c/a",), 0, 5, None, None),
        ),
        without_options=("c/c", "c/d"),
    )
