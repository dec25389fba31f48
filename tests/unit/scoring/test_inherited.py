"""Legacy that a system relies on."""

from __future__ import annotations

from typing import Any

from tests.unit.scoring.cases import REF, TODAY, estate

from estate.portfolio import SystemRef
from estate.scoring import InheritedRisk, inherited_risk, score


def at(level: int, impact: int = 3) -> dict[str, Any]:
    """A system of which every criterion is known."""
    likelihood = (
        "end_of_support",
        "contract",
        "skills",
        "business_need",
        "environment",
        "vulnerabilities",
        "history",
    )
    impacts = (
        "safety",
        "reputation",
        "financial",
        "stakeholders",
        "operations",
        "other_systems",
    )
    return {
        "likelihood": dict.fromkeys(likelihood, level),
        "impact": {key: {"score": impact, "by": "A", "because": "B"} for key in impacts},
    }


def found(others: dict[str, dict[str, Any]], *interfaces: tuple[str, str]) -> InheritedRisk | None:
    graph = estate(at(1), others=others, interfaces=interfaces)
    return inherited_risk(graph, score(graph, TODAY), REF)


def test_the_worst_legacy_relied_on_is_named_with_the_way_to_it() -> None:
    worst = found(
        {"near": at(3), "mid": at(1), "far": at(5)}, ("near", "it"), ("mid", "it"), ("far", "mid")
    )
    assert worst is not None
    assert worst.score.ref == SystemRef("c", "far")
    assert worst.path == ("c/it", "c/mid", "c/far")


def test_of_equals_the_nearest_and_then_the_first_by_id() -> None:
    others = {"a": at(4), "b": at(4), "m": at(1), "c": at(4)}
    near = found(others, ("m", "it"), ("a", "m"), ("c", "it"), ("b", "it"))
    assert near is not None
    assert near.path == ("c/it", "c/b")


def test_what_is_not_legacy_for_certain_or_not_relied_on_does_not_count() -> None:
    assert found({"sound": at(2), "blank": {}}, ("sound", "it"), ("blank", "it")) is None
    assert found({"bad": at(6)}, ("it", "bad")) is None
