"""What every part of a comparison hands over: words, tables and pictures, for all formats alike.

A part is a function from what is compared to a `Section`; text, JSON, CSV, XLSX and HTML are then
made from it by the same code, so that no format can say more or less than another, and what comes
from a record is made harmless in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from estate.comparison.view import Band, DateBand, Withheld

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.comparison.identity import Identity
    from estate.comparison.view import SectorView

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


@dataclass(frozen=True, slots=True)
class PictureOf:
    """A picture: SVG without a typeface inside; `name` is that of its file, without `.svg`."""

    name: str
    caption: str
    svg: str
    wide: bool = False
    """Whether it is too wide to be shrunk to a page's width; it is scrolled there instead."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a comparison."""

    id: str
    title: str
    lead: tuple[str, ...] = ()
    """What it says in short: a paragraph each, on every format made for reading."""
    tables: tuple[Grid, ...] = ()
    shown: tuple[Grid, ...] = ()
    """Shorter tables for the terminal, where the whole would not be read; else all of `tables`."""
    pictures: tuple[PictureOf, ...] = ()
    notes: tuple[str, ...] = ()
    """What is to be known besides: assumptions, sources, what was left out."""


@dataclass(frozen=True)
class Compared:
    """What is compared, and what was asked of it."""

    sector: SectorView
    identity: Identity
    capabilities: tuple[str, ...]
    """The capabilities that were asked for, of those that some council serves or needs."""
    settings: Mapping[str, object] = field(default_factory=dict)
    """What a part asked the command line for, by the part's own names."""
