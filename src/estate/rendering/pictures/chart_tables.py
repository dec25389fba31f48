"""What each chart shows, as a table to stand beside it, and any such table as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.page_model import Table, cells, heads
from estate.rendering.kit.words import (
    RED_WORDS,
    day,
    pounds,
    quarter_month,
    quarter_words,
)
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.canvas.sheets import SkillUse
    from estate.rendering.pictures.charts import RiskPoint, YearCost
    from estate.scoring.trend import Trend


def cost_chart_table(years: Sequence[YearCost]) -> Table:
    """Return the figures of `cost_svg`, in pounds, not discounted."""
    names = (
        "Financial year",
        "#Months",
        "#Running cost",
        "#Capital",
        "#One-off revenue",
        "#Other one-off",
        "#In all",
        "#Running cost if nothing is done",
        "#Against doing nothing",
    )
    rows = tuple(
        cells(
            year.label,
            str(year.months),
            pounds(year.running),
            pounds(year.capital),
            pounds(year.revenue),
            pounds(year.other),
            pounds(year.total),
            pounds(year.running_before),
            pounds(year.total - year.running_before),
        )
        for year in years
    )
    return Table("Cost by financial year", heads(*names), rows)


def risk_chart_table(points: Sequence[RiskPoint]) -> Table:
    """Return the figures of `risk_svg`: the sum of all overall scores by quarter."""
    names = ("From", "#With the plan", "#If nothing is done", "#Lower by")
    rows = tuple(
        cells(
            quarter_month(point.label),
            f"{point.planned:,.0f}",
            f"{point.nothing:,.0f}",
            f"{point.nothing - point.planned:,.0f}",
        )
        for point in points
    )
    return Table("Sum of all overall risk scores by quarter", heads(*names), rows, wide=False)


def people_chart_table(skills: Sequence[SkillUse]) -> Table:
    """Return the figures of `people_svg`: person-days by skill and quarter."""
    names = ("Skill", "Quarter", "#Days taken", "#Days there are")
    rows = tuple(
        cells(
            skill.name,
            quarter_words(label),
            f"{used:,}",
            "not recorded" if limit is None else f"{limit:,}",
        )
        for skill in skills
        for label, (used, limit) in sorted(skill.quarters.items())
    )
    return Table("Days of work by skill and quarter", heads(*names), rows, wide=False)


def trend_chart_table(trend: Trend) -> Table:
    """Return the figures of `trend_svg`: how many systems are of each class by quarter."""
    order = (Answer.YES, Answer.UNKNOWN, Answer.NO)
    names = ("On", *(f"#{RED_WORDS[answer].capitalize()}" for answer in order), "#Systems")
    rows = tuple(
        cells(
            day(point.day),
            *(str(point.red_rated[answer]) for answer in order),
            str(point.systems),
        )
        for point in trend.points
    )
    return Table("Systems in use by class of risk if nothing is done", heads(*names), rows)


def table_text(table: Table) -> str:
    """Return a table as text: a line for each row, each figure with its column's name."""
    lines = [table.caption]
    for row in table.rows:
        said = [
            f"{head.name.lower()} {cell.text}"
            for head, cell in zip(table.heads[1:], row[1:], strict=True)
            if cell.text
        ]
        lines.append(f"- {row[0].text}: {', '.join(said)}")
    return "\n".join(lines) + "\n"
