"""Plateaus on an axis of dates: a strip above a timeline, and bands behind a curve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Paint, Type
from estate.rendering.canvas.palette import DEEP
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from estate.rendering.canvas.drawing import Drawing
    from estate.rendering.canvas.scale import Scale

HEIGHT = 20.0
FILL, EDGE = "#e4ecf4", "#4b6580"
SWATCH = 26.0


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


def _said(band: PlateauBand, room: float) -> str:
    whole = f"Plateau {band.number}" if band.number else "Today"
    if fonts.width(whole, 11, bold=True) <= room - 4:
        return whole
    return str(band.number)


def swatch(drawing: Drawing) -> Callable[[float, float], None]:
    """Return what draws the sample of a plateau in a key: it gets its left and middle."""
    return lambda x, y: drawing.rect(Box(x, y - 7, SWATCH, 14), Paint(FILL, EDGE, 1))


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
