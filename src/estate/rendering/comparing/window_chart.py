"""The picture of joint windows: councils as rows, how each can leave over time, the best dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom
from estate.portfolio.dates import first_of, month_number
from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import ALERT, DEEP, GRID, INK, MUTED, PAPER, TINT
from estate.rendering.canvas.scale import Scale
from estate.rendering.comparing.window_words import FREEDOM_WORDS, count_words, dates_words
from estate.rendering.kit.words import day, plural, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.comparison.opportunities import Opportunity
    from estate.comparison.windows import Case, JointDate

WIDTH = 960.0
LEFT, RIGHT = 190.0, 936.0
ROW = 30.0
MOST_LINES = 4
"""Best dates that are drawn; the table has all."""
_NAME = 164.0


@dataclass(frozen=True, slots=True)
class _Look:
    """How a freedom is drawn: height, fill or pattern, outline; no colour is the only sign."""

    height: float
    fill: str = PAPER
    stroke: str = "none"
    dash: str = ""
    hatch: Hatch | None = None


_LOOKS = {
    Freedom.FREE: _Look(20, DEEP, DEEP),
    Freedom.AT_COST: _Look(8, "#9fb9d6", "#4b6a8a"),
    Freedom.BY_AGREEMENT: _Look(
        14, stroke="#5b2d8e", hatch=Hatch("agreed", "#5b2d8e", PAPER, 6, 2)
    ),
    Freedom.UNSURE: _Look(14, TINT, INK, "3 2"),
    Freedom.OVER: _Look(2, MUTED, MUTED),
    Freedom.UNKNOWN: _Look(14, stroke="#c3c9d0", hatch=Hatch("unknown", "#c3c9d0", PAPER, 9, 1)),
    Freedom.WITHHELD: _Look(14, "#d5d9de", "#d5d9de"),
}


def window_chart(name: str, opportunity: Opportunity) -> str:
    """Return the picture of one opportunity: a row for each council, a line for each best date."""
    windows = opportunity.windows
    title = f"Joint windows: {opportunity.name}"
    drawing = Drawing(name, title, _description(opportunity), WIDTH)
    drawing.text(16, 26, visible(title), Type(17, bold=True))
    drawing.text(16, 46, f"As of {day(windows.as_of)}; {_lead(opportunity)}", Type(12, fill=MUTED))
    looks = _looks(drawing)
    top = _key(drawing, opportunity, looks) + 42
    end = first_of(month_number(windows.last) + 1)
    scale = Scale(windows.first.replace(day=1), end, LEFT, RIGHT)
    bottom = top + ROW * len(opportunity.cases)
    _axis(drawing, scale, top, bottom)
    for place, case in enumerate(opportunity.cases):
        _row(drawing, scale, case, top + ROW * place, looks)
    for place, best in enumerate(_drawn(opportunity)):
        _line(drawing, scale, best, (top, bottom), place)
    return drawing.svg(bottom + 40)


def _lead(opportunity: Opportunity) -> str:
    asked = opportunity.asked
    return f"looked at from {asked.lead_months} to {asked.horizon_months} months after that"


def _drawn(opportunity: Opportunity) -> tuple[JointDate, ...]:
    """Return the dates that are drawn: the main one, and the first others."""
    main = opportunity.date
    rest = [each for each in opportunity.windows.best if each is not main]
    chosen = [each for each in (main, *rest) if each is not None][:MOST_LINES]
    return tuple(sorted(chosen, key=lambda each: each.day))


def _description(opportunity: Opportunity) -> str:
    rows = plural(len(opportunity.cases), "council")
    said = [f"A row for each of {rows}, with how it could leave what it has over time."]
    said += [
        f"{day(best.day)}: {count_words(best.span)}; {dates_words(best)}."
        for best in _drawn(opportunity)
    ]
    if not opportunity.windows.best:
        said.append("No date is known on which any council can leave.")
    return " ".join(said)


def _looks(drawing: Drawing) -> dict[Freedom, Paint]:
    return {
        freedom: Paint(
            look.fill if look.hatch is None else drawing.hatch(look.hatch),
            look.stroke,
            1,
            look.dash,
        )
        for freedom, look in _LOOKS.items()
    }


def _key(drawing: Drawing, opportunity: Opportunity, looks: dict[Freedom, Paint]) -> float:
    """Draw the key of what is on the picture, and return where it ends."""
    key = Legend(drawing, 16, WIDTH - 16, 72)
    met = {own.freedom for case in opportunity.cases for _, own in case.spans}
    for freedom in sorted(met):
        height, paint = _LOOKS[freedom].height, looks[freedom]

        def swatch(x: float, y: float, height: float = height, paint: Paint = paint) -> None:
            drawing.rect(Box(x, y - height / 2, 26, height), paint)

        key.entry(FREEDOM_WORDS[freedom], 26, swatch)
    if opportunity.windows.best:
        paint = Paint(stroke=ALERT, width=2, dash="6 3")
        key.entry("best date", 12, lambda x, y: drawing.line((x + 6, y - 9), (x + 6, y + 9), paint))
    return key.y + 12


def _axis(drawing: Drawing, scale: Scale, top: float, bottom: float) -> None:
    for year in scale.years():
        drawing.line((year.left, top - 18), (year.left, bottom), Paint(stroke=GRID))
        if year.right - year.left >= fonts.width(year.label, 12) + 4:
            drawing.text(year.middle, top - 22, year.label, Type(12, anchor="middle", fill=MUTED))
    drawing.line((LEFT, bottom), (RIGHT, bottom), Paint(stroke=GRID))


def _row(
    drawing: Drawing, scale: Scale, case: Case, top: float, looks: dict[Freedom, Paint]
) -> None:
    middle = top + ROW / 2
    drawing.text(16, middle + 4, _cut(visible(case.council.name)), Type(12))
    for first, last, freedom in _runs(case):
        left, right = scale.at(first), scale.at(last + timedelta(days=1))
        height = _LOOKS[freedom].height
        said = f"{case.council.name}, {day(first)} to {day(last)}: {FREEDOM_WORDS[freedom]}"
        box = Box(left, middle - height / 2, max(right - left, 1.5), height)
        drawing.rect(box, looks[freedom], said)


def _cut(name: str) -> str:
    if fonts.width(name, 12) <= _NAME:
        return name
    while name and fonts.width(f"{name}...", 12) > _NAME:
        name = name[:-1]
    return f"{name.rstrip()}..."


def _runs(case: Case) -> Iterator[tuple[date, date, Freedom]]:
    """Yield the days over which a council is as free, whatever it pays."""
    spans = case.spans
    first, freedom = spans[0][0], spans[0][1].freedom
    for start, own in spans[1:]:
        if own.freedom is not freedom:
            yield first, start - timedelta(days=1), freedom
            first, freedom = start, own.freedom
    yield first, case.last, freedom


def _line(
    drawing: Drawing, scale: Scale, best: JointDate, ends: tuple[float, float], place: int
) -> None:
    """Draw a best date with its day beneath; neighbours stand on two levels."""
    x = scale.at(best.day + timedelta(days=1))
    top, bottom = ends
    low = bottom + 16 + 16 * (place % 2)
    drawing.line((x, top - 8), (x, low - 11), Paint(stroke=ALERT, width=2, dash="6 3"))
    half = fonts.width(day(best.day), 12) / 2
    drawing.text(min(x, RIGHT - half), low, day(best.day), Type(12, bold=True, anchor="middle"))
