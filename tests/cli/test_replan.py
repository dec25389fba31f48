"""`estate plan --from`: a plan goes on from the one before it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.documents import run_estate

if TYPE_CHECKING:
    from pathlib import Path

ESTATE = "[estate]\nas_of = 2026-09-30\n[estate.planning]\nhorizon_months = 24\n"
COUNCIL = """
[council]
name = "Glenmarnock"

[budgets.2026-27]
capital = 60_000
[budgets.2027-28]
capital = 60_000
[budgets.2028-29]
capital = 60_000
"""
SYSTEM = """
[systems.{name}]
name = "{name}"
owner = "Head of Service"
annual_cost.licence = 90_000
[systems.{name}.options.replace]
cost.capital = {capital}
months = 3
annual_cost_after = 10_000
"""


def _write(folder: Path, *systems: str, more: str = "", as_of: str = "2026-09-30") -> Path:
    (folder / "councils").mkdir(parents=True, exist_ok=True)
    (folder / "estate.toml").write_text(ESTATE.replace("2026-09-30", as_of))
    (folder / "councils" / "glenmarnock.toml").write_text(COUNCIL + "".join(systems) + more)
    return folder


def _one(name: str, capital: int = 20_000) -> str:
    return SYSTEM.format(name=name, capital=capital)


def _replanned(folder: Path, tmp_path: Path) -> dict[str, Any]:
    arguments = ["plan", "--from", str(tmp_path / "before.json"), "--format", "json"]
    done = run_estate(arguments, folder)
    assert done.returncode == 0, done.stderr
    moves: dict[str, Any] = json.loads(done.stdout)["moves"]
    return {step["system"].partition("/")[2]: step for step in moves["steps"]}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Five systems, all replaced at once, and that plan in a file."""
    folder = _write(
        tmp_path / "w", *(_one(name) for name in ("bins", "pay", "rates", "tax", "web"))
    )
    done = run_estate(["plan", "--format", "json"], folder)
    assert done.returncode == 0, done.stderr
    (tmp_path / "before.json").write_text(done.stdout)
    assert json.loads(done.stdout)["moves"] is None
    return folder


def test_nothing_moves_where_nothing_changed(before: Path, tmp_path: Path) -> None:
    found = _replanned(before, tmp_path)
    assert {step["fate"] for step in found.values()} == {"as planned"}


def test_the_record_says_what_became_of_each_step(before: Path, tmp_path: Path) -> None:
    """One is done, one under way, one's option is gone, one's system is, and one cost more."""
    no_option = _one("rates").partition("[systems.rates.options")[0]
    steps = """
[steps.pay]
system = "pay"
option = "replace"
status = "done"
[steps.tax]
system = "tax"
option = "replace"
status = "in-progress"
starts = 2026-08-01
finishes = 2026-12-31
"""
    _write(before, _one("pay"), no_option, _one("tax"), _one("web", 70_000), more=steps)
    found = _replanned(before, tmp_path)
    assert {name: step["fate"] for name, step in found.items()} == {
        "bins": "no longer on record",
        "pay": "done",
        "rates": "no longer possible",
        "tax": "under way",
        "web": "dropped",  # 70,000 of capital is more than any year has
    }
    words = " ".join(reason["words"] for reason in found["web"]["why"])
    assert "capital is £70,000 instead of £20,000" in words
    assert found["rates"]["why"][0]["words"] == "Its option is no longer on record."


def test_the_table_tells_what_moved_and_why(before: Path, tmp_path: Path) -> None:
    _write(before, *(_one(n) for n in ("bins", "pay", "rates", "tax", "web")), as_of="2027-01-15")
    done = run_estate(["plan", "--from", str(tmp_path / "before.json")], before)
    assert done.returncode == 0, done.stderr
    assert "Since the plan before" in done.stdout
    assert "Against the plan of 30 Sep 2026:" in done.stdout
    assert "It should have begun by now" in done.stdout


def test_a_file_that_is_no_plan_is_refused(before: Path, tmp_path: Path) -> None:
    (tmp_path / "before.json").write_text("{}")
    done = run_estate(["plan", "--from", str(tmp_path / "before.json")], before)
    assert done.returncode == 1
    assert "before.json: JSON, but not a plan" in done.stderr
