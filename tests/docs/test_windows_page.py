"""The page on joint windows, followed to the letter: from compare to a candidate to a plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.documents import ROOT, follow, rewrite


@pytest.mark.slow
def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/windows.md`, and read it."""
    markdown = (ROOT / "docs" / "windows.md").read_text(encoding="utf-8")

    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown
