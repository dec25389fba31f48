"""Which interfaces carry what is asked for: yes, no, and not said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.rendering.maps.asked import ask, diagram, systems

from estate.diagnostics import UsageFault
from estate.portfolio import Interface
from estate.rendering.maps import draw
from estate.rendering.maps.flows import question_of

CATALOGUE = {
    "data_classes": {
        "pay": {"name": "Pay", "personal": True},
        "roads": {"name": "Roads", "personal": False},
        "mixed": {"name": "Mixed"},
    },
    "standards": {"uprn": {"name": "UPRN"}},
}


@pytest.mark.parametrize(
    ("facts", "personal", "pay", "uprn"),
    [
        ({}, None, None, None),
        ({"personal_data": True}, True, None, None),
        ({"personal_data": False}, False, None, None),
        ({"carries": ["pay"]}, True, True, None),
        ({"carries": ["roads"]}, False, False, None),
        ({"carries": ["roads", "mixed"]}, None, False, None),
        ({"carries": ["roads"], "standards": ["uprn"]}, False, False, True),
        ({"personal_data": False, "carries": ["pay"], "standards": ["csv"]}, True, True, False),
    ],
)
def test_an_interface_says_yes_no_or_nothing(
    facts: dict[str, Any], personal: bool | None, pay: bool | None, uprn: bool | None
) -> None:
    interface = Interface.model_validate({"from": "a", "to": "b", **facts})
    asks = [
        question_of(ask({}, CATALOGUE, data_class=data_class, standard=standard)).asks(interface)
        for data_class, standard in ((None, None), ("pay", None), (None, "uprn"))
    ]
    assert asks == [personal, pay, uprn]


def council(*interfaces: dict[str, Any]) -> dict[str, Any]:
    return {"one": {"systems": systems("a", "b", "c"), "interfaces": list(interfaces)}}


def test_what_does_not_say_is_counted_and_listed_and_not_drawn() -> None:
    asked = ask(
        council(
            {"from": "a", "to": "b", "carries": ["pay"]},
            {"from": "b", "to": "c"},
            {"from": "c", "to": "a", "carries": ["roads"]},
        ),
        CATALOGUE,
        data_class="pay",
    )
    sheet = diagram("flows", asked)
    assert sheet.name == "flows-pay-one"
    assert [(edge.tail, edge.head) for edge in sheet.edges] == [("one/a", "one/b")]
    assert {node.name for node in sheet.nodes} == {"one/a", "one/b"}
    assert "1 interface does not say" in sheet.note
    assert list(sheet.details.values()) == [("B (one/b) -> C (one/c)",)]


def test_personal_data_without_an_agreement_in_date_is_said() -> None:
    personal = {"personal_data": True, "agreement": "DSA 7"}
    asked = ask(
        council(
            {"from": "a", "to": "b", "personal_data": True, "mechanism": "email"},
            {"from": "b", "to": "c", **personal, "agreement_until": date(2026, 9, 29)},
            {"from": "c", "to": "a", **personal, "agreement_until": date(2026, 9, 30)},
        )
    )
    assert [edge.label for edge in diagram("flows", asked).arrows()] == [
        "email; no agreement recorded",
        "way not recorded; agreement ended 29 Sep 2026",
        "way not recorded",
    ]


def test_no_such_flow_is_no_empty_picture() -> None:
    asked = ask(council({"from": "a", "to": "b"}), CATALOGUE, data_class="pay")
    with pytest.raises(UsageFault, match=r"carrying Pay; 1 of 1 do not say"):
        draw("flows", asked)


def test_retired_flows_are_not_drawn() -> None:
    retired = {"from": "a", "to": "b", "carries": ["pay"], "status": "retired"}
    with pytest.raises(UsageFault, match="no interface is recorded as carrying Pay"):
        draw("flows", ask(council(retired), CATALOGUE, data_class="pay"))
