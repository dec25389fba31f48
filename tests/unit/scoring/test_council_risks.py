"""The four risks that councils report."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.scoring.cases import REF, TODAY, criterion
from tests.unit.scoring.cases import estate as estate_of
from tests.unit.scoring.test_interoperability import WHOLE, joined

from estate.graph import EstateGraph
from estate.scoring import Answer, council_risks, interoperability_of, score_system


def risks(graph: EstateGraph) -> dict[str, Answer]:
    found = council_risks(score_system(graph, REF, TODAY), interoperability_of(graph, REF, TODAY))
    assert [risk.kind for risk in found] == ["staff", "security", "interoperability", "hardware"]
    assert all(risk.because.endswith(".") for risk in found)
    return {risk.kind: risk.present for risk in found}


def test_the_four_risks_follow_their_criteria() -> None:
    assert set(risks(estate_of()).values()) == {Answer.UNKNOWN}
    sound = {
        "support": {"people": 6},
        "hosting": "saas",
        "likelihood": {"end_of_support": 2, "vulnerabilities": 2, "history": 1},
    }
    assert risks(estate_of(sound)) == {
        "staff": Answer.NO,
        "security": Answer.NO,
        "interoperability": Answer.UNKNOWN,
        "hardware": Answer.NO,
    }
    poor = {"support": {"people": 1}, "likelihood": {"vulnerabilities": 3, "history": 4}}
    assert risks(estate_of(poor)) == {
        "staff": Answer.YES,
        "security": Answer.YES,
        "interoperability": Answer.UNKNOWN,
        "hardware": Answer.YES,
    }


def test_the_reason_of_a_council_risk_is_its_worst_criterion() -> None:
    graph = estate_of({"likelihood": {"vulnerabilities": 3}, "vulnerabilities": {"critical": 2}})
    found = council_risks(score_system(graph, REF, TODAY), interoperability_of(graph, REF, TODAY))
    assert found[1].because == criterion(graph, "L6").because
    assert [one.code for one in found[1].criteria] == ["L1", "L6"]


@pytest.mark.parametrize(
    ("interfaces", "present"),
    [
        (({**WHOLE, "semantics": "documented-mapping"},), Answer.NO),  # level 3
        ((WHOLE,), Answer.YES),  # level 2
        (({"status": "missing"},), Answer.YES),
        (({**WHOLE, "semantics": None},), Answer.UNKNOWN),
        (({**WHOLE, "status": "planned"},), Answer.UNKNOWN),
    ],
)
def test_interoperability_is_a_risk_where_interfaces_are_poor_or_missing(
    interfaces: tuple[dict[str, Any], ...], present: Answer
) -> None:
    assert risks(joined(*interfaces))["interoperability"] is present


@pytest.mark.parametrize(("high", "present"), [("2", Answer.NO), ("3", Answer.UNKNOWN)])
def test_a_council_risk_that_touches_the_threshold_may_be_there(high: str, present: Answer) -> None:
    # With only minor, or moderate and minor, incidents unrecorded L7 is 1 to 2, or 1 to 3.
    known = {"ongoing": False, "severe": 0, "major": 0, "moderate": 0 if high == "2" else None}
    graph = estate_of({"hosting": "saas", "incidents": known})
    assert criterion(graph, "L7").high == int(high)
    assert risks(graph)["hardware"] is present
