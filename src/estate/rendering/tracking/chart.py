"""Burn-down: the planned risk and the risk today, the planned money and what is spent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months, first_of, month_number
from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Anchor, Box, Drawing, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import ALERT, BRAND, GRID, INK, MUTED, PAPER, STRONG_RULE
from estate.rendering.canvas.scale import Scale
from estate.rendering.kit.words import day, decimal, month, plural, pounds, short_pounds, span
from estate.rendering.pictures.charts import round_step
from estate.rendering.tracking.words import heading, sum_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from estate.tracking import PurseSum, Tracking

WIDTH = 760.0
LEFT, RIGHT = 76.0, 744.0
PANEL, HEAD, FOOT = 210.0, 86.0, 44.0
LINES = 4
CAPITAL, REVENUE = BRAND, "#7a4a00"
FEWEST_MONTHS = 12
SHORT = 24
"""Months of an axis up to which quarters are named, not years."""
LABEL = 16.0
"""So much room, in user units, half a date needs."""
MOST_LABELS = 8


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where a part of the picture lies, and how its dates and values become places."""

    top: float
    bottom: float
    dates: Scale
    most: float

    def y(self, value: float) -> float:
        """Return the place of a value."""
        return self.bottom - value / self.most * (self.bottom - self.top)


def status_svg(tracking: Tracking, name: str = "status") -> str:
    """Return risk above, money below, over the plan's time; the day that is looked at is marked.

    Without a plan's file there is no planned risk, and only money is drawn.
    """
    drawing = Drawing(name, heading(tracking), description(tracking), WIDTH)
    drawing.text(16, 26, heading(tracking), Type(17, bold=True))
    top = 34.0
    if tracking.risk:
        top = _risk(drawing, tracking, top)
    top = _money(drawing, tracking, top)
    return drawing.svg(top)


def description(tracking: Tracking) -> str:
    """Return the picture in words."""
    total = tracking.total
    said = []
    if total.risk.planned is not None:
        said.append(
            f"Risk today is {span(total.risk.today)}; planned by now was "
            f"{decimal(total.risk.planned)}"
        )
    for words, purse in (("capital", total.capital), ("one-off revenue", total.revenue)):
        said.append(f"{sum_words(purse)} of {pounds(purse.to_date)} planned {words} is spent")
    return f"{'; '.join(said)}. The tables say the same."


def _risk(drawing: Drawing, tracking: Tracking, top: float) -> float:
    points, today = tracking.risk, tracking.total.risk.today
    end = add_months(points[-1].on, 3)
    dates = _scale(points[0].on, end, tracking.as_of)
    most = max(*(float(max(p.planned, p.nothing)) for p in points), float(today.high), 1.0)
    panel = _panel(drawing, top, dates, most, lambda value: f"{value:,.0f}")
    key = Legend(drawing, 16, WIDTH - 16, top + 22)
    nothing, planned = Paint(stroke=MUTED, width=2.5, dash="6 4"), Paint(stroke=BRAND, width=3.5)
    key.entry("risk if nothing is done", 26, _dash(drawing, nothing))
    key.entry("risk as planned", 26, _dash(drawing, planned))
    key.entry(
        "risk today: its range and middle", 12, lambda x, y: _range(drawing, x + 6, y - 8, y + 8)
    )
    for paint, values in (
        (nothing, [float(p.nothing) for p in points]),
        (planned, [float(p.planned) for p in points]),
    ):
        drawing.path(_stairs(panel, [p.on for p in points], values, end), paint)
    said = f"{span(today)}; planned {decimal(tracking.total.risk.planned or 0)}"
    _today(drawing, panel, tracking.as_of, said)
    ends = panel.y(float(today.high)), panel.y(float(today.low))
    _range(drawing, dates.at(tracking.as_of), *ends)
    return panel.bottom + FOOT


def _money(drawing: Drawing, tracking: Tracking, top: float) -> float:
    points, total = tracking.money, tracking.total
    if not points:
        drawing.text(16, top + 26, "No step has dates and a cost: no money is planned.", Type(13))
        return top + FOOT
    end = first_of(month_number(points[-1].month) + 1)
    dates = _scale(points[0].month, end, tracking.as_of)
    purses = (
        (CAPITAL, "", "capital", [each.capital for each in points], total.capital),
        (REVENUE, "2 3", "one-off revenue", [each.revenue for each in points], total.revenue),
    )
    most = max(1, *(value for _, _, _, values, purse in purses for value in (*values, purse.spent)))
    panel = _panel(drawing, top, dates, most, lambda value: short_pounds(int(value)))
    key = Legend(drawing, 16, WIDTH - 16, top + 22)
    said = [
        f"{sum_words(purse)} of {short_pounds(purse.to_date)} {words}"
        for _, _, words, _, purse in purses
    ]
    _today(drawing, panel, tracking.as_of, f"spent {' and '.join(said)}")
    days = [first_of(month_number(each.month) + 1) for each in points]
    for colour, dash, words, values, purse in purses:
        paint = Paint(stroke=colour, width=3, dash=dash)
        key.entry(f"{words} planned", 26, _dash(drawing, paint))
        key.entry(f"{words} spent", 14, _mark(drawing, colour, dash))
        drawing.path(_line(panel, [points[0].month, *days], [0, *values]), paint)
        if purse.known:
            x, y = panel.dates.at(tracking.as_of), panel.y(purse.spent)
            _mark(drawing, colour, dash, _spent(purse, words))(x - 7, y)
    return panel.bottom + FOOT


