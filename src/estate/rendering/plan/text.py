"""A plan as plain text for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.no_roadmap import NoRoadmapStatus
from estate.rendering.kit.terminal import Cell, Column, Ink, Terminal, table
from estate.rendering.kit.words import month, plural, pounds, short_pounds
from estate.rendering.plan.investment import investment_lines
from estate.rendering.plan.moves import moves_text
from estate.rendering.plan.page_words import (
    comparison_cost,
    comparison_name,
    comparison_share,
    proof,
)
from estate.rendering.plan.plateau_text import plateau_lines
from estate.rendering.plan.relaxations import relaxations_text
from estate.rendering.plan.why_platform import platform_lines
from estate.rendering.plan.words import (
    EXAMPLE,
    NOTHING_TO_PLAN,
    OTHER,
    better_words,
    granted,
    rise_words,
    short_risk,
    short_running,
    what_next,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.planning.no_roadmap import NoRoadmap
    from estate.rendering.kit.as_json import Where
    from estate.rendering.plan.view import PlanView, StepView, YearView


REASON_LINES = 3
"""Lines that a step's reason may take; JSON and the page have all of it."""


def plan_text(plan: PlanView, terminal: Terminal, most: int | None = None) -> str:
    """Return the steps by start, the money by year, and how good the plan is proven to be."""
    lines = [*_steps(plan, terminal, most)] if plan.steps else _nothing(plan, terminal)
    if kept := len(plan.kept):
        verb = plural(kept, "system with options is kept", "systems with options are kept")
        lines += terminal.wrap(f"{verb}: the page and --format json say why.")
    lines += platform_lines(plan.platforms, terminal)
    if plan.moves:
        lines += [
            "",
            terminal.heading("Since the plan before"),
            "",
            *moves_text(plan.moves, terminal),
        ]
    if plan.plannable:
        lines += ["", terminal.heading("Money by financial year"), ""]
        lines += table(_MONEY, [_money(year) for year in plan.estate.years], terminal)
        lines += terminal.wrap(f"Other: what no recorded budget bears, {OTHER}.")
        for said in investment_lines(plan.estate.investment):
            lines += terminal.wrap(said)
        lines += plateau_lines(plan.plateaus_of(None), terminal)
        lines += ["", terminal.heading("How good it is"), "", *_proof(plan, terminal)]
    if words := granted(plan):
        lines += ["", terminal.heading("Taken for granted"), ""]
        lines += [line for each in words for line in terminal.wrap(each, "  ", "- ")]
    if plan.not_plannable:
        count = plural(len(plan.not_plannable), "option")
        lines += ["", f"Not planned for want of facts: {count}; --format json names them."]
    return (
        "\n".join(terminal.letters(line) if not terminal.unicode else line for line in lines) + "\n"
    )


def _steps(plan: PlanView, terminal: Terminal, most: int | None) -> Iterator[str]:
    shown = plan.steps if most is None else plan.steps[:most]
    head, rule, *rows = table(_COLUMNS, [_row(step) for step in shown], terminal)
    yield from (head, rule)
    for row, step in zip(rows, shown, strict=True):
        yield row
        yield from _why(step, plan.start, terminal)
    if hidden := len(plan.steps) - len(shown):
        yield f"Not shown here: {plural(hidden, 'more step')}."


def _nothing(plan: PlanView, terminal: Terminal) -> list[str]:
    if plan.plannable:
        return terminal.wrap("The plan changes nothing: every system is kept as it is.")
    lines = terminal.wrap(NOTHING_TO_PLAN)
    for words in what_next(plan):  # a line to be copied is not broken
        lines += [f"    {words}"] if words == EXAMPLE else terminal.wrap(words)
    return lines


def _proof(plan: PlanView, terminal: Terminal) -> Iterator[str]:
    for words in proof(plan):
        yield from terminal.wrap(words)
    for each in plan.comparisons:
        share = comparison_share(each, plan)
        reached = f", which reaches at least {share} of the possible saving" if share else ""
        words = f"{comparison_name(each)}: {comparison_cost(each, plan)}{reached}"
        yield from terminal.wrap(words, "  ", "- ")


def no_roadmap_text(answer: NoRoadmap, terminal: Terminal, where: Where) -> str:
    """Return why there is no plan: the facts that cannot hold together, and where they stand."""
    if answer.status is NoRoadmapStatus.UNKNOWN:
        stopped = " before it was stopped" if answer.stopped_early else " within the effort"
        lines = terminal.wrap(f"No roadmap was found{stopped}; there may be one.")
    else:
        lines = terminal.wrap("No roadmap can exist: these cannot all hold.")
    for reason in answer.reasons:
        place = next((found for fact in reason.facts if (found := where(fact))), None)
        lines += terminal.wrap(reason.words + (f" [{place}]" if place else ""), "  ", "- ")
    lines += relaxations_text(answer.relaxations, terminal, where)
    return "\n".join(lines) + "\n"


_COLUMNS = (
    Column("Start"),
    Column("Live"),
    Column("System", least=16),
    Column("What is done", least=12),
    Column("Once", right=True),
    Column("Running", right=True),
    Column("Risk", right=True),
)


def _row(step: StepView) -> list[str | Cell]:
    return [
        month(step.start),
        month(step.live),
        step.system,
        step.words,
        short_pounds(step.capital + step.revenue),
        short_running(step),
        short_risk(step),
    ]


def _why(step: StepView, first: date, terminal: Terminal) -> list[str]:
    """Return in a few lines why a step stands where it does."""
    words = " ".join(_telling(step, first))
    wrapped = terminal.wrap(words, " " * 20) if words else []
    if len(wrapped) > REASON_LINES:
        last = terminal.cut(wrapped[REASON_LINES - 1] + " " * terminal.width, terminal.width - 1)
        wrapped = [*wrapped[: REASON_LINES - 1], last]
    return [terminal.paint(line, Ink.DIM) for line in wrapped]


def _telling(step: StepView, first: date) -> Iterator[str]:
    """Yield what tells most: what holds a step back, or why it is done where nothing does."""
    if rise := rise_words(step):
        yield rise
    if step.start > first and step.not_earlier:
        yield from (reason.words for reason in step.not_earlier)
    elif step.better > 0:
        yield f"{better_words(step)}; starts with the plan."
    else:
        yield from (reason.words for reason in reversed(step.why))


_MONEY = (
    Column("Year"),
    Column("Capital", right=True),
    Column("of", right=True),
    Column("Revenue", right=True),
    Column("of", right=True),
    Column("Other", right=True),
    Column("Running", right=True),
    Column("If all is kept", right=True),
)


def _money(year: YearView) -> list[str | Cell]:
    purses = year.purses
    return [
        year.cost.label,
        pounds(purses.capital),
        _limit(purses.capital_budget, "capital" in purses.unrecorded),
        pounds(purses.revenue),
        _limit(purses.revenue_budget, "revenue" in purses.unrecorded),
        pounds(year.cost.other),
        pounds(year.cost.running),
        pounds(year.cost.running_before),
    ]


def _limit(budget: int | None, unrecorded: bool) -> str:  # noqa: FBT001  # a fact of the budget
    if unrecorded:
        return "unrecorded"
    return "no limit" if budget is None else pounds(budget)
