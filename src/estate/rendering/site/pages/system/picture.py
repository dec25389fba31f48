"""A small picture of what stands beside a system, light enough for a page of every system.

What it gets data from, or relies on, stands to the left; what it gives data to, to the right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.blocks import Figure
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.page_model import Picture
from estate.rendering.canvas.palette import INK, STRONG_RULE, TINT, risk_style
from estate.rendering.kit.words import plural, visible
from estate.rendering.site.pages.system.words import neighbour_table, node_name

if TYPE_CHECKING:
    from estate.rendering.showing.around import Neighbour
    from estate.rendering.site.pages.system.shared import SharedView

MOST = 5
"""As many neighbours are drawn on each side; the table names all."""
WIDTH, BOX, HEIGHT, GAP = 720.0, 210.0, 26.0, 8.0
_RIGHT = WIDTH - BOX


def neighbourhood_figure(view: SharedView, found: list[Neighbour]) -> Figure:
    """Return the picture with its table."""
    picture = Picture(_drawn(view, found), "What stands beside it", "", wide=True)
    return Figure(picture, neighbour_table(view, found))


def _drawn(view: SharedView, found: list[Neighbour]) -> str:
    left = _side(view, [one.node for one in found if one.passes != "to"])
    right = _side(view, [one.node for one in found if one.passes == "to"])
    rows = max(len(left), len(right), 1)
    height = rows * (HEIGHT + GAP) + GAP
    drawing = Drawing(
        "beside",
        f"What stands beside {view.system.name}",
        f"{plural(len(found), 'interface or dependency', 'interfaces and dependencies')}; the "
        "table below the picture names each.",
        WIDTH,
    )
    centre = Box((WIDTH - BOX) / 2, (height - HEIGHT) / 2, BOX, HEIGHT)
    for names, x in ((left, 0.0), (right, _RIGHT)):
        for number, name in enumerate(names):
            top = (height - len(names) * (HEIGHT + GAP) + GAP) / 2 + number * (HEIGHT + GAP)
            box = Box(x, top, BOX, HEIGHT)
            _arrow(drawing, *((box, centre) if x == 0 else (centre, box)))
            _box(drawing, box, name, Paint(TINT, STRONG_RULE))
    style = risk_style(view.score.red_rated, view.score.legacy)
    _box(drawing, centre, view.system.name, Paint(style.fill, style.border, style.width))
    return drawing.svg(height)


def _side(view: SharedView, nodes: list[str]) -> list[str]:
    names = [node_name(node, view) for node in dict.fromkeys(nodes)]
    more = len(names) - MOST
    return names if more <= 0 else [*names[:MOST], f"and {more} more"]


def _box(drawing: Drawing, box: Box, name: str, paint: Paint) -> None:
    drawing.rect(box, paint)
    words = fonts.fit(visible(name), box.width - 12, 12)
    style = Type(anchor="middle", fill=INK)
    drawing.text(box.x + box.width / 2, box.y + HEIGHT / 2 + 4, words, style)


def _arrow(drawing: Drawing, start: Box, end: Box) -> None:
    """Draw a line with a head from one box's right side to another's left."""
    y1, y2 = start.y + HEIGHT / 2, end.y + HEIGHT / 2
    paint = Paint(stroke=STRONG_RULE, width=1.2)
    drawing.line((start.x + start.width, y1), (end.x - 5, y2), paint)
    head = f"M{end.x - 7:g} {y2 - 3.5:g}L{end.x:g} {y2:g}L{end.x - 7:g} {y2 + 3.5:g}z"
    drawing.path(head, Paint(fill=STRONG_RULE))
