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
    assert [line.split()[0] for line in lines[2:-1]] == pages
    listed = json.loads(run_estate(["explain", "--format", "json"], tmp_path).stdout)["rules"]
    assert [rule["code"] for rule in listed] == pages


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("EST2O3", "did you mean EST"),
        ("notice", "`estate explain` lists them all"),
        ("EST999", "there is no rule 'EST999': `estate explain` lists them all\n"),
        ("\x1b[31mEST", "\\x1b"),
    ],
)
def test_an_unknown_code_is_a_fault_of_usage(asked: str, said: str, tmp_path: Path) -> None:
    done = run_estate(["explain", asked], tmp_path)

    assert done.returncode == 2
    assert said in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""
