"""How firm a plan's dates are, as a picture: planned go-live, and where most samples fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.marks import deadline_mark
from estate.rendering.canvas.palette import ALERT, BRAND, GRID, INK, MUTED, TINT
from estate.rendering.kit.words import percent
from estate.rendering.studies.robustness_text import UNLIKELY, assumed, assumed_short, overall

if TYPE_CHECKING:
    from estate.planning.problem.calendar import Calendar
    from estate.studies.robustness import FirmStep, Robustness

WIDTH = 1040.0
TOP, ROW = 122.0, 24.0
NAME = (16.0, 286.0)
AXIS = (300.0, 940.0)
CHANCE = 1016.0
BAR = 10.0
SHOWN = 60
_YEAR = 12


def robustness_svg(name: str, found: Robustness, calendar: Calendar) -> str:
    """Return a row a step, by planned go-live: the day planned, the range, the chance."""
    shown = sorted(found.steps, key=lambda step: (step.live.month.planned, step.system))[:SHOWN]
    title = "How firm the dates are"
    drawing = Drawing(name, title, f"{assumed(found.overruns)} {overall(found)}", WIDTH)
    drawing.text(16, 26, title, Type(17, bold=True))
    drawing.text(16, 46, assumed_short(found.overruns), Type(12, fill=MUTED))
    _key(drawing)
    bottom = TOP + ROW * len(shown)
    last = max([calendar.horizon, *(step.live.month.high for step in shown)])
    _axis(drawing, calendar, last, bottom)
    drawing.text(CHANCE, TOP - 10, "Holds", Type(12, bold=True, anchor="end"))
    for k, step in enumerate(shown):
        _row(drawing, step, TOP + ROW * k, last, k)
    if hidden := len(found.steps) - len(shown):
        drawing.text(16, bottom + 18, f"{hidden} more steps are in the table.", Type(12))
    return drawing.svg(bottom + 28)


def _key(drawing: Drawing) -> None:
    key = Legend(drawing, 16, WIDTH - 16, 72)
    key.entry(
        "goes live as planned",
        8,
        lambda x, y: drawing.line((x + 4, y - 8), (x + 4, y + 8), Paint(stroke=INK, width=2.5)),
    )
    key.entry(
        "8 of 10 samples",
        26,
        lambda x, y: drawing.rect(Box(x, y - BAR / 2, 26, BAR), Paint("#a9c4de", BRAND, 0.8)),
    )
    key.entry("average", 10, lambda x, y: drawing.circle((x + 5, y), 4, Paint(BRAND), ""))
    key.entry("must have changed", 14, lambda x, y: deadline_mark(drawing, x + 7, y))


def _at(month: float, last: int) -> float:
    return AXIS[0] + month / max(1, last) * (AXIS[1] - AXIS[0])


def _axis(drawing: Drawing, calendar: Calendar, last: int, bottom: float) -> None:
    for month in range(last + 1):
        day = calendar.first_day(month)
        if day.month == 4:  # noqa: PLR2004  # the financial year begins
            x = _at(month, last)
            drawing.line((x, TOP - 4), (x, bottom), Paint(stroke=GRID))
            words = f"Apr {day.year}"
            drawing.text(x, TOP - 10, words, Type(11, anchor="middle", fill=MUTED))


def _row(drawing: Drawing, step: FirmStep, top: float, last: int, k: int) -> None:
    if k % 2 == 0:
        drawing.rect(Box(8, top, WIDTH - 16, ROW), Paint(TINT, opacity=0.6))
    middle = top + ROW / 2
    months = step.live.month
    name = fonts.fit(step.system, NAME[1] - NAME[0], 12)
    drawing.text(NAME[0], middle + 4, name, Type(12))
    left, right = _at(months.low, last), _at(months.high, last)
    box = Box(left, middle - BAR / 2, max(1.5, right - left), BAR)
    drawing.rect(box, Paint("#a9c4de", BRAND, 0.8))
    drawing.circle((_at(months.mean, last), middle), 4, Paint(BRAND), "")
    x = _at(months.planned, last)
    drawing.line((x, middle - 9), (x, middle + 9), Paint(stroke=INK, width=2.5))
    if step.deadline is not None:
        deadline_mark(drawing, _at(step.deadline, last), middle)
    chance = step.live.holds
    style = Type(12, anchor="end", bold=chance < UNLIKELY, fill=ALERT if chance < UNLIKELY else INK)
    drawing.text(CHANCE, middle + 4, percent(chance, 0), style)
