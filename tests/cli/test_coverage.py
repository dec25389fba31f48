"""`estate check --coverage`, typed at the prompt."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.support.documents import ROOT, run_estate
from tests.unit.completeness.cases import BARE, CATALOGUE, WHOLE

ESTATE = "[estate]\nas_of = 2026-09-30\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a workspace of two councils."""
    for name, text in {
        "estate.toml": ESTATE,
        "catalogue/all.toml": CATALOGUE,
        "councils/whole.toml": WHOLE,
        "councils/bare.toml": BARE,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_is_known_is_counted_and_is_no_fault(folder: Path) -> None:
    done = run_estate(["check", "--coverage"], folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 councils, 2 systems in use on 30 Sep 2026: 32 of 57 facts" in done.stdout
    summary = run_estate(["check", "--coverage", "--format", "summary"], folder)
    assert summary.stdout == done.stdout.splitlines()[1] + "\n"


def test_the_short_form_stands_first_and_the_whole_is_asked_for(folder: Path) -> None:
    short = run_estate(["check", "--coverage"], folder).stdout
    whole = run_estate(["check", "--coverage", "--full"], folder).stdout
    facts = short.partition("\n\nThe single answers")[0]
    assert whole.startswith(facts)
    assert "By council\n" in whole
    assert "By council\n" not in short
    assert "The single answers that tell most\nOf 1 of 2 systems" in short
    assert "bare/web  options       nothing" in short
    assert short.endswith("estate check --coverage --full\n")
    assert len(short.splitlines()) < len(whole.splitlines())


def test_one_council_is_counted_alone(folder: Path) -> None:
    words = ["check", "--coverage", "--council", "whole", "--format"]
    document = json.loads(run_estate([*words, "json"], folder).stdout)
    assert (document["total"]["known"], document["total"]["of"]) == (32, 32)
    rows = list(csv.DictReader(io.StringIO(run_estate([*words, "csv"], folder).stdout)))
    assert {row["council"] for row in rows} == {"whole"}
    assert len(rows) == 32
    assert run_estate([*words, "md"], folder).stdout.startswith("## What is known, by fact\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--full"], "--full goes with --coverage"),
        (["--coverage", "--rule", "EST303"], "--rule and --least choose findings"),
        (["--coverage", "--least", "error"], "--rule and --least choose findings"),
        (["--format", "csv"], "--format csv goes with --coverage"),
        (["--coverage", "--watch"], "--watch does not go with --coverage"),
        (["--coverage", "--format", "sarif"], "table, summary, json, csv or md, not sarif"),
        (["--coverage", "--council", "whol"], "Did you mean whole?"),
    ],
)
def test_what_does_not_go_together_is_said(folder: Path, words: list[str], said: str) -> None:
    done = run_estate(["check", *words], folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_fault_is_listed_and_what_can_be_read_is_counted(folder: Path) -> None:
    (folder / "councils" / "broken.toml").write_text("[council\n")
    done = run_estate(["check", "--coverage", "--format", "summary"], folder)
    assert done.returncode == 1
    assert done.stdout.startswith("2 councils, 2 systems in use")
    assert "councils/broken.toml:1:" in done.stderr


def test_an_empty_workspace_has_nothing_to_count(tmp_path: Path) -> None:
    (tmp_path / "estate.toml").write_text(ESTATE)
    done = run_estate(["check", "--coverage"], tmp_path)
    assert done.returncode == 0
    assert "0 councils, 0 systems in use on 30 Sep 2026: 0 of 0 facts" in done.stdout


@pytest.mark.slow
def test_the_samples_say_the_same_wherever_they_stand(tmp_path: Path) -> None:
    words = ["check", "--coverage", "--format", "json"]
    first = run_estate([*words, str(ROOT / "inventories")], tmp_path).stdout
    again = run_estate([*words, "inventories"], ROOT).stdout
    assert first.replace(f"{ROOT.as_posix()}/", "") == again
