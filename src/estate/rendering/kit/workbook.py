"""Tables as a workbook: a sheet a subject, headings that stay, filters, and no formulas.

Texts are written as texts, whatever they begin with; numbers and days are numbers and days. Each
sheet is one table whose first row a screen reader takes for its headings; no cell is merged. The
same tables give the same bytes.
"""

from __future__ import annotations

import io
import re
import textwrap
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from estate.comparison.view import Band, DateBand, Withheld
from estate.rendering.kit.grid_values import UNKNOWN_WORDS, value_words
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from estate.rendering.kit.grids import Column, Grid, Kind, Value

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The date in the document's properties; a real one would make each run differ."""
FIRST_DAY = date(1900, 3, 1)
"""Before it, spreadsheets count days in their own way; such a day is written as text."""
NAME, LONGEST = 31, 32_000
"""The most letters of a sheet's name, and of a cell's text that is written whole."""
CUT = " [cut: the CSV file has it whole]"
WIDEST, NARROWEST, LOOKED_AT = 60, 12, 200
A4 = 9
"""The number of the paper's size in the format."""
LINE, PAGE = 15.5, 210
"""Points that a line is high, and letters that a printed page is wide: small, but to be read."""
FORMATS: dict[Kind, str] = {
    "number": "#,##0",
    "pounds": "£#,##0",
    "pence": "£#,##0.00",
    "percent": "0.0%",
    "decimal": "#,##0.0",
    "date": "d mmm yyyy",
}
SIDES: dict[Kind, str] = {kind: "left" if kind == "date" else "right" for kind in FORMATS}
"""Figures stand to the right, days to the left, so that neither touches what is beside it."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NOT_IN_TABLE_NAMES = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands first: the name of the sheet, its lines, and the title of the whole.

    `unknown` is the word for what nobody knows; lines that are `headings` stand bold.
    """

    name: str
    lines: Sequence[str]
    title: str
    unknown: str = UNKNOWN_WORDS
    headings: frozenset[str] = frozenset()


def workbook(front: Front, grids: Iterable[Grid]) -> bytes:
    """Return the workbook: what stands first, then a sheet a table."""
    # Heavy, and needed for this alone; it comes without types.
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": visible(front.title), "created": MADE})
    made = _Book(book, front.unknown)
    made.words(front)
    for grid in grids:
        made.grid(grid)
    book.close()
    return stream.getvalue()


class _Book:
    def __init__(self, book: Any, unknown: str) -> None:  # noqa: ANN401  # xlsxwriter says nothing of its types
        self.book, self.unknown = book, unknown
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#e6eaee"}
        )
        gap = {"italic": True, "valign": "top", "font_color": "#54595f"}
        self.gap = book.add_format(gap)
        self.gap_of_figures = book.add_format(gap | {"align": "right"})
        self.of_kind = {
            kind: book.add_format({"num_format": code, "valign": "top", "align": SIDES[kind]})
            for kind, code in FORMATS.items()
        }
        self.names: set[str] = set()

    def words(self, front: Front) -> None:
        """Write what stands first, a line below another."""
        sheet = self._sheet(front.name)
        sheet.set_column(0, 0, 110)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        for number, line in enumerate(front.lines):
            format_ = self.bold if line in front.headings else self.plain
            sheet.write_string(number, 0, _text(line), format_)

    def grid(self, grid: Grid) -> None:
        """Write a table as a sheet of its own; one without rows says what its emptiness means."""
        sheet = self._sheet(grid.name)
        rows = grid.rows or ((grid.empty, *("" for _ in grid.columns[1:])),)
        widths = [_width(grid, place, self.unknown) for place in range(len(grid.columns))]
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.set_row(0, LINE * _lines_of_headings(grid, widths))
        sheet.add_table(0, 0, len(rows), len(grid.columns) - 1, self._table(grid))
        for number, row in enumerate(rows, 1):
            for place, (value, column) in enumerate(zip(row, grid.columns, strict=True)):
                self._cell(sheet, number, place, value, column)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        sheet.fit_to_pages(max(1, ceil(sum(widths) / PAGE)), 0)

    def _sheet(self, name: str) -> Any:  # noqa: ANN401  # as above
        """Return a new sheet, set to be printed: landscape on A4, with numbered pages."""
        sheet = self.book.add_worksheet(self._name(name))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def _table(self, grid: Grid) -> dict[str, Any]:
        """Return what makes the cells a table: its headings, told apart, and filters."""
        heads = _told_apart([_text(column.heading) for column in grid.columns])
        number = len(self.names)
        return {
            "name": f"T{number}_{_NOT_IN_TABLE_NAMES.sub('_', grid.name)[:NAME]}",
            "style": "Table Style Light 1",
            "banded_rows": False,
            "columns": [{"header": head, "header_format": self.head} for head in heads],
        }

    def _cell(self, sheet: Any, line: int, place: int, value: Value, column: Column) -> None:  # noqa: ANN401  # as above
        match value:
            case str():
                sheet.write_string(line, place, _text(value), self.plain)
            case None | Withheld() | Band() | DateBand():
                words = value_words(value, column.kind, self.unknown)
                figures = SIDES.get(column.kind) == "right"
                format_ = self.gap_of_figures if figures else self.gap
                sheet.write_string(line, place, words, format_)
            case date():
                self._day(sheet, line, place, value)
            case int() | Fraction():
                kind = column.kind if column.kind in self.of_kind else "number"
                sheet.write_number(line, place, float(value), self.of_kind[kind])

    def _day(self, sheet: Any, line: int, place: int, value: date) -> None:  # noqa: ANN401  # as above
        if value < FIRST_DAY:
            sheet.write_string(line, place, value.isoformat(), self.plain)
        else:
            sheet.write_datetime(line, place, value, self.of_kind["date"])

    def _name(self, wanted: str) -> str:
        """Return a sheet's name that the format allows and no other sheet has."""
        name = stem = _NOT_IN_NAMES.sub(" ", visible(wanted)).strip()[:NAME] or "Sheet"
        number = 1
        while name.casefold() in self.names:
            number += 1
            name = f"{stem[: NAME - len(str(number)) - 1]} {number}"
        self.names.add(name.casefold())
        return name


def _told_apart(heads: Sequence[str]) -> list[str]:
    """Return headings of which no two are the same but for capitals, as a table demands."""
    made: list[str] = []
    taken: set[str] = set()
    for head in heads:
        name, number = head, 1
        while name.lower() in taken:
            number += 1
            name = f"{head} ({number})"
        taken.add(name.lower())
        made.append(name)
    return made


def _text(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + CUT


def _width(grid: Grid, place: int, unknown: str) -> float:
    column = grid.columns[place]
    words = (value_words(row[place], column.kind, unknown) for row in grid.rows[:LOOKED_AT])
    longest = max([_room_for(column.heading), *(len(each) for each in words)])
    return float(min(WIDEST, max(NARROWEST, longest + 2)))


def _lines_of_headings(grid: Grid, widths: Sequence[float]) -> int:
    """Return how many lines the highest heading takes, each beside its filter's button."""
    lines = (
        len(textwrap.wrap(column.heading, max(1, int(width) - 3)))
        for column, width in zip(grid.columns, widths, strict=True)
    )
    return max(1, *lines)


def _room_for(heading: str) -> int:
    """Return how wide a heading is that may wrap: its longest word, beside the filter's button."""
    return max((len(word) for word in heading.split()), default=0) + 3
