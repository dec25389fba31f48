"""Arrows on a timeline: from the end of a step to the start of what waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.canvas.drawing import Paint, num
from estate.rendering.canvas.marks import WAIT, arrow_tip
from estate.rendering.canvas.palette import PAPER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate.rendering.canvas.drawing import Drawing

MOST = 40
"""More arrows than this cannot be told apart: the table says what waits for what."""
APART = 5.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step's bar stands: its first and its last day, its middle, and half its height."""

    start: float
    live: float
    middle: float
    half: float


@dataclass(frozen=True, slots=True)
class _Run:
    """The upright part of an arrow, on which no other may lie."""

    x: float
    top: float
    bottom: float

    def meets(self, other: _Run) -> bool:
        near = abs(self.x - other.x) < APART
        return near and self.top < other.bottom and other.top < self.bottom


def draw_waits(
    drawing: Drawing, waits: Sequence[tuple[str, str]], places: Mapping[str, Place]
) -> None:
    """Draw an arrow for each pair of systems that both stand on the sheet; none if too many.

    It leaves the bar of the first near its end, and comes to the start of the second along the
    line of that one, where nothing else stands. Arrows side by side keep apart.
    """
    drawn = [
        (places[one], places[two], one, two) for one, two in waits if {one, two} <= set(places)
    ]
    if len(drawn) > MOST:
        return
    runs: list[_Run] = []
    for first, second, one, two in sorted(drawn, key=lambda each: (each[0].middle, each[1].middle)):
        run = _free(first, second, runs)
        runs.append(run)
        down = second.middle > first.middle
        begin = first.middle + (first.half if down else -first.half)
        data = f"M{num(run.x)} {num(begin)} V{num(second.middle)} H{num(second.start - 6)}"
        with drawing.group({"data-from": one, "data-to": two}):
            drawing.path(data, Paint(stroke=PAPER, width=4))
            drawing.path(data, WAIT)
            arrow_tip(drawing, second.start, second.middle)


def _free(first: Place, second: Place, runs: Sequence[_Run]) -> _Run:
    """Return where an arrow goes down or up: as near the first bar's end as others let it."""
    top, bottom = sorted((first.middle, second.middle))
    latest = min(first.live - 4, second.start - 14)
    x = max(latest, first.start + 3)
    while x > first.start + 3 and any(_Run(x, top, bottom).meets(run) for run in runs):
        x -= APART
    return _Run(x, top, bottom)
