"""Reading rates of saving: their file, what is wrong in it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio.saving_rates import SavingsFile
from estate.reading.one_table import ReadTable, read_table

if TYPE_CHECKING:
    from pathlib import Path


def read_savings(path: Path) -> ReadTable[SavingsFile]:
    """Return what is in a file of rates. Never raises for what is in it."""
    return read_table(path, SavingsFile, lambda _: ())
