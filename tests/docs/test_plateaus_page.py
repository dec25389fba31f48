"""The page on plateaus, followed to the letter."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.documents import ROOT, follow, rewrite

PAGE = ROOT / "docs" / "plateaus.md"


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/plateaus.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown
    plateaus = json.loads((tmp_path / "build" / "roadmap.json").read_text(encoding="utf-8"))
    named = [key for key in plateaus["plateaus"]["estate"][0] if f"`{key}`" not in markdown]
    assert named == ["number"]
