"""Tables as data: what a column holds, and cells as values, for every format alike.

Text, JSON, CSV, XLSX and HTML are made from the same `Grid` by the same code, so that no format can
say more or less than another, and what comes from a record is made harmless in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from estate.comparison.view import Band, DateBand, Withheld

Kind = Literal["text", "number", "pounds", "pence", "percent", "decimal", "date"]
"""What a column holds. Percent is of 1: a half is shown as 50%. Pence is pounds to the penny."""
Value = str | int | Fraction | date | Band | DateBand | Withheld | None
"""One cell. None is not known; WITHHELD is known to the council and not shared; both are said."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `id` names it in data; `filter` offers it as a filter on the page."""

    id: str
    heading: str
    kind: Kind = "text"
    filter: bool = False
    least: int = 8
    """Letters to which a text may be cut on a terminal."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its name is that of its CSV file and workbook sheet, at most 31 letters."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str = "Nothing is recorded."
    """What is said in place of no rows."""
