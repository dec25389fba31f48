"""`estate explain`, as typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT, run_estate

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "rules" / "EST203.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ["EST203", "est203", "203"])
def test_a_rule_is_explained_from_any_folder(code: str, tmp_path: Path) -> None:
    done = run_estate(["explain", code], tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("EST203: Notice is due\n\nSeverity: warning.\n")
    assert "\ncouncils/strathallan.toml, mended:\n    [council]\n" in done.stdout


def test_a_rule_as_markdown_and_as_json(tmp_path: Path) -> None:
    assert run_estate(["explain", "EST203", "--format", "md"], tmp_path).stdout == PAGE
    page = json.loads(run_estate(["explain", "EST203", "--format", "json"], tmp_path).stdout)
    assert (page["code"], page["severity"], page["markdown"]) == ("EST203", "warning", PAGE)
    assert "A missed day" in page["sections"]["Why it matters"]


def test_all_rules_are_listed(tmp_path: Path) -> None:
    lines = run_estate(["explain"], tmp_path).stdout.splitlines()
    pages = sorted(path.stem for path in (ROOT / "docs" / "rules").glob("EST*.md"))
    assert [line.split()[0] for line in lines[2 : lines.index("")]] == pages
    listed = json.loads(run_estate(["explain", "--format", "json"], tmp_path).stdout)
    assert [rule["code"] for rule in listed["rules"]] == pages
    assert {page["code"] for page in listed["criteria"]} == {
        path.stem for path in (ROOT / "docs" / "criteria").glob("*.md")
    } - {"README"}


@pytest.mark.parametrize(
    "asked", ["L1", "l1", "support-dates", "end_of_support", "support-dates:outweighs-recorded"]
)
def test_a_criterion_is_explained_by_any_of_its_names(asked: str, tmp_path: Path) -> None:
    done = run_estate(["explain", asked], tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("L1: End of support\n\nRule: `support-dates`. Scale: 1 to 6.")
    assert "\n    L1 End of support: 6 (support-dates)\n" in done.stdout


def test_a_criterion_as_markdown_and_as_json(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "criteria" / "C3.md").read_text(encoding="utf-8")
    assert run_estate(["explain", "C3", "--format", "md"], tmp_path).stdout == page
    told = json.loads(run_estate(["explain", "C3", "--format", "json"], tmp_path).stdout)
    assert (told["code"], told["rules"], told["markdown"]) == ("C3", ["share-of-budget"], page)
    assert "net_revenue_budget" in told["sections"]["How it is derived"]


def test_criteria_stand_in_the_list_after_the_rules(tmp_path: Path) -> None:
    lines = run_estate(["explain"], tmp_path).stdout.splitlines()
    found = [" ".join(line.split()) for line in lines[lines.index("") + 3 :]]
    assert found[0] == "L1 support-dates End of support"
    assert "L4 - Business needs" in found
    assert "C6 dependants Other systems" in found


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("EST2O3", "did you mean EST"),
        ("L9", "there is no rule or criterion 'L9': `estate explain` lists them all\n"),
        ("suport-dates", "did you mean support-dates"),
        ("notice", "`estate explain` lists them all"),
        ("EST999", "there is no rule or criterion 'EST999': `estate explain` lists them all\n"),
        ("\x1b[31mEST", "\\x1b"),
    ],
)
def test_an_unknown_code_is_a_fault_of_usage(asked: str, said: str, tmp_path: Path) -> None:
    done = run_estate(["explain", asked], tmp_path)

    assert done.returncode == 2
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""
