"""What pages of a very large estate leave to reports of single councils, to keep the site small.

A site of 32 councils with 300 systems each is to be sent and opened like any other. Whatever is
left out is named where it would stand, with the command that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estate.rendering.canvas.blocks import Block, Figure, Folded, said
from estate.rendering.canvas.page_model import Picture, Table
from estate.rendering.kit.words import visible
from estate.rendering.site.pages.system.shared import roomy

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material
    from estate.rendering.site.frame import Page

ALL = "estate report --council NAME"
MOST_INSIDE = 400_000
"""Characters of a picture of the whole estate that is part of its page; a larger one is a file."""
HUGE = 5_000
"""From so many systems on, pages tell still less."""
WHOLE = frozenset({"about", "glossary", "letter", "rules", "search", "source", "working"})
"""Kinds of pages that are lists to look things up in, and stay whole."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many rows of a table are shown, and how many characters a council's picture may have."""

    rows: int
    picture: int


LARGE_ROOM = Room(20, 16_000)
HUGE_ROOM = Room(10, 10_000)


def fitted(page: Page, material: Material) -> Page:
    """Return a page as it is, or in a very large estate with the beginning of its long tables."""
    if roomy(material) or page.kind in WHOLE:
        return page
    room = LARGE_ROOM if len(material.scores.systems) < HUGE else HUGE_ROOM
    of_council = page.path.startswith("councils/")
    sections = (
        replace(section, blocks=tuple(_fitted(section.blocks, room, of_council=of_council)))
        for section in page.sections
    )
    return replace(page, sections=tuple(sections))


def _fitted(blocks: tuple[Block, ...], room: Room, *, of_council: bool) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _beginning(block, room)
        elif isinstance(block, Folded):
            shown = _fitted(block.blocks, room, of_council=of_council)
            yield replace(block, blocks=tuple(shown))
        elif isinstance(block, Figure):
            yield from _figure(block, room, of_council=of_council)
        else:
            yield block


def _figure(block: Figure, room: Room, *, of_council: bool) -> Iterator[Block]:
    """Yield a picture; of a council, without a file, or in its place what draws it."""
    picture, table = block.picture, block.table and _cut(block.table, room)
    if not of_council:
        yield Figure(replace(picture, apart=picture.apart or len(picture.svg) > MOST_INSIDE), table)
    elif len(picture.svg) > room.picture:
        yield said(f"{_title(picture)}: {ALL} draws it.", "quiet")
    else:
        yield Figure(replace(picture, file="", apart=False), table)


def _title(picture: Picture) -> str:
    return visible(picture.title or picture.caption)


def _beginning(table: Table, room: Room) -> Iterator[Block]:
    """Yield a table, or its first rows and how to see the rest."""
    yield _cut(table, room)
    if len(table.rows) > room.rows:
        yield said(
            f"In an estate as large as this, {ALL} shows the other rows of a council.", "quiet"
        )


def _cut(table: Table, room: Room) -> Table:
    """Return a table's first rows, with how many there are; a last row of totals is of all."""
    if len(table.rows) <= room.rows:
        return table
    caption = f"{table.caption} (the first {room.rows} of {len(table.rows):,} rows)"
    return replace(table, caption=caption, rows=table.rows[: room.rows])
