"""Joint windows and candidate platforms as a program: what it prints, writes and refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.support.documents import ROOT, run_estate

SAMPLE = str(ROOT / "inventories")
ASSUMED = """\
[assumptions]
source = "A fictional business case"
set_up = { capital = 300_000, revenue = 60_000 }
tiers = [{ members = 2, annual_price = 90_000 }, { members = 4, annual_price = 60_000 }]
minimum_members = 2
cost = { capital = 120_000, revenue = 20_000 }
months = 8
annual_cost_after = 10_000
"""


def estate(folder: Path, *words: str) -> str:
    done = run_estate(["compare", SAMPLE, *words], folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(folder: Path, *words: str) -> str:
    done = run_estate(["compare", SAMPLE, *words], folder)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_every_best_date_says_what_each_council_has_to_do(tmp_path: Path) -> None:
    text = estate(tmp_path, "--windows", "people.pensions")
    rows = list(
        csv.DictReader(
            io.StringIO(estate(tmp_path, "--windows", "people.pensions", "--format", "csv"))
        )
    )
    document = json.loads(estate(tmp_path, "--windows", "people.pensions", "--format", "json"))
    (section,) = document["sections"]
    dates = section["tables"][0]["rows"]
    assert [each["joint_date"] for each in dates] == ["2029-03-31"]
    assert {each["joint_date"] for each in rows} == {"2029-03-31"}
    assert "To leave on 31 Mar 2029" in text
    for row in rows:
        assert row["council"] in text
        assert row["stands"] == "free"
    assert "Taken for granted" in text


def test_a_longer_horizon_and_a_cap_are_taken_as_asked(tmp_path: Path) -> None:
    words = ["--windows", "people.payroll", "--horizon-months", "24", "--share-cap", "40"]
    text = estate(tmp_path, *words)
    assert "from 12 to 24 months" in text
    assert "more than 40% of the value" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--windows", "people.payrol"], "did you mean people.payroll?"),
        (["--horizon-months", "6"], "is not after --lead-months 12"),
        (["--assume", "a.toml"], "go with --candidate"),
        (["--candidate", "people.payroll"], "set_up, tiers, minimum_members"),
        (["--candidate", "people.payroll", "--windows", "people.hr"], "ask one"),
    ],
)
def test_what_cannot_be_answered_is_refused(tmp_path: Path, words: list[str], said: str) -> None:
    assert said in refused(tmp_path, *words)


def test_assumptions_that_lack_a_price_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[assumptions]\nsource = "x"\nmonths = 8\n')
    said = refused(tmp_path, "--candidate", "people.payroll", "--assume", "a.toml")
    assert "a.toml lacks" in said
    assert "set_up, tiers, minimum_members, cost, annual_cost_after" in said


def test_a_slip_in_the_assumptions_has_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(ASSUMED.replace("months = 8", "month = 8"))
    done = run_estate(
        ["compare", SAMPLE, "--candidate", "people.payroll", "--assume", "a.toml"], tmp_path
    )
    assert done.returncode == 1
    assert "a.toml:7:1" in done.stderr
    assert "months" in done.stderr


def test_a_date_that_is_none_of_the_best_is_refused_with_those(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(ASSUMED)
    said = refused(
        tmp_path, "--candidate", "people.payroll", "--assume", "a.toml", "--on", "2030-01-01"
    )
    assert "31 Mar 2030" in said


@pytest.mark.slow
def test_from_compare_to_candidate_to_plan_on_the_sample(tmp_path: Path) -> None:
    """Those that can leave on 31 March 2030 may join from 1 April; the plan takes some of them."""
    (tmp_path / "a.toml").write_text(ASSUMED)
    words = ["--candidate", "people.payroll", "--assume", "a.toml", "--out", "joint.toml"]
    estate(tmp_path, *words)
    written = (tmp_path / "joint.toml").read_text(encoding="utf-8")
    assert "available_from = 2030-04-01" in written
    assert all("assumed" in line for line in written.splitlines() if line.startswith("months"))

    done = run_estate(
        ["plan", SAMPLE, "--scenario", "joint.toml", "--effort", "quick", "--format", "json"],
        tmp_path,
    )
    assert done.returncode == 0, done.stderr
    steps = json.loads(done.stdout)["steps"]
    joined = [each for each in steps if each["platform"] == "joint-people-payroll"]
    assert len(joined) >= 2
    assert all(each["live"] >= "2030-04-01" for each in joined)
    assert all(f'system = "{each["system"]}"' in written for each in joined)
