"""The page on planning again, followed to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.documents import ROOT, follow, rewrite

from estate.planning.roadmap import Fate

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "replanning.md"


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/replanning.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown


def test_the_page_explains_every_word_for_what_became_of_a_step() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("| what is said |")[2]
    for fate in Fate:
        said = "quarters later" if fate is Fate.MOVED else fate.value
        assert f"| {said}" in table
