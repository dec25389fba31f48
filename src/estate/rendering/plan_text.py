"""A plan as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.page_words import proof
from estate.rendering.terminal import Cell, Column, Terminal, table
from estate.rendering.words import month, plural, pounds, short_pounds

if TYPE_CHECKING:
    from estate.rendering.plan_view import PlanView, StepView, YearView


def plan_text(plan: PlanView, terminal: Terminal, most: int | None = None) -> str:
    """Return the steps by start, the money by year, and how good the plan is proven to be."""
    shown = plan.steps if most is None else plan.steps[:most]
    lines = table(_COLUMNS, [_row(step) for step in shown], terminal)
    if len(shown) < len(plan.steps):
        lines.append(f"{len(plan.steps) - len(shown):,} more steps are not shown.")
    lines += ["", terminal.heading("Money by financial year"), ""]
    lines += table(_MONEY, [_money(year) for year in plan.estate.years], terminal)
    lines += ["", terminal.heading("How good it is"), ""]
    for words in proof(plan):
        lines += terminal.wrap(words)
    for each in plan.comparisons:
        cost = "cannot be done" if each.cost is None else pounds(each.cost)
        lines += terminal.wrap(f"{each.name}: {cost}. {each.words}", "  ", "- ")
    if plan.not_plannable:
        count = plural(len(plan.not_plannable), "option")
        lines += ["", f"Not planned for want of facts: {count}; --format json names them."]
    return (
        "\n".join(terminal.letters(line) if not terminal.unicode else line for line in lines) + "\n"
    )


_COLUMNS = (
    Column("Start"),
    Column("Live"),
    Column("System", least=16),
    Column("What is done", least=12),
    Column("Once", right=True),
    Column("Why then", least=12),
)


def _row(step: StepView) -> list[str | Cell]:
    return [
        month(step.start),
        month(step.live),
        step.system,
        step.words,
        short_pounds(step.capital + step.revenue),
        " ".join(step.why),
    ]


_MONEY = (
    Column("Year"),
    Column("Capital", right=True),
    Column("of", right=True),
    Column("One-off revenue", right=True),
    Column("of", right=True),
    Column("Running", right=True),
    Column("If nothing is done", right=True),
)


def _money(year: YearView) -> list[str | Cell]:
    purses = year.purses
    return [
        year.cost.label,
        pounds(purses.capital),
        _limit(purses.capital_budget),
        pounds(purses.revenue),
        _limit(purses.revenue_budget),
        pounds(year.cost.running),
        pounds(year.cost.running_before),
    ]


def _limit(budget: int | None) -> str:
    return "no limit" if budget is None else pounds(budget)
