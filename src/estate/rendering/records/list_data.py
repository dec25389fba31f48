"""Lists as data: CSV for a spreadsheet, JSON for a program, Markdown for a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from estate.query.syntax import written
from estate.query.values import Cell, Many, Range, Scalar, Sort
from estate.rendering.kit.csv_text import csv_text
from estate.rendering.kit.words import visible
from estate.rendering.records.list_values import (
    NONE,
    as_data,
    as_figure,
    closing,
    shown,
    strange,
    total_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.query.listing import Heading, ListedRow, Listing

MATCH = "match"
SURE, UNSURE = "yes", "may"
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~])")
_BLANKS = re.compile(r"\s+")


def list_csv(listing: Listing) -> str:
    """Return rows as CSV: a number that may be a range has a column for each end.

    Unknown is an empty cell; several values are parted by semicolons, a last `?` says that there
    may be more. A range written `12-18` would be read as a date by spreadsheets.
    """
    headers = [name for heading in listing.headings for name in _csv_names(heading)]
    extra = [MATCH] if listing.question.include_unknown else []
    return csv_text([*headers, *extra], (_csv_row(row, listing) for row in listing.rows))


def _csv_names(heading: Heading) -> list[str]:
    if heading.column.ranges:
        return [f"{heading.name}.low", f"{heading.name}.high"]
    return [heading.name]


def _csv_row(row: ListedRow, listing: Listing) -> list[object]:
    cells: list[object] = []
    for cell, heading in zip(row.cells, listing.headings, strict=True):
        if heading.column.ranges:
            cells += _ends(cell)
        else:
            cells.append(_csv_cell(cell))
    return [*cells, *([_match(row)] if listing.question.include_unknown else [])]


def _ends(cell: Cell) -> list[object]:
    if not isinstance(cell, Range):
        return [None, None]
    return [None if end is None else as_figure(end) for end in (cell.low, cell.high)]


def _csv_cell(cell: Cell) -> object:
    if isinstance(cell, Many):
        return "; ".join([_csv_scalar(item) for item in cell.items] + ["?"] * cell.open) or NONE
    return as_figure(cell.low) if isinstance(cell, Range) else cell


def _csv_scalar(value: Scalar) -> str:
    data = as_data(value)
    return str(data).lower() if isinstance(data, bool) else str(data)


def _match(row: ListedRow) -> str:
    return SURE if row.sure else UNSURE


def list_json(listing: Listing) -> dict[str, Any]:
    """Return the question, the columns with their sorts, units and meanings, and the rows."""
    question = listing.question
    return {
        "kind": question.kind.name,
        "as_of": listing.as_of.isoformat(),
        "where": written(question.where) if question.where else None,
        "columns": [_column_json(heading) for heading in listing.headings],
        "rows": [_row_json(row, listing) for row in listing.rows],
        "matching": listing.matching,
        "might_match": listing.might,
        "might_match_because_unknown": dict(listing.because),
        "not_found": [
            {"column": found.column, "text": found.text, "meant": list(found.meant)}
            for found in listing.strangers
        ],
        "totals": {
            total.name: {"total": as_data(total.total), "unknown": total.unknown}
            for total in listing.totals
        },
    }


def _column_json(heading: Heading) -> dict[str, Any]:
    column = heading.column
    return {
        "name": heading.name,
        "type": column.sort.value,
        "many": column.many,
        "unit": column.unit or None,
        "words": list(column.words) or None,
        "about": column.about,
    }


def _row_json(row: ListedRow, listing: Listing) -> dict[str, Any]:
    cells = zip(listing.headings, row.cells, strict=True)
    found = {heading.name: as_data(cell) for heading, cell in cells}
    return found | ({MATCH: _match(row)} if listing.question.include_unknown else {})


def list_markdown(listing: Listing) -> str:
    """Return a table in Markdown, then sums and counts; `?` where unknown."""
    names = [heading.name for heading in listing.headings]
    aligned = [_rule(heading) for heading in listing.headings]
    if listing.question.include_unknown:
        names, aligned = [*names, MATCH], [*aligned, "---"]
    lines = [_line(names), _line(aligned, escape=False)] if listing.rows else []
    lines += [_line(list(_markdown_cells(row, listing))) for row in listing.rows]
    last = " ".join([*map(total_words, listing.totals), closing(listing), *strange(listing)])
    return "\n".join([*lines, *([""] if lines else []), _escaped(last)]) + "\n"


def _rule(heading: Heading) -> str:
    figures = heading.column.sort is Sort.NUMBER and not heading.column.many
    return "--:" if figures else "---"


def _markdown_cells(row: ListedRow, listing: Listing) -> Iterator[str]:
    for cell, heading in zip(row.cells, listing.headings, strict=True):
        yield shown(cell, heading.column)
    if listing.question.include_unknown:
        yield _match(row)


def _line(cells: list[str], *, escape: bool = True) -> str:
    return f"| {' | '.join(map(_escaped, cells) if escape else cells)} |"


def _escaped(text: str) -> str:
    """Return a record's text on one line, in which Markdown and HTML see nothing of theirs."""
    return _MARKS.sub(r"\\\1", visible(_BLANKS.sub(" ", text)).replace("&", "&amp;"))
