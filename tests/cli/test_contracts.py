"""`estate contracts` as people type it, and the page that explains it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from tests.support.documents import ROOT, follow, rewrite, run_estate

if TYPE_CHECKING:
    from pathlib import Path

ESTATE_TOML = "[estate]\nas_of = 2026-09-30\n"
COUNCIL = """\
[council]
name = "Glenmarnock"
[systems.web]
name = "Website"
[contracts.hosting]
systems = ["web"]
ends = 2027-03-31
renewal = "tacit"
notice_months = 3
annual_value = 12_000
"""
FORMATS = ("table", "csv", "json", "md", "ics")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "councils").mkdir()
    (tmp_path / "estate.toml").write_text(ESTATE_TOML)
    (tmp_path / "councils" / "glenmarnock.toml").write_text(COUNCIL)
    return tmp_path


def run(words: list[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "estate", "contracts", *words],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", **variables},
        capture_output=True,
        check=False,
    )


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/contracts.md`, and read what changed."""
    markdown = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")

    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown


def test_the_next_action_stands_first_with_its_place(folder: Path) -> None:
    done = run_estate(["contracts"], folder)

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "1 contract, £12,000 a year. As of 30 Sep 2026: 2 dates ahead, 0 passed."
    assert lines[3].startswith("31 Dec 2026  glenmarnock/hosting  £12,000")
    assert lines[3].endswith("councils/glenmarnock.toml:9")


def test_every_day_can_be_asked_for(folder: Path) -> None:
    done = run_estate(["contracts", "--as-of", "2027-01-01", "--months", "6"], folder)

    # Notice was due the day before: bound for a year more, 14 whole months from New Year's Day.
    assert "Renews itself until 31 Mar 2028" in done.stdout
    assert "Bound until 31 Mar 2028. Leaving today would cost £14,000." in done.stdout
    assert "31 Dec 2026  glenmarnock/hosting" in done.stdout.partition("What has passed")[2]


@pytest.mark.slow
def test_a_file_holds_the_bytes_that_are_printed(folder: Path) -> None:
    for format_ in FORMATS:
        printed = run(["--format", format_], folder, PYTHONUTF8="1")
        written = run(["--format", format_, "--out", "kept"], folder)

        assert (printed.returncode, written.returncode) == (0, 0), written.stderr
        assert (written.stdout, written.stderr.strip()) == (b"", b"estate: wrote kept")
        assert (folder / "kept").read_bytes() == printed.stdout


def test_machines_can_read_it(folder: Path) -> None:
    diary: Any = Calendar.from_ical(run(["--format", "ics"], folder).stdout)
    table = run(["--format", "csv"], folder).stdout.decode()
    told = json.loads(run(["--format", "json"], folder).stdout)

    assert [str(event["DTSTART"].dt) for event in diary.walk("VEVENT")] == [
        "2026-12-31",
        "2027-12-31",
    ]
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["row"] for row in rows] == ["deadline", "deadline", "contract", "window", "window"]
    assert [day["date"] for day in told["deadlines"]] == ["2026-12-31", "2027-12-31"]
    assert told["contracts"][0]["windows"][0]["decide_by"] == "2026-12-31"


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMATS)
def test_same_input_same_bytes(format_: str, folder: Path) -> None:
    variants = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "PYTHONUTF8": "1"},
        {"PYTHONHASHSEED": "99", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "1"},
    )
    words = [str(ROOT / "inventories"), "--council", "lammerdale", "--format", format_]

    first, second = (run(words, folder, **variant) for variant in variants)
    assert first.returncode == 0
    assert first.stdout == second.stdout
    assert first.stdout


def test_what_is_asked_wrongly_is_said(folder: Path) -> None:
    nobody = run_estate(["contracts", "--council", "glenmarnok"], folder)
    never = run_estate(["contracts", "--months", "0"], folder)

    assert nobody.returncode == never.returncode == 2
    assert "Did you mean glenmarnock?" in nobody.stderr
    assert "--months" in never.stderr


def test_a_fault_in_the_file_is_named_and_the_rest_is_shown(folder: Path) -> None:
    file = folder / "councils" / "glenmarnock.toml"
    file.write_text(COUNCIL + '[contracts.odd]\nends = "soon"\n')

    done = run_estate(["contracts"], folder)
    assert done.returncode == 1
    assert "councils/glenmarnock.toml:12:8" in done.stderr
    assert "glenmarnock/hosting" in done.stdout


def test_what_cannot_be_read_is_not_called_absent(folder: Path) -> None:
    (folder / "councils" / "glenmarnock.toml").write_text(COUNCIL + "broken\n")
    for format_ in ("table", "md"):
        said = run_estate(["contracts", "--format", format_], folder).stdout
        assert "No contract could be read." in said
        assert "Not all of glenmarnock could be read: contracts may be missing." in said
        assert "No contract is recorded" not in said
    done = run_estate(["contracts", "--format", "json"], folder)
    assert json.loads(done.stdout)["not_all_read"] == ["glenmarnock"]


def test_too_many_extensions_are_refused_with_their_place(folder: Path) -> None:
    file = folder / "councils" / "glenmarnock.toml"
    right = '{ months = 1, by = "council" }'
    file.write_text(COUNCIL + f"extensions = [{', '.join([right] * 101)}]\n")

    done = run_estate(["contracts"], folder)
    assert done.returncode == 1
    assert "councils/glenmarnock.toml:11:" in done.stderr
    assert "100" in done.stderr


def test_a_folder_that_cannot_be_written_is_an_environment_fault(folder: Path) -> None:
    done = run_estate(["contracts", "--out", "councils/glenmarnock.toml/x.csv"], folder)

    assert done.returncode == 3
    assert "cannot write" in done.stderr
    assert (folder / "councils" / "glenmarnock.toml").read_text() == COUNCIL


def test_a_folder_that_is_not_there_is_not_made_by_a_slip(folder: Path) -> None:
    done = run_estate(["contracts", "--out", "bulid/x.csv", "--format", "csv"], folder)
    assert done.returncode == 2
    assert done.stderr == ("estate: there is no folder bulid to write x.csv into: make it first\n")
    assert not (folder / "bulid").exists()


def test_its_help_shows_how_to_type_it() -> None:
    done = run_estate(["contracts", "--help"], ROOT)

    assert done.returncode == 0
    assert "estate contracts inventories --format ics --out contracts.ics" in done.stdout
