"""Unit costs as a picture: a line a capability, a box from quartile to quartile, a dot a council.

Costs are drawn as multiples of the capability's median, on a scale of doublings, so that cheap and
dear capabilities can stand on one sheet.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.legend import Legend
from estate.rendering.canvas.palette import (
    ALERT,
    BAND,
    BRAND,
    DEEP,
    GRID,
    MUTED,
    PAPER,
    STRONG_RULE,
)
from estate.rendering.kit.grid_values import number_words
from estate.rendering.kit.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from estate.comparison.benchmarks import Benchmark, UnitCost
    from estate.comparison.view import SectorView

MARGIN, NAMES, MEDIAN, PLOT = 16.0, 250.0, 100.0, 600.0
ROW, BOX, DOT = 26.0, 12.0, 4.0
DOUBLINGS = 3
"""The scale runs from an eighth of the median to eight times it; what is beyond stands at its end.
"""
WORDS = {-3: "1/8", -2: "1/4", -1: "half", 0: "median", 1: "double", 2: "4 times", 3: "8 times"}
TITLE = "Cost per head, beside the median"


def unit_cost_chart(found: Sequence[Benchmark], sector: SectorView) -> str | None:
    """Return the picture; None where no capability has a median that is exact and above 0."""
    rows = [(one, middle) for one in found if (middle := _median(one))]
    return _Chart(rows, sector).svg() if rows else None


def _median(one: Benchmark) -> Fraction | None:
    own = one.quartiles
    return own.median.low if own is not None and own.median.exact else None


class _Chart:
    def __init__(self, rows: Sequence[tuple[Benchmark, Fraction]], sector: SectorView) -> None:
        self.rows, self.sector = rows, sector
        self.left = MARGIN + NAMES + MEDIAN
        width = self.left + PLOT + 2 * MARGIN
        words = (
            f"{plural(len(rows), 'capability', 'capabilities')}, a line each: the box runs from "
            "the lower to the upper quartile, each dot is a council, and a ring marks one beyond "
            "the fences. The table of unit costs says the same."
        )
        self.drawing = Drawing("unit-costs", TITLE, words, width)

    def svg(self) -> str:
        self.drawing.text(MARGIN, 28, TITLE, Type(20, bold=True))
        key = Legend(self.drawing, MARGIN, self.drawing.width - MARGIN, 52)
        paint = Paint(BAND, STRONG_RULE, 1)
        key.entry("quartile to quartile", 28, lambda x, y: self._box(Box(x, y - 6, 28, BOX), paint))
        key.entry("a council", 10, lambda x, y: self._dot(x + 5, y, "", far=False))
        key.entry("beyond the fences", 14, lambda x, y: self._dot(x + 7, y, "", far=True))
        key.entry("known only as a range", 28, lambda x, y: self._range(x, x + 28, y))
        top = key.y + 44
        bottom = top + len(self.rows) * ROW
        self._scale(top, bottom)
        for number, (one, middle) in enumerate(self.rows):
            self._row(one, middle, top + (number + 0.5) * ROW)
        return self.drawing.svg(bottom + 24)

    def _scale(self, top: float, bottom: float) -> None:
        self.drawing.text(MARGIN, top - 8, "Capability", Type(12, bold=True))
        heading = Type(12, bold=True, anchor="end")
        self.drawing.text(self.left - 28, top - 8, "Median", heading)
        for step, words in WORDS.items():
            x = self._at(float(step))
            colour = MUTED if step == 0 else GRID
            self.drawing.line((x, top), (x, bottom), Paint(stroke=colour))
            self.drawing.text(x, top - 8, words, Type(12, anchor="middle", fill=MUTED))

    def _row(self, one: Benchmark, middle: Fraction, y: float) -> None:
        name = self.sector.capability_name(one.capability)
        self.drawing.text(MARGIN, y + 4, fonts.fit(name, NAMES - 8, 13), Type(13))
        figure = Type(12, anchor="end", fill=MUTED)
        self.drawing.text(self.left - 28, y + 4, number_words(middle, "pence"), figure)
        own = one.quartiles
        if own is not None:
            first = self._place(own.lower.low, middle)
            last = self._place(own.upper.high, middle)
            box = Box(first, y - BOX / 2, max(1.0, last - first), BOX)
            self._box(box, Paint(BAND, STRONG_RULE, 1))
        far = {each.cost.council for each in one.outliers}
        for cost in one.costs:
            self._cost(cost, middle, y, far=cost.council in far)

    def _cost(self, cost: UnitCost, middle: Fraction, y: float, *, far: bool) -> None:
        first = self._place(cost.value.low, middle)
        last = self._place(cost.value.high, middle)
        if not cost.value.exact:
            self._range(first, last, y)
        name = self.sector.council_by_id[cost.council].name
        words = f"{name}: {number_words(cost.value.low, 'pence')}"
        self._dot((first + last) / 2, y, words, far=far)

    def _place(self, value: Fraction | None, middle: Fraction) -> float:
        if value is None:
            return self._at(DOUBLINGS)
        return self._at(-DOUBLINGS if value == 0 else log2(value / middle))

    def _at(self, doublings: float) -> float:
        kept = max(-DOUBLINGS, min(DOUBLINGS, doublings))
        return self.left + (kept + DOUBLINGS) / (2 * DOUBLINGS) * PLOT

    def _box(self, box: Box, paint: Paint) -> None:
        self.drawing.rect(box, paint)

    def _range(self, first: float, last: float, y: float) -> None:
        self.drawing.line((first, y), (last, y), Paint(stroke=DEEP, width=2))

    def _dot(self, x: float, y: float, words: str, *, far: bool) -> None:
        if far:
            self.drawing.circle((x, y), DOT + 3, Paint(PAPER, ALERT, 2), words)
        self.drawing.circle((x, y), DOT, Paint(ALERT if far else BRAND, PAPER, 0.8), words)
