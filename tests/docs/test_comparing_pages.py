"""The pages on benchmarks and on checking before buying, followed to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.documents import ROOT, follow, rewrite


@pytest.mark.parametrize("page", ["benchmarking", "check-new"])
def test_the_page_prints_what_it_says_it_prints(page: str, tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/PAGE.md`, and read it."""
    markdown = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")

    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown
