"""The tutorial's council, as a workspace that tests can read."""

from __future__ import annotations

from pathlib import Path

from tests.support.documents import ROOT, blocks


def write_tutorial(folder: Path) -> Path:
    """Write the files that the tutorial ends with, its deliberate slip left out."""
    markdown = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    for block in blocks(markdown):
        if block.file is None or "elsewhere" in block.file:
            continue
        target = folder / block.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(block.body, encoding="utf-8")
    return folder
