"""Plateaus on an axis of dates: a strip above a timeline, and bands behind a curve."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Paint, Type, num
from estate.rendering.canvas.palette import DEEP, MUTED
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from estate.rendering.canvas.drawing import Drawing
    from estate.rendering.canvas.scale import Scale

HEIGHT = 20.0
FILL, EDGE = "#e4ecf4", "#4b6580"
SWATCH = 26.0
WAVE_ARROW = 8.0


@dataclass(frozen=True, slots=True)
class PlateauBand:
    """A plateau on an axis: its number, its first day and its last."""

    number: int
    begins: date
    ends: date


def strip(
    drawing: Drawing,
    scale: Scale,
    bands: Sequence[PlateauBand],
    span: tuple[float, float],
) -> None:
    """Draw plateaus as numbered boxes at the upper end of `span`, and a line down to its end.

    The line stands on the day on which a plateau begins. Number 0 is today, and has none.
    """
    top, bottom = span
    for before, after in pairwise(bands):
        _wave(drawing, (scale.at(before.ends), scale.at(after.begins)), top, after.number)
    for band in bands:
        left, right = scale.at(band.begins), scale.at(band.ends)
        words = f"Plateau {band.number}: {day(band.begins)} to {day(band.ends)}"
        box = Box(left, top, max(right - left, 3), HEIGHT - 4)
        drawing.rect(box, Paint(FILL, EDGE, 1), words)
        said = _said(band, box.width)
        style = Type(11, bold=True, anchor="middle", fill=DEEP, halo=True)
        drawing.text(left + box.width / 2, top + 12, said, style)
        if band.number:
            ends = (left, top + HEIGHT - 4), (left, bottom)
            drawing.line(*ends, Paint(stroke=EDGE, width=1.2, dash="5 4"))


def _wave(drawing: Drawing, span: tuple[float, float], top: float, number: int) -> None:
    """Draw the wave of change that leads to a plateau: an arrow, and its number where it fits."""
    left, right = span[0] + 3, span[1] - 3
    words = f"Wave {number}"
    wide = fonts.width(words, 11)
    middle, y = (left + right) / 2, top + HEIGHT / 2 - 2
    paint = Paint(stroke=MUTED, width=1.2)
    if right - left < wide + 12:
        if right - left > WAVE_ARROW:
            drawing.line((left, y), (right - 4, y), paint)
            _tip(drawing, right, y)
        return
    drawing.line((left, y), (middle - wide / 2 - 4, y), paint)
    drawing.line((middle + wide / 2 + 4, y), (right - 4, y), paint)
    _tip(drawing, right, y)
    drawing.text(middle, y + 4, words, Type(11, anchor="middle", fill=MUTED))


def _tip(drawing: Drawing, x: float, y: float) -> None:
    drawing.path(f"M{num(x)} {num(y)} L{num(x - 6)} {num(y - 3)} V{num(y + 3)} Z", Paint(MUTED))


def _said(band: PlateauBand, room: float) -> str:
    whole = f"Plateau {band.number}" if band.number else "Today"
    if fonts.width(whole, 11, bold=True) <= room - 4:
        return whole
    return str(band.number)


def swatch(drawing: Drawing) -> Callable[[float, float], None]:
    """Return what draws the sample of a plateau in a key: it gets its left and middle."""
    return lambda x, y: drawing.rect(Box(x, y - 7, SWATCH, 14), Paint(FILL, EDGE, 1))


def wave_swatch(drawing: Drawing) -> Callable[[float, float], None]:
    """Return what draws the sample of a wave in a key."""

    def draw(x: float, y: float) -> None:
        drawing.line((x, y), (x + SWATCH - 4, y), Paint(stroke=MUTED, width=1.2))
        _tip(drawing, x + SWATCH, y)

    return draw


def behind(
    drawing: Drawing, begins: Sequence[tuple[int, float]], span: tuple[float, float]
) -> None:
    """Draw a numbered line where each plateau begins, behind a curve: places on its axis."""
    top, bottom = span
    for number, x in begins:
        drawing.line((x, top), (x, bottom), Paint(stroke=EDGE, width=1.2, dash="5 4"))
        drawing.rect(Box(x - 8, top - 15, 16, 15), Paint(FILL, EDGE, 1))
        style = Type(11, bold=True, anchor="middle", fill=DEEP)
        drawing.text(x, top - 3.5, str(number), style)
