"""What pages of a very large estate leave to reports of single councils, to keep the site small.

A site of 32 councils with 300 systems each is to be sent and opened like any other. Whatever is
left out is named where it would stand, with the command that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from estate.rendering.canvas.blocks import Block, Figure, Folded, said
from estate.rendering.canvas.page_model import Picture, Table
from estate.rendering.kit.words import visible
from estate.rendering.site.pages.system_shared import roomy

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material
    from estate.rendering.site.frame import Page

MOST_ROWS = 20
ALL = "estate report --council NAME"
MOST_OF_A_PICTURE = 16_000
"""Characters of a picture of one council; the few of the whole estate may have any number."""
WHOLE = frozenset({"about", "glossary", "letter", "rules", "search", "source", "working"})
"""Kinds of pages that are lists to look things up in, and stay whole."""


def fitted(page: Page, material: Material) -> Page:
    """Return a page as it is, or in a very large estate with the beginning of its long tables."""
    if roomy(material) or page.kind in WHOLE:
        return page
    of_council = page.path.startswith("councils/")
    sections = (
        replace(section, blocks=tuple(_fitted(section.blocks, of_council=of_council)))
        for section in page.sections
    )
    return replace(page, sections=tuple(sections))


def _fitted(blocks: tuple[Block, ...], *, of_council: bool) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _beginning(block)
        elif isinstance(block, Folded):
            yield replace(block, blocks=tuple(_fitted(block.blocks, of_council=of_council)))
        elif isinstance(block, Figure) and of_council:
            yield from _figure(block)
        else:
            yield replace(block, table=_cut(block.table)) if isinstance(block, Figure) else block


def _figure(block: Figure) -> Iterator[Block]:
    """Yield a picture of a council without a file of its own; of a large one, that it is there."""
    picture = block.picture
    if len(picture.svg) > MOST_OF_A_PICTURE:
        yield said(f"{_title(picture)}: {ALL} draws it.", "quiet")
    else:
        yield Figure(replace(picture, file="", apart=False), _cut(block.table))


def _title(picture: Picture) -> str:
    return visible(picture.title or picture.caption)


def _beginning(table: Table) -> Iterator[Block]:
    """Yield a table, or its first rows and how to see the rest."""
    yield _cut(table) or table
    if len(table.rows) > MOST_ROWS:
        yield said(
            f"In an estate as large as this, {ALL} shows the other rows of a council.", "quiet"
        )


def _cut(table: Table | None) -> Table | None:
    """Return a table's first rows, with how many there are; a last row of totals is of all."""
    if table is None or len(table.rows) <= MOST_ROWS:
        return table
    caption = f"{table.caption} (the first {MOST_ROWS} of {len(table.rows):,} rows)"
    return replace(table, caption=caption, rows=table.rows[:MOST_ROWS])
