"""The matrix of capabilities and councils as a picture: legible for eight councils and for all.

Each cell has a letter for its product, the year in which its contract ends, and a mark where
something is red-rated; the shade and border say how soon that end is. No colour is the only sign.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from estate.comparison.view import DateBand, Withheld, day_bounds
from estate.portfolio.dates import add_months
from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import (
    BAND,
    GRID,
    IN_A_YEAR,
    IN_THREE_YEARS,
    IN_TWO_YEARS,
    LATER,
    MUTED,
    NO_END,
    OVER,
    PAPER,
    RED,
    STRONG_RULE,
    RiskStyle,
)
from estate.rendering.kit.words import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from estate.comparison.identity import Identity
    from estate.comparison.matrix import Cell, Matrix, Row
    from estate.comparison.view import SectorView

MARGIN, NAMES, PRODUCTS = 16.0, 230.0, 330.0
ROW = 30.0
NARROW, BROAD = 42.0, 104.0
NAMED_UP_TO = 10
"""Councils up to which each column bears its name; beyond, a number that a list explains."""
SHARED_FROM = 2
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PRODUCT, PLATFORM = "product", "platform"
MOST_LETTERS = 3
SHARED_WORDS = "In common: products and platforms"
ALONE, UNTOLD = "*", "?"
HORIZONS = ((12, IN_A_YEAR), (24, IN_TWO_YEARS), (36, IN_THREE_YEARS))
DASHES = {"dashed": "4 3", "dotted": "1 3"}
ENTRY = 18.0


def matrix_picture(matrix: Matrix, sector: SectorView, identity: Identity) -> str:
    """Return the matrix as SVG, with a title, a description and a key."""
    return _Picture(matrix, sector, identity).svg()


class _Picture:
    def __init__(self, matrix: Matrix, sector: SectorView, identity: Identity) -> None:
        self.matrix, self.sector, self.identity = matrix, sector, identity
        self.named = len(matrix.councils) <= NAMED_UP_TO
        self.step = BROAD if self.named else NARROW
        self.right = MARGIN + NAMES + self.step * len(matrix.councils)
        width = self.right + PRODUCTS + MARGIN
        self.drawing = Drawing("matrix", "Capability by council", self._description(), width)
        self.hidden = self.drawing.hatch(Hatch("withheld", STRONG_RULE, PAPER, 6, 1))

    def svg(self) -> str:
        self.drawing.text(MARGIN, 28, "Capability by council", Type(20, bold=True))
        top = self._key(48) + 30
        self._heads(top)
        for number, row in enumerate(self.matrix.rows):
            self._row(row, top + 10 + number * ROW, shaded=number % 2 == 1)
        bottom = top + 10 + len(self.matrix.rows) * ROW
        return self.drawing.svg(self._list(bottom + 24))

    def _description(self) -> str:
        rows = plural(len(self.matrix.rows), "capability", "capabilities")
        return (
            f"{rows} down, {plural(len(self.matrix.councils), 'council')} across. Each cell has "
            "the product's letter in its row, the year in which the contract ends, and a triangle "
            "with a number where systems are red-rated. The table of systems says the same."
        )

    def _heads(self, top: float) -> None:
        for number, council in enumerate(self.matrix.councils):
            middle = MARGIN + NAMES + (number + 0.5) * self.step
            words = fonts.fit(council.name, self.step - 6, 12, bold=True) if self.named else ""
            style = Type(12, bold=True, anchor="middle")
            self.drawing.text(middle, top, words or str(number + 1), style)
        self.drawing.text(
            self.right + 12, top, "In common: products and platforms", Type(12, bold=True)
        )

    def _row(self, row: Row, top: float, *, shaded: bool) -> None:
        if shaded:
            width = self.drawing.width - 2 * MARGIN
            self.drawing.rect(Box(MARGIN, top, width, ROW), Paint("#f7f8f9"))
        self.drawing.line((MARGIN, top), (self.drawing.width - MARGIN, top), Paint(stroke=GRID))
        middle = top + ROW / 2 + 4
        self.drawing.text(MARGIN, middle, fonts.fit(row.name, NAMES - 12, 13), Type(13))
        letters = _letters(row)
        for number, cell in enumerate(row.cells):
            self._cell(cell, letters, Box(self._left(number), top + 2, self.step - 3, ROW - 4))
        named = [f"{letter} {self._called(name)}" for name, letter in letters.items()]
        words = fonts.fit(", ".join(named), PRODUCTS - 16, 12)
        self.drawing.text(self.right + 12, middle, words, Type(12, fill=MUTED))

    def _called(self, name: str) -> str:
        kind, _, own = name.partition(":")
        if kind == PLATFORM:
            return f"{self.sector.platform_name(own)}, shared"
        return self.identity.product_name(own)

    def _left(self, number: int) -> float:
        return MARGIN + NAMES + number * self.step + 1.5

    def _cell(self, cell: Cell, letters: Mapping[str, str], box: Box) -> None:
        if not cell.systems:
            self._empty(cell, box)
            return
        style = end_style(cell.ends, self.sector.as_of)
        dash = DASHES.get(style.dash, "")
        self.drawing.rect(box, Paint(style.fill, style.border, style.width, dash, 3))
        base = box.y + box.height / 2 + 4
        words = f"{_letter(cell, letters)}{self._year(cell)}"
        self.drawing.text(box.x + 5, base, words, Type(12, fill=style.text))
        if cell.red:
            self._red(cell.red, box)

    def _year(self, cell: Cell) -> str:
        match cell.ends:
            case date():
                year = str(cell.ends.year)
            case DateBand():
                year = str(cell.ends.first.year)
            case Withheld():
                year = "withheld" if self.named else "wh"
            case _:
                year = "no end known" if self.named else "?"
        return f" {year}" if self.named or not year.isdigit() else f" {year[2:]}"

    def _red(self, count: int, box: Box) -> None:
        right, top = box.x + box.width - 2, box.y + 3
        self.drawing.path(_triangle(right - 9, top + 8), Paint(RED.border, PAPER, 0.5))
        style = Type(9, bold=True, anchor="middle", fill=RED.text)
        self.drawing.text(right - 4.5, top + 18, str(count), style)

    def _empty(self, cell: Cell, box: Box) -> None:
        if cell.state == "withheld":
            self.drawing.rect(box, Paint(self.hidden, STRONG_RULE, 1, "", 3))
        elif cell.state == "needed":
            self.drawing.rect(box, Paint(PAPER, STRONG_RULE, 1.6, "1 3", 3))
            base = box.y + box.height / 2 + 4
            self.drawing.text(box.x + 5, base, "need" if self.step < BROAD else "needed", Type(11))
        else:
            middle = box.y + box.height / 2
            left = box.x + box.width / 2 - 4
            self.drawing.line((left, middle), (left + 8, middle), Paint(stroke=STRONG_RULE))

    def _key(self, top: float) -> float:
        key = Legend(self.drawing, MARGIN, self.drawing.width - MARGIN, top)
        for style in (OVER, IN_A_YEAR, IN_TWO_YEARS, IN_THREE_YEARS, LATER, NO_END):
            key.entry(style.words, 28, self._swatch(style.fill, style))
        key.entry("withheld", 28, self._swatch(self.hidden, LATER))
        key.entry("none recorded", 28, self._stroke())
        key.entry("red-rated systems, how many", 12, self._triangle())
        words = f"{ALONE} of one council only; {UNTOLD} product not known or withheld"
        key.entry(words, 0, lambda _x, _y: None)
        return key.y

    def _swatch(self, fill: str, style: RiskStyle) -> Callable[[float, float], None]:
        paint = Paint(fill, style.border, style.width, DASHES.get(style.dash, ""), 3)
        return lambda x, y: self.drawing.rect(Box(x, y - 7, 28, 14), paint)

    def _stroke(self) -> Callable[[float, float], None]:
        paint = Paint(stroke=STRONG_RULE)
        return lambda x, y: self.drawing.line((x + 10, y), (x + 18, y), paint)

    def _triangle(self) -> Callable[[float, float], None]:
        paint = Paint(RED.border, PAPER, 0.5)
        return lambda x, y: self.drawing.path(_triangle(x, y + 4), paint)

    def _list(self, top: float) -> float:
        """Write which number stands for which council, and return where the picture ends."""
        if self.named:
            return top
        self.drawing.text(MARGIN, top, "Councils", Type(13, bold=True))
        across = max(1, int((self.drawing.width - 2 * MARGIN) // 260))
        for number, council in enumerate(self.matrix.councils):
            line, place = divmod(number, across)
            words = fonts.fit(f"{number + 1} {council.name}", 250, 12)
            self.drawing.text(MARGIN + place * 260, top + 22 + line * ENTRY, words, Type(12))
        self.drawing.line((MARGIN, top + 6), (MARGIN + NAMES, top + 6), Paint(stroke=BAND))
        lines = -(-len(self.matrix.councils) // across)
        return top + 22 + lines * ENTRY


def _triangle(left: float, bottom: float) -> str:
    points = ((left, bottom), (left + 9, bottom), (left + 4.5, bottom - 8))
    return "M" + " L".join(f"{num(x)} {num(y)}" for x, y in points) + " Z"


def end_style(ends: object, as_of: date) -> RiskStyle:
    """Return how a contract's end is drawn, by how soon it is."""
    days = day_bounds(ends) if isinstance(ends, date | DateBand) else None
    if days is None:
        return NO_END
    if days[1] < as_of:
        return OVER
    for months, style in HORIZONS:
        if days[0] < add_months(as_of, months):
            return style
    return LATER


def _letters(row: Row) -> dict[str, str]:
    """Return a letter for each product and shared platform of two councils or more.

    That of most councils comes first. The keys say which of the two it is.
    """
    found = [(PRODUCT, each) for each in row.products] + [
        (PLATFORM, each) for each in row.platforms
    ]
    shared = [(kind, each) for kind, each in found if len(each.councils) >= SHARED_FROM]
    shared.sort(key=lambda own: (-len(own[1].councils), own[0] == PLATFORM, own[1].id))
    return dict(zip((f"{kind}:{each.id}" for kind, each in shared), LETTERS, strict=False))


def _letter(cell: Cell, letters: Mapping[str, str]) -> str:
    """Return the letters of what a cell has in common with others; a mark where there is none."""
    own = [*(f"{PRODUCT}:{name}" for name in cell.products)]
    own += [f"{PLATFORM}:{name}" for name in cell.platforms]
    found = "".join(sorted(letters[name] for name in own if name in letters))
    return found[:MOST_LETTERS] or (ALONE if own else UNTOLD)
