"""The calendar of contracts by quarter: what falls due, how much of it, and what is at stake."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio.dates import Quarter, add_months, first_of, month_number
from estate.rendering.briefings.contracts_ahead import KINDS, MONTHS, at_stake
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.page_model import Cell, Head, Table
from estate.rendering.canvas.palette import BAND, DEEP, GRID, INK, MUTED, PAPER, RULE
from estate.rendering.kit.words import (
    MONTHS as MONTH_NAMES,
)
from estate.rendering.kit.words import (
    day,
    plural,
    quarter_words,
    short_pounds,
)
from estate.rendering.records.contract_words import money

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from estate.portfolio.deadlines import Deadline, DeadlineKind

TITLE = "Contract calendar by quarter"
WIDTH, LEFT, RIGHT = 960.0, 182.0, 944.0
BARS, TALL, ROW = 150.0, 62.0, 30.0
SHADES = ((PAPER, INK), ("#e3eefa", INK), ("#b9d3ee", INK), ("#5f94c8", INK), (DEEP, PAPER))
"""Fill and ink of a cell: none, then a fourth of the greatest each; its number stands in it."""


@dataclass(frozen=True, slots=True)
class QuarterDays:
    """What falls due in one quarter."""

    quarter: Quarter
    counts: Counter[DeadlineKind]
    value: Fraction
    """Pounds at stake, as far as known."""
    unpriced: int
    """Days of which that is not known."""

    @property
    def stake(self) -> str:
        """What is at stake in words; that it is not known where no day has a price."""
        bare = self.days and self.unpriced == self.days
        return "not known" if bare else money(self.value)

    @property
    def days(self) -> int:
        """How many days somebody has to act on, or know of."""
        return self.counts.total()


def by_quarter(days: Sequence[Deadline], as_of: date) -> tuple[QuarterDays, ...]:
    """Return every quarter from that of the as-of date to the calendar's end, with its days."""
    lots: dict[Quarter, list[Deadline]] = {
        Quarter.of(add_months(first_of(month_number(as_of)), months)): []
        for months in range(MONTHS + 1)
    }
    for one in days:
        lots.setdefault(Quarter.of(one.on), []).append(one)
    return tuple(
        QuarterDays(quarter, Counter(one.kind for one in own), *at_stake(own))
        for quarter, own in sorted(lots.items(), key=lambda pair: str(pair[0]))
    )


def quarters_table(quarters: Sequence[QuarterDays]) -> Table:
    """Return the picture as a table."""
    kinds = _met(quarters)
    heads = (
        Head("Quarter"),
        *(Head(KINDS[kind][0], number=True) for kind in kinds),
        Head("Days in all", number=True),
        Head("At stake", number=True),
        Head("No price recorded", number=True),
    )
    rows = tuple(
        (
            Cell(quarter_words(str(one.quarter)), key=str(one.quarter)),
            *(Cell(f"{one.counts[kind]:,}") for kind in kinds),
            Cell(f"{one.days:,}"),
            Cell(one.stake),
            Cell(f"{one.unpriced:,}"),
        )
        for one in quarters
    )
    return Table("What falls due by quarter", heads, rows)


def _met(quarters: Sequence[QuarterDays]) -> list[DeadlineKind]:
    return [kind for kind in KINDS if any(one.counts[kind] for one in quarters)]


def calendar_svg(name: str, quarters: Sequence[QuarterDays], as_of: date) -> str:
    """Return bars of days a quarter, and beneath them how many there are of each kind."""
    drawing = Drawing(name, TITLE, _description(quarters), WIDTH)
    drawing.text(16, 26, TITLE, Type(17, bold=True))
    lead = f"Days to act on, or to know of, from {day(as_of)}; pounds at stake as far as recorded"
    drawing.text(16, 46, lead, Type(12, fill=MUTED))
    step = (RIGHT - LEFT) / len(quarters)
    _bars(drawing, quarters, step)
    kinds = _met(quarters)
    for place, kind in enumerate(kinds):
        _row(drawing, quarters, kind, (BARS + 12 + ROW * place, step))
    bottom = BARS + 12 + ROW * len(kinds)
    _stakes(drawing, quarters, (bottom, step))
    return drawing.svg(bottom + 62)


def _description(quarters: Sequence[QuarterDays]) -> str:
    days = sum(one.days for one in quarters)
    value = sum((one.value for one in quarters), Fraction(0))
    most = max(quarters, key=lambda one: one.days)
    said = f"{plural(days, 'day')} in {len(quarters)} quarters, {money(value)} at stake. "
    if days:
        said += f"Most in {quarter_words(str(most.quarter))}: {most.days:,}. "
    return f"{said}The table says the same for every quarter."


def _bars(drawing: Drawing, quarters: Sequence[QuarterDays], step: float) -> None:
    most = max(1, *(one.days for one in quarters))
    drawing.text(16, BARS - 4, "All days", Type(12, bold=True))
    drawing.line((LEFT, BARS), (RIGHT, BARS), Paint(stroke=RULE))
    for place, one in enumerate(quarters):
        left, height = LEFT + step * place, TALL * one.days / most
        said = f"{quarter_words(str(one.quarter))}: {plural(one.days, 'day')}"
        box = Box(left + step * 0.16, BARS - height, step * 0.68, height)
        drawing.rect(box, Paint(DEEP), said)
        style = Type(12, bold=True, anchor="middle")
        drawing.text(left + step / 2, BARS - height - 5, f"{one.days:,}", style)


def _row(
    drawing: Drawing,
    quarters: Sequence[QuarterDays],
    kind: DeadlineKind,
    at: tuple[float, float],
) -> None:
    top, step = at
    name = KINDS[kind][0]
    most = max(one.counts[kind] for one in quarters)
    drawing.text(16, top + ROW / 2 + 4, name)
    for place, one in enumerate(quarters):
        count = one.counts[kind]
        fill, ink = SHADES[-(-4 * count // most)]
        box = Box(LEFT + step * place + 2, top + 2, step - 4, ROW - 4)
        said = f"{name}, {quarter_words(str(one.quarter))}: {count:,}"
        drawing.rect(box, Paint(fill, GRID, 1), said)
        if count:
            style = Type(12, anchor="middle", fill=ink)
            drawing.text(box.x + box.width / 2, top + ROW / 2 + 4, f"{count:,}", style)


def _stakes(drawing: Drawing, quarters: Sequence[QuarterDays], at: tuple[float, float]) -> None:
    """Write the pounds at stake, and the quarters, with a band where the year changes."""
    top, step = at
    drawing.rect(Box(16, top + 5, RIGHT - 16, 22), Paint(BAND))
    drawing.text(22, top + 20, "At stake", Type(12, bold=True))
    for place, one in enumerate(quarters):
        middle = LEFT + step * (place + 0.5)
        style = Type(11, anchor="middle")
        drawing.text(middle, top + 20, short_pounds(round(one.value)) if one.value else "", style)
        first, year = 3 * (one.quarter.number - 1), one.quarter.year
        drawing.text(middle, top + 44, MONTH_NAMES[first], Type(12, anchor="middle"))
        if first == 0 or place == 0:
            drawing.text(middle, top + 59, str(year), Type(11, anchor="middle", fill=MUTED))
