"""The page on interoperability, followed to the letter."""

from __future__ import annotations

from pathlib import Path

from tests.support.documents import ROOT, follow, rewrite


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/interoperability.md`, and read it."""
    markdown = (ROOT / "docs" / "interoperability.md").read_text(encoding="utf-8")

    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown
