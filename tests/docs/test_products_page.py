"""The page on support dates, followed to the letter."""

from __future__ import annotations

from pathlib import Path

from tests.support.documents import ROOT, follow, rewrite


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/products.md`, and read what changed."""
    markdown = (ROOT / "docs" / "products.md").read_text(encoding="utf-8")

    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown
