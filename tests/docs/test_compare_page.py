"""The page on comparing, followed to the letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.support.documents import ROOT, follow, rewrite

from estate.rendering.comparing.sections import names

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "compare.md"


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/compare.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown


def test_the_page_names_every_part() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(names())
