"""The dependency structure matrix: who depends on whom, as a picture and as text.

Rows depend on columns. What is relied on comes first, so that every mark above the diagonal closes
a circle, and circles stand as blocks on the diagonal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.graph.structure import Role
from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.linking import node_marks
from estate.rendering.canvas.palette import ALERT, BAND, DEEP, GRID, INK, MUTED, PAPER, RULE
from estate.rendering.kit.words import listing
from estate.rendering.pictures.dsm_model import LETTERS, matrix_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from estate.graph import EstateGraph
    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.pictures.dsm_model import Matrix, Place

TITLE = "Dependency structure matrix"
MARGIN = 16.0
LEAST_WIDTH = 760.0
WRAP_TYPE = 12.0
NAME_ROOM = 230.0
NUMBER_ROOM = 26.0
ROOMY, CLOSE = 24.0, 13.0
FEW, MANY = 12, 60
"""Up to so many rows have roomy cells; from so many on, close ones."""
FIFTH = 5
COLOURS = {
    Role.CORE: DEEP,
    Role.SHARED: "#5b2d8e",
    Role.CONTROL: "#0f6674",
    Role.PERIPHERAL: MUTED,
}
CLOSING_MARK = "*"


def dsm_svg(
    graph: EstateGraph, nodes: Iterable[str], *, name: str = "dsm", title: str = TITLE
) -> str:
    """Return the matrix of some systems and platforms as an SVG picture.

    `name` begins every id in it. Above 80 nodes, each row is a group of capabilities, and its
    cells count pairs.

    Raises:
        KeyError: when there is no such node.
    """
    return _Sheet(matrix_of(graph, nodes), name, title).svg()


def dsm_text(
    graph: EstateGraph, nodes: Iterable[str], terminal: Terminal, *, title: str = TITLE
) -> str:
    """Return what the matrix says as text: each row with the rows that it depends on.

    Raises:
        KeyError: when there is no such node.
    """
    matrix = matrix_of(graph, nodes)
    lines = [terminal.heading(title), "", *terminal.wrap(matrix.description), ""]
    for at, row in enumerate(matrix.rows):
        size = f" ({row.systems})" if matrix.folded else ""
        words = f"{row.label}{size}{_needs(matrix, at)}"
        first = f"{at + 1:>3} {LETTERS[row.role]}  "
        lines += terminal.wrap(words, " " * len(first), first)
    for block in matrix.blocks:
        numbers = listing([str(at + 1) for at in block], len(block))
        lines += ["", *terminal.wrap(f"Circle of {len(block)}: {numbers}.")]
    if matrix.rows:
        lines += ["", *terminal.wrap(_text_key(matrix))]
    return "\n".join(lines) + "\n"


def _needs(matrix: Matrix, row: int) -> str:
    """Return the numbers of the rows that one depends on directly, and how many indirectly."""
    direct = [
        f"{column + 1}{CLOSING_MARK if column > one else ''}"
        + (f" ({count})" if matrix.folded else "")
        for (one, column), count in matrix.direct.items()
        if one == row
    ]
    if not direct:
        return ""
    indirect = sum(one == row for one, _ in matrix.indirect)
    more = f"; {indirect} more indirectly" if indirect else ""
    return f": depends on {', '.join(direct)}{more}"


def _text_key(matrix: Matrix) -> str:
    classes = ", ".join(f"{LETTERS[role]} {role} ({n})" for role, n in matrix.roles().items())
    closing = f" {CLOSING_MARK} closes a circle." if matrix.closing() else ""
    numbers = " In brackets: systems in a group, and pairs." if matrix.folded else ""
    return f"{classes}.{closing}{numbers}"


class _Sheet:
    """A matrix on its way to a picture: where each cell lies."""

    def __init__(self, matrix: Matrix, name: str, title: str) -> None:
        self.matrix, self.title = matrix, title
        count = len(matrix.rows)
        self.cell = _cell_size(count)
        self.left = MARGIN + NAME_ROOM + NUMBER_ROOM
        self.width = max(LEAST_WIDTH, self.left + count * self.cell + MARGIN)
        self.drawing = Drawing(name, title, _full_description(matrix), self.width)
        self.letters = min(12.0, self.cell * 0.8)
        self.top = 0.0

    def svg(self) -> str:
        """Draw everything, back to front."""
        drawing = self.drawing
        drawing.text(MARGIN, 26, self.title, Type(17, bold=True))
        base = 46.0
        for line in _lines(self.matrix.description, 0.93 * (self.width - 2 * MARGIN)):
            drawing.text(MARGIN, base, line, Type(WRAP_TYPE, fill=MUTED))
            base += 16
        if not self.matrix.rows:
            return drawing.svg(base)
        self.top = self._key(base + 6) + 38
        self._ground()
        self._names()
        self._indirect()
        for cell, count in self.matrix.direct.items():
            self._mark(cell, count)
        self._diagonal()
        return drawing.svg(self.top + len(self.matrix.rows) * self.cell + MARGIN)

    def _x(self, column: int) -> float:
        return self.left + column * self.cell

    def _y(self, row: int) -> float:
        return self.top + row * self.cell

    def _ground(self) -> None:
        count = len(self.matrix.rows)
        for block in self.matrix.blocks:
            self.drawing.rect(self._block_box(block), Paint(BAND))
        for at in range(count + 1):
            paint = Paint(stroke=RULE if at % FIFTH == 0 or at == count else GRID)
            self.drawing.line((MARGIN, self._y(at)), (self._x(count), self._y(at)), paint)
            self.drawing.line((self._x(at), self.top), (self._x(at), self._y(count)), paint)
        for block in self.matrix.blocks:
            self.drawing.rect(self._block_box(block), Paint(stroke=INK, width=2))

    def _block_box(self, block: range) -> Box:
        side = len(block) * self.cell
        return Box(self._x(block.start), self._y(block.start), side, side)

    def _names(self) -> None:
        depends = "row depends on column"
        self.drawing.text(MARGIN, self.top - 8, depends, Type(11, fill=MUTED))
        for at, row in enumerate(self.matrix.rows):
            base = self._y(at) + self.cell / 2 + self.letters * 0.36
            label = f"{row.label} ({row.systems})" if self.matrix.folded else row.label
            label = fonts.fit(label, NAME_ROOM - 8, self.letters)
            with self.drawing.group({} if self.matrix.folded else node_marks(row.name)):
                self.drawing.text(MARGIN, base, label, Type(self.letters))
            number = Type(self.letters, anchor="end", fill=MUTED)
            self.drawing.text(self.left - 6, base, str(at + 1), number)
            middle = Type(min(10.0, self.cell * 0.72), anchor="middle", fill=MUTED)
            self.drawing.text(self._x(at) + self.cell / 2, self.top - 6, str(at + 1), middle)

    def _indirect(self) -> None:
        side, inset = self.cell / 5, self.cell * 2 / 5
        dots = "".join(
            _square(self._x(column) + inset, self._y(row) + inset, side)
            for row, column in sorted(self.matrix.indirect)
        )
        if dots:
            self.drawing.path(dots, Paint("#9aa3ad"))

    def _mark(self, cell: Place, count: int) -> None:
        row, column = cell
        rows = self.matrix.rows
        title = f"{rows[row].label} depends on {rows[column].label}"
        if self.matrix.folded:
            self._count(cell, count, f"{title}: {count}")
        elif column > row:
            middle = self._x(column) + self.cell / 2, self._y(row) + self.cell / 2
            self.drawing.path(_diamond(*middle, self.cell * 0.42), Paint(ALERT), title)
        else:
            inset = self.cell * 0.2
            side = self.cell - 2 * inset
            box = Box(self._x(column) + inset, self._y(row) + inset, side, side)
            self.drawing.rect(box, Paint(INK), title)

    def _count(self, cell: Place, count: int, title: str) -> None:
        row, column = cell
        if row == column:
            return
        box = Box(self._x(column) + 1, self._y(row) + 1, self.cell - 2, self.cell - 2)
        closing = column > row
        border = Paint(PAPER, ALERT, 2.4) if closing else Paint(PAPER, INK, 1)
        self.drawing.rect(box, border, title)
        size = min(11.0, (self.cell - 4) / max(1.0, fonts.width(str(count), 1)))
        style = Type(size, bold=closing, anchor="middle", fill=ALERT if closing else INK)
        middle = self._x(column) + self.cell / 2
        self.drawing.text(middle, self._y(row) + self.cell / 2 + size * 0.36, str(count), style)

    def _diagonal(self) -> None:
        size = min(12.0, self.cell * 0.72)
        for at, row in enumerate(self.matrix.rows):
            box = Box(self._x(at), self._y(at), self.cell, self.cell)
            inside = self.matrix.direct.get((at, at), 0)
            more = f"; {inside} pairs inside" if self.matrix.folded else ""
            title = f"{at + 1} {row.label}: {row.role}{more}"
            self.drawing.rect(box, Paint(COLOURS[row.role], PAPER, 1), title)
            middle, base = box.x + self.cell / 2, box.y + self.cell / 2 + size * 0.36
            style = Type(size, bold=True, anchor="middle", fill=PAPER)
            self.drawing.text(middle, base, LETTERS[row.role], style)

    def _key(self, top: float) -> float:
        key = Legend(self.drawing, MARGIN, self.width - MARGIN, top)
        for role, count in self.matrix.roles().items():
            key.entry(f"{role} ({count})", 16, self._letter(role))
        if not self.matrix.folded:
            square = Paint(INK)
            key.entry("depends on it", 12, lambda x, y: self.drawing.rect(_swatch(x, y), square))
        if self.matrix.closing():
            how = "thick border, bold: " if self.matrix.folded else ""
            words = f"{how}closes a circle"
            key.entry(words, 12, self._closing)
        if self.matrix.indirect:
            dot = Paint("#9aa3ad")
            key.entry(
                "by way of others", 8, lambda x, y: self.drawing.rect(Box(x + 2, y - 2, 4, 4), dot)
            )
        if self.matrix.blocks:
            frame = Paint(BAND, INK, 2)
            words = "circle: each depends on all others"
            key.entry(words, 14, lambda x, y: self.drawing.rect(Box(x, y - 7, 14, 14), frame))
        return key.y

    def _closing(self, x: float, y: float) -> None:
        if self.matrix.folded:
            self.drawing.rect(_swatch(x, y), Paint(PAPER, ALERT, 2.4))
        else:
            self.drawing.path(_diamond(x + 6, y, 6), Paint(ALERT))

    def _letter(self, role: Role) -> Callable[[float, float], None]:
        def draw(x: float, y: float) -> None:
            self.drawing.rect(Box(x, y - 8, 16, 16), Paint(COLOURS[role]))
            style = Type(11, bold=True, anchor="middle", fill=PAPER)
            self.drawing.text(x + 8, y + 4, LETTERS[role], style)

        return draw


def _cell_size(rows: int) -> float:
    share = min(1.0, max(0.0, (rows - FEW) / (MANY - FEW)))
    return round(ROOMY - share * (ROOMY - CLOSE), 1)


def _full_description(matrix: Matrix) -> str:
    classes = ", ".join(f"{count} {role}" for role, count in matrix.roles().items())
    return f"{matrix.description} Rows by class: {classes}." if matrix.rows else matrix.description


def _lines(words: str, room: float) -> list[str]:
    """Return words in lines no wider than the room."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and fonts.width(longer, WRAP_TYPE) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _swatch(x: float, y: float) -> Box:
    return Box(x, y - 6, 12, 12)


def _square(x: float, y: float, side: float) -> str:
    return f"M{num(x)} {num(y)}h{num(side)}v{num(side)}h{num(-side)}z"


def _diamond(x: float, y: float, reach: float) -> str:
    return (
        f"M{num(x)} {num(y - reach)} L{num(x + reach)} {num(y)} "
        f"L{num(x)} {num(y + reach)} L{num(x - reach)} {num(y)} Z"
    )
