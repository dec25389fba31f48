"""Lists for a terminal: a table that fits, or a block a record where no table would."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.query.syntax import columns_in
from estate.query.values import Sort
from estate.rendering.kit.terminal import NARROWEST, Cell, Column, Ink, columns_of, table
from estate.rendering.records.list_values import UNKNOWN, closing, shown, strange, total_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.query.listing import Heading, ListedRow, Listing
    from estate.query.values import Cell as Fact
    from estate.rendering.kit.terminal import Terminal

LEAST = 12
"""A column of text shrinks to as many letters before a table is given up for blocks."""
WIDEST = 10_000
MATCH = "match"
SURE, UNSURE = "yes", "may"


def list_text(listing: Listing, terminal: Terminal) -> str:
    """Return the rows, then sums, how many match, and how many more might."""
    lines: list[str] = []
    if listing.rows:
        columns = [_column(heading) for heading in listing.headings]
        rows = [_row(row, listing.headings) for row in listing.rows]
        if listing.question.include_unknown:
            columns.append(Column(MATCH))
            rows = [[*row, _match(one)] for row, one in zip(rows, listing.rows, strict=True)]
        lines = _fitted(_with_room(columns, rows, listing, terminal), rows, terminal)
        lines.append("")
    for total in listing.totals:
        lines += terminal.wrap(total_words(total))
    for remark in [closing(listing), *strange(listing)]:
        lines += terminal.wrap(remark)
    return "\n".join(lines) + "\n"


def _with_room(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Cell]],
    listing: Listing,
    terminal: Terminal,
) -> list[Column]:
    """Return the columns, of which those that the condition looks at are not cut, if that fits."""
    where, kind = listing.question.where, listing.question.kind
    looked_at = {kind.column(name) for name in (columns_in(where) if where else ())}
    whole = list(columns)
    for place, heading in enumerate(listing.headings):
        if heading.column in looked_at:
            whole[place] = replace(whole[place], least=0)
    fits = _width(table(whole, rows, replace(terminal, colour=False))) <= _room(terminal)
    return whole if fits else list(columns)


def _width(lines: Sequence[str]) -> int:
    return max(map(columns_of, lines))


def _room(terminal: Terminal) -> int:
    return max(terminal.width, NARROWEST)


def _column(heading: Heading) -> Column:
    figures = heading.column.sort is Sort.NUMBER and not heading.column.many
    short = heading.column.sort in {Sort.DATE, Sort.WORD, Sort.YES_NO} and not heading.column.many
    return Column(heading.name, right=figures, least=0 if figures or short else LEAST)


def _row(row: ListedRow, headings: Sequence[Heading]) -> list[str | Cell]:
    return [_cell(cell, heading) for cell, heading in zip(row.cells, headings, strict=True)]


def _cell(cell: Fact, heading: Heading) -> str | Cell:
    text = shown(cell, heading.column)
    return Cell(text, (Ink.DIM,)) if text == UNKNOWN else text


def _match(row: ListedRow) -> Cell:
    return Cell(SURE) if row.sure else Cell(UNSURE, (Ink.YELLOW,))


def _fitted(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], terminal: Terminal
) -> list[str]:
    """Return a table no wider than the terminal; a block a row where that cannot be."""
    plain = replace(terminal, colour=False)
    fitted = table(columns, rows, plain)
    if _width(fitted) > _room(terminal):
        return _blocks(columns, rows, terminal)
    lines = table(columns, rows, terminal)
    if fitted != table(columns, rows, replace(plain, width=WIDEST)):
        lines.append("Long values are cut to fit; --format csv has them whole.")
    return lines


def _blocks(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], terminal: Terminal
) -> list[str]:
    """Return each row as lines of name and value."""
    width = max(columns_of(column.heading) for column in columns)
    lines: list[str] = []
    for row in rows:
        if lines:
            lines.append("")
        for column, cell in zip(columns, row, strict=True):
            name = terminal.plain(column.heading)
            text = cell.text if isinstance(cell, Cell) else cell
            lines += terminal.wrap(text, " " * (width + 2), f"{name}{' ' * (width - len(name))}  ")
    return lines
