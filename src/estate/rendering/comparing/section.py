"""What every part of a comparison hands over: words, tables and pictures, for all formats alike.

A part is a function from what is compared to a `Section`; text, JSON, CSV, XLSX and HTML are then
made from it by the same code, so that no format can say more or less than another, and what comes
from a record is made harmless in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.comparison.identity import Identity
    from estate.comparison.view import SectorView
    from estate.rendering.kit.grids import Grid


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
