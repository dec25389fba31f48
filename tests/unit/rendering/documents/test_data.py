"""The subjects as CSV files, and as one document."""

from __future__ import annotations

import csv
import io
import json

import jsonschema
import pytest
from tests.unit.rendering.documents.made import DIGEST, FORMULA, material
from tests.unit.rendering.sample import HOSTILE

from estate.rendering.documents.data import FORM, csv_files, report_json
from estate.rendering.documents.schemas import written_schema_text
from estate.rendering.documents.subjects import subjects
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.words import visible


def rows(name: str) -> list[dict[str, str]]:
    (file,) = [one for one in csv_files(material()) if one.name == name]
    return list(csv.DictReader(io.StringIO(file.content.decode(), newline="")))


def test_a_file_a_subject_in_order_of_names() -> None:
    names = [file.name for file in csv_files(material())]

    assert names == sorted(names)
    assert len(names) == len(subjects(material()))
    assert {"systems.csv", "steps.csv", "money-by-year.csv", "people-by-quarter.csv"} <= {*names}


def test_csv_keeps_numbers_and_days_and_runs_nothing() -> None:
    tax = next(one for one in rows("systems.csv") if one["system"] == "strathallan/council-tax")
    ledger = next(one for one in rows("systems.csv") if one["system"] == "strathallan/ledger")
    odd = next(one for one in rows("systems.csv") if one["system"] == "strathallan/odd")

    assert (tax["running_cost"], tax["live"]) == ("185000", "2028-10-01")
    assert ledger["owner"] == f"'{FORMULA}"
    assert odd["system_name"] == visible(HOSTILE)
    assert (odd["users"], odd["must_change_by"]) == ("not recorded", "")
    # A sum that is less than nothing is a number, not a formula.
    assert [one["better_low"] for one in rows("steps.csv")] == ["1000", "-20000", "1000"]


@pytest.mark.parametrize("planned", [True, False])
def test_the_document_passes_its_published_schema(planned: bool) -> None:
    schema = json.loads(written_schema_text("report"))
    checked = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    document = json.loads(to_text(report_json(material(planned=planned))))

    assert [fault.message for fault in checked.iter_errors(document)] == []
    assert (document["form"], document["input_sha256"]) == (FORM, DIGEST)
    assert (document["plan"] is None) is not planned


def test_the_schema_refuses_other_keys_and_other_types() -> None:
    schema = json.loads(written_schema_text("report"))
    document = report_json(material())
    systems = document["subjects"]["systems"]["rows"]
    systems[0]["colour"] = "red"
    systems[1]["users"] = "many"
    systems[2]["live"] = 2028
    del systems[3]["system_name"]

    checked = jsonschema.Draft202012Validator(schema)
    assert len(list(checked.iter_errors(document))) == 4


def test_null_is_not_recorded_and_what_does_not_apply_is_absent() -> None:
    systems = report_json(material())["subjects"]["systems"]["rows"]
    odd = next(one for one in systems if one["system"] == "strathallan/odd")
    ledger = next(one for one in systems if one["system"] == "strathallan/ledger")

    assert odd["users"] is None
    assert "must_change_by" not in odd
    assert ledger["owner"] == FORMULA
