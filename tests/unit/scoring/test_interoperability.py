"""Interoperability from declared facts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from tests.unit.scoring.cases import REF, TODAY

from estate.graph import EstateGraph, build
from estate.portfolio import (
    Catalogue,
    Council,
    Interface,
    Inventory,
    Portfolio,
    System,
    SystemRef,
    Workspace,
)
from estate.scoring import Interval, interoperability_of
from estate.scoring.interoperability import LEVELS, assess_link, interoperability

STANDARDS = {
    "uprn": {"name": "An identifier", "kind": "identifier"},
    "fhir": {"name": "A payload standard", "kind": "payload"},
    "rest": {"name": "An API style", "kind": "api"},
    "oidc": {"name": "A sign-in", "kind": "sign-in"},
    "csv": {"name": "A format", "kind": "format"},
}
API = {"mechanism": "open-api", "documented": True, "published": True, "authentication": "oidc"}
BEST = {**API, "standards": ["fhir"], "semantics": "payload-standard"}


def joined(
    *interfaces: dict[str, Any],
    systems: dict[str, dict[str, Any]] | None = None,
    complete: bool | None = None,
    product: dict[str, Any] | None = None,
) -> EstateGraph:
    """Council `c`, in which `it` sends to `a` by each interface, unless that says otherwise."""
    raw = {"it": {}, "a": {}, "b": {}, **(systems or {})}
    catalogue = {"standards": STANDARDS, "products": {"p": {"name": "P", **(product or {})}}}
    inventory = Inventory(
        council=Council(name="Example", interfaces_complete=complete),
        systems={name: System.model_validate({"name": name, **it}) for name, it in raw.items()},
        interfaces=tuple(
            Interface.model_validate({"from": "it", "to": "a", **it}) for it in interfaces
        ),
    )
    return build(Portfolio(Workspace(), Catalogue.model_validate(catalogue), {"c": inventory}))


def part(name: str, interface: dict[str, Any], **more: Any) -> tuple[int, int]:  # noqa: ANN401
    graph = joined(interface, **more)
    found = assess_link(graph, graph.links[0], TODAY).part(name)
    return found.low, found.high


@pytest.mark.parametrize(
    ("interface", "expected"),
    [
        ({}, (0, 5)),
        ({"mechanism": "manual"}, (0, 0)),
        ({"mechanism": "email"}, (1, 1)),
        ({"mechanism": "portal", "format": "csv", "documented": True}, (1, 1)),
        ({"mechanism": "scheduled-file"}, (1, 2)),
        ({"mechanism": "scheduled-file", "format": "proprietary"}, (1, 1)),
        ({"mechanism": "scheduled-file", "format": "csv"}, (1, 2)),
        ({"mechanism": "scheduled-file", "format": "csv", "documented": False}, (1, 1)),
        ({"mechanism": "scheduled-file", "format": "csv", "documented": True}, (2, 2)),
        ({"mechanism": "database-link"}, (2, 3)),
        ({"mechanism": "database-link", "documented": True, "published": True}, (3, 3)),
        ({"mechanism": "vendor-api", "documented": False, "published": False}, (2, 2)),
        ({"mechanism": "vendor-api", "documented": True, "published": False}, (3, 3)),
        ({"mechanism": "web-service", "documented": True, "authentication": "key"}, (3, 3)),
        ({"mechanism": "web-service", "documented": True}, (3, 5)),
        ({**API, "semantics": "none"}, (4, 4)),
        (API, (4, 5)),  # a payload standard and a second consumer may be unrecorded
        ({**API, "mechanism": "event", "semantics": "none"}, (4, 5)),
        (BEST, (4, 5)),
    ],
)
def test_technical_level(interface: dict[str, Any], expected: tuple[int, int]) -> None:
    assert part("technical", interface) == expected


def test_a_service_is_shared_when_two_systems_use_it() -> None:
    graph = joined(BEST, {**BEST, "to": "b"}, {**BEST, "to": "b", "status": "planned"})
    assert assess_link(graph, graph.links[0], TODAY).part("technical").low == 5
    assert part("technical", BEST, complete=True) == (4, 4)


def test_only_facts_that_would_narrow_the_range_are_asked_for() -> None:
    graph = joined({**API, "published": None, "semantics": "none"})
    passage = assess_link(graph, graph.links[0], TODAY).part("technical")
    assert (passage.low, passage.high) == (3, 4)
    assert passage.because == (
        "Data passes by open-api. Not recorded: whether its specification is published."
    )


@pytest.mark.parametrize(
    ("interface", "expected"),
    [
        ({}, (0, 5)),
        ({"semantics": "none"}, (0, 0)),
        ({"semantics": "local-codes"}, (1, 1)),
        ({"semantics": "documented-mapping"}, (2, 2)),
        ({"standards": ["csv"]}, (0, 5)),
        ({"standards": ["uprn"]}, (3, 5)),
        ({"standards": ["uprn"], "semantics": "local-codes"}, (3, 3)),
        ({"standards": ["fhir"], "semantics": "documented-mapping"}, (4, 4)),
        ({"semantics": "payload-standard"}, (4, 4)),
        ({"standards": ["fhir", "uprn"]}, (4, 5)),
        ({"standards": ["fhir", "uprn"], "validated": False}, (4, 4)),
        ({"standards": ["fhir", "uprn"], "validated": True}, (5, 5)),
        ({"standards": ["uprn"], "semantics": "payload-standard"}, (4, 5)),
        ({"standards": ["gone"], "semantics": "none"}, (0, 0)),
    ],
)
def test_semantic_level(interface: dict[str, Any], expected: tuple[int, int]) -> None:
    assert part("semantic", interface) == expected


@pytest.mark.parametrize(
    ("interface", "expected"),
    [
        ({}, (0, 5)),
        ({"to_owner": "A"}, (1, 5)),
        ({"from_owner": "A", "service_level": "Days"}, (1, 5)),
        ({"from_owner": "A", "to_owner": "B"}, (3, 5)),
        (
            {"from_owner": "A", "to_owner": "B", "service_level": "S", "change_notice_days": 0},
            (5, 5),
        ),
    ],
)
def test_organisational_level(interface: dict[str, Any], expected: tuple[int, int]) -> None:
    assert part("organisational", interface) == expected


@pytest.mark.parametrize(
    ("interface", "expected"),
    [
        ({}, (0, 5)),
        ({"personal_data": False}, (5, 5)),
        ({"personal_data": True}, (0, 5)),
        ({"personal_data": True, "agreement": "A"}, (3, 5)),
        ({"personal_data": True, "agreement": "A", "agreement_until": TODAY}, (5, 5)),
        ({"personal_data": True, "agreement": "A", "agreement_until": date(2026, 11, 21)}, (3, 3)),
        ({"agreement": "A", "agreement_until": date(2026, 11, 21)}, (3, 5)),
    ],
)
def test_legal_level(interface: dict[str, Any], expected: tuple[int, int]) -> None:
    assert part("legal", interface) == expected


WHOLE = {
    "mechanism": "vendor-api",
    "documented": True,
    "published": False,
    "semantics": "local-codes",
    "from_owner": "A",
    "to_owner": "B",
    "service_level": "S",
    "change_notice_days": 30,
    "personal_data": False,
}


def test_score_and_level_of_an_interface() -> None:
    graph = joined(WHOLE)
    found = assess_link(graph, graph.links[0], TODAY)
    # Technical 3, semantic 1, organisational 5, legal 5:
    # 100 x (0.4 x 3 + 0.3 x 1 + 0.2 x 5 + 0.1 x 5) / 5 = 100 x 3.0 / 5 = 60.
    assert found.score == Interval(Fraction(60), Fraction(60))
    # min(3, 1 + 1) = 2: Opportunistic.
    assert (found.level_low, found.level_high) == (2, 2)


def test_an_interface_of_which_nothing_is_known() -> None:
    graph = joined({})
    found = assess_link(graph, graph.links[0], TODAY)
    assert found.score == Interval(Fraction(0), Fraction(100))
    assert (found.level_low, found.level_high) == (1, 5)


def test_a_system_is_the_mean_of_its_interfaces_by_the_weight_of_the_other_end() -> None:
    poor = {
        "to": "b",
        "mechanism": "manual",
        "semantics": "none",
        "from_owner": "A",
        "to_owner": "B",
        "service_level": "S",
        "change_notice_days": 30,
        "personal_data": False,
    }
    graph = joined(WHOLE, poor, systems={"a": {"criticality": "vital"}})
    found = interoperability_of(graph, REF, TODAY)
    # 60 with weight 4; 0, 0, 5, 5 makes 30, with weight 2, its end's criticality being unknown:
    # (4 x 60 + 2 x 30) / 6 = 50.
    assert found.actual == Interval(Fraction(50), Fraction(50))


def test_no_interface_is_not_assessed_rather_than_nothing() -> None:
    found = interoperability_of(joined(), REF, TODAY)
    assert (found.actual, found.links, found.missing, found.potential) == (None, (), (), None)


@pytest.mark.parametrize(
    ("standards", "potential"),
    [
        ([], None),
        (["csv", "oidc"], None),
        (["rest"], 3),
        (["rest", "oidc"], 4),
        (["rest", "oidc", "fhir"], 5),
    ],
)
def test_what_a_product_offers_is_its_potential(
    standards: list[str], potential: int | None
) -> None:
    offered = joined(systems={"it": {"product": "p@1"}}, product={"standards": standards})
    assert interoperability_of(offered, REF, TODAY).potential == potential
    own = joined(systems={"it": {"standards": standards}})
    assert interoperability_of(own, REF, TODAY).potential == potential


def test_required_pairs() -> None:
    needed = {"required": True}
    graph = joined(
        {**needed, **API, "semantics": "none"},  # technical 4: connected
        {**needed, **WHOLE},  # 3: connected
        {
            **needed,
            "mechanism": "scheduled-file",
            "format": "csv",
            "documented": True,
        },  # 2: by file
        {**needed, "mechanism": "manual"},  # 0: by hand
        {"status": "missing"},
        {"mechanism": "manual"},  # nobody requires it
        {**needed, "status": "retired"},
    )
    found = interoperability(graph, TODAY)
    # (1 + 1 + 0 + 0 - 1) / 5
    assert found.required == Interval(Fraction(1, 5), Fraction(1, 5))
    assert found.required_by_council == {"c": found.required}
    assert len(found.systems[REF].missing) == 1
    assert found.systems[REF] == interoperability_of(graph, REF, TODAY)
    assert len(found.links) == 7


def test_required_pairs_of_unknown_means_are_a_range_and_none_is_none() -> None:
    graph = joined({"required": True}, {"required": True, "status": "planned"})
    # Connected or not, and not there: from (0 - 1) / 2 to (1 - 1) / 2.
    assert interoperability(graph, TODAY).required == Interval(Fraction(-1, 2), Fraction(0))
    assert interoperability(joined({}), TODAY).required is None


def test_platforms_and_ends_that_do_not_exist_are_assessed_too() -> None:
    graph = joined({**WHOLE, "to": "platform:gone"}, {**WHOLE, "to": "elsewhere"})
    assert interoperability_of(graph, REF, TODAY).actual == Interval(Fraction(60), Fraction(60))


def test_systems_are_told_apart() -> None:
    graph = joined(WHOLE)
    assert len(interoperability_of(graph, SystemRef("c", "a"), TODAY).links) == 1
    assert interoperability_of(graph, SystemRef("c", "b"), TODAY).links == ()


@pytest.mark.parametrize(
    ("criticality", "weight"), [("low", 1), ("medium", 2), (None, 2), ("high", 3), ("vital", 4)]
)
def test_weights_of_criticality(criticality: str | None, weight: int) -> None:
    manual = {**WHOLE, "to": "b", "mechanism": "manual", "semantics": "none"}
    graph = joined(WHOLE, manual, systems={"a": {"criticality": criticality}})
    # 60 with the weight; 30 with weight 2.
    mean = Fraction(60 * weight + 30 * 2, weight + 2)
    assert interoperability_of(graph, REF, TODAY).actual == Interval(mean, mean)


def test_what_is_missing_is_named() -> None:
    graph = joined({"to_owner": "A"})
    found = assess_link(graph, graph.links[0], TODAY).part("organisational")
    assert found.because == (
        "Not recorded: an owner of the sending end, a service level, notice of changes."
    )
    with pytest.raises(KeyError):
        assess_link(graph, graph.links[0], TODAY).part("financial")


def test_names_of_levels() -> None:
    assert LEVELS == {
        1: "Ad hoc",
        2: "Opportunistic",
        3: "Essential",
        4: "Sustainable",
        5: "Seamless",
    }
