"""Files for the LGR Rationalisation Engine: held against its schema, one council by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.unit.rendering.exchange.exchange_sample import (
    material_of,
    sample,
    small,
    small_planned,
)
from tests.unit.rendering.exchange.hostile_estate import NAMES, hostile, turned_round
from tests.unit.rendering.gold import same
from tests.unit.rendering.sample import AS_OF

from estate.graph import build
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace
from estate.rendering.exchange.lgr import lgr
from estate.rendering.exchange.material import Material
from estate.scoring import score

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
FUNCTION = {
    "type": "object",
    "required": ["id", "label", "type", "lgaFunctionId"],
    "properties": {
        "id": TEXT,
        "label": TEXT,
        "type": {"const": "Function"},
        "lgaFunctionId": {"type": "string", "pattern": "^[0-9]+$"},
    },
    "additionalProperties": False,
}
SYSTEM = {
    "type": "object",
    "required": ["id", "label", "type", "vendor"],
    "properties": {
        "id": TEXT,
        "label": TEXT,
        "type": {"const": "ITSystem"},
        "vendor": {"type": "string", "minLength": 1},
        "users": {"type": "number"},
        "annualCost": {"type": "number"},
        "endYear": {"type": "number"},
        "endMonth": {"type": "number", "minimum": 1, "maximum": 12},
        "noticePeriod": {"type": "number"},
        "hosting": {"enum": ["cloud", "on-premise", "partner-hosted"]},
        "hostingPartner": TEXT,
        "sharedWith": TEXTS,
        "capabilityType": TEXTS,
        "supportModel": {"enum": ["vendor-supported", "community-supported", "unsupported"]},
        "version": TEXT,
        "notes": TEXT,
    },
    "additionalProperties": False,
}
EDGE = {
    "type": "object",
    "required": ["source", "target", "relationship"],
    "properties": {
        "source": TEXT,
        "target": TEXT,
        "relationship": {"enum": ["REALIZES", "CONSUMES_CAPABILITY"]},
        "capabilities": TEXTS,
    },
    "if": {"properties": {"relationship": {"const": "CONSUMES_CAPABILITY"}}},
    "then": {"required": ["capabilities"]},
    "else": {"not": {"required": ["capabilities"]}},
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["councilName", "nodes", "edges"],
    "properties": {
        "councilName": TEXT,
        "councilMetadata": {
            "type": "object",
            "properties": {"tier": {"enum": ["county", "district", "borough", "unitary"]}},
            "additionalProperties": False,
        },
        "nodes": {"type": "array", "items": {"oneOf": [FUNCTION, SYSTEM]}},
        "edges": {"type": "array", "items": EDGE},
    },
    "additionalProperties": False,
}
"""As the engine's own schema says (dist/lgr-architecture.schema.json), and closed besides."""

CATALOGUE: dict[str, Any] = {
    "groups": {"revenues": {"name": "Revenues"}},
    "capabilities": {
        "revenues.council-tax": {"name": "Council tax", "esd_functions": [3]},
        "revenues.benefits": {"name": "Benefits", "esd_functions": [3, 8]},
        "revenues.debt": {"name": "Debt recovery"},
    },
    "suppliers": {"acme": {"name": "Acme Ltd"}, "boreal": {"name": "Boreal plc"}},
    "products": {"taxmaster": {"name": "TaxMaster", "supplier": "acme"}},
    "platforms": {
        "pay": {
            "name": "Shared payments",
            "capabilities": ["revenues.debt"],
            "members": ["ayre", "bute"],
            "supplier": "boreal",
        }
    },
}
AYRE: dict[str, Any] = {
    "council": {"name": "Ayre Council"},
    "systems": {
        "tax": {
            "name": "Council tax",
            "product": "taxmaster@8",
            "capabilities": ["revenues.council-tax", "revenues.debt"],
            "users": 64,
            "annual_cost": {"licence": 118_000, "hosting": 21_000},
            "hosting": "co-located",
            "support": {"supplier": True},
        },
        "benefit": {
            "name": "Benefit",
            "capabilities": ["revenues.benefits"],
            "depends_on": ["tax"],
            "bespoke": True,
            "hosting": "on-premises",
            "support": {"supplier": False, "in_house": False},
        },
        "till": {"name": "Till", "platform": "pay", "hosting": "supplier-hosted"},
    },
    "contracts": {
        "late": {"systems": ["tax"], "supplier": "boreal", "ends": date(2031, 3, 31)},
        "early": {
            "systems": ["tax"],
            "supplier": "acme",
            "ends": date(2028, 6, 30),
            "notice_months": 9,
        },
        "over": {"systems": ["tax"], "supplier": "boreal", "ends": date(2020, 3, 31)},
        "till": {"systems": ["till"], "supplier": "boreal", "ends": date(2027, 12, 31)},
    },
}


def ayre() -> Material:
    councils = {
        "ayre": AYRE,
        "bute": {"council": {"name": "Bute Council"}, "systems": {"x": {"name": "X"}}},
    }
    estate = Portfolio(
        Workspace(name="Two"),
        Catalogue.model_validate(CATALOGUE),
        {key: Inventory.model_validate(value) for key, value in councils.items()},
    )
    graph = build(estate)
    both = ("ayre", "bute")
    return Material(graph, score(graph, AS_OF, both), AS_OF, both, "1", lambda _: None, "abc")


def files(material: Material) -> dict[str, Any]:
    return {each.name: json.loads(each.content) for each in lgr(material).files}


def by_id(document: dict[str, Any]) -> dict[str, Any]:
    return {each["id"]: each for each in document["nodes"]}


