"""The page on why a plan is as it is, followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.documents import ROOT, follow, rewrite

from estate.planning.explaining.elastic import WEIGHTS

PAGE = ROOT / "docs" / "why.md"


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/why.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown


def test_the_page_names_every_weight() -> None:
    rows = re.findall(r"^\| [^|]+ \| £([\d,]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {int(row.replace(",", "")) for row in rows} == set(WEIGHTS.values())
