"""The schemas that editors use are those of the types, and accept the samples."""

from __future__ import annotations

import json

import jsonschema
import pytest
import tomli
from tests.support.documents import ROOT

from estate.rendering.records.json_schema import KINDS, schema_of, schema_text

INVENTORIES = ROOT / "inventories"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_committed_schema_is_the_types(kind: str) -> None:
    """Mend with `make schemas`."""
    committed = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")

    assert committed == schema_text(kind)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_key_is_explained_and_nothing_is_null(kind: str) -> None:
    schema = schema_of(kind)
    tables = [schema, *schema.get("$defs", {}).values()]

    unexplained = [
        key
        for table in tables
        for key, field in table.get("properties", {}).items()
        if not field.get("description")
    ]
    assert unexplained == []
    assert '"null"' not in json.dumps(schema)


def as_json(value: object) -> object:
    """Turn TOML's dates into the text that JSON Schema knows."""
    return json.loads(json.dumps(value, default=str))


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("estate", "estate.toml"),
        ("catalogue", "catalogue/*.toml"),
        ("council", "councils/**/*.toml"),
    ],
)
def test_the_samples_pass_their_schema(kind: str, pattern: str) -> None:
    validator = jsonschema.Draft202012Validator(schema_of(kind))
    files = sorted(INVENTORIES.glob(pattern))

    assert files
    for path in files:
        document = as_json(tomli.loads(path.read_text(encoding="utf-8")))
        assert [fault.message for fault in validator.iter_errors(document)] == [], path


def test_a_misspelt_key_fails() -> None:
    validator = jsonschema.Draft202012Validator(schema_of("council"))
    document = {"systems": {"web": {"name": "Website", "hostin": "saas"}}}

    (fault,) = validator.iter_errors(document)
    assert "'hostin' was unexpected" in fault.message
