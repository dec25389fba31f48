"""What a plan is sensitive to, as a tornado: bars to both sides of the base plan's cost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import ALERT, BRAND, MUTED, STRONG_RULE, TINT
from estate.rendering.kit.words import short_pounds
from estate.rendering.studies.sensitivity_text import NO_PLAN, headline
from estate.studies.sensitivity import swing

if TYPE_CHECKING:
    from estate.planning import Roadmap
    from estate.studies.sensitivity import Sensitivity, Telling, Turned

WIDTH = 1040.0
TOP, ROW = 104.0, 40.0
NAME = (16.0, 396.0)
BARS = (470.0, 850.0)
MOVED = 940.0
BAR = 12.0
SHOWN = 16


def sensitivity_svg(name: str, found: Sensitivity) -> str:
    """Return a bar a way for each input, and beside them how many systems move."""
    shown = found.tried[:SHOWN]
    title = f"What the plan rests on: each input {found.percent}% less and more"
    words = f"{headline(found)} The table says the same."
    drawing = Drawing(name, title, words, WIDTH)
    drawing.text(16, 26, title, Type(17, bold=True))
    less = drawing.hatch(Hatch("less", BRAND, "#e3eefa", 5, 2))
    key = Legend(drawing, 16, WIDTH - 16, 50)
    for label, fill in ((f"{found.percent}% less", less), (f"{found.percent}% more", BRAND)):
        key.entry(label, 20, partial(_swatch, drawing, Paint(fill, BRAND, 0.8)))
    drawing.text(sum(BARS) / 2, 84, "Cost against the plan", Type(13, bold=True, anchor="middle"))
    drawing.text(MOVED, 84, "Systems that move", Type(13, bold=True, anchor="middle"))
    most = max([1, *(swing(each, found.base) for each in shown)])
    for k, each in enumerate(shown):
        _row(drawing, each, found.base, (TOP + ROW * k, most, less), k)
    middle = sum(BARS) / 2
    bottom = TOP + ROW * len(shown)
    drawing.line((middle, TOP - 6), (middle, bottom), Paint(stroke=STRONG_RULE, width=1.5))
    return drawing.svg(bottom + 16)


def _swatch(drawing: Drawing, paint: Paint, x: float, y: float) -> None:
    drawing.rect(Box(x, y - 7, 20, 14), paint)


def _row(
    drawing: Drawing, each: Telling, base: Roadmap, at: tuple[float, int, str], k: int
) -> None:
    top, most, less = at
    if k % 2 == 0:
        drawing.rect(Box(8, top, WIDTH - 16, ROW), Paint(TINT))
    words = fonts.fit(each.input.words, NAME[1] - NAME[0], 13, bold=each.input.total)
    drawing.text(NAME[0], top + ROW / 2 + 5, words, Type(13, bold=each.input.total))
    _bar(drawing, each.low, base, (top + 6, most), less)
    _bar(drawing, each.high, base, (top + 6 + BAR + 4, most), BRAND)
    moved = f"{len(each.low.moves)}, {len(each.high.moves)}"
    drawing.text(MOVED, top + ROW / 2 + 5, moved, Type(13, anchor="middle"))


def _bar(drawing: Drawing, turned: Turned, base: Roadmap, at: tuple[float, int], fill: str) -> None:
    y, most = at
    middle = sum(BARS) / 2
    cost = turned.cost(base)
    if cost is None:
        drawing.text(middle + 6, y + 10, NO_PLAN, Type(11, bold=True, fill=ALERT))
        return
    long = abs(cost) / most * (BARS[1] - BARS[0]) / 2
    left = middle - long if cost < 0 else middle
    drawing.rect(Box(left, y, long, BAR), Paint(fill, BRAND, 0.8))
    words = f"+{short_pounds(cost)}" if cost > 0 else short_pounds(cost)
    if cost < 0:
        drawing.text(left - 4, y + 10, words, Type(11, anchor="end", fill=MUTED))
    else:
        drawing.text(left + long + 4, y + 10, words, Type(11, fill=MUTED))
