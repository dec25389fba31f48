"""The heat map: capabilities by group down, councils across, and where the red-rated systems are.

Each cell has figures and signs: how many systems, a triangle with how many are red-rated, a
question mark with how many nobody can tell. Its shade only says the same again.
"""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.linking import node_marks
from estate.rendering.canvas.page_model import Cell, Ref, Table, cells, heads
from estate.rendering.canvas.palette import (
    BAND,
    GRID,
    INK,
    MUTED,
    PAPER,
    RED,
    SOUND,
    STRONG_RULE,
    UNKNOWN,
)
from estate.rendering.kit.words import plural, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.rendering.pictures.heat import HeatCell, HeatMap, HeatRow

MARGIN, NAMES = 16.0, 268.0
LEAST_WIDTH = 760.0
BROAD, NARROW = 98.0, 44.0
BROAD_UP_TO = 10
"""Councils up to which a cell has its figures side by side and its council's name above it."""
BROAD_ROW, NARROW_ROW, NARROW_HEAD = 26.0, 32.0, 150.0
LINE = 15.0
HEAT = ((1, "#f4b5ab", RED.text), (2, "#d4665a", INK), (5, "#8c0d1b", PAPER))
"""From how many red-rated systems, the cell's fill, and what its figures are written in."""
HEAT_WORDS = ("1 red-rated", "2 to 4 red-rated", "5 or more red-rated")
MARK = 8.0


def heatmap_svg(name: str, title: str, heat: HeatMap, note: str = "") -> str:
    """Return a heat map as SVG; `name` begins every id in it, `note` stands below the title."""
    return _Picture(name, title, heat, note).svg()


def heatmap_table(heat: HeatMap) -> Table:
    """Return the same as a table: a row a capability, a column a council, words in each cell."""
    rows = heat.rows or heat.groups
    names = ("Group", "Capability") if heat.rows else ("Group of capabilities",)
    return Table(
        "Systems by capability and council: how many, red-rated, cannot tell",
        heads(*names, *(f"#{visible(name)}" for _, name in heat.councils)),
        tuple(_table_row(row, grouped=not heat.rows) for row in rows),
    )


def _table_row(row: HeatRow, *, grouped: bool) -> tuple[Cell, ...]:
    figures = tuple(
        Cell(cell.words() if cell.systems else "none", key=str(cell.systems)) for cell in row.cells
    )
    if grouped:
        return (*cells(row.name), *figures)
    ref = Ref("capability", row.id) if row.id else None
    return (*cells(row.group), Cell(visible(row.name), ref=ref), *figures)


