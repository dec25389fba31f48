"""Reading assumptions about savings: their file, what is wrong in it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio.assumptions import AssumptionsFile
from estate.reading.one_table import ReadTable, read_table

if TYPE_CHECKING:
    from pathlib import Path


def read_assumptions(path: Path) -> ReadTable[AssumptionsFile]:
    """Return what is in a file of assumptions. Never raises for what is in it."""
    return read_table(path, AssumptionsFile, lambda _: ())
