"""`estate interop` and `estate show` as people type them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ESTATE_TOML = "[estate]\nas_of = 2026-09-30\n"
COUNCIL = """\
[council]
name = "Glenmarnock"
[systems.web]
name = "Website"
[systems.crm]
name = "Customer service"
standards = ["rest"]
criticality = "vital"
[systems.lone]
name = "Lone"
[[interfaces]]
from = "web"
to = "crm"
mechanism = "manual"
documented = true
published = false
required = true
[[interfaces]]
from = "crm"
to = "web"
status = "missing"
"""
CATALOGUE = '[standards.rest]\nname = "Web interfaces"\nkind = "api"\n'
OPTION = """\
[systems.web.options.replace]
cost = { capital = 10_000, revenue = 1_000 }
months = 3
annual_cost_after = 1_000
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "councils").mkdir()
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "estate.toml").write_text(ESTATE_TOML)
    (tmp_path / "catalogue" / "standards.toml").write_text(CATALOGUE)
    (tmp_path / "councils" / "glenmarnock.toml").write_text(COUNCIL)
    return tmp_path


def run(folder: Path, *words: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "estate", *words],
        cwd=folder,
        env={
            **os.environ,
            "NO_COLOR": "1",
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "100",
            "PYTHONHASHSEED": seed,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_what_would_help_most(folder: Path) -> None:
    done = run(folder, "interop")
    assert done.returncode == 0, done.stderr
    # Re-keyed 0 to a documented interface 3: 24 points; they weigh 4 for the website, whose other
    # end is vital, and 2 for customer service.
    assert "+24 x 6" in done.stdout
    assert (
        "Move from manual to vendor-api: glenmarnock/crm (rest) offers one already." in done.stdout
    )
    assert "glenmarnock/crm -> glenmarnock/web [councils/glenmarnock.toml:18]" in done.stdout
    assert "1 system without a working interface on record" in done.stdout
    # Two pairs are required: one by hand, 0, and one not there, -1. The mean is -0.5.
    assert "the score of required pairs is -0.5" in " ".join(done.stdout.split())


def test_json_and_markdown(folder: Path) -> None:
    document = json.loads(run(folder, "interop", "--format", "json").stdout)
    assert document["estate"]["not_assessed"] == ["glenmarnock/lone"]
    assert document["interfaces"][0]["steps"][0]["changes"] == {"mechanism": "vendor-api"}
    assert run(folder, "interop", "--format", "md").stdout.startswith(
        "# Interoperability as of 30 Sep 2026\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("interop", "--system", "web2"), "there is no system 'web2'"),
        (("interop", "--council", "glenmarnok"), "Did you mean glenmarnock?"),
        (("interop", "--top", "0"), "0 is not in the range"),
        (("show", "glenmarnock/wep"), "Did you mean glenmarnock/web"),
    ],
)
def test_a_slip_of_the_command_line(folder: Path, words: tuple[str, ...], said: str) -> None:
    done = run(folder, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_an_inventory_at_fault_is_shown_and_told(folder: Path) -> None:
    with (folder / "councils" / "glenmarnock.toml").open("a") as file:
        file.write('[[interfaces]]\nfrom = "web"\nto = "nowhere"\n')
    for words in (("interop",), ("show", "glenmarnock/web")):
        done = run(folder, *words)
        assert done.returncode == 1
        assert "nowhere" in done.stderr
        assert done.stdout


def test_its_place_in_the_plan_that_was_drawn_up(folder: Path) -> None:
    council = folder / "councils" / "glenmarnock.toml"
    council.write_text(COUNCIL.replace("[systems.crm]", OPTION + "[systems.crm]"))
    plan = run(folder, "plan", "--effort", "quick", "--format", "json")
    assert plan.returncode == 0, plan.stderr
    (folder / "roadmap.json").write_text(plan.stdout, encoding="utf-8")
    planned = json.loads(plan.stdout)
    done = run(folder, "show", "glenmarnock/web", "--plan", "roadmap.json")
    assert done.returncode == 0, done.stderr
    assert "In the plan\n  A plan from " in done.stdout
    found = json.loads(
        run(folder, "show", "glenmarnock/web", "--plan", "roadmap.json", "--format", "json").stdout
    )
    steps = [step["start"] for step in planned["steps"] if step["system"] == "glenmarnock/web"]
    assert ([found["step"]["start"]] if found["step"] else []) == steps
    assert bool(found["plan"]["kept"]) == (not steps)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "roadmap.json: not JSON, or cut off"),
        ("[]", "roadmap.json: JSON, but not a plan"),
        (None, "roadmap.json: No such file or directory"),
    ],
)
def test_a_file_that_is_no_plan(folder: Path, content: str | None, said: str) -> None:
    if content is not None:
        (folder / "roadmap.json").write_text(content)
    done = run(folder, "show", "glenmarnock/web", "--plan", "roadmap.json")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_whatever_the_hash_seed(folder: Path) -> None:
    for words in (("interop", "--top", "3"), ("show", "glenmarnock/web")):
        one, other = (run(folder, *words, seed=seed).stdout for seed in ("1", "2"))
        assert one == other
