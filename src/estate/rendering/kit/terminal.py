"""Plain text for a terminal: columns that line up, cut to a width, safe to print anywhere."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "
NARROWEST = 40
_BLANKS = re.compile("[ \t\r\n]+")
_ASCII = str.maketrans(
    {
        "£": "GBP ",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    }
)


class Ink(Enum):
    """Colours of the sixteen that every terminal has."""

    RED = "31"
    GREEN = "32"
    YELLOW = "33"
    BLUE = "34"
    BOLD = "1"
    DIM = "2"


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the reader's terminal can show: columns, letters beyond ASCII, colours."""

    width: int = 100
    unicode: bool = True
    colour: bool = False

    def plain(self, text: str) -> str:
        """Return a record's text on one line, harmless, in letters that the terminal has."""
        return self.letters(_BLANKS.sub(" ", text).strip(" "))

    def letters(self, text: str) -> str:
        """Return a text harmless, in letters that the terminal has, blanks as they are."""
        shown = visible(text)
        if self.unicode:
            return shown
        folded = unicodedata.normalize("NFKD", shown.translate(_ASCII))
        kept = "".join(letter for letter in folded if not unicodedata.combining(letter))
        return kept.encode("ascii", "replace").decode("ascii")

    def cut(self, text: str, width: int) -> str:
        """Return a text that takes at most `width` columns, with an ellipsis where it was cut."""
        if columns_of(text) <= width:
            return text
        mark = "…" if self.unicode else "..."
        room = width - len(mark)
        if room <= 0:
            return mark[:width]
        kept, used = [], 0
        for letter in text:
            used += columns_of(letter)
            if used > room:
                break
            kept.append(letter)
        return "".join(kept).rstrip() + mark

    def paint(self, text: str, *inks: Ink) -> str:
        """Return a text in colour, or as it is where there is none."""
        if not self.colour or not inks or not text:
            return text
        return f"\x1b[{';'.join(ink.value for ink in inks)}m{text}\x1b[0m"

    def wrap(
        self, text: str, indent: str = "", first: str | None = None, *, hyphens: bool = True
    ) -> list[str]:
        """Return a paragraph as lines of the terminal's width.

        Without `hyphens` no line ends behind one, so that an id to be copied stays whole.
        """
        return textwrap.wrap(
            self.plain(text),
            width=max(self.width, NARROWEST),
            initial_indent=indent if first is None else first,
            subsequent_indent=indent,
            break_on_hyphens=hyphens,
        )

    def heading(self, text: str) -> str:
        """Return a heading."""
        return self.paint(self.plain(text), Ink.BOLD)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table, and its colours."""

    text: str
    inks: tuple[Ink, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `least` is what it may shrink to; 0 means that it never shrinks."""

    heading: str
    right: bool = False
    least: int = 0


def columns_of(text: str) -> int:
    """Return how many columns a text takes: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_columns_of_letter(letter) for letter in text)


def _columns_of_letter(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str | Cell]], terminal: Terminal
) -> list[str]:
    """Return a table as lines: heading, rule, rows; columns with a `least` shrink, widest first."""
    cells = [[_cell(value, terminal) for value in row] for row in rows]
    heads = [Cell(terminal.plain(column.heading), (Ink.BOLD,)) for column in columns]
    widths = _widths(columns, [heads, *cells], terminal)
    rule = GAP.join("-" * width for width in widths)
    lines = [_line(heads, columns, widths, terminal), rule]
    return lines + [_line(row, columns, widths, terminal) for row in cells]


def _cell(value: str | Cell, terminal: Terminal) -> Cell:
    cell = value if isinstance(value, Cell) else Cell(value)
    return Cell(terminal.plain(cell.text), cell.inks)


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], terminal: Terminal
) -> list[int]:
    widths = [max(columns_of(row[i].text) for row in rows) for i in range(len(columns))]
    room = max(terminal.width, NARROWEST) - len(GAP) * (len(columns) - 1)
    while sum(widths) > room:
        able = [i for i, c in enumerate(columns) if c.least and widths[i] > c.least]
        if not able:
            break
        widest = max(able, key=lambda i: (widths[i], i))
        widths[widest] -= 1
    return widths


def _line(
    row: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], terminal: Terminal
) -> str:
    parts = []
    for cell, column, width in zip(row, columns, widths, strict=True):
        text = terminal.cut(cell.text, width)
        padding = " " * (width - columns_of(text))
        painted = terminal.paint(text, *cell.inks)
        parts.append(padding + painted if column.right else painted + padding)
    return GAP.join(parts).rstrip()
