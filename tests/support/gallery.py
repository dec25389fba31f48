"""Draws the gallery of docs/pictures.md: `python -m tests.support.gallery` writes it anew."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from tests.support.documents import ROOT, follow, rewrite, run_estate

PAGE = ROOT / "docs" / "pictures.md"
IMAGES = ROOT / "docs" / "images"
PLAN = ["plan", "inventories", "--council", "strathallan", "--out", "build"]
"""What the page says to type first; it prints too much to stand there."""
SHOWN = re.compile(r"!\[[^\]]+\]\(images/([\w.-]+)\)")


def shown(markdown: str) -> list[str]:
    """Return the files of the pictures that the page shows."""
    return SHOWN.findall(markdown)


def drawn(markdown: str, folder: Path) -> str:
    """Follow the page from the sample estate on; return it as it really comes out.

    The pictures are in `folder / "pictures"` then.
    """
    shutil.copytree(ROOT / "inventories", folder / "inventories")
    done = run_estate(PLAN, folder)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return rewrite(markdown, follow(markdown, folder))


def main() -> None:
    """Write the page and its pictures."""
    with tempfile.TemporaryDirectory() as name:
        markdown = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(drawn(markdown, Path(name)), encoding="utf-8")
        for file in shown(markdown):
            (IMAGES / file).write_bytes((Path(name) / "pictures" / file).read_bytes())


if __name__ == "__main__":
    main()
