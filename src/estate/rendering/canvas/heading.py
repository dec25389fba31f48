"""What stands above every diagram: its title, what is to be known besides, and its key."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from estate.rendering.canvas.diagram import BACK, BOTH, FLOW, MISSING, NEED, PLANNED, SPREAD, STATES
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import CORNERED, MUTED, PAPER, STRONG_RULE, RiskStyle
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.rendering.canvas.diagram import Diagram

MARGIN = 16.0
NOTE_LETTER, NOTE_LINE = 6.0, 18.0
"""How wide a letter of a note is taken to be, and how far its lines stand apart."""
TITLE_LETTER, TITLE_LINE = 11.5, 24.0
"""The same of a title."""
TOO_MANY = "There are too many connections to draw as lines: each box says how many it has"
ARROWS = {
    FLOW: (STRONG_RULE, "", "full"),
    BOTH: (STRONG_RULE, "", "none"),
    NEED: (STRONG_RULE, "1 3", "hollow"),
    SPREAD: (STRONG_RULE, "", "full"),
    BACK: (STRONG_RULE, "1 3", "hollow"),
    PLANNED: ("#0065bd", "5 3", "full"),
    MISSING: ("#b3001b", "5 3", "hollow"),
}
"""Colour, dash and tip of each kind of arrow in a key, as DOT draws it."""


def heading(drawing: Drawing, diagram: Diagram) -> float:
    """Write what stands above a diagram, and return where it ends."""
    top = 4.0
    letters = int((drawing.width - 2 * MARGIN) / TITLE_LETTER)
    for line in textwrap.wrap(visible(diagram.title), letters):
        top += TITLE_LINE
        drawing.text(MARGIN, top, line, Type(20, bold=True))
    crowded = not diagram.drawn_with_lines and not all(node.shares for node in diagram.nodes)
    note = _and(diagram.note, TOO_MANY) if crowded and diagram.edges else diagram.note
    return _key(drawing, diagram, _note(drawing, note, top + 16))


def _and(*notes: str) -> str:
    return ". ".join(note for note in notes if note)


def _note(drawing: Drawing, words: str, top: float) -> float:
    """Write what is to be known besides below the title, and return where it ends."""
    letters = int((drawing.width - 2 * MARGIN) / NOTE_LETTER)
    for line in textwrap.wrap(words[:1].upper() + words[1:], letters):
        drawing.text(MARGIN, top + 4, line, Type(12, fill=MUTED))
        top += NOTE_LINE
    return top


def _key(drawing: Drawing, diagram: Diagram, top: float) -> float:
    key = Legend(drawing, MARGIN, drawing.width - MARGIN, top + 10)
    for style in diagram.styles:
        key.entry(style.words, 28, _swatch(drawing, style))
    for state in diagram.states if diagram.drawn_with_lines else ():
        key.entry(STATES[state], 28, _arrow(drawing, *ARROWS[state]))
    return key.y + 26


def _swatch(drawing: Drawing, style: RiskStyle) -> Callable[[float, float], None]:
    dash = {"dashed": "4 3", "dotted": "1 3"}.get(style.dash, "")
    cornered = style.dash == CORNERED

    def draw(x: float, y: float) -> None:
        paint = Paint(style.fill, style.border, style.width, dash, 0 if cornered else 3)
        box = Box(x, y - 7, 28, 14)
        drawing.rect(box, paint)
        if cornered:
            corners(drawing, box, style, 5)

    return draw


def corners(drawing: Drawing, box: Box, style: RiskStyle, reach: float) -> None:
    """Cut off the corners of a box by lines."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    data = " ".join(
        f"M{num(x)} {num(y + down)} L{num(x + along)} {num(y)}"
        for x, y, along, down in (
            (left, top, reach, reach),
            (right, top, -reach, reach),
            (left, bottom, reach, -reach),
            (right, bottom, -reach, -reach),
        )
    )
    drawing.path(data, Paint(stroke=style.border, width=min(style.width, 2)))


def _arrow(drawing: Drawing, colour: str, dash: str, tip: str) -> Callable[[float, float], None]:
    def draw(x: float, y: float) -> None:
        end = x + (28 if tip == "none" else 22)
        drawing.line((x, y), (end, y), Paint(stroke=colour, width=1.5, dash=dash))
        data = f"M{num(x + 28)} {num(y)} L{num(x + 21)} {num(y - 4)} L{num(x + 21)} {num(y + 4)} Z"
        if tip != "none":
            drawing.path(data, Paint(colour if tip == "full" else PAPER, colour))

    return draw
