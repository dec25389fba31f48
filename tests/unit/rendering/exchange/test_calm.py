"""CALM architectures and timelines: held against the release's rules, and read back as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from tests.support.calm_rules import architecture_faults, timeline_faults
from tests.unit.rendering.exchange.exchange_sample import (
    material_of,
    sample,
    small,
    small_planned,
)
from tests.unit.rendering.exchange.hostile_estate import (
    NAMES,
    hostile,
    hostile_planned,
    turned_round,
)
from tests.unit.rendering.gold import same
from tests.unit.rendering.sample import STRATHALLAN, portfolio

from estate.rendering.exchange.calm import calm
from estate.rendering.exchange.material import Material


def files(material: Material) -> dict[str, Any]:
    return {each.name: json.loads(each.content) for each in calm(material).files}


@cache
def whole() -> dict[str, Any]:
    (found,) = files(sample()).values()
    read: dict[str, Any] = found
    return read


def nodes(document: dict[str, Any], kind: str) -> dict[str, Any]:
    return {each["unique-id"]: each for each in document["nodes"] if each["node-type"] == kind}


def relations(document: dict[str, Any], kind: str) -> dict[str, Any]:
    return {
        each["unique-id"]: each
        for each in document["relationships"]
        if kind in each["relationship-type"]
    }


@pytest.mark.parametrize("material", [sample, small, small_planned, hostile, hostile_planned])
def test_every_file_is_what_the_release_asks_for(material: Callable[[], Material]) -> None:
    for name, document in files(material()).items():
        check = timeline_faults if name == "timeline.calm.json" else architecture_faults
        assert check(document) == [], name


def test_the_rules_find_what_is_wrong() -> None:
    document = files(small())["architecture.calm.json"]
    document["nodes"][0].pop("description")
    document["relationships"][0]["protocol"] = "carrier pigeon"
    document["nodes"].append(document["nodes"][1])
    connection = next(iter(relations(document, "connects").values()))
    connection["relationship-type"]["connects"]["source"]["node"] = "nowhere"

    told = "\n".join(architecture_faults(document))
    assert "'description' is a required property" in told
    assert "protocol" in told
    assert "stands there twice" in told
    assert "there is no nowhere" in told


def test_systems_with_their_money_and_days_come_back() -> None:
    found = nodes(whole(), "system")
    record = {str(ref): system for ref, system in sample().systems()}
    assert found.keys() == record.keys()
    for key, system in record.items():
        said = found[key]["metadata"]
        assert found[key]["name"] == system.name
        cost = system.annual_cost.model_dump(exclude_unset=True) if system.annual_cost else None
        assert said.get("annual_cost") == cost
        day = system.must_change_by
        assert said.get("must_change_by") == (day.isoformat() if day else None)
        assert said.get("options", {}).keys() == system.options.keys()


def test_interfaces_and_contracts_come_back() -> None:
    connects = relations(whole(), "connects")
    told = {
        key: tuple(each["relationship-type"]["connects"][end]["node"] for end in ENDS)
        for key, each in connects.items()
    }
    assert told == {
        f"{link.council}: interfaces.{link.index}": (link.sender, link.receiver)
        for link in sample().links()
    }
    contracts = relations(whole(), "interacts")
    for council, inventory in sample().inventories():
        for key, contract in inventory.contracts.items():
            own = contracts[f"{council}: contracts.{key}"]
            assert own["metadata"].get("annual_value") == contract.annual_value
            assert own["metadata"].get("ends") == (contract.ends and contract.ends.isoformat())
            assert own["relationship-type"]["interacts"]["nodes"] == sorted(
                f"{council}/{system}" for system in contract.systems
            )


ENDS = ("source", "destination")


def test_a_contract_without_supplier_or_systems_stands_with_its_council() -> None:
    (council,) = nodes(files(hostile())["architecture.calm.json"], "ecosystem").values()

    assert council["metadata"]["contracts"]["with-none"]["annual_value"] == 41
    assert "k1" not in council["metadata"]["contracts"]


def test_a_roadmap_is_an_architecture_a_plateau_and_a_timeline_of_them() -> None:
    material = small_planned()
    found = files(material)
    timeline = found.pop("timeline.calm.json")
    plateaus = material.plateaus()

    assert [each["details"]["detailed-architecture"] for each in timeline["moments"]] == [*found]
    assert [each["valid-from"] for each in timeline["moments"]] == [
        plateau.begins.isoformat() for plateau in plateaus
    ]
    assert timeline["current-moment"] == timeline["moments"][0]["unique-id"] == "plateau-0"
    assert timeline["moments"][-1]["metadata"]["capital-spent"] == 23_000  # 1,000 + 20,000 + 2,000


def test_the_last_plateau_shows_what_is_left_and_only_what_is_known_of_it() -> None:
    *_, last, _ = files(small_planned()).values()
    systems = nodes(last, "system")

    assert "strathallan/benefits" not in systems  # retired
    assert "strathallan/pupils" not in systems  # part of the platform now
    ledger = systems["strathallan/ledger"]["metadata"]
    assert ledger["changed"]["kind"] == "replace"
    assert ledger["running_cost"] == 10_000
    assert "annual_cost" not in ledger  # of the old system
    assert systems["glenmore/payroll"]["metadata"]["capabilities"] == ["corporate.payroll"]
    hub = nodes(last, "service")["platform:pupil-hub"]["metadata"]
    assert [each["system"] for each in hub["joined"]] == ["strathallan/pupils"]


def test_interfaces_follow_what_becomes_of_their_ends() -> None:
    """Of four: one rebuilt with the ledger, one gone with benefits, one now the platform's own."""
    *_, last, _ = files(small_planned()).values()
    connects = relations(last, "connects")

    assert connects.keys() == {"strathallan: interfaces.0", "strathallan: interfaces.2"}
    rebuilt = connects["strathallan: interfaces.0"]
    assert rebuilt["metadata"]["fate"] == "rebuilt"
    assert "mechanism" not in rebuilt["metadata"]
    moved = connects["strathallan: interfaces.2"]["relationship-type"]["connects"]
    assert moved == {
        "source": {"node": "platform:pupil-hub"},
        "destination": {"node": "glenmore/payroll"},
    }