class _Picture:
    """One heat map being drawn, from the top down."""

    def __init__(self, name: str, title: str, heat: HeatMap, note: str) -> None:
        self.heat, self.note = heat, note
        self.broad = len(heat.councils) <= BROAD_UP_TO
        self.step = BROAD if self.broad else NARROW
        self.row = BROAD_ROW if self.broad else NARROW_ROW
        self.right = MARGIN + NAMES + self.step * len(heat.councils)
        width = max(LEAST_WIDTH, self.right + MARGIN)
        self.drawing = Drawing(name, title, self._description(), width)
        self.open = self.drawing.hatch(Hatch("open", "#c3cad2", UNKNOWN.fill, 6, 1.6))

    def svg(self) -> str:
        drawing = self.drawing
        top = 8.0
        for line in textwrap.wrap(visible(drawing.title), int(drawing.width / 11.5)):
            top += 22
            drawing.text(MARGIN, top, line, Type(18, bold=True))
        for line in textwrap.wrap(visible(self._subtitle()), int(drawing.width / 6.6)):
            top += 18
            drawing.text(MARGIN, top, line, Type(12, fill=MUTED))
        y = self._heads(self._key(top + 22))
        for group in self.heat.groups:
            y = self._group(group, y)
            for row in self.heat.rows:
                if row.group == group.name:
                    y = self._row(row, y)
        self.drawing.line((MARGIN, y), (self.right, y), Paint(stroke=GRID))
        return drawing.svg(y + MARGIN)

    def _subtitle(self) -> str:
        idle = self.heat.idle
        missing = plural(idle, "capability", "capabilities")
        said = f"{missing} of the catalogue: no system is recorded here" if idle else ""
        return ". ".join(filter(None, (self.note[:1].upper() + self.note[1:], said)))

    def _description(self) -> str:
        worst = sorted(
            (
                (-cell.red, row.name, council)
                for row in self.heat.rows or self.heat.groups
                for cell, (_, council) in zip(row.cells, self.heat.councils, strict=True)
                if cell.red
            )
        )
        said = "; ".join(f"{name}, {who}: {-red} red-rated" for red, name, who in worst[:3])
        rows = (
            plural(len(self.heat.rows), "capability", "capabilities")
            if self.heat.rows
            else plural(len(self.heat.groups), "group") + " of capabilities"
        )
        most = f"Most are at {said}. " if said else "None is red-rated for certain. "
        return (
            f"{rows} down, {plural(len(self.heat.councils), 'council')} across. Each cell says how "
            f"many systems there are, how many are red-rated, and of how many nobody can tell. "
            f"{most}The table says the same."
        )

    def _heads(self, top: float) -> float:
        """Write the councils' names, across or upright, and return where the rows begin."""
        bottom = top + (2 * LINE + 12 if self.broad else NARROW_HEAD)
        for number, (council, name) in enumerate(self.heat.councils):
            middle = self._left(number) + self.step / 2
            with self.drawing.group(node_marks(f"council:{council}")):
                if self.broad:
                    self._broad_head(middle, bottom, name)
                else:
                    words = fonts.fit(name, NARROW_HEAD - 12, 12, bold=True)
                    self.drawing.text(
                        middle + 4, bottom - 8, words, Type(12, bold=True, turned=True)
                    )
        return bottom

    def _broad_head(self, middle: float, bottom: float, name: str) -> None:
        lines = textwrap.wrap(visible(name), 15)
        if len(lines) > 2:  # noqa: PLR2004  # there is room for two
            lines = [lines[0], f"{lines[1]}{fonts.ELLIPSIS}"]
        for index, line in enumerate(reversed(lines)):
            words = fonts.fit(line, self.step - 6, 12, bold=True)
            style = Type(12, bold=True, anchor="middle")
            self.drawing.text(middle, bottom - 9 - index * LINE, words, style)

    def _left(self, number: int) -> float:
        return MARGIN + NAMES + number * self.step

    def _group(self, group: HeatRow, top: float) -> float:
        self.drawing.rect(Box(MARGIN, top, self.right - MARGIN, self.row), Paint(BAND))
        words = fonts.fit(group.name, NAMES - 16, 13, bold=True)
        self.drawing.text(MARGIN + 6, top + self.row / 2 + 5, words, Type(13, bold=True))
        self._cells(group, top, heading=bool(self.heat.rows))
        return top + self.row

    def _row(self, row: HeatRow, top: float) -> float:
        self.drawing.line((MARGIN, top), (self.right, top), Paint(stroke=GRID))
        with self.drawing.group(node_marks(f"capability:{row.id or 'none'}")):
            words = fonts.fit(row.name, NAMES - 24, 12)
            self.drawing.text(MARGIN + 14, top + self.row / 2 + 4, words)
        self._cells(row, top, heading=False)
        return top + self.row

    def _cells(self, row: HeatRow, top: float, *, heading: bool) -> None:
        for number, cell in enumerate(row.cells):
            box = Box(self._left(number) + 1.5, top + 1.5, self.step - 3, self.row - 3)
            title = f"{row.name}, {self.heat.councils[number][1]}: {cell.words()}"
            if not cell.systems:
                middle = box.x + box.width / 2
                y = box.y + box.height / 2
                self.drawing.line((middle - 4, y), (middle + 4, y), Paint(stroke=STRONG_RULE))
                continue
            paint, ink = (Paint(BAND), INK) if heading else self._look(cell)
            self.drawing.rect(box, paint, title)
            self._figures(cell, box, ink, halo=not heading and paint.fill == self.open)

    def _look(self, cell: HeatCell) -> tuple[Paint, str]:
        """Return how a cell is painted, and what its figures are written in."""
        for least, fill, ink in reversed(HEAT):
            if cell.red >= least:
                return Paint(fill, STRONG_RULE, 1, "", 2), ink
        return self._told(cell)

    def _told(self, cell: HeatCell) -> tuple[Paint, str]:
        """Return the same of a cell with nothing red-rated for certain."""
        if cell.unknown:
            return Paint(self.open, UNKNOWN.border, 1, "4 3", 2), INK
        return Paint(SOUND.fill, SOUND.border, 1, "", 2), SOUND.text

    def _figures(self, cell: HeatCell, box: Box, ink: str, *, halo: bool) -> None:
        bold = Type(12, bold=True, fill=ink, halo=halo)
        if self.broad:
            base = box.y + box.height / 2 + 4.5
            self.drawing.text(box.x + 8, base, f"{cell.systems:,}", bold)
            self._signs(cell, box.x + 34, base, Type(12, fill=ink, halo=halo))
            return
        middle = Type(12, bold=True, anchor="middle", fill=ink, halo=halo)
        self.drawing.text(box.x + box.width / 2, box.y + 13, f"{cell.systems:,}", middle)
        size = 10.0
        room = _width(cell, size)
        left = box.x + (box.width - room) / 2
        self._signs(cell, left, box.y + 25, Type(size, fill=ink, halo=halo))

    def _signs(self, cell: HeatCell, x: float, base: float, style: Type) -> None:
        if cell.red:
            self.drawing.path(_triangle(x, base - 0.5), Paint(style.fill))
            x += MARK + 1.5
            self.drawing.text(x, base, f"{cell.red:,}", style)
            x += fonts.width(f"{cell.red:,}", style.size) + (6 if self.broad else 3)
        if cell.unknown:
            self.drawing.text(x, base, f"?{cell.unknown:,}", style)

    def _key(self, top: float) -> float:
        key = Legend(self.drawing, MARGIN, self.drawing.width - MARGIN, top)
        for words, (_, fill, _ink) in zip(HEAT_WORDS, HEAT, strict=True):
            key.entry(words, 28, self._swatch(Paint(fill, STRONG_RULE, 1, "", 2)))
        key.entry(
            "none for certain, some cannot be told",
            28,
            self._swatch(Paint(self.open, UNKNOWN.border, 1, "4 3", 2)),
        )
        key.entry("none red-rated", 28, self._swatch(Paint(SOUND.fill, SOUND.border, 1, "", 2)))
        key.entry("no system recorded", 10, self._stroke)
        key.entry("bold: systems in use", 0, lambda _x, _y: None)
        key.entry("how many are red-rated", 10, self._mark)
        key.entry("? of how many nobody can tell", 0, lambda _x, _y: None)
        return key.y + 12

    def _swatch(self, paint: Paint) -> Callable[[float, float], None]:
        return lambda x, y: self.drawing.rect(Box(x, y - 7, 28, 14), paint)

    def _stroke(self, x: float, y: float) -> None:
        self.drawing.line((x, y), (x + 8, y), Paint(stroke=STRONG_RULE))

    def _mark(self, x: float, y: float) -> None:
        self.drawing.path(_triangle(x, y + 4), Paint(INK))


