"""The Structurizr workspace: held against its definition, and read back as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from tests.support.structurizr_rules import faults
from tests.unit.rendering.exchange.exchange_sample import (
    material_of,
    sample,
    small_planned,
)
from tests.unit.rendering.exchange.hostile_estate import (
    NAMES,
    hostile,
    hostile_planned,
    turned_round,
)
from tests.unit.rendering.gold import same
from tests.unit.rendering.sample import portfolio

from estate.rendering.canvas.palette import contrast
from estate.rendering.exchange.material import Material
from estate.rendering.exchange.structurizr import structurizr


def text(material: Material) -> str:
    return structurizr(material).files[0].content.decode()


def workspace(material: Material) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text(material))
    return read


@cache
def whole() -> dict[str, Any]:
    return workspace(sample())


def by_id(found: dict[str, Any]) -> dict[str, Any]:
    return {each["properties"]["id"]: each for each in found["model"]["softwareSystems"]}


def relations(found: dict[str, Any], tag: str) -> list[Any]:
    return [
        each
        for system in found["model"]["softwareSystems"]
        for each in system.get("relationships", ())
        if tag in each["tags"].split(",")
    ]


@pytest.mark.parametrize("material", [sample, small_planned, hostile, hostile_planned])
def test_it_is_a_workspace_that_the_tools_open(material: Callable[[], Material]) -> None:
    assert faults(workspace(material())) == []


def test_the_rules_find_what_is_wrong() -> None:
    found = workspace(small_planned())
    systems = found["model"]["softwareSystems"]
    systems[0]["name"] = systems[1]["name"]
    systems[0]["colour"] = "red"
    found["views"]["systemLandscapeViews"][0]["elements"].append({"id": "999"})

    told = faults(found)
    assert any(each.startswith("name twice") for each in told)
    assert any("'colour' was unexpected" in each for each in told)
    assert any("shows what there is not" in each for each in told)


def test_systems_money_days_and_contracts_of_the_sample_come_back() -> None:
    found = by_id(whole())
    for ref, system in sample().systems():
        own = found[str(ref)]
        assert own["name"].startswith(system.name)
        assert own.get("description") == system.description
        said = own["properties"]
        day = system.must_change_by
        assert said.get("must_change_by") == (day.isoformat() if day else None)
        sums = system.annual_cost.model_dump(exclude_none=True) if system.annual_cost else {}
        assert {
            key.partition(".")[2]: int(value)
            for key, value in said.items()
            if key.startswith("annual_cost.")
        } == sums
    for council, inventory in sample().inventories():
        for key, contract in inventory.contracts.items():
            for system_id in contract.systems:
                said = found[f"{council}/{system_id}"]["properties"]
                value, ends = contract.annual_value, contract.current_end
                assert said.get(f"contract.{key}.annual_value") == (value and str(value))
                assert said.get(f"contract.{key}.current_end") == (ends and ends.isoformat())


def test_every_interface_comes_back_between_its_two_ends() -> None:
    found = whole()
    places = {each["id"]: key for key, each in by_id(found).items()}
    flows = [
        each for tag in ("Live", "Planned", "Missing", "Retired") for each in relations(found, tag)
    ]
    told = Counter((places[each["sourceId"]], places[each["destinationId"]]) for each in flows)
    assert told == Counter(
        (link.sender.removeprefix("platform:"), link.receiver.removeprefix("platform:"))
        for link in sample().links()
    )


def test_the_roadmap_is_properties_tags_relations_and_a_view_for_each_plateau() -> None:
    material = small_planned()
    found = workspace(material)
    systems = by_id(found)
    assert material.plan is not None
    for step in material.plan.steps:
        said = systems[step.system]["properties"]
        assert said["plan.live"] == step.live.isoformat()
        assert said["plan.revenue"] == str(step.revenue)
        assert f"Plateau {said['plan.plateau']}" in systems[step.system]["tags"].split(",")
    keys = [each["key"] for each in found["views"]["systemLandscapeViews"]]
    assert [f"plateau_{each.number}" for each in material.plateaus()[1:]] == [
        key for key in keys if key.startswith("plateau_")
    ]
    (joined,) = relations(found, "Becomes")
    assert joined["destinationId"] == systems["pupil-hub"]["id"]


def test_harmful_names_come_back_as_they_are_and_open_no_group() -> None:
    found = by_id(workspace(hostile()))
    names = [found[f"harm/s{at}-"]["name"] for at in range(len(NAMES))]
    assert names == list(NAMES)
    assert {each["group"].count("/") for key, each in found.items() if "/" in key} == {1}
    said = [each["description"] for each in found["harm/s0-"]["relationships"]]
    assert said == [NAMES[1], f"{NAMES[1]} (2)"]


def test_two_systems_of_one_name_are_told_apart_by_their_councils() -> None:
    found = by_id(workspace(small_planned()))
    assert found["glenmore/pupils"]["name"] == "Pupil records, Glenmore Council"
    assert found["strathallan/pupils"]["name"] == "Pupil records, Strathallan Council"
    assert found["strathallan/ledger"]["name"] == "General ledger"


def test_the_styles_differ_in_more_than_colour_and_can_be_read() -> None:
    drawn = whole()["views"]["configuration"]["styles"]
    looks = [
        (each.get("shape"), each.get("border"), each.get("strokeWidth"))
        for each in drawn["elements"]
    ]
    lines = [(each["dashed"], each["thickness"]) for each in drawn["relationships"]]
    assert len(set(looks)) == len(looks)
    assert len(set(lines)) >= 5
    for each in drawn["elements"]:
        if "background" in each:
            assert contrast(each["background"], each["color"]) >= 4.5
            assert contrast(each["stroke"], "#ffffff") >= 3


def test_the_loss_report_counts_what_is_not_there() -> None:
    lost = {entry.kind: entry for entry in structurizr(hostile()).loss.entries}

    assert lost["contract: whole"].records == ("harm: contracts.with-none",)
    assert lost["interface: from a system to itself"].records == ("harm: interfaces.2",)
    assert lost["interface: to what is not written"].records == ("harm: interfaces.4",)
    assert lost["option: name"].count == len(NAMES)
    assert lost["council: description"].records == ("harm",)
    assert "interface: mechanism" not in lost


def test_the_same_estate_gives_the_same_bytes_whatever_the_order_of_its_record() -> None:
    assert text(turned_round()) == text(small_planned())


def test_the_whole_file_is_as_it_was_looked_at() -> None:
    same("export.structurizr.json", text(small_planned()))


def test_the_estate_says_that_it_is_made_up() -> None:
    assert "Illustrative" in whole()["description"]
    real = workspace(material_of(portfolio(illustrative=False)))
    assert "Illustrative" not in real["description"]
