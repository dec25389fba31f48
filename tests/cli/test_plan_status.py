"""`estate plan --status` as people type it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from tests.support.documents import ROOT, run_estate

if TYPE_CHECKING:
    from pathlib import Path

COUNCIL = """\
[council]
name = "Glenmarnock"
[systems.web]
name = "Website"
[steps.new-web]
system = "web"
option = "replace"
status = "in-progress"
owner = "Head of Web"
starts = 2026-10-01
started = 2026-12-07
finishes = 2027-03-31
cost = { capital = 6_000 }
spent = { capital = 1_500, on = 2026-12-31 }
"""
PLAN = {
    "as_of": "2026-09-30",
    "status": "optimal",
    "starts": "2026-10-01",
    "ends": "2032-10-01",
    "kept": [],
    "steps": [
        {
            "system": "glenmarnock/web",
            "option": "replace",
            "kind": "replace",
            "start": "2026-10-01",
            "delivery": "2026-10-01",
            "live": "2027-04-01",
            "old_system_until": "2027-03-31",
            "capital": 6600,
            "revenue": 0,
            "better_than_keeping": 1,
        }
    ],
}
"""A plan's file of before risk, milestones and benefits were written into it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "councils").mkdir()
    (tmp_path / "estate.toml").write_text("[estate]\nas_of = 2026-12-31\n")
    (tmp_path / "councils" / "glenmarnock.toml").write_text(COUNCIL)
    (tmp_path / "roadmap.json").write_text(json.dumps(PLAN))
    return tmp_path


def test_a_plan_is_held_against_the_record(folder: Path) -> None:
    done = run_estate(["plan", "--status", "--plan", "roadmap.json"], folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Plan of 30 Sep 2026 against the record as of 31 Dec 2026" in done.stdout
    # Three of the six months of £6,600, contingency included.
    assert "Oct 2026 +2" in done.stdout
    assert "£1,500 of £3,300" in done.stdout


def test_without_a_plan_the_record_is_its_own(folder: Path) -> None:
    done = run_estate(["plan", "--status"], folder)
    assert done.stdout.startswith("Recorded steps against their own dates, as of 31 Dec 2026\n")
    assert "£1,500 of £3,000" in done.stdout


def test_every_format_and_folder(folder: Path) -> None:
    words = ["plan", "--status", "--plan", "roadmap.json"]
    data = run_estate([*words, "--format", "json", "--out", "status"], folder)
    assert data.stderr.replace("\\", "/") == "estate: wrote 4 files into status\n"
    (step,) = json.loads(data.stdout)["steps"]
    assert (step["state"], step["months_late"]) == ("under way", 2)
    assert step["where"] == "councils/glenmarnock.toml:5"
    assert (folder / "status" / "status.json").read_text(encoding="utf-8") == data.stdout
    table = run_estate([*words, "--format", "csv"], folder).stdout
    assert [row["row"] for row in csv.DictReader(io.StringIO(table))] == ["step", "start", "finish"]
    assert run_estate([*words, "--format", "md"], folder).stdout.startswith("# Plan of 30 Sep 2026")
    picture = (folder / "status" / "status.svg").read_text(encoding="utf-8")
    ET.fromstring(picture)
    assert "@font-face" in picture  # it looks the same wherever it is opened
    before = {path.name: path.read_bytes() for path in (folder / "status").iterdir()}
    again = run_estate([*words, "--out", "status"], folder)
    assert again.returncode == 0
    assert {path.name: path.read_bytes() for path in (folder / "status").iterdir()} == before


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["--status", "--plan", "none.json"], 1, "none.json: No such file or directory"),
        (["--status", "--plan", "estate.toml"], 1, "estate.toml: not JSON"),
        (["--status", "--council", "glenmarnoch"], 2, "Did you mean glenmarnock?"),
        (
            ["--status", "--plan", "roadmap.json", "--as-of", "2026-09-29"],
            2,
            "the plan is of 2026-09-30, and the record is looked at as of 2026-09-29",
        ),
        (["--format", "md"], 2, "--format md goes with --status"),
        (["--plan", "roadmap.json"], 2, "--plan goes with --status or --why"),
        (["--format", "csv"], 2, "--format csv goes with --status"),
    ],
)
def test_what_cannot_be_is_said(folder: Path, words: list[str], status: int, message: str) -> None:
    done = run_estate(["plan", *words], folder)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_record_with_errors_is_followed_and_the_status_says_so(folder: Path) -> None:
    council = folder / "councils" / "glenmarnock.toml"
    council.write_text(COUNCIL.replace("2026-12-07", "2026-12-07\nfinished = 2026-12-01"))
    done = run_estate(["plan", "--status"], folder)
    assert done.returncode == 1
    assert "EST507" in done.stderr
    assert "Steps" in done.stdout


def test_the_sample_can_be_followed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "inventories", tmp_path / "inventories")
    done = run_estate(["plan", "inventories", "--status", "--format", "json"], tmp_path)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    states = {step["system"]: step["state"] for step in said["steps"]}
    assert states["dunarrow/museum"] == "under way"
    assert states["lammerdale/learning"] == "live"
    assert states["inverfirth/backup"] == "not begun"
    # Called done, and nothing says by what it is known.
    assert states["glenmarrow/social-casework"] == "live"
    (money,) = said["total"]["financial"]
    # Lines and licences: 212,000 to 171,500 measured; extended support: 6,200 to nothing, not yet.
    assert (money["realised"], money["aimed_at_of_measured"], money["aimed_at"]) == (
        40_500,
        48_000,
        54_200,
    )


def test_a_step_is_added_and_followed_by_command(folder: Path) -> None:
    added = run_estate(
        [
            "add",
            "step",
            "glenmarnock/old-web",
            "system=web",
            "option=retire",
            "status=live",
            "owner=Head of Web",
            "finished=2026-12-11",
            "benefits=[{ kind = 'staff', measure = 'pages to keep', baseline = 90, target = 0 }]",
        ],
        folder,
    )
    assert added.returncode == 0, added.stderr
    words = ["set", "glenmarnock/steps/old-web", "benefits.1.actual=0", "status=done"]
    measured = run_estate([*words, "benefits.1.measured=2026-12-31"], folder)
    assert measured.returncode == 0, measured.stderr
    assert "EST512" not in run_estate(["check"], folder).stdout
    done = run_estate(["plan", "--status"], folder).stdout
    assert "2 steps: 1 under way, 1 done. 1 step runs late." in done
    assert "pages to keep" in done
