"""The page on exports, followed to the letter."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.support.archimate_rules import faults
from tests.support.documents import ROOT, follow, rewrite

from estate.rendering.exchange.registry import FORMATS

PAGE = ROOT / "docs" / "export.md"


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/export.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "inventories", tmp_path / "inventories")
    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown
    assert faults((tmp_path / "exchange" / "strathallan.xml").read_bytes()) == []


def test_the_page_names_every_format() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [*FORMATS]
