"""`estate structure` as people type it, and the page that explains it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.documents import ROOT, follow, rewrite, run_estate

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "structure.md"
FORMATS = ("table", "json", "md")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The workspace of the page."""
    follow(PAGE.read_text(encoding="utf-8"), tmp_path)
    return tmp_path


def asked(folder: Path, *words: str) -> Any:  # noqa: ANN401  # a JSON document
    done = run_estate(["structure", *words, "--format", "json"], folder)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/structure.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")

    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown


def test_machines_get_every_figure_and_the_way_back(folder: Path) -> None:
    told = asked(folder, "--council", "glenmarnock")["councils"]["glenmarnock"]

    # forms sees 4, billing and ledger 3 each, the gazetteer and the allotments themselves: 12.
    assert told["own"]["visible_pairs"] == 12
    assert told["own"]["propagation_cost"] == 0.48
    assert told["own"]["without_diagonal"] == 0.35
    # With the platform, which sees itself, forms sees 5: 14 of 36.
    assert told["with_outside"]["visible_pairs"] == 14
    assert told["nodes"]["glenmarnock/billing"] == {
        "class": "core",
        "visible_fan_in": 3,
        "visible_fan_out": 3,
    }
    (circle,) = told["circles"]["first"]
    assert circle["opened_by"] == [{"dependent": "glenmarnock/ledger", "on": "glenmarnock/billing"}]
    assert circle["reasons"][0]["fact"]["where"] == "councils/glenmarnock.toml:29"
    (cut,) = told["cut_points"]["first"]
    assert cut["parted"] == [["glenmarnock/forms"], ["glenmarnock/gazetteer"]]
    assert [one["id"] for one in told["blast_radius"]["first"]] == [
        "glenmarnock/gazetteer",
        "glenmarnock/billing",
        "glenmarnock/ledger",
    ]
    (chain,) = told["critical_paths"]["first"]
    assert chain["path"] == ["glenmarnock/forms", "glenmarnock/billing"]
    assert told["concentration"]["spending"]["hhi"] == 6250
    assert told["people"]["few_hands"] == ["glenmarnock/billing"]


def test_an_estate_of_several_councils_has_a_page_and_a_line_each(folder: Path) -> None:
    (folder / "councils" / "dunlair.toml").write_text(
        '[council]\nname = "Dunlair"\n[systems.tax]\nname = "Tax"\n'
        'depends_on = ["glenmarnock/billing"]\n'
    )

    done = run_estate(["structure", "--top", "1"], folder)
    told = asked(folder)

    lines = done.stdout.splitlines()
    assert lines[0] == "Structure of the estate"
    assert " ".join(lines[1:3]) == (
        "6 systems in use on 30 Sep 2026, and 1 shared platform on which some rest. Of 1 nobody "
        "has said that all interfaces are recorded, so every count means at least so many."
    )
    assert "2 councils" in lines
    assert told["councils"]["dunlair"]["own"]["propagation_cost"] == 1
    # With the three that it rests on, 4 + 3 + 3 + 1 = 11 of 16. Forms is not around it.
    assert told["councils"]["dunlair"]["propagation_cost_with_outside"] == round(11 / 16, 4)
    assert told["estate"]["own"]["nodes"] == 7
    assert told["estate"]["people"] is None
    one = run_estate(["structure", "--council", "dunlair"], folder).stdout
    assert "glenmarnock/billing" in one
    assert "Structure of Glenmarnock" not in one


def test_markdown_has_the_same_sections(folder: Path) -> None:
    text = run_estate(["structure"], folder).stdout
    markdown = run_estate(["structure", "--format", "md"], folder).stdout

    headings = [line[3:] for line in markdown.splitlines() if line.startswith("## ")]
    assert len(headings) == 8
    assert all(heading in text.splitlines() for heading in headings)
    assert "| gazetteer | 3 | 0 | 1+2 | 1 | Council tax |" in markdown


@pytest.mark.parametrize("format_", FORMATS)
def test_same_input_same_bytes(format_: str) -> None:
    words = ["structure", "inventories", "--council", "lammerdale", "--format", format_]
    variants = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC"},
        {"PYTHONHASHSEED": "99", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    )

    first, second = (
        subprocess.run(
            [sys.executable, "-m", "estate", *words],
            cwd=ROOT,
            env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", **variant},
            capture_output=True,
            check=False,
        )
        for variant in variants
    )

    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout == second.stdout
    assert first.stdout


def test_what_is_asked_wrongly_is_said(folder: Path) -> None:
    nobody = run_estate(["structure", "--council", "glenmarnok"], folder)
    never = run_estate(["structure", "--top", "0"], folder)

    assert nobody.returncode == never.returncode == 2
    assert "Did you mean glenmarnock?" in nobody.stderr
    assert "--top" in never.stderr


def test_an_empty_estate_has_a_page_too(tmp_path: Path) -> None:
    (tmp_path / "councils").mkdir()
    (tmp_path / "estate.toml").write_text("[estate]\nas_of = 2026-09-30\n")
    nobody = run_estate(["structure"], tmp_path)
    (tmp_path / "councils" / "new.toml").write_text('[council]\nname = "New"\n')
    new = run_estate(["structure"], tmp_path)

    assert (nobody.returncode, new.returncode) == (0, 0), nobody.stderr
    assert nobody.stdout.startswith("Structure of the estate\n0 systems in use")
    assert new.stdout.startswith("Structure of New\n0 systems in use")
    assert "No circles: no systems need one another" in new.stdout


def test_a_fault_in_the_file_is_named_and_the_rest_is_shown(folder: Path) -> None:
    file = folder / "councils" / "glenmarnock.toml"
    file.write_text(file.read_text() + '[systems.odd]\nname = "Odd"\nusers = "many"\n')

    done = run_estate(["structure"], folder)

    assert done.returncode == 1
    assert "councils/glenmarnock.toml:" in done.stderr
    assert "Structure of Glenmarnock Council" in done.stdout
