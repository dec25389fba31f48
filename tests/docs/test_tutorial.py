"""The documents that are followed from an empty folder, followed to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT, follow, rewrite

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["tutorial", "keeping"])
def test_a_document_prints_what_it_says_it_prints(name: str, tmp_path: Path) -> None:
    """Mend with `make docs`, and read what changed."""
    markdown = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")

    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown


def test_the_tutorial_ends_with_a_page(tmp_path: Path) -> None:
    markdown = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    follow(markdown, tmp_path)

    page = (tmp_path / "build" / "index.html").read_text(encoding="utf-8")
    assert "Glenmarnock Council" in page
    assert "Illustrative" in page