def _spent(purse: PurseSum, words: str) -> str:
    said = f"{pounds(purse.spent)} of {words} spent, {pounds(purse.to_date)} planned"
    return f"{said}; {plural(purse.unknown, 'step')} without a figure" if purse.unknown else said


def _mark(
    drawing: Drawing, colour: str, dash: str, title: str = ""
) -> Callable[[float, float], None]:
    """Return what draws a purse's mark: a circle, or a square where its line is dotted."""
    paint = Paint(colour, INK, 1)
    if dash:
        return lambda x, y: drawing.rect(Box(x + 2, y - 5, 10, 10), paint, title)
    return lambda x, y: drawing.circle((x + 7, y), 6, paint, title)


def _dash(drawing: Drawing, paint: Paint) -> Callable[[float, float], None]:
    return lambda x, y: drawing.line((x, y), (x + 26, y), paint)


def _bar(drawing: Drawing) -> Callable[[float, float], None]:
    return lambda x, y: _range(drawing, x + 6, y - 8, y + 8)


def _range(drawing: Drawing, x: float, top: float, bottom: float) -> None:
    drawing.rect(Box(x - 4, min(top, bottom - 3), 8, max(bottom - top, 3)), Paint(ALERT, INK, 0.8))
    middle = (top + bottom) / 2
    drawing.line((x - 4, middle), (x + 4, middle), Paint(stroke=PAPER, width=2))


def _today(drawing: Drawing, panel: _Panel, on: date, said: str) -> None:
    """Mark the day that is looked at, with what is to be said of it above."""
    x = panel.dates.at(on)
    drawing.line((x, panel.top - 6), (x, panel.bottom), Paint(stroke=INK, width=1, dash="3 3"))
    words = f"{day(on)}: {said}"
    left = max(16, min(x - 4, RIGHT - fonts.width(words, 12, bold=True)))
    drawing.text(left, panel.top - 10, words, Type(12, bold=True, halo=True))


def _scale(start: date, end: date, as_of: date) -> Scale:
    first = first_of(month_number(min(start, as_of)))
    last = first_of(month_number(max(end, as_of)) + 1)
    return Scale(first, max(last, add_months(first, FEWEST_MONTHS)), LEFT, RIGHT)


def _panel(
    drawing: Drawing, top: float, dates: Scale, most: float, say: Callable[[float], str]
) -> _Panel:
    """Draw the axes of a part of the picture."""
    step = round_step(most / LINES)
    count = 1
    while step * count < most:
        count += 1
    panel = _Panel(top + HEAD - 20, top + HEAD - 20 + PANEL, dates, step * count)
    for index in range(count + 1):
        y = panel.y(step * index)
        drawing.line((LEFT, y), (RIGHT, y), Paint(stroke=GRID if index else STRONG_RULE))
        drawing.text(LEFT - 8, y + 4, say(step * index), Type(12, anchor="end", fill=MUTED))
    every = 3 if dates.months <= SHORT else -(-dates.months // (12 * MOST_LABELS)) * 12
    for count in range(dates.months + 1):
        on = first_of(month_number(dates.start) + count)
        if (month_number(on) - 3) % every == 0:
            x = dates.month(count)
            drawing.line((x, panel.bottom), (x, panel.bottom + 5), Paint(stroke=STRONG_RULE))
            anchor: Anchor = "middle" if x < RIGHT - LABEL else "end"
            drawing.text(x, panel.bottom + 18, month(on), Type(11, anchor=anchor, fill=MUTED))
    return panel


def _stairs(panel: _Panel, days: Sequence[date], values: Sequence[float], end: date) -> str:
    """Return a path that keeps its height until the next quarter: a score holds until then."""
    parts = [f"M{num(panel.dates.at(days[0]))} {num(panel.y(values[0]))}"]
    for on, value in zip(days[1:], values[1:], strict=True):
        parts.append(f"H{num(panel.dates.at(on))} V{num(panel.y(value))}")
    return " ".join([*parts, f"H{num(panel.dates.at(end))}"])


def _line(panel: _Panel, days: Sequence[date], values: Sequence[float]) -> str:
    """Return a path from point to point: money goes out evenly over a month."""
    pairs = [
        f"{num(panel.dates.at(on))} {num(panel.y(value))}"
        for on, value in zip(days, values, strict=True)
    ]
    return f"M{' L'.join(pairs)}"
