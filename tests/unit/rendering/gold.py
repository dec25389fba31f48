"""Compares a whole output with the one that was looked at and kept.

`ESTATE_GOLD=write make test` keeps the present outputs instead; look at `git diff tests/gold` then.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "gold"


def same(name: str, text: str) -> None:
    """Fail unless the text equals the kept file, byte for byte."""
    kept = FOLDER / name
    if os.environ.get("ESTATE_GOLD") == "write":
        kept.write_bytes(text.encode())
    assert kept.read_bytes().decode() == text, f"{name} differs from what was kept"
