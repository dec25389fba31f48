"""`estate study front` and `estate plan --objective`, as people type them."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from tests.support.documents import ROOT, blocks, run_estate

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "objectives.md"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The workspace of the page: tax can be upgraded or replaced, bins replaced."""
    for block in blocks(PAGE.read_text(encoding="utf-8")):
        if block.file is not None:
            target = tmp_path / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.body, encoding="utf-8")
    return tmp_path


def asked(folder: Path, *words: str) -> Any:  # noqa: ANN401  # a JSON document
    done = run_estate([*words, "--format", "json"], folder)
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_machines_get_every_plan_whole_and_what_is_proven(folder: Path) -> None:
    told = asked(folder, "study", "front", "--next", "7999")

    assert [(plan["name"], plan["money"], plan["risk"]) for plan in told["plans"]] == [
        ("A", 34_500, 25.25),
        ("B", 40_500, 19.25),
        ("C", 48_500, 13.25),
    ]
    assert all(plan["proven"] and plan["gap"] == 0 for plan in told["plans"])
    assert [plan["stands_for"] for plan in told["plans"]] == [
        ["least-money"],
        ["policy", "next"],
        ["least-risk"],
    ]
    assert told["plans"][1]["steps"] == [
        {
            "system": "glenmarnock/bins",
            "option": "replace",
            "start": "2026-10-01",
            "live": "2027-01-01",
            "capital": 3_000,
            "revenue": 0,
        },
        {
            "system": "glenmarnock/tax",
            "option": "upgrade",
            "start": "2026-10-01",
            "live": "2027-01-01",
            "capital": 6_000,
            "revenue": 0,
        },
    ]
    # 7,999 pounds are one too few for the replacement: they buy nothing, and that is proven.
    assert told["next"] == {
        "pounds": 7_999,
        "plan": "B",
        "money": 0,
        "risk_less": 0.0,
        "risk_less_at_most": 0.0,
    }
    assert [(step["money"], step["risk_less"]) for step in told["steps"]] == [
        (6_000, 6.0),
        (8_000, 6.0),
    ]
    assert told["steps"][1]["changes"] == [
        {
            "system": "glenmarnock/tax",
            "before": {"option": "upgrade", "start": "2026-10-01"},
            "after": {"option": "replace", "start": "2026-10-01"},
        }
    ]


def test_the_same_bytes_with_any_number_of_workers(folder: Path) -> None:
    texts = set()
    for workers in ("1", "2"):
        out = folder / f"build-{workers}"
        words = ["study", "front", "--workers", workers, "--out", str(out), "--format", "csv"]
        done = run_estate(words, folder)
        assert done.returncode == 0, done.stderr
        assert sorted(path.name for path in out.iterdir()) == [
            "front-manifest.json",
            "front.csv",
            "front.json",
            "front.svg",
        ]
        files = [path.read_bytes() for path in sorted(out.iterdir())]
        texts.add((done.stdout, *files))
    assert len(texts) == 1


def test_the_picture_says_in_words_what_it_shows(folder: Path) -> None:
    assert run_estate(["study", "front", "--out", "build"], folder).returncode == 0

    root = ET.fromstring((folder / "build" / "front.svg").read_text(encoding="utf-8"))
    said = root.find(f"{SVG}desc")
    assert said is not None
    assert said.text == (
        "3 plans, from £34,500 and 25.3 point-years (A) to £48,500 and 13.3 (C). The policy's "
        "price leads to B: £40,500 and 19.3. Of 3 it is proven that no plan is better. The table "
        "says the same."
    )
    titles = [each.text for each in root.iter(f"{SVG}title")]
    assert "B: £40,500, 19.3 point-years, policy's price, £1,200" in titles
    assert "doing nothing: £36,000, 32.0 point-years" in titles


def test_a_spreadsheet_gets_a_row_a_plan(folder: Path) -> None:
    done = run_estate(["study", "front", "--format", "csv"], folder)
    first, _, last = csv.DictReader(done.stdout.splitlines())

    assert (first["plan"], first["more_than_first"], first["pounds_a_point_year_to_next"]) == (
        "A",
        "0",
        "1000.0",
    )
    assert (last["money"], last["less_than_first"], last["pounds_a_point_year_to_next"]) == (
        "48500",
        "12.0",
        "",
    )


def test_without_any_plan_it_says_why(folder: Path) -> None:
    path = folder / "councils" / "glenmarnock.toml"
    text = path.read_text().replace(
        'name = "Missed bins"', 'name = "Missed bins"\nmust_change_by = 2026-11-30'
    )
    path.write_text(text)
    done = run_estate(["study", "front"], folder)

    assert done.returncode == 4
    assert "No roadmap can exist" in done.stdout
    assert "glenmarnock/bins must have changed by" in done.stdout


def test_the_objective_is_declared_or_asked_for(folder: Path) -> None:
    asked_for = asked(folder, "plan", "--objective", "money-first")
    path = folder / "estate.toml"
    path.write_text(path.read_text() + 'objective = "money-first"\n')
    declared = asked(folder, "plan")
    priced = asked(folder, "plan", "--objective", "priced")

    assert asked_for == declared
    assert (declared["objective"], declared["status"]) == (34_500, "optimal")
    assert declared["policy"]["objective"] == "money-first"
    measures = declared["measures"]
    assert (measures["measure"], measures["then"], measures["unit"]) == (
        "money",
        "risk",
        "discounted pounds",
    )
    assert measures["plan"] == {"priced": 64_800, "money": 34_500, "risk_point_years": 25.25}
    assert [(each["measure"], each["value"], each["optimal"]) for each in measures["passes"]] == [
        ("money", 34_500, True),
        ("risk", 25_250, True),
    ]
    # 40,500 + 1,200 x 19.25.
    assert (priced["objective"], priced["measures"]["then"]) == (63_600, None)


def test_what_cannot_be_asked_is_refused(folder: Path) -> None:
    done = run_estate(["study", "front", "--points", "2"], folder)
    assert done.returncode == 2
    assert "3<=x<=25" in done.stderr
    done = run_estate(["plan", "--objective", "least-fuss"], folder)
    assert done.returncode == 2
    assert "risk-first" in done.stderr
