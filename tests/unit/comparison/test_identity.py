"""What is taken for the same product or supplier, and what is only asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.comparison.councils import runs, sector

from estate.comparison.identity import Identity, identify
from estate.comparison.joining import joined
from estate.comparison.matches import Decision, Match

SUPPLIERS: dict[str, Any] = {
    "harbour": {"name": "Harbour Ltd"},
    "buywynd": {"name": "Buywynd Ltd"},
    "corrie": {"name": "Corrie", "former_names": ["BUYWYND  ltd"]},
}


def two(first: str, second: str, catalogue: dict[str, Any], *decisions: Decision) -> Identity:
    councils = {"a": runs(None, supplier=first), "b": runs(None, supplier=second)}
    return identify(sector(councils, catalogue), decisions)


def test_a_former_name_joins_case_and_spaces_aside_under_the_name_of_today() -> None:
    identity = two("buywynd", "corrie", {"suppliers": SUPPLIERS})
    assert identity.supplier("buywynd") == identity.supplier("corrie") == "corrie"
    assert [(each.first, each.second, each.how) for each in identity.matches] == [
        ("corrie", "buywynd", "former-name")
    ]
    assert identity.matches[0].because == "BUYWYND  ltd is a former name of Corrie"


def test_an_alias_joins_products_and_says_which() -> None:
    catalogue = {
        "products": {
            "revmaster": {"name": "RevMaster", "aliases": ["RM8"]},
            "rm": {"name": "rm8"},
        }
    }
    identity = identify(sector({"a": runs("revmaster@8"), "b": runs("rm")}, catalogue))
    assert identity.product("rm") == "revmaster"
    assert identity.product_name("rm") == "RevMaster"
    assert identity.matches[0].because == "both are called RM8"


def test_the_name_of_the_one_as_an_alias_of_the_other_counts_under_the_other() -> None:
    catalogue = {
        "products": {
            "a-ledger": {"name": "Corrie Ledger"},
            "ledgerette": {"name": "Ledgerette", "aliases": ["corrie ledger"]},
        }
    }
    identity = identify(sector({"a": runs("a-ledger"), "b": runs("ledgerette")}, catalogue))
    assert identity.product("a-ledger") == "ledgerette"


def test_one_name_of_two_suppliers_products_is_a_question() -> None:
    catalogue = {
        "suppliers": {"one": {"name": "First"}, "two": {"name": "Quite Another"}},
        "products": {
            "mosaic": {"name": "Mosaic", "supplier": "one"},
            "mosaic-maps": {"name": "Mosaic Maps", "aliases": ["Mosaic"], "supplier": "two"},
        },
    }
    identity = identify(sector({"a": runs("mosaic"), "b": runs("mosaic-maps")}, catalogue))
    assert identity.product("mosaic-maps") == "mosaic-maps"
    assert not identity.matches
    assert "their suppliers differ" in identity.questions[0].because


@pytest.mark.parametrize(
    ("first", "second"),
    [("Harbour Software", "Harbour Systems Ltd"), ("Kinvale Care", "Kinvail Care")],
)
def test_near_names_are_asked_and_never_joined(first: str, second: str) -> None:
    catalogue = {"suppliers": {"one": {"name": first}, "two": {"name": second}}}
    identity = two("one", "two", catalogue)
    assert identity.supplier("one") != identity.supplier("two")
    assert [(each.first, each.second) for each in identity.questions] == [("one", "two")]


@pytest.mark.parametrize(
    ("first", "second"), [("Ledger 8", "Ledger 9"), ("Harbour", "Meadow"), ("Harlaw", "Harvest")]
)
def test_names_that_differ_by_number_or_altogether_are_not_even_asked(
    first: str, second: str
) -> None:
    catalogue = {"suppliers": {"one": {"name": first}, "two": {"name": second}}}
    assert not two("one", "two", catalogue).questions


def test_a_takeover_makes_one_group_of_two_suppliers_and_survives_a_circle() -> None:
    suppliers = {
        "top": {"name": "Top"},
        "middle": {"name": "Middle", "parent": "top"},
        "low": {"name": "Low", "parent": "middle"},
        "round": {"name": "Round", "parent": "about"},
        "about": {"name": "About", "parent": "round"},
    }
    identity = two("low", "middle", {"suppliers": suppliers})
    assert identity.supplier("low") == "low"
    assert identity.group("low") == identity.group("middle") == identity.group("top") == "top"
    said = {(each.first, each.second, each.how) for each in identity.matches}
    assert said == {("middle", "low", "parent"), ("top", "middle", "parent")}
    assert two("round", "about", {"suppliers": suppliers}).group("round") in {"round", "about"}


def test_a_company_number_joins_and_a_declared_difference_outweighs_it() -> None:
    suppliers = {
        "one": {"name": "One", "company_number": "SC000001"},
        "two": {"name": "Two", "company_number": "SC000001"},
    }
    assert two("one", "two", {"suppliers": suppliers}).supplier("two") == "one"
    apart = Decision("supplier", same=False, ids=("one", "two"), because="a shared register entry")
    identity = two("one", "two", {"suppliers": suppliers}, apart)
    assert identity.supplier("two") == "two"
    assert not identity.matches


def test_what_is_declared_different_is_not_joined_over_a_third() -> None:
    suppliers = {
        "one": {"name": "One", "aliases": ["Bridge"]},
        "two": {"name": "Two", "aliases": ["Span"]},
        "third": {"name": "Bridge", "aliases": ["Span"]},
    }
    councils = {name: runs(None, supplier=name) for name in suppliers}
    apart = Decision("supplier", same=False, ids=("one", "two"), because="two firms")
    identity = identify(sector(councils, {"suppliers": suppliers}), [apart])
    assert identity.supplier("one") != identity.supplier("two")
    assert len(identity.matches) == 1
    assert "declared different" in identity.questions[0].because


def test_what_is_declared_the_same_counts_under_the_first_and_settles_the_question() -> None:
    catalogue = {"suppliers": {"one": {"name": "Harbour Ltd"}, "two": {"name": "Harbour plc"}}}
    same = Decision("supplier", same=True, ids=("two", "one"), because="annual report 2026")
    identity = two("one", "two", catalogue, same)
    assert identity.supplier("one") == "two"
    assert not identity.questions
    assert identity.matches[0].because == "annual report 2026"


NAMES = st.sampled_from("abcdefg")
PAIRS = st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=12)


@given(PAIRS, PAIRS)
def test_joining_never_joins_what_is_apart_and_keeps_every_other_tie(
    ties: list[tuple[str, str]], kept_apart: list[tuple[str, str]]
) -> None:
    apart = {frozenset(pair) for pair in kept_apart}
    made = joined([Match("product", *pair, "alias", "") for pair in ties], apart)
    assert not any(made.under(one) == made.under(other) for one, other in kept_apart)
    for tie in made.kept:
        assert made.under(tie.first) == made.under(tie.second)
    for tie in made.refused:
        assert made.under(tie.first) != made.under(tie.second)
    assert len(made.kept) + len(made.refused) == len(ties)
    if not apart:
        assert not made.refused


@given(PAIRS)
def test_joining_without_decisions_is_reachability(ties: list[tuple[str, str]]) -> None:
    made = joined([Match("product", *pair, "alias", "") for pair in ties], set())
    reach = {name: {name} for name in "abcdefg"}
    for _ in range(7):
        for one, other in ties:
            together = reach[one] | reach[other]
            for name in together:
                reach[name] = reach[name] | together
    for one, reached in reach.items():
        for other in reach:
            assert (made.under(one) == made.under(other)) == (other in reached)
