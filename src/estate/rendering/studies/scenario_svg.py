"""Plans side by side as one picture: what each costs more, what risk is left, money by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.palette import ALERT, BRAND, GRID, INK, MUTED, STRONG_RULE, TINT
from estate.rendering.kit.words import decimal, percent, plural, short_pounds
from estate.rendering.studies.scenario_rows import rows, why_none

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.studies.scenario_rows import PlanRow
    from estate.studies.scenarios import Comparison

WIDTH = 1040.0
TOP, ROW, FOOT = 92.0, 66.0, 34.0
NAME = (16.0, 216.0)
COST = (240.0, 500.0)
RISK = (536.0, 716.0)
YEARS = (744.0, 1024.0)
BAR = 20.0
LABEL = 78.0
"""Room for a figure beside a bar."""


def comparison_svg(name: str, comparison: Comparison) -> str:
    """Return one row a plan: cost against the base, risk left, capital by year."""
    found = rows(comparison)
    height = TOP + ROW * len(found) + FOOT
    drawing = Drawing(name, "Scenarios side by side", _described(found), WIDTH)
    drawing.text(16, 26, "Scenarios side by side", Type(17, bold=True))
    for (left, _), words, more in (
        (COST, "Cost against the base plan", "in today's money, risk priced in"),
        (RISK, "Risk left at the end", "sum of the overall scores"),
        (YEARS, "Capital by financial year", "one-off, pounds of the year"),
    ):
        drawing.text(left, 56, words, Type(13, bold=True))
        drawing.text(left, 72, more, Type(11, fill=MUTED))
    for k, row in enumerate(found):
        top = TOP + ROW * k
        if k % 2 == 0:
            drawing.rect(Box(8, top, WIDTH - 16, ROW), Paint(TINT))
        _name(drawing, row, comparison, k, top)
        if row.cost is None:
            drawing.text(
                COST[0],
                top + ROW / 2 + 5,
                why_none(comparison.outcomes[k]).capitalize(),
                Type(13, bold=True, fill=ALERT),
            )
            continue
        middle = top + ROW / 2
        _cost(drawing, row, found, middle, base=k == 0)
        _risk(drawing, row, found, middle)
        _years(drawing, row, found, top, comparison.years)
    return drawing.svg(height)


def _described(found: Sequence[PlanRow]) -> str:
    said = [
        f"{row.name}: "
        + (
            "no plan"
            if row.cost is None
            else f"costs {short_pounds(row.cost)}, {short_pounds(row.against_base or 0)} against "
            f"the base, and leaves a risk of {decimal(row.risk_end or 0, 0)}"
        )
        for row in found
    ]
    return f"{'; '.join(said)}. The table says the same."


def _name(drawing: Drawing, row: PlanRow, comparison: Comparison, k: int, top: float) -> None:
    left, right = NAME
    drawing.text(
        left, top + 28, fonts.fit(row.name, right - left, 13, bold=True), Type(13, bold=True)
    )
    if row.cost is None:
        return
    proof = f"proven within {percent(row.gap, 2)}" if row.gap else "proven optimal"
    moved = "" if k == 0 else f"; {plural(len(comparison.outcomes[k].moves), 'system')} moved"
    words = fonts.fit(f"{plural(row.steps or 0, 'step')}{moved}", right - left, 11)
    drawing.text(left, top + 44, words, Type(11, fill=MUTED))
    drawing.text(left, top + 58, proof, Type(11, fill=MUTED))


def _cost(
    drawing: Drawing, row: PlanRow, found: Sequence[PlanRow], middle: float, *, base: bool
) -> None:
    """Draw the difference to the base, and how much of it the proof leaves open."""
    amounts = [each.against_base or 0 for each in found]
    most, least = max([0, *amounts]), min([0, *amounts])
    left, right = COST[0] + (LABEL if least < 0 else 0), COST[1] - LABEL
    per = (right - left) / max(1, most - least)
    zero = left - least * per
    drawing.line((zero, middle - ROW / 2), (zero, middle + ROW / 2), Paint(stroke=STRONG_RULE))
    amount = row.against_base or 0
    if base or row.against_base is None:
        drawing.text(zero + 6, middle + 5, short_pounds(row.cost or 0), Type(13))
        return
    end = zero + amount * per
    box = Box(min(zero, end), middle - BAR / 2, abs(end - zero), BAR)
    drawing.rect(box, Paint(ALERT if amount > 0 else "#00693e"))
    words = f"+{short_pounds(amount)}" if amount > 0 else short_pounds(amount)
    side: tuple[float, Type] = (end + 6, Type(13, bold=True))
    if amount < 0:
        side = (end - 6, Type(13, bold=True, anchor="end"))
    drawing.text(side[0], middle + 5, words if amount else "no dearer", side[1])


def _risk(drawing: Drawing, row: PlanRow, found: Sequence[PlanRow], middle: float) -> None:
    most = max(float(each.risk_end or 0) for each in found) or 1.0
    left, right = RISK[0], RISK[1] - 48
    value = float(row.risk_end or 0)
    box = Box(left, middle - BAR / 2, value / most * (right - left), BAR)
    drawing.rect(box, Paint("#7a4a00"))
    drawing.text(box.x + box.width + 6, middle + 5, decimal(row.risk_end or 0, 0), Type(13))


def _years(
    drawing: Drawing, row: PlanRow, found: Sequence[PlanRow], top: float, years: Sequence[str]
) -> None:
    most = max([1, *(amount for each in found for amount in each.capital.values())])
    step = (YEARS[1] - YEARS[0]) / max(1, len(years))
    base = top + ROW - 18
    drawing.line((YEARS[0], base), (YEARS[1], base), Paint(stroke=GRID))
    for k, year in enumerate(years):
        amount = row.capital.get(year, 0)
        high = amount / most * (ROW - 36)
        left = YEARS[0] + step * k + step * 0.15
        drawing.rect(Box(left, base - high, step * 0.7, high), Paint(BRAND))
        middle = left + step * 0.35
        words = fonts.fit(short_pounds(amount), step, 10) if amount else ""
        drawing.text(middle, base - high - 3, words, Type(10, anchor="middle", fill=INK))
        drawing.text(middle, base + 12, year[2:], Type(10, anchor="middle", fill=MUTED))
