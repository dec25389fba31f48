"""The page on maps, followed to the letter."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.support.documents import ROOT, follow, rewrite

from estate.cli.map_files import ENDINGS
from estate.rendering.maps import VIEWS
from estate.rendering.maps.colours import COLOURINGS

PAGE = ROOT / "docs" / "map.md"


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents --here docs/map.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    shutil.copytree(ROOT / "inventories", tmp_path / "inventories")
    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown


def test_the_page_names_every_view_colouring_and_format() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [*VIEWS, *COLOURINGS, *ENDINGS]
