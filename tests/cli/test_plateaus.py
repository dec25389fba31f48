"""Plateaus, as people ask for them: `estate plan --plateaus`, `estate map landscape --plan`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.support.documents import ROOT, blocks, run_estate

DOC = ROOT / "docs" / "plateaus.md"
MAP = ("map", "landscape", ".", "--plan", "build/roadmap.json", "--format", "text")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The council of the page on plateaus, planned."""
    made = tmp_path_factory.mktemp("plateaus")
    for block in blocks(DOC.read_text(encoding="utf-8")):
        if block.file is not None:
            (made / block.file).parent.mkdir(parents=True, exist_ok=True)
            (made / block.file).write_text(block.body, encoding="utf-8")
    done = run_estate(["plan", ".", "--out", "build"], made)
    assert done.returncode == 0, done.stderr
    return made


def test_fewer_plateaus_can_be_asked_for(folder: Path) -> None:
    done = run_estate(["plan", ".", "--plateaus", "1", "--format", "json"], folder)
    plateaus = json.loads(done.stdout)["plateaus"]
    assert plateaus["at_most"] == 1
    assert [len(one["changed"]) for one in plateaus["estate"]] == [0, 3]
    refused = run_estate(["plan", ".", "--plateaus", "0"], folder)
    assert refused.returncode == 2
    assert "0 is not in the range" in refused.stderr


def test_the_landscape_on_a_day_and_at_a_plateau(folder: Path) -> None:
    on_day = run_estate([*MAP, "--at", "2028-06"], folder).stdout
    assert on_day.startswith("Landscape on 1 Jun 2028: Glenmarnock Council\n")
    assert "- Payroll (glenmarnock/payroll): Replace, 2027; not red: 8\n" in on_day
    at_last = run_estate([*MAP, "--plateau", "2"], folder).stdout
    assert "- Ledger (glenmarnock/ledger): changed since plateau 1; Upgrade, 2029" in at_last
    today = run_estate([*MAP, "--plateau", "0"], folder).stdout
    assert "- Payroll (glenmarnock/payroll): kept: 20 by Apr 2027; red-rated\n" in today


def test_a_plan_shown_with_one_plateau_has_one_on_the_map_too(folder: Path) -> None:
    run_estate(["plan", ".", "--plateaus", "1", "--out", "one"], folder)
    words = ["map", "landscape", ".", "--plan", "one/roadmap.json", "--format", "text"]
    assert (
        "changed since the start; Upgrade" in run_estate([*words, "--plateau", "1"], folder).stdout
    )
    refused = run_estate([*words, "--plateau", "2"], folder)
    assert refused.returncode == 2
    assert refused.stderr == ("estate: the plan has plateaus 0 to 1 here: there is no plateau 2\n")


def test_every_format_has_a_picture_and_a_text(folder: Path) -> None:
    for ending in ("svg", "png", "mmd", "dot"):
        words = ["map", "landscape", ".", "--plan", "build/roadmap.json", "--plateau", "1"]
        done = run_estate([*words, "--out", f"maps/one.{ending}"], folder)
        assert done.returncode == 0, done.stderr
        assert (folder / "maps" / f"one.{ending}").stat().st_size > 100
        assert (
            (folder / "maps" / f"one.{ending}.txt")
            .read_text(encoding="utf-8")
            .startswith("Landscape at plateau 1, from 1 Jan 2028")
        )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--at", "2028-06", "--plateau", "1"], "--plan needs one day to draw"),
        ([], "--plan needs one day to draw"),
        (["--at", "soon"], "'soon' is not a month; write it as 2028-04"),
        (["--at", "2044-01"], "the plan goes from Apr 2027 to Apr 2033: --at is outside it"),
        (["--plateau", "9"], "the plan has plateaus 0 to 2 here: there is no plateau 9"),
        (["--plateau", "1", "--as-of", "2027-03-31"], "the plan has a date of its own"),
        (["--plateau", "1", "--colour-by", "supplier"], "--plan is drawn by risk"),
    ],
)
def test_what_cannot_be_is_refused_and_said(folder: Path, words: list[str], says: str) -> None:
    done = run_estate([*MAP, *words], folder)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""


def test_a_day_without_a_plan_and_a_view_that_takes_none_are_refused(folder: Path) -> None:
    done = run_estate(["map", "landscape", ".", "--at", "2028-06"], folder)
    assert (done.returncode, "give --plan build/roadmap.json" in done.stderr) == (2, True)
    done = run_estate(["map", "risk", ".", "--plan", "build/roadmap.json"], folder)
    assert (done.returncode, "risk takes no --plan" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("months = 6\nannual", "months = 7\nannual", "glenmarnock/ledger is live on 2029-10-01"),
        ("options.upgrade", "options.uplift", "has no option 'upgrade' that can be planned now"),
    ],
)
def test_a_plan_that_does_not_fit_the_record_any_more_is_refused(
    folder: Path, tmp_path: Path, old: str, new: str, says: str
) -> None:
    for name in ("estate.toml", "build/roadmap.json", "councils/glenmarnock.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        text = (folder / name).read_text(encoding="utf-8")
        changed = text.replace(old, new).replace("[systems.ledger.options.uplift]", UPLIFT)
        (tmp_path / name).write_text(changed, encoding="utf-8")
    done = run_estate([*MAP, "--plateau", "1"], tmp_path)
    assert done.returncode == 1
    assert re.match(r"estate: the plan does not fit the record: ", done.stderr)
    assert says in done.stderr
    assert done.stderr.endswith("; plan again\n")
    assert done.stdout == ""


UPLIFT = '[systems.ledger.options.uplift]\nkind = "upgrade"'