@pytest.mark.parametrize("material", [sample, small, small_planned, hostile, ayre])
def test_every_file_keeps_the_schema_and_every_edge_has_its_ends(
    material: Callable[[], Material],
) -> None:
    for document in files(material()).values():
        assert [each.message for each in Draft202012Validator(SCHEMA).iter_errors(document)] == []
        known = by_id(document)
        assert len(known) == len(document["nodes"])
        for edge in document["edges"]:
            assert {edge["source"], edge["target"]} <= known.keys()


def test_one_council_worked_by_hand() -> None:
    document = files(ayre())["ayre.lgr.json"]

    assert document["councilName"] == "Ayre Council"
    assert document["councilMetadata"] == {"tier": "unitary"}
    assert by_id(document) == {
        "function:3": {
            "id": "function:3",
            "label": "Benefits",  # the first by id of the two capabilities that are function 3
            "type": "Function",
            "lgaFunctionId": "3",
        },
        "function:8": {
            "id": "function:8",
            "label": "Benefits",
            "type": "Function",
            "lgaFunctionId": "8",
        },
        "ayre/tax": {
            "id": "ayre/tax",
            "label": "Council tax",
            "type": "ITSystem",
            "vendor": "Acme Ltd",
            "version": "8",
            "users": 64,
            "annualCost": 139_000,
            "endYear": 2028,  # of the two contracts that run, the one that ends first
            "endMonth": 6,
            "noticePeriod": 9,
            "supportModel": "vendor-supported",
        },
        "ayre/benefit": {
            "id": "ayre/benefit",
            "label": "Benefit",
            "type": "ITSystem",
            "vendor": "In-House",
            "hosting": "on-premise",
            "supportModel": "unsupported",
        },
        "ayre/till": {
            "id": "ayre/till",
            "label": "Till",
            "type": "ITSystem",
            "vendor": "Boreal plc",
            "hosting": "partner-hosted",
            "hostingPartner": "Boreal plc",
            "sharedWith": ["Bute Council"],
            "endYear": 2027,
            "endMonth": 12,
        },
        "platform:pay": {
            "id": "platform:pay",
            "label": "Shared payments",
            "type": "ITSystem",
            "vendor": "Boreal plc",
            "capabilityType": ["Debt recovery"],
        },
    }
    edges = {(each["source"], each["target"]): each for each in document["edges"]}
    assert edges.keys() == {
        ("ayre/tax", "function:3"),
        ("ayre/benefit", "function:3"),
        ("ayre/benefit", "function:8"),
        ("ayre/benefit", "ayre/tax"),
        ("ayre/till", "platform:pay"),
    }
    assert edges["ayre/benefit", "ayre/tax"]["capabilities"] == ["Council tax", "Debt recovery"]
    assert edges["ayre/till", "platform:pay"]["capabilities"] == ["Debt recovery"]


def test_the_loss_report_counts_what_that_could_not_say() -> None:
    lost = {entry.kind: entry for entry in lgr(ayre()).loss.entries}

    assert lost["system: capabilities"].records == ("ayre/tax",)  # debt recovery has no function
    assert lost["system: further contracts"].records == ("ayre/tax",)
    assert lost["system: hosting"].records == ("ayre/tax",)
    assert lost["system: vendor, which nobody recorded"].records == ("bute/x",)
    assert lost["system: annual cost by what is paid for"].records == ("ayre/tax",)
    assert "system: hosting, in full" not in lost


def test_no_function_is_made_up() -> None:
    """The sample's catalogue gives no ids of functions, so none stand in its files."""
    for document in files(sample()).values():
        assert not [each for each in document["nodes"] if each["type"] == "Function"]
    lost = {entry.kind: entry.count for entry in lgr(sample()).loss.entries}
    assert lost["system: capabilities"] == sum(
        bool(system.capabilities) for _, system in sample().systems()
    )


def test_a_body_that_is_no_council_has_no_tier_and_names_come_back_as_they_are() -> None:
    document = files(hostile())["harm.lgr.json"]
    assert "councilMetadata" not in document
    labels = [by_id(document)[f"harm/s{at}-"]["label"] for at in range(len(NAMES))]
    assert labels == list(NAMES)


def test_money_and_ends_of_the_sample_come_back() -> None:
    for council, inventory in sample().inventories():
        found = by_id(files(sample_of(council))[f"{council}.lgr.json"])
        for key, system in inventory.systems.items():
            own = found[f"{council}/{key}"]
            assert own.get("annualCost") == (system.annual_cost and system.annual_cost.total)
            if "endYear" in own:
                ends = {
                    (end.year, end.month)
                    for contract in inventory.contracts.values()
                    if key in contract.systems and (end := contract.term_in_force(sample().as_of))
                }
                assert (own["endYear"], own["endMonth"]) in ends


def sample_of(council: str) -> Material:
    whole = sample()
    return material_of(whole.portfolio, councils=(council,), day=whole.as_of)


def test_a_roadmap_is_lost_and_said_to_be() -> None:
    lost = {entry.kind: entry for entry in lgr(small_planned()).loss.entries}
    assert lost["roadmap: step"].records == tuple(
        sorted(step.system for step in small_planned().steps())
    )


def test_the_same_estate_gives_the_same_bytes_whatever_the_order_of_its_record() -> None:
    assert lgr(turned_round()).files == lgr(small_planned()).files


def test_the_whole_file_is_as_it_was_looked_at() -> None:
    same("export.lgr.json", lgr(ayre()).files[0].content.decode())