def test_harmful_names_come_back_as_they_are() -> None:
    found = nodes(files(hostile())["architecture.calm.json"], "system")
    assert [found[f"harm/s{at}-"]["name"] for at in range(len(NAMES))] == list(NAMES)


def test_notes_leave_nowhere_in_a_record() -> None:
    ledger = {
        "name": "Ledger",
        "notes": "SECRET",
        "evidence": {"name": {"source": "A ledger", "note": "SECRET"}},
        "options": {"retire": {"months": 3, "notes": "SECRET"}},
    }
    systems = {**STRATHALLAN["systems"], "ledger": ledger}
    export = calm(material_of(portfolio({"strathallan": {**STRATHALLAN, "systems": systems}})))

    assert b"SECRET" not in export.files[0].content
    assert b"A ledger" in export.files[0].content
    assert {entry.kind: entry.records for entry in export.loss.entries} == {
        "evidence: note": ("strathallan/ledger: name",),
        "interface: to what is not written": ("strathallan: interfaces.2",),
        "option: notes": ("strathallan/ledger: retire",),
        "system: notes": ("strathallan/ledger",),
    }


def test_an_option_may_be_called_like_a_key_that_is_left_out() -> None:
    ledger = {"name": "Ledger", "options": {"sharing": {"kind": "retire", "months": 3}}}
    material = material_of(
        portfolio({"s": {"council": {"name": "S"}, "systems": {"ledger": ledger}}})
    )

    system = nodes(files(material)["architecture.calm.json"], "system")["s/ledger"]
    assert system["metadata"]["options"] == {"sharing": {"kind": "retire", "months": 3}}


def test_the_same_estate_gives_the_same_bytes_whatever_the_order_of_its_record() -> None:
    assert calm(turned_round()).files == calm(small_planned()).files


def test_the_whole_files_are_as_they_were_looked_at() -> None:
    made = {each.name: each.content.decode() for each in calm(small_planned()).files}
    for name in ("architecture.calm.json", "timeline.calm.json"):
        same(f"export.{name}", made[name])
    same("export.plateau.calm.json", made[sorted(made)[1]])
