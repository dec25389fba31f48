"""The sample scenarios: sound beside the sample estate, and as editors want them."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
import tomli
from tests.support.documents import ROOT

from estate.graph import build
from estate.planning import problem_of
from estate.portfolio import Portfolio
from estate.reading import read
from estate.reading.scenario_file import read_scenario
from estate.rendering.records.json_schema import schema_of
from estate.studies.changing import changed
from estate.studies.deciding import decided

FILES = sorted((ROOT / "scenarios").glob("*.toml"))


@pytest.fixture(scope="module")
def sample() -> Portfolio:
    found = read(ROOT / "inventories").portfolio
    assert found is not None
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_sample_scenario_fits_the_sample_estate_and_changes_it(
    sample: Portfolio, file: Path
) -> None:
    found = read_scenario(file)
    assert found.findings == ()
    assert found.scenario is not None
    portfolio, faults = changed(sample, found.scenario)
    assert faults == ()
    as_of = sample.workspace.as_of
    assert as_of is not None
    problem, wrong = decided(problem_of(build(portfolio), as_of), found.scenario)
    assert wrong == ()
    assert problem != problem_of(build(sample), as_of)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_editor_finds_the_schema_and_no_fault(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    first, second = text.splitlines()[:2]
    named = file.parent / first.removeprefix("#:schema ")
    assert named.resolve() == ROOT / "schemas" / "scenario.schema.json"
    assert "ictional" in second
    jsonschema.validate(tomli.loads(text), schema_of("scenario"))
