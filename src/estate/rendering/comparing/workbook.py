"""A comparison as a workbook: a sheet a subject, headings that stay, filters, and no formulas.

Texts are written as texts, whatever they begin with. The same comparison gives the same bytes.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from estate.comparison.view import Band, DateBand, Withheld
from estate.rendering.comparing.values import value_words
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.comparing.section import Column, Grid, Kind, Section, Value

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The date in the document's properties; a real one would make each run differ."""
FIRST_DAY = date(1900, 3, 1)
"""Before it, spreadsheets count days in their own way; such a day is written as text."""
NAME, LONGEST = 31, 32_000
"""The most letters of a sheet's name, and of a cell's text that is written whole."""
CUT = " [cut: the CSV file has it whole]"
WIDEST, NARROWEST, LOOKED_AT = 60, 9, 200
FORMATS: dict[Kind, str] = {
    "number": "#,##0",
    "pounds": "£#,##0",
    "pence": "£#,##0.00",
    "percent": "0.0%",
    "decimal": "#,##0.0",
    "date": "d mmm yyyy",
}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


def workbook(parts: Sequence[Section], about: Sequence[str]) -> bytes:
    """Return the workbook; `about` is what stands on its first sheet, a line each."""
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
    book.set_properties({"title": "Comparison of councils", "created": MADE})
    made = _Book(book)
    made.words("About", [*about, *(words for part in parts for words in _words(part))])
    for part in parts:
        for grid in part.tables:
            made.grid(grid)
    book.close()
    return stream.getvalue()


def _words(part: Section) -> list[str]:
    return ["", part.title, *part.lead, *part.notes]


class _Book:
    def __init__(self, book: Any) -> None:  # noqa: ANN401  # xlsxwriter says nothing of its types
        self.book = book
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bg_color": "#e6eaee"}
        )
        self.gap = book.add_format({"italic": True, "valign": "top", "font_color": "#54595f"})
        self.of_kind = {
            kind: book.add_format({"num_format": code, "valign": "top"})
            for kind, code in FORMATS.items()
        }
        self.names: set[str] = set()

    def words(self, name: str, lines: Sequence[str]) -> None:
        sheet = self.book.add_worksheet(self._name(name))
        sheet.set_column(0, 0, 110)
        for number, line in enumerate(lines):
            sheet.write_string(number, 0, _text(line), self.plain)

    def grid(self, grid: Grid) -> None:
        """Write a table as a sheet of its own."""
        sheet = self.book.add_worksheet(self._name(grid.name))
        for place, column in enumerate(grid.columns):
            sheet.set_column(place, place, _width(grid, place))
            sheet.write_string(0, place, _text(column.heading), self.head)
        for number, row in enumerate(grid.rows, 1):
            for place, (value, column) in enumerate(zip(row, grid.columns, strict=True)):
                self._cell(sheet, number, place, value, column)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(grid.rows)), len(grid.columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def _cell(self, sheet: Any, line: int, place: int, value: Value, column: Column) -> None:  # noqa: ANN401  # as above
        match value:
            case str():
                sheet.write_string(line, place, _text(value), self.plain)
            case None | Withheld() | Band() | DateBand():
                sheet.write_string(line, place, value_words(value, column.kind), self.gap)
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


def _text(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= LONGEST else shown[:LONGEST] + CUT


def _width(grid: Grid, place: int) -> float:
    column = grid.columns[place]
    words = (value_words(row[place], column.kind) for row in grid.rows[:LOOKED_AT])
    longest = max([len(column.heading), *(len(each) for each in words)])
    return float(min(WIDEST, max(NARROWEST, longest + 2)))
