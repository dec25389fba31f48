"""A table as CSV that a spreadsheet shows and does not run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.csv_text import csv_text
from estate.rendering.kit.grid_values import UNKNOWN_WORDS, value_plain
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from estate.rendering.kit.grids import Grid


def grid_csv(grid: Grid, unknown: str = UNKNOWN_WORDS) -> str:
    """Return a table as CSV; its first line has the columns' ids."""
    rows = ([_seen(value_plain(value, unknown)) for value in row] for row in grid.rows)
    return csv_text([column.id for column in grid.columns], rows)


def _seen(value: object) -> object:
    """Return a cell in which nothing hides: what is told may come from anyone's file."""
    return visible(value) if isinstance(value, str) else value
