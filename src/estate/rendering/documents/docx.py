"""A paper as a Word document: real headings, tables with heading rows, pictures in words too.

The same paper gives the same bytes: no clock, no name of a machine, members of the packed file in
one order and with one date.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from estate.rendering.documents import docx_parts as parts
from estate.rendering.documents.pieces import (
    ILLUSTRATIVE,
    Grid,
    Heading,
    Image,
    Items,
    Paragraph,
    lots,
)
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as Book
    from docx.text.paragraph import Paragraph as Line

    from estate.rendering.documents.pieces import Paper, Piece, Runs

    Png = Callable[[str, str], bytes]
    """Draws a picture, given as SVG and its title, as PNG."""

PACKED = (1980, 1, 1, 0, 0, 0)
"""The date of every member of the packed file: the first that the format can hold."""
MOST_COMMENT = 255
"""Letters that a property of the document may have."""
EMU = 9_525
"""English metric units of a user unit of a picture."""
TONES = {"": None, "lead": "Lead", "quiet": "Quiet", "inset": "Inset"}


def docx(made: Paper, png: Png) -> bytes:
    """Return the document; `png` draws its pictures."""
    # Heavy, and needed for this alone.
    from docx import Document  # noqa: PLC0415

    book = Document()
    parts.prepare(book, made.title)
    writer = _Writer(book, png)
    writer.paper(made)
    _about(book, made)
    stream = io.BytesIO()
    book.save(stream)
    return packed_alike(stream.getvalue())


def _about(book: Book, made: Paper) -> None:
    on = datetime(made.as_of.year, made.as_of.month, made.as_of.day, tzinfo=UTC)
    about = book.core_properties
    about.title, about.language = made.title, parts.LANGUAGE
    about.author = about.last_modified_by = "estate"
    about.created = about.modified = on.replace(tzinfo=None)
    about.comments = " ".join(made.made)[:MOST_COMMENT]
    about.revision = 1


def packed_alike(content: bytes) -> bytes:
    """Return a packed file with one date for all members, so that no run differs."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            member = zipfile.ZipInfo(name, PACKED)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    return stream.getvalue()


class _Writer:
    def __init__(self, book: Book, png: Png) -> None:
        self.book, self.png = book, png
        self.across = False

    def paper(self, made: Paper) -> None:
        self.book.add_heading(made.title, 0)
        self.book.add_paragraph(made.subtitle, style="Lead")
        self.book.add_paragraph(f"As of {day(made.as_of)}.")
        if made.illustrative:
            self.book.add_paragraph(ILLUSTRATIVE, style="Inset")
        for across, lot in lots(made.pieces):
            self._turn(across)
            for piece in lot:
                self._piece(piece)
        self._turn(False)  # noqa: FBT003  # upright again
        for line in made.made:
            self.book.add_paragraph(line, style="Quiet")

    def _turn(self, across: bool) -> None:  # noqa: FBT001  # how the paper lies
        """Begin a page that lies the other way, where it must."""
        if across != self.across:
            self.across = across
            parts.turned_section(self.book)

    def _piece(self, piece: Piece) -> None:
        match piece:
            case Heading(level, words):
                self.book.add_heading(words, level)
            case Paragraph(runs, tone):
                self._set(self.book.add_paragraph(style=TONES[tone]), runs)
            case Items(items, ordered):
                self._list(items, ordered)
            case Grid():
                self._table(piece)
            case Image():
                self._picture(piece)
            case _:
                assert_never(piece)

    def _list(self, items: tuple[Runs, ...], ordered: bool) -> None:  # noqa: FBT001  # a fact of it
        style = "List Number" if ordered else "List Bullet"
        lines = [self.book.add_paragraph(style=style) for _ in items]
        for line, item in zip(lines, items, strict=True):
            self._set(line, item)
        if ordered:
            parts.numbered_anew(self.book, lines)

    def _set(self, paragraph: Line, runs: Runs) -> None:
        for run in runs:
            paragraph.add_run(run.words).bold = run.strong or None

    def _table(self, grid: Grid) -> None:
        if not grid.heads:
            return
        if grid.caption:
            caption = self.book.add_paragraph(grid.caption, style="Caption")
            caption.paragraph_format.keep_with_next = True
        rows = 1 + len(grid.rows) + bool(grid.foot)
        table = self.book.add_table(rows, len(grid.heads))
        parts.ruled(table, grid.caption)
        room, shares = parts.room(self.book)[0], grid.shares
        widths = [room * share // sum(shares) for share in shares]
        lines = [tuple((head,) for head in grid.heads), *grid.rows]
        lines += [grid.foot] if grid.foot else []
        for number, (row, cells) in enumerate(zip(table.rows, lines, strict=True)):
            parts.whole_row(row, heads=not number)
            bold = not number or (bool(grid.foot) and number == rows - 1)
            look = parts.Look(small=grid.small, bold=bold, head=not number)
            # Asking a row for its cells is slow, so each is asked once.
            for place, (cell, said) in enumerate(zip(row.cells, cells, strict=True)):
                cell.width = widths[place]
                parts.fill(cell, said, look, right=grid.numbers[place])
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        self.book.add_paragraph(style="Quiet")

    def _picture(self, image: Image) -> None:
        room = parts.room(self.book)
        wide, high = (side * EMU for side in image.size)
        scale = min(1.0, room[0] / wide, room[1] / high)
        content = self.png(image.svg, image.title)
        shape = self.book.add_picture(io.BytesIO(content), int(wide * scale), int(high * scale))
        about = shape._inline.docPr  # noqa: SLF001  # python-docx has no other way to say it
        about.set("descr", image.alternative)
        about.set("title", image.title)
        about.set("name", image.name)
        self.book.paragraphs[-1].paragraph_format.keep_with_next = True
        self.book.add_paragraph(image.caption, style="Caption")