def _width(cell: HeatCell, size: float) -> float:
    """Return how wide the signs of a narrow cell are."""
    red = MARK + 1.5 + fonts.width(f"{cell.red:,}", size) if cell.red else 0
    unknown = fonts.width(f"?{cell.unknown:,}", size) if cell.unknown else 0
    return red + unknown + (3 if red and unknown else 0)


def _triangle(left: float, bottom: float) -> str:
    points = ((left, bottom), (left + MARK, bottom), (left + MARK / 2, bottom - MARK))
    return "M" + " L".join(f"{num(x)} {num(y)}" for x, y in points) + " Z"


def heatmap_text(title: str, heat: HeatMap) -> str:
    """Return the same as text: each capability with what each council has for it."""
    lines = [title, "Systems in use by capability: how many, red-rated, cannot tell.", ""]
    for group, rows in groupby(heat.rows or heat.groups, key=lambda row: row.group):
        lines += [group] if heat.rows else []
        for row in rows:
            lines.append(f"- {row.name}" + (f" ({row.id})" if row.id else ""))
            lines += [
                f"  - {council}: {cell.words()}"
                for cell, (_, council) in zip(row.cells, heat.councils, strict=True)
                if cell.systems
            ]
    return "\n".join(visible(line) for line in lines) + "\n"
