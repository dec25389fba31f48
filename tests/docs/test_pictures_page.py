"""The gallery of pictures shows what the program draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.gallery import IMAGES, PAGE, PLAN, drawn, shown

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_the_gallery_is_what_the_program_draws(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.gallery`, and look at what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    assert f"estate {' '.join(PLAN)}\n" in markdown
    assert drawn(markdown, tmp_path) == markdown
    files = shown(markdown)
    assert len(files) >= 10
    for name in files:
        assert (tmp_path / "pictures" / name).read_bytes() == (IMAGES / name).read_bytes(), name
