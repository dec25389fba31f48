"""The marks on a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.drawing import Paint, num
from estate.rendering.canvas.palette import ALERT, INK, PAPER

if TYPE_CHECKING:
    from estate.rendering.canvas.drawing import Drawing

SIZE = 6.0
WAIT = Paint(stroke=INK, width=1.5)
"""How the line of an arrow between two steps is drawn."""


def contract_mark(drawing: Drawing, x: float, y: float, title: str = "") -> None:
    """Draw a diamond: a contract ends."""
    points = ((x, y - SIZE), (x + SIZE, y), (x, y + SIZE), (x - SIZE, y))
    drawing.path(_closed(points), Paint(PAPER, INK, 1.8), title)


def deadline_mark(drawing: Drawing, x: float, y: float, title: str = "") -> None:
    """Draw a flag on its tip: by then the system must have changed."""
    points = ((x - SIZE, y - SIZE), (x + SIZE, y - SIZE), (x, y + SIZE))
    drawing.path(_closed(points), Paint(ALERT, PAPER, 1), title)


def notice_mark(drawing: Drawing, x: float, y: float, title: str = "") -> None:
    """Draw a pennant on its staff: the last day on which notice can be given."""
    staff = f"M{num(x)} {num(y + SIZE + 1)} V{num(y - SIZE - 1)} "
    flag = f"L{num(x - SIZE - 3)} {num(y - 3)} L{num(x)} {num(y + 1)}"
    drawing.path(staff + flag, Paint(PAPER, PAPER, 4))
    drawing.path(staff + flag, Paint(INK, INK, 1.4), title)


def opens_mark(drawing: Drawing, x: float, y: float, title: str = "") -> None:
    """Draw a ring: a shared platform can be joined from then on."""
    drawing.circle((x, y), SIZE, Paint(PAPER, INK, 2.4), title)


def wait_mark(drawing: Drawing, x: float, y: float) -> None:
    """Draw the sample of an arrow from what must be live first to what waits for it."""
    drawing.path(f"M{num(x)} {num(y - 6)} V{num(y)} H{num(x + 16)}", WAIT)
    arrow_tip(drawing, x + 22, y)


def arrow_tip(drawing: Drawing, x: float, y: float) -> None:
    """Draw the tip of an arrow to the right."""
    drawing.path(f"M{num(x)} {num(y)} L{num(x - 7)} {num(y - 4)} V{num(y + 4)} Z", Paint(INK))


def as_of_mark(drawing: Drawing, x: float, top: float, bottom: float) -> None:
    """Draw the line of the day at which the record was judged."""
    drawing.line((x, top), (x, bottom), Paint(stroke=INK, width=1.6, dash="2 3"))


def _closed(points: tuple[tuple[float, float], ...]) -> str:
    return "M" + " L".join(f"{num(x)} {num(y)}" for x, y in points) + " Z"
