"""The published schemas are those of the program, and accept what it writes."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from tests.support.documents import ROOT

from estate.rendering.documents.schemas import WRITTEN, written_schema_text
from estate.rendering.plan.plan_json import FORM


def validator(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        json.loads(written_schema_text(kind)), format_checker=jsonschema.FormatChecker()
    )


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_the_committed_schema_is_the_program_s(kind: str) -> None:
    """Mend with `make schemas`."""
    committed = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")

    assert committed == written_schema_text(kind)


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_the_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(written_schema_text(kind)))


def _undescribed(part: dict[str, Any], path: str = "") -> list[str]:
    """Return the keys of a schema that say nothing of themselves."""
    found = []
    for key, value in part.get("properties", {}).items():
        found += [] if value.get("description") else [f"{path}.{key}"]
        found += _undescribed(value, f"{path}.{key}")
    for each in (part.get("items"), *part.get("anyOf", ())):
        found += _undescribed(each, f"{path}[]") if each else []
    return found


def test_every_key_of_a_report_says_what_it_is() -> None:
    assert _undescribed(json.loads(written_schema_text("report"))) == []


@pytest.fixture
def kept_plan() -> dict[str, Any]:
    return dict(json.loads((ROOT / "tests" / "gold" / "roadmap.json").read_text(encoding="utf-8")))


def test_a_plan_passes_its_schema(kept_plan: dict[str, Any]) -> None:
    assert kept_plan["form"] == FORM
    assert kept_plan["steps"]

    assert [fault.message for fault in validator("roadmap").iter_errors(kept_plan)] == []


def test_a_plan_under_a_scenario_passes_too(kept_plan: dict[str, Any]) -> None:
    kept_plan["scenario"] = {"name": "Less", "because": "Cuts", "file": "scenarios/less.toml"}

    assert [fault.message for fault in validator("roadmap").iter_errors(kept_plan)] == []


def test_the_schema_refuses_what_is_none_of_its_keys(kept_plan: dict[str, Any]) -> None:
    kept_plan["steps"][0]["colour"] = "red"
    kept_plan["form"] = "estate-roadmap/0"
    kept_plan["steps"][0]["start"] = "soon"
    del kept_plan["gap"]

    faults = [fault.message for fault in validator("roadmap").iter_errors(kept_plan)]

    assert len(faults) == 4
    assert any("colour" in fault for fault in faults)
    assert any("'gap' is a required property" in fault for fault in faults)
