"""The trend as a picture: how many systems are red, open or not red, quarter by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import MUTED, RED, SOUND, STRONG_RULE, UNKNOWN
from estate.rendering.kit.words import RED_WORDS, day, month, plural
from estate.rendering.pictures.charts import BOTTOM, HEIGHT, LEFT, RIGHT, WIDTH, value_axis
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from estate.scoring.trend import Trend, TrendPoint, Turned

ORDER = (Answer.YES, Answer.UNKNOWN, Answer.NO)
"""From the bottom of a column to its top."""
TITLE = "Risk if nothing is done"
LABELS = 116.0
APART = 20.0
JANUARY = 1


def trend_svg(trend: Trend, name: str = "trend", title: str = TITLE) -> str:
    """Return a column a quarter: red-rated systems below, those that cannot be told, the rest.

    The classes differ by pattern too, and each has its number in words at the end.
    """
    drawing = Drawing(name, title, description(trend), WIDTH)
    drawing.text(16, 26, title, Type(17, bold=True))
    fills = _key(drawing)
    points = trend.points
    most = max(1, *(point.systems for point in points))
    scale = value_axis(drawing, most, lambda value: f"{value:,.0f}" if value % 1 == 0 else "")
    step = (RIGHT - LABELS - LEFT) / len(points)
    for index, point in enumerate(points):
        left = LEFT + step * index
        _column(drawing, point, fills, scale, (left, step))
        if index and point.day.month == JANUARY:
            drawing.line((left, BOTTOM), (left, BOTTOM + 5), Paint(stroke=STRONG_RULE))
            middle = Type(11, anchor="middle", fill=MUTED)
            drawing.text(left, BOTTOM + 18, f"Jan {point.day.year}", middle)
    first = points[0]
    drawing.text(LEFT, BOTTOM + 36, f"Systems in use. {day(first.day)}: {_counts(first)}.")
    _ends(drawing, points[-1], scale)
    return drawing.svg(HEIGHT)


def description(trend: Trend) -> str:
    """Return the picture in words: the first day, the last, and the quarters that turn most."""
    first, last = trend.points[0], trend.points[-1]
    return (
        f"{day(first.day)}: {_counts(first)}. {month(last.day)}, if nothing is done: "
        f"{_counts(last)}. {_steepest(trend.points)}The table says the same for every quarter."
    )


def _counts(point: TrendPoint) -> str:
    parts = [f"{point.red_rated[answer]:,} {RED_WORDS[answer]}" for answer in ORDER]
    return f"{', '.join(parts)} of {plural(point.systems, 'system')}"


def _steepest(points: Sequence[TrendPoint]) -> str:
    new = [(sum(one.red_rated is Answer.YES for one in _redder(point)), point) for point in points]
    most, when = max(new, key=lambda pair: pair[0])
    if not most:
        return "No system turns red-rated. "
    return f"Most turn red-rated by {month(when.day)}: {most:,}. "


def _redder(point: TrendPoint) -> list[Turned]:
    return [one for one in point.turned if one.red_rated is not one.was_red_rated]


def _key(drawing: Drawing) -> dict[Answer, Paint]:
    """Draw the key, and return how each class is filled."""
    red = drawing.hatch(Hatch("red", "#e3a19a", RED.fill, 5, 1.6))
    fills = {
        Answer.YES: Paint(red, RED.border, 1),
        Answer.UNKNOWN: Paint(UNKNOWN.fill, UNKNOWN.border, 0.8, "2 2"),
        Answer.NO: Paint(SOUND.fill, SOUND.border, 0.8),
    }
    key = Legend(drawing, 16, WIDTH - 16, 50)
    for answer in ORDER:
        key.entry(RED_WORDS[answer], 24, _swatch(drawing, fills[answer]))
    return fills


def _swatch(drawing: Drawing, paint: Paint) -> Callable[[float, float], None]:
    return lambda x, y: drawing.rect(Box(x, y - 7, 24, 14), paint)


def _column(
    drawing: Drawing,
    point: TrendPoint,
    fills: dict[Answer, Paint],
    scale: Callable[[float], float],
    across: tuple[float, float],
) -> None:
    left, step = across
    below = 0
    for answer in ORDER:
        count = point.red_rated[answer]
        if count:
            top, bottom = scale(below + count), scale(below)
            said = f"{day(point.day)}: {count:,} {RED_WORDS[answer]}"
            drawing.rect(Box(left + 1, top, step - 2, bottom - top), fills[answer], said)
        below += count


def _ends(drawing: Drawing, last: TrendPoint, scale: Callable[[float], float]) -> None:
    """Write each class's last number beside the middle of its part, no two on one another."""
    below, lowest = 0, BOTTOM + APART
    inks = {Answer.YES: RED.text, Answer.UNKNOWN: UNKNOWN.text, Answer.NO: SOUND.text}
    for answer in ORDER:
        count = last.red_rated[answer]
        if count:
            y = min(scale(below + count / 2) + 4, lowest - APART)
            words = f"{count:,} {RED_WORDS[answer]}"
            bold = Type(13, bold=answer is Answer.YES, fill=inks[answer], halo=True)
            drawing.text(RIGHT - LABELS + 8, y, words, bold)
            lowest = y
        below += count
