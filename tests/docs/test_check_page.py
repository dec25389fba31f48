"""The page on checking prints what it says, and its recipes are whole."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.support.documents import ROOT, blocks, follow, rewrite, run_estate

from estate.rendering.findings.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "check.md"


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/check.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    played = follow(markdown, tmp_path)

    assert len(played) >= 2
    assert rewrite(markdown, played) == markdown


def test_the_page_names_every_format() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(FORMATS)


def test_the_problem_matcher_understands_what_is_printed(tmp_path: Path) -> None:
    markdown = PAGE.read_text(encoding="utf-8")
    (recipe,) = [json.loads(block.body) for block in blocks(markdown) if block.info == "json"]
    matcher = recipe["tasks"][0]["problemMatcher"]
    follow(markdown, tmp_path)
    document = json.loads(run_estate(["check", "--format", "json"], tmp_path).stdout)
    printed = run_estate(["check"], tmp_path).stdout.splitlines()

    pattern = matcher["pattern"]
    found = [re.match(pattern["regexp"], line) for line in printed]
    met = [
        {
            "path": match[pattern["file"]],
            "line": int(match[pattern["line"]]),
            "column": int(match[pattern["column"]]),
            "code": match[pattern["code"]],
            "severity": match[pattern["severity"]],
            "message": match[pattern["message"]],
        }
        for match in found
        if match
    ]
    keys = met[0].keys()
    assert met == [{key: finding[key] for key in keys} for finding in document["findings"]]
