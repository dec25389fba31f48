"""Small charts over time: cost by financial year, and risk by quarter with and without the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type, num
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import BRAND, DEEP, GRID, INK, MUTED, PAPER, STRONG_RULE
from estate.rendering.canvas.plateau_strip import behind
from estate.rendering.kit.words import quarter_month, short_pounds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDTH, HEIGHT = 760.0, 380.0
COST_HEIGHT = 392.0
LEFT, RIGHT, TOP, BOTTOM = 76.0, 744.0, 84.0, 330.0
NICE = (1, 2, 2.5, 5, 10)
LINES = 5


@dataclass(frozen=True, slots=True)
class YearCost:
    """Pounds in one financial year; `months` says how many of its months are counted."""

    label: str
    running: int
    capital: int
    revenue: int
    running_before: int
    other: int = 0
    """One-off costs that no budget of a council bears: leaving contracts, rebuilding interfaces."""
    months: int = 12

    @property
    def total(self) -> int:
        """Return all of it."""
        return self.running + self.capital + self.revenue + self.other


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """The sum of overall risk scores in one quarter: with the plan, and if nothing is done."""

    label: str
    planned: float
    nothing: float


def cost_svg(name: str, title: str, years: Sequence[YearCost]) -> str:
    """Return bars by financial year: running cost, capital, one-off revenue, one on another.

    On top, what no budget bears. A line across each bar is the running cost if nothing is done.
    """
    totals = [(year.total, year) for year in years]
    words = "; ".join(
        f"{year.label}: {short_pounds(total)} in all, of it running {short_pounds(year.running)}, "
        f"{_against(year)} than if nothing is done"
        for total, year in totals
    )
    drawing = Drawing(name, title, f"{words}. The table says the same.", WIDTH)
    drawing.text(16, 26, title, Type(17, bold=True))
    top = max([1, *(total for total, _ in totals), *(year.running_before for year in years)])
    scale = value_axis(drawing, top, lambda value: short_pounds(int(value)))
    parts = _cost_parts(drawing)
    step = (RIGHT - LEFT) / max(1, len(years))
    for index, (total, year) in enumerate(totals):
        left, wide = LEFT + step * index + step * 0.18, step * 0.64
        base = 0
        for amount, (_, fill) in zip(_amounts(year), parts, strict=True):
            box = Box(left, scale(base + amount), wide, scale(base) - scale(base + amount))
            drawing.rect(box, Paint(fill, PAPER, 0.8))
            base += amount
        before = scale(year.running_before)
        ends = (left - step * 0.1, before), (left + wide + step * 0.1, before)
        drawing.line(*ends, Paint(stroke=INK, width=2.2, dash="5 3"))
        middle = left + wide / 2
        # A line above the bar would make its figure look like the line's: it stands in the bar.
        over = scale(total) + (16 if before < scale(total) + 1 else -6)
        figure = Type(12, bold=True, anchor="middle", halo=True)
        drawing.text(middle, over, short_pounds(total), figure)
        _foot(drawing, middle, year)
    return drawing.svg(COST_HEIGHT)


def _foot(drawing: Drawing, middle: float, year: YearCost) -> None:
    """Write what stands under a year: its name, its months, and how it differs from nothing."""
    months = f" ({year.months} mo)" if year.months < 12 else ""  # noqa: PLR2004  # of a year
    drawing.text(middle, BOTTOM + 18, f"{year.label}{months}", Type(12, anchor="middle"))
    drawing.text(middle, BOTTOM + 36, _against(year), Type(12, anchor="middle", fill=DEEP))


def _against(year: YearCost) -> str:
    """Return by how much a year with the plan is dearer than one in which nothing is done."""
    more = year.total - year.running_before
    if more == 0:
        return "no more"
    return f"{short_pounds(abs(more))} {'more' if more > 0 else 'less'}"


def _amounts(year: YearCost) -> tuple[int, int, int, int]:
    return year.running, year.capital, year.revenue, year.other


def _cost_parts(drawing: Drawing) -> tuple[tuple[str, str], ...]:
    parts = (
        ("running cost", "#a9c4de"),
        ("capital", BRAND),
        ("one-off revenue", drawing.hatch(Hatch("once", "#00693e", "#cfe6da"))),
        ("other one-off", drawing.hatch(Hatch("other", "#7a4a00", "#f3e6d2", 4, 1))),
    )
    key = Legend(drawing, 16, WIDTH - 16, 48)
    for words, fill in parts:
        paint = Paint(fill, MUTED, 0.6)
        key.entry(words, 20, _swatch(drawing, paint))
    dashed = Paint(stroke=INK, width=2.2, dash="5 3")
    key.entry(
        "running cost if nothing is done",
        26,
        lambda x, y: drawing.line((x, y), (x + 26, y), dashed),
    )
    words = "Under each year: how much more or less it takes than if nothing is done"
    drawing.text(16, COST_HEIGHT - 6, words, Type(12, fill=MUTED))
    return parts


def _swatch(drawing: Drawing, paint: Paint) -> Callable[[float, float], None]:
    return lambda x, y: drawing.rect(Box(x, y - 7, 20, 14), paint)


def risk_svg(
    name: str, title: str, points: Sequence[RiskPoint], plateaus: Sequence[tuple[int, float]] = ()
) -> str:
    """Return two lines by quarter: the estate's summed risk with the plan, and without it.

    `plateaus` are marked where they begin: their numbers, and quarters from the first point.
    """
    first, last = points[0], points[-1]
    begins, ends = quarter_month(first.label), quarter_month(last.label)
    words = (
        f"The sum of all overall risk scores goes from {first.planned:.0f} in {begins} to "
        f"{last.planned:.0f} in {ends} with the plan, and to {last.nothing:.0f} if nothing "
        "is done. The table says the same."
    )
    drawing = Drawing(name, title, words, WIDTH)
    drawing.text(16, 26, title, Type(17, bold=True))
    marked = "; numbers mark where a plateau begins" if plateaus else ""
    said = f"Sum of the overall risk scores of all systems{marked}"
    drawing.text(16, 48, said, Type(13, fill=MUTED))
    top = max(max(point.planned, point.nothing) for point in points)
    scale = value_axis(drawing, max(top, 1), lambda value: f"{value:,.0f}")
    right = RIGHT - 118
    step = (right - LEFT) / max(1, len(points) - 1)
    places = [LEFT + step * index for index in range(len(points))]
    for x, point in zip(places, points, strict=True):
        if point.label.endswith("Q2"):
            drawing.line((x, BOTTOM), (x, BOTTOM + 5), Paint(stroke=STRONG_RULE))
            drawing.text(x, BOTTOM + 18, f"Apr {point.label[:4]}", Type(11, anchor="middle"))
    marks = [(number, LEFT + step * quarters) for number, quarters in plateaus]
    behind(drawing, marks, (TOP, BOTTOM))
    nothing = [(x, scale(point.nothing)) for x, point in zip(places, points, strict=True)]
    planned = [(x, scale(point.planned)) for x, point in zip(places, points, strict=True)]
    if len(points) > 1:
        back = list(reversed(planned))
        area = f"{_stairs(nothing)} V{num(back[0][1])} {_back(back)} Z"
        saved = drawing.hatch(Hatch("saved", "#b9d3ec", PAPER, 7, 1.6))
        drawing.path(area, Paint(saved), "Risk that the plan takes away")
    drawing.path(_stairs(nothing), Paint(stroke=MUTED, width=2.5, dash="6 4"))
    drawing.path(_stairs(planned), Paint(stroke=BRAND, width=3.5))
    _ends(drawing, right + 8, nothing[-1][1], planned[-1][1], last)
    return drawing.svg(HEIGHT)


def _ends(drawing: Drawing, x: float, nothing: float, planned: float, last: RiskPoint) -> None:
    if abs(planned - nothing) < 34:  # noqa: PLR2004  # two lines of text need as much
        planned = nothing + 34
    for y, words, value, colour in (
        (nothing, "if nothing is done", last.nothing, MUTED),
        (planned, "with the plan", last.planned, BRAND),
    ):
        drawing.text(x, y, f"{value:,.0f}", Type(14, bold=True, fill=colour))
        drawing.text(x, y + 14, words, Type(12, fill=DEEP))


def _stairs(points: Sequence[tuple[float, float]]) -> str:
    """Return a path that keeps its height until the next point: a score holds for a quarter."""
    parts = [f"M{num(points[0][0])} {num(points[0][1])}"]
    parts += [f"H{num(x)} V{num(y)}" for x, y in points[1:]]
    return " ".join(parts)


def _back(points: Sequence[tuple[float, float]]) -> str:
    """Return the same stairs from their end to their beginning."""
    return " ".join(f"V{num(y)} H{num(x)}" for x, y in points[1:])


def value_axis(
    drawing: Drawing, most: float, say: Callable[[float], str]
) -> Callable[[float], float]:
    """Draw the lines of a value axis from 0 to a round figure, and return its scale."""
    return axis_to(drawing, most, say, BOTTOM)


def axis_to(
    drawing: Drawing, most: float, say: Callable[[float], str], bottom: float
) -> Callable[[float], float]:
    """Do the same for a chart whose columns stand at `bottom`."""
    step = round_step(most / LINES)
    top = step
    while top < most:
        top += step

    def place(value: float) -> float:
        return bottom - value / top * (bottom - TOP)

    count = round(top / step)
    for index in range(count + 1):
        y = place(step * index)
        colour = STRONG_RULE if index == 0 else GRID
        drawing.line((LEFT, y), (RIGHT, y), Paint(stroke=colour))
        words = fonts.fit(say(step * index), LEFT - 16, 12)
        drawing.text(LEFT - 8, y + 4, words, Type(12, anchor="end", fill=MUTED))
    return place


def round_step(least: float) -> float:
    """Return the least of 1, 2, 2.5, 5 times a power of ten that is no less than `least`."""
    power = 1.0
    while power * 10 <= least:
        power *= 10
    return next(power * nice for nice in NICE if power * nice >= least)
