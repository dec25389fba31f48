"""The joint dates of the best opportunities on one axis: when, how many councils, how much."""

from __future__ import annotations

from datetime import timedelta
from math import sqrt
from typing import TYPE_CHECKING

from estate.portfolio.dates import first_of, month_number
from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import BAND, DEEP, GRID, MUTED, PAPER, RULE
from estate.rendering.canvas.scale import Scale
from estate.rendering.kit.words import day, short_pounds, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.comparison.opportunities import Opportunity

TITLE = "Joint dates of the best opportunities"
MOST = 15
WIDTH, LEFT, RIGHT = 960.0, 216.0, 740.0
ROW, NAME = 32.0, 190.0
LEAST, MOST_RADIUS = 3.5, 13.0
SHORT_NAME = 12
"""The size of the names, in user units."""


def joint_dates_svg(name: str, found: Sequence[Opportunity]) -> str:
    """Return a row for each of the best opportunities that have a date: where it lies, how much.

    The dot's area is the value a year that is free on that day; the bar holds the days on which
    every council stands the same.
    """
    shown = [one for one in found if one.date is not None][:MOST]
    drawing = Drawing(name, TITLE, _description(shown), WIDTH)
    drawing.text(16, 26, TITLE, Type(17, bold=True))
    top = _key(drawing) + 40
    windows = shown[0].windows
    end = first_of(month_number(windows.last) + 1)
    scale = Scale(windows.first.replace(day=1), end, LEFT, RIGHT)
    bottom = top + ROW * len(shown)
    _axis(drawing, scale, top, bottom)
    most = max(1, *(one.free_value for one in shown))
    for place, one in enumerate(shown):
        _row(drawing, scale, one, (top + ROW * place, most))
    return drawing.svg(bottom + 16)


def _description(shown: Sequence[Opportunity]) -> str:
    said = [
        f"{visible(one.name)}: {day(one.date.day)}, {_words(one)}."
        for one in shown
        if one.date is not None
    ]
    return " ".join([*said, "The table of opportunities has all of them."])


def _words(one: Opportunity) -> str:
    free = f"{len(one.free()):,} of {len(one.cases):,} free"
    return f"{free}, {short_pounds(one.free_value)} a year"


def _key(drawing: Drawing) -> float:
    key = Legend(drawing, 16, WIDTH - 16, 50)
    key.entry(
        "joint date: the larger, the more pounds a year are free on it",
        22,
        lambda x, y: drawing.circle((x + 11, y), 8, Paint(DEEP, PAPER, 1), ""),
    )
    key.entry(
        "any of these days is as good",
        26,
        lambda x, y: drawing.rect(Box(x, y - 4, 26, 8), Paint(BAND, RULE, 1)),
    )
    return key.y


def _axis(drawing: Drawing, scale: Scale, top: float, bottom: float) -> None:
    for year in scale.years():
        drawing.line((year.left, top - 18), (year.left, bottom), Paint(stroke=GRID))
        if year.right - year.left >= fonts.width(year.label, 12) + 4:
            drawing.text(year.middle, top - 14, year.label, Type(12, anchor="middle", fill=MUTED))
    drawing.line((16, bottom), (WIDTH - 16, bottom), Paint(stroke=RULE))


def _row(drawing: Drawing, scale: Scale, one: Opportunity, at: tuple[float, int]) -> None:
    top, most = at
    best = one.date
    assert best is not None  # noqa: S101  # only those with a date are drawn
    middle = top + ROW / 2
    drawing.line((16, top), (WIDTH - 16, top), Paint(stroke=GRID))
    drawing.text(16, middle + 4, fonts.fit(visible(one.name), NAME, SHORT_NAME), Type(SHORT_NAME))
    left = scale.at(best.span.first)
    right = max(left + 1.5, scale.at(best.span.last + timedelta(days=1)))
    drawing.rect(Box(left, middle - 4, right - left, 8), Paint(BAND, RULE, 1))
    radius = max(LEAST, MOST_RADIUS * sqrt(one.free_value / most))
    said = f"{one.name}, {day(best.day)}: {_words(one)}"
    drawing.circle((scale.at(best.day), middle), radius, Paint(DEEP, PAPER, 1), said)
    drawing.text(RIGHT + 20, middle - 2, day(best.day), Type(12, bold=True))
    drawing.text(RIGHT + 20, middle + 12, _words(one), Type(11, fill=MUTED))
