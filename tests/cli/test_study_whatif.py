"""The studies and `plan --scenario` as programs: what they print, write and refuse."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.support.documents import ROOT, run_estate
from tests.support.tiny import write_tutorial

CUT = """\
[scenario]
name = "No money next year"
because = "What then?"

[[scenario.change]]
council = "*"
path = "budgets.*.capital"
scale = 0.0
"""
NOTHING = '[scenario]\nname = "Nothing"\nbecause = "To see"\n'
QUICK = ["--effort", "quick"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tutorial(tmp_path)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "cut.toml").write_text(CUT)
    (tmp_path / "scenarios" / "nothing.toml").write_text(NOTHING)
    return tmp_path


def document(folder: Path, *words: str) -> dict[str, object]:
    done = run_estate([*words, "--format", "json"], folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_scenarios_side_by_side(folder: Path) -> None:
    words = ["study", "scenarios", ".", "scenarios", *QUICK]
    done = run_estate([*words, "--out", "out"], folder)
    assert done.returncode == 0, done.stderr
    heads = [line.split("  ")[0] for line in done.stdout.splitlines()[2:5]]
    assert heads == ["Base", "No money next year", "Nothing"]
    assert "No money next year (scenarios/cut.toml)" in done.stdout
    names = {path.name for path in (folder / "out").iterdir()}
    assert names == {
        *(f"scenarios.{kind}" for kind in ("json", "csv", "md", "svg")),
        "scenarios-manifest.json",
    }
    plans = json.loads((folder / "out/scenarios.json").read_text(encoding="utf-8"))["plans"]
    base, cut, nothing = plans
    assert nothing["steps"] == base["steps"]
    assert nothing["moved"] == []
    assert nothing["against_base"] == 0
    assert sum(year["capital"] for year in cut["years"]) == 0
    assert cut["cost"] > base["cost"]
    assert "kept now" in {move["what"] for move in cut["moved"]}


@pytest.mark.slow
def test_the_number_of_workers_shows_nowhere(folder: Path) -> None:
    words = ["study", "scenarios", ".", "scenarios", *QUICK, "--format", "json", "--workers"]
    one, two = (run_estate([*words, count], folder) for count in ("1", "2"))
    assert one.returncode == 0, one.stderr
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)


@pytest.mark.slow
def test_a_plan_under_a_scenario_says_so(folder: Path) -> None:
    done = run_estate(["plan", *QUICK, "--scenario", "scenarios/cut.toml"], folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Scenario: No money next year (scenarios/cut.toml)\nWhat then?\n")
    plain = document(folder, "plan", *QUICK)
    same = document(folder, "plan", *QUICK, "--scenario", "scenarios/nothing.toml")
    about = {"name": "Nothing", "because": "To see", "file": "scenarios/nothing.toml"}
    assert same.pop("scenario") == about
    assert same == plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            NOTHING + '[[scenario.chance]]\npath = "x"\n',
            "s.toml:4:12: EST010 error: `scenario.chance` is not a key that is known here",
        ),
        (
            CUT.replace("capital", "captial"),
            "s.toml:7:8: EST016 error: `budgets.*.captial` leads nowhere: there is no `captial`",
        ),
        (
            NOTHING
            + '[[scenario.forbid]]\nsystem = "nowhere/x"\n[[scenario.leave]]\nplatform = "x"\n',
            "s.toml:7:12: EST016 error: there is no shared platform 'x'",
        ),
        (NOTHING + "name = 2\n", "s.toml:4:1: EST005 error: not valid TOML"),
    ],
)
def test_a_slip_in_a_scenario_is_shown_with_its_place(folder: Path, text: str, said: str) -> None:
    (folder / "s.toml").write_text(text)
    done = run_estate(["plan", *QUICK, "--scenario", "s.toml"], folder)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize(
    ("number", "status", "workers"),
    [(signal.SIGINT, 130, "2"), (signal.SIGTERM, 143, "2"), (signal.SIGINT, 130, "1")],
)
def test_a_study_ends_at_once_when_it_is_told_to(number: int, status: int, workers: str) -> None:
    words = ["study", "sensitivity", "inventories", "--council", "strathallan"]
    process = subprocess.Popen(
        [sys.executable, "-m", "estate", *words, "--effort", "thorough", "--workers", workers],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(5)
    process.send_signal(number)
    told = time.monotonic()
    out, err = process.communicate(timeout=30)
    assert time.monotonic() - told < 4
    assert (process.returncode, out) == (status, "")
    assert err == "estate: stopped: nothing is shown before every plan is found\n"


def test_no_scenario_is_no_study(folder: Path) -> None:
    done = run_estate(["study", "scenarios", "."], folder)
    assert done.returncode == 2
    assert "say which scenarios" in done.stderr
    (folder / "empty").mkdir()
    done = run_estate(["study", "scenarios", ".", "empty"], folder)
    assert "there is no scenario in empty" in done.stderr


def test_sensitivity_names_the_fact_and_its_line(folder: Path) -> None:
    words = ["study", "sensitivity", *QUICK, "--top", "1", "--workers", "1", "--out", "out"]
    done = run_estate(words, folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(("The plan changes most", "No plan is left", "No input"))
    found = json.loads((folder / "out/sensitivity.json").read_text(encoding="utf-8"))
    singles = [each for each in found["tried"] if not each["all_of_a_kind"]]
    assert len(singles) == 1
    assert (folder / "out/sensitivity.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.slow
def test_robustness_of_a_plan_that_was_kept(folder: Path) -> None:
    made = run_estate(["plan", *QUICK, "--format", "json"], folder)
    (folder / "roadmap.json").write_text(made.stdout, encoding="utf-8")
    words = ["study", "robustness", "--plan", "roadmap.json", "--samples", "200"]
    one, two = (run_estate([*words, "--format", "json"], folder) for _ in range(2))
    assert one.returncode == 0, one.stderr
    assert one.stdout == two.stdout
    other = run_estate([*words, "--format", "json", "--seed", "2"], folder)
    assert other.stdout != one.stdout
    steps = json.loads(one.stdout)["steps"]
    assert [step["system"] for step in steps] == sorted(
        step["system"] for step in json.loads(made.stdout)["steps"]
    )
    sure = run_estate(
        [*words, "--months", "1", "1", "1", "--cost", "1", "1", "1", "--format", "csv"], folder
    )
    chances = {line.split(",")[4] for line in sure.stdout.splitlines()[1:]}
    assert chances == {"1.0"}
    table = run_estate([*words, "--out", "out"], folder)
    assert table.stdout.startswith("Assumed, and not a fact:")
    assert (folder / "out/robustness.svg").exists()


@pytest.mark.slow
def test_overruns_out_of_order_and_plans_of_others_are_refused(folder: Path) -> None:
    done = run_estate(["study", "robustness", "--months", "2", "1", "1"], folder)
    assert done.returncode == 2
    assert "--months takes three factors" in done.stderr
    made = run_estate(["plan", *QUICK, "--format", "json"], folder)
    plan = json.loads(made.stdout)
    plan["steps"][0]["option"] = "teleport"
    (folder / "other.json").write_text(json.dumps(plan), encoding="utf-8")
    done = run_estate(["study", "robustness", "--plan", "other.json"], folder)
    assert done.returncode == 2
    assert "which the record does not offer now" in done.stderr
