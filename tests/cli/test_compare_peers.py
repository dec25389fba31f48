"""The parts of `estate compare` about peers, and `estate check-new`, as people type them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support.documents import ROOT, follow, run_estate

RATES = '[savings.rates.x]\nname = "Together"\npercent = [5, 10]\nsource = "Made up"\n'


def workspace(page: str, folder: Path) -> Path:
    """Write the files of a page, without running what it types."""
    markdown = (ROOT / "docs" / page).read_text(encoding="utf-8")
    follow(markdown.partition("```console")[0], folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return workspace("benchmarking.md", tmp_path)


@pytest.fixture
def buying(tmp_path: Path) -> Path:
    return workspace("check-new.md", tmp_path)


def rows(folder: Path, part: str, table: str, *words: str) -> list[dict[str, Any]]:
    done = run_estate(["compare", "--part", part, *words, "--format", "json"], folder)
    assert (done.returncode, done.stderr) == (0, "")
    tables = json.loads(done.stdout)["sections"][0]["tables"]
    return next(each["rows"] for each in tables if each["name"] == table)


def test_benchmarks_have_the_figures_of_the_page(folder: Path) -> None:
    found = rows(folder, "benchmarks", "benchmarks")

    (ledger,) = (
        row
        for row in found
        if (row["capability"], row["measure"], row["peers"])
        == ("General ledger", "per head of population", "all councils")
    )
    assert (ledger["lower"], ledger["median"], ledger["upper"]) == (1.8, 1.9, 2)
    assert ledger["councils"] == 5


def test_a_unit_cost_that_is_a_range_is_shown_as_one(folder: Path) -> None:
    found = rows(folder, "benchmarks", "unit-costs")

    (own,) = (
        row["value"]
        for row in found
        if (row["council"], row["measure"]) == ("Eildmarrow Council", "per user")
    )
    assert own == "£1,000.00 to £2,000.00"  # 120,000 over 120 users, or over 60


def test_the_bands_of_size_are_those_of_the_file(folder: Path) -> None:
    (folder / "rates.toml").write_text("[savings]\nsizes = [70_000]\n")

    found = rows(folder, "benchmarks", "benchmarks", "--rates", "rates.toml")

    assert {row["peers"] for row in found} == {
        "all councils",
        "under 70,000 people",
        "70,000 people or more",
    }


def test_rates_save_what_they_say(folder: Path) -> None:
    (folder / "rates.toml").write_text(RATES)

    found = rows(folder, "savings", "savings-rates", "--rates", "rates.toml")

    assert [(row["capability"], row["saving"]) for row in found] == [
        ("Website", {"from": 2_550, "to": 5_100}),
        ("General ledger", {"from": 28_500, "to": 57_000}),
    ]
    assert rows(folder, "savings", "savings-rates") == []


def test_every_assumption_is_listed(folder: Path) -> None:
    done = run_estate(["compare", "--part", "savings", "--format", "md"], folder)

    assert "comes down to their price" in done.stdout
    assert "stops whole" in done.stdout
    assert "this program has none" in done.stdout


def test_the_folder_has_the_picture_and_every_table(folder: Path) -> None:
    done = run_estate(["compare", "--out", "out"], folder)

    assert done.returncode == 0
    written = {path.name for path in (folder / "out").iterdir()}
    assert {
        "unit-costs.svg",
        "benchmarks.csv",
        "unit-costs.csv",
        "outliers.csv",
        "savings-peers.csv",
        "savings-platforms.csv",
        "concentration.csv",
        "suppliers.csv",
        "failures.csv",
        "likeness.csv",
    } <= written
    picture = (folder / "out" / "unit-costs.svg").read_text(encoding="utf-8")
    assert "Eildmarrow Council: £6.00" in picture


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--like", "benmarow"), "Did you mean benmarrow?"),
        (("--like", "benmarrow", "--council", "ardmarrow"), "no council 'benmarrow'"),
        (("--rates", "nowhere.toml"), "nowhere.toml"),
        (("--rates", "bad.toml"), "bad.toml:4:1: EST010 error"),
    ],
)
def test_slips_are_told(folder: Path, words: tuple[str, ...], said: str) -> None:
    (folder / "bad.toml").write_text(RATES.replace("source", "sorce"))

    done = run_estate(["compare", *words], folder)

    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_hostile_name_cannot_become_a_formula_or_markup(folder: Path) -> None:
    council = folder / "councils" / "dunmarrow.toml"
    text = council.read_text(encoding="utf-8")
    evil = "=cmd|' /C calc'!A0<script>alert(1)</script>"
    council.write_text(text.replace("Dunmarrow Council", evil), encoding="utf-8")

    run_estate(["compare", "--out", "out"], folder)

    for name in ("unit-costs.csv", "likeness.csv"):
        content = (folder / "out" / name).read_text(encoding="utf-8")
        assert evil in content
        assert f",{evil}" not in content
    for name in ("unit-costs.svg", "index.html"):
        assert "<script>alert" not in (folder / "out" / name).read_text(encoding="utf-8")


def test_before_buying_as_data(buying: Path) -> None:
    words = ["check-new", "social.alarm", "--council", "benmarrow", "--format", "json"]

    found = json.loads(run_estate(words, buying).stdout)

    assert [(row["council"], row["contract_until"]) for row in found["runs"]] == [
        ("benmarrow", "2027-03-31"),
        ("ardmarrow", "2028-03-31"),
    ]
    assert found["runs"][0]["users"] is None
    assert found["platforms"][0]["earliest"] == "2027-06-30"
    assert found["needed_by"] == ["cairnmarrow"]
    assert found["joint_date"]["free"] == ["ardmarrow", "benmarrow"]
    assert found["joint_date"]["on"] == "2028-03-31"
    assert found["ask"][1]["whom"] == "Cairnmarrow Council"


def test_before_buying_as_markdown(buying: Path) -> None:
    done = run_estate(["check-new", "social.alarm", "--format", "md"], buying)

    assert done.returncode == 0
    assert "| benmarrow | BellBrae |" in done.stdout
    assert "analogue" not in done.stdout.lower()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("social.alram",), "Did you mean social.alarm?"),
        (("telecare",), "Did you mean social.alarm?"),
        (("zzz",), "estate list capabilities"),
        (("social.alarm", "--council", "benmarow"), "Did you mean benmarrow?"),
    ],
)
def test_a_slip_before_buying_is_told(buying: Path, words: tuple[str, ...], said: str) -> None:
    done = run_estate(["check-new", *words], buying)

    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_the_same_whatever_the_hash_seed(folder: Path) -> None:
    def said(seed: str, *words: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "estate", *words],
            cwd=folder,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout

    parts = ("--part", "benchmarks", "--part", "concentration", "--part", "similar")
    words = ("compare", *parts, "--no-risk", "--format", "json")
    assert said("1", *words) == said("2", *words)
