"""`estate plan --why`, as a process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support.documents import run_estate

if TYPE_CHECKING:
    from pathlib import Path

GLEN = """\
[council]
name = "Glen"

[budgets."2027-28"]
capital = 50_000

[systems.bins]
name = "Bin rounds"
annual_cost = { licence = 60_000 }

[systems.bins.options.replace]
cost = { capital = 40_000, revenue = 0 }
annual_cost_after = 5_000
months = 6

[systems.old]
name = "Old register"
lifecycle = "retired"
"""


def workspace(folder: Path, council: str = GLEN) -> Path:
    (folder / "councils").mkdir(parents=True, exist_ok=True)
    (folder / "estate.toml").write_text("[estate]\nas_of = 2027-03-31\n")
    (folder / "councils" / "glen.toml").write_text(council)
    return folder


def test_the_answer_is_the_same_as_text_and_as_json_twice(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    text = run_estate(["plan", "--why", "glen/bins", "--effort", "quick"], folder)
    assert text.returncode == 0, text.stderr
    assert "The plan: replace from Apr 2027, live Oct 2027." in text.stdout
    assert "[councils/glen.toml:11]" in text.stdout
    words = ["plan", "--why", "glen/bins", "--effort", "quick", "--format", "json"]
    first, second = (run_estate(words, folder).stdout for _ in range(2))
    assert first == second
    answer = json.loads(first)
    assert (answer["option"], answer["start"]) == ("replace", "2027-04-01")
    assert [each["option"] for each in answer["options"]] == ["replace", "keep"]


def test_a_plan_that_no_longer_holds_is_said_to_and_ends_with_one(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    made = run_estate(["plan", "--effort", "quick", "--format", "json"], folder)
    (folder / "roadmap.json").write_text(made.stdout, encoding="utf-8")
    words = ["plan", "--why", "glen/bins", "--plan", "roadmap.json"]
    held = run_estate(words, folder)
    assert held.returncode == 0, held.stderr
    assert "keeps every rule of today's record" in held.stdout

    workspace(folder, GLEN.replace("50_000", "30_000"))
    broken = run_estate(words, folder)
    assert broken.returncode == 1
    assert "it no longer keeps every rule" in " ".join(broken.stdout.split())
    assert "glen spends 40,000 of 30,000 capital in 2027-28. [councils/glen.toml:5]" in " ".join(
        broken.stdout.split()
    )


def test_what_is_asked_amiss_is_said_with_what_may_be_meant(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    for words, said in (
        (["--why", "glen/bin"], "Did you mean glen/bins"),
        (["--why", "bins"], "Did you mean glen/bins?"),
        (["--why", "platform:hub"], "there is no shared platform"),
        (["--why", "glen/old"], "glen/old is retired: the plan is about systems that are in use"),
        (["--why", "glen/bins", "--format", "csv"], "csv"),
        (["--why", "glen/bins", "--out", "o"], "--why prints its answer and writes no files"),
        (["--why", "glen/bins", "--status"], "--why explains a plan, and --status makes none"),
        (["--status", "--objective", "priced"], "--objective makes a plan"),
        (["--status", "--from", "before.json"], "--from makes a plan, and --status makes none"),
    ):
        done = run_estate(["plan", *words], folder)
        assert done.returncode == 2, done.stdout
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_where_no_plan_exists_why_says_what_it_would_take(tmp_path: Path) -> None:
    hopeless = GLEN.replace(
        'name = "Bin rounds"', 'name = "Bin rounds"\nmust_change_by = 2027-07-01'
    )
    folder = workspace(tmp_path / "w", hopeless)
    done = run_estate(["plan", "--why", "glen/bins", "--effort", "quick"], folder)
    assert done.returncode == 4
    assert "The deadline of glen/bins moved from July 2027 to October 2027" in done.stdout
    data = run_estate(["plan", "--effort", "quick", "--format", "json"], folder)
    (way,) = json.loads(data.stdout)["relaxations"]
    assert [(each["measure"], each["amount"]) for each in way["changes"]] == [("months", 3)]
    assert way["changes"][0]["facts"][0]["where"] == "councils/glen.toml:9"
