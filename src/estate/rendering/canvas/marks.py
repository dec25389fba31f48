"""The marks on a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.drawing import Paint, num
from estate.rendering.canvas.palette import ALERT, INK, PAPER

if TYPE_CHECKING:
    from estate.rendering.canvas.drawing import Drawing

SIZE = 6.0


def contract_mark(drawing: Drawing, x: float, y: float, title: str = "") -> None:
    """Draw a diamond: a contract ends."""
    points = ((x, y - SIZE), (x + SIZE, y), (x, y + SIZE), (x - SIZE, y))
    drawing.path(_closed(points), Paint(PAPER, INK, 1.8), title)


def deadline_mark(drawing: Drawing, x: float, y: float, title: str = "") -> None:
    """Draw a flag on its tip: by then the system must have changed."""
    points = ((x - SIZE, y - SIZE), (x + SIZE, y - SIZE), (x, y + SIZE))
    drawing.path(_closed(points), Paint(ALERT, PAPER, 1), title)


def as_of_mark(drawing: Drawing, x: float, top: float, bottom: float) -> None:
    """Draw the line of the day at which the record was judged."""
    drawing.line((x, top), (x, bottom), Paint(stroke=INK, width=1.6, dash="2 3"))


def _closed(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + " L".join(f"{num(x)} {num(y)}" for x, y in points) + " Z"
