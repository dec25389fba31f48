"""Money and people under a timeline: used against what there is, in bars and in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas import fonts
from estate.rendering.canvas.drawing import Box, Drawing, Hatch, Paint, Type
from estate.rendering.canvas.palette import ALERT, BRAND, INK, MUTED, PAPER, RULE, TINT
from estate.rendering.kit.words import plural, quarter_words, short_pounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from estate.rendering.canvas.scale import Period, Scale
    from estate.rendering.canvas.sheets import Purses, SkillUse

MARGIN = 16.0
HEADING = 26.0
MONEY_ROW = 38.0
SKILL_ROW = 26.0
LABEL = Type(12)
SMALL = Type(11, fill=MUTED)
# A share of capacity, and the cell's fill and text from it up.
STEPS = ((0.0, "#eaf1f8", INK), (0.5, "#a9cbea", INK), (0.85, "#0065bd", PAPER))


def money_panel(drawing: Drawing, scale: Scale, top: float, money: Mapping[str, Purses]) -> float:
    """Draw capital and revenue by financial year against budget; return where the panel ends."""
    if not money:
        return top
    title(drawing, top, "Money for change, by financial year")
    y = top + HEADING
    for label, colour, purse in (
        ("Capital", BRAND, 0),
        ("One-off revenue", drawing.hatch(Hatch("revenue", "#00693e", "#cfe6da")), 1),
    ):
        drawing.text(MARGIN, y + 16, label, LABEL)
        drawing.text(MARGIN, y + 30, "used of budget", SMALL)
        for period in scale.years():
            purses = money.get(period.label)
            if purses is not None:
                _gauge(drawing, period, y, _purse(purses, purse), colour)
        y += MONEY_ROW
    return y


def _purse(purses: Purses, which: int) -> tuple[int, int | None, str]:
    """Return what is used of a budget, the budget, and how it is called."""
    name, used, budget = (
        ("capital", purses.capital, purses.capital_budget),
        ("revenue", purses.revenue, purses.revenue_budget),
    )[which]
    if name in purses.unrecorded:
        return used, budget, "none recorded"
    return used, budget, "no limit recorded" if budget is None else f"of {short_pounds(budget)}"


def _gauge(
    drawing: Drawing, period: Period, y: float, sums: tuple[int, int | None, str], colour: str
) -> None:
    used, budget, limit = sums
    room = period.right - period.left - 8
    box = Box(period.left + 4, y + 4, room, 11)
    over = budget is not None and used > budget
    words = f"{'over: ' if over else ''}{short_pounds(used)} {limit}"
    if budget is not None:
        drawing.rect(box, Paint(PAPER, RULE), f"{period.label}: {words}")
        share = min(1.0, used / budget) if budget else float(used > 0)
        drawing.rect(Box(box.x, box.y, room * share, 11), Paint(ALERT if over else colour))
    short = words if fonts.width(words, 11) <= room else short_pounds(used)
    if fonts.width(short, 11) <= room + 6:
        drawing.text(box.x, y + 29, short, Type(11))


def skill_panel(drawing: Drawing, scale: Scale, top: float, skills: Sequence[SkillUse]) -> float:
    """Draw person-days by skill and quarter; return where the panel ends."""
    if not skills:
        return top
    key = "darker: nearer to what there is; !: more than that"
    title(drawing, top, f"People: person-days by quarter ({key})")
    y = top + HEADING
    for skill in skills:
        capacities = {capacity for _, capacity in skill.quarters.values() if capacity is not None}
        drawing.text(MARGIN, y + 12, fonts.fit(skill.name, 224, 12), LABEL)
        drawing.text(MARGIN, y + 24, _capacity(capacities), Type(10, fill=MUTED))
        for period in scale.quarters():
            if period.label in skill.quarters:
                _cell(drawing, period, y, skill.quarters[period.label])
        y += SKILL_ROW + 4
    return y


def _capacity(capacities: set[int]) -> str:
    if not capacities:
        return "capacity not recorded"
    if len(capacities) == 1:
        return f"of {plural(capacities.pop(), 'day')} a quarter"
    return f"of {min(capacities):,} to {max(capacities):,} days a quarter"


def _cell(drawing: Drawing, period: Period, y: float, use: tuple[int, int | None]) -> None:
    days, capacity = use
    share = days / capacity if capacity else float(capacity == 0 and days > 0)
    fill, ink = next((f, i) for least, f, i in reversed(STEPS) if share >= least)
    if not days:
        fill, ink = TINT, MUTED
    over = capacity is not None and days > capacity
    if over:
        fill, ink = ALERT, PAPER
    limit = "no capacity recorded" if capacity is None else f"of {capacity:,}"
    title = f"{quarter_words(period.label)}: {plural(days, 'day')}, {limit}"
    box = Box(period.left + 1, y, period.right - period.left - 2, SKILL_ROW - 2)
    # More than there is has a border and a sign, for whom red is dark like any other.
    border = INK if over else "none"
    drawing.rect(box, Paint(fill, border, 2, radius=2), title)
    words = f"{days:,}{'!' * over}" if days else ""
    if fonts.width(words, 11) <= box.width:
        drawing.text(period.middle, y + 16, words, Type(11, anchor="middle", fill=ink))


def title(drawing: Drawing, top: float, words: str) -> None:
    """Write the heading of a panel."""
    drawing.text(MARGIN, top + 14, words, Type(13, bold=True))
