"""The page on following a roadmap, followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.documents import ROOT, follow, rewrite

from estate.portfolio import Benefit, Milestone, Spent, Step

PAGE = ROOT / "docs" / "tracking.md"


def test_the_page_prints_what_it_says_it_prints(tmp_path: Path) -> None:
    """Mend with `python -m tests.support.documents docs/tracking.md`, and read what changed."""
    markdown = PAGE.read_text(encoding="utf-8")
    assert rewrite(markdown, follow(markdown, tmp_path)) == markdown


def test_the_page_tells_of_every_key_that_says_how_a_step_goes() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## A council")[0]
    said = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", table))))
    for model in (Milestone, Spent, Benefit):
        assert set(model.model_fields) <= said
    about = {"status", "starts", "finishes", "started", "finished", "expected_finish", "cost"}
    about |= {"spent", "stopped_because", "lessons", "milestones", "benefits"}
    assert about <= said & set(Step.model_fields)
