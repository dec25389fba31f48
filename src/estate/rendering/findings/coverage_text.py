"""Coverage as plain text for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.findings import coverage_sheets as sheets
from estate.rendering.kit.terminal import GAP, Cell, Ink, Terminal, columns_of, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.completeness import Coverage, PlanGaps, Questions
    from estate.portfolio import Portfolio
    from estate.rendering.findings.coverage_sheets import Sheet

BEST = 5
"""As many single answers, and systems with most at stake, are listed in short."""
NARROW = 8
"""Columns in which councils' ids are told apart, where that is possible."""


def coverage_text(
    coverage: Coverage,
    questions: Questions,
    gaps: PlanGaps,
    portfolio: Portfolio,
    terminal: Terminal,
) -> str:
    """Return all tables as text, none wider than the terminal unless it is very narrow."""
    made = _sheets(coverage, questions, gaps, portfolio)
    return "\n".join(_text(sheet, terminal) for sheet in made)


def coverage_in_short(
    coverage: Coverage, questions: Questions, gaps: PlanGaps, terminal: Terminal
) -> str:
    """Return what a person reads first: the facts, the answers that tell most, what is at stake."""
    made = (
        sheets.by_fact(coverage),
        sheets.best_singles(questions, BEST, coverage.systems_in()),
        sheets.most_at_stake(gaps, BEST),
    )
    shown = [_text(sheet, terminal) for sheet in made if sheet.rows]
    rest = terminal.wrap(
        "By council and group, whom to ask for what, and what the plan lacks: "
        "estate check --coverage --full"
    )
    return "\n".join([*shown, "\n".join(rest) + "\n"])


def coverage_markdown(
    coverage: Coverage, questions: Questions, gaps: PlanGaps, portfolio: Portfolio
) -> str:
    """Return the same tables as Markdown."""
    return "\n".join(map(_markdown, _sheets(coverage, questions, gaps, portfolio)))


def _sheets(
    coverage: Coverage, questions: Questions, gaps: PlanGaps, portfolio: Portfolio
) -> Iterator[Sheet]:
    """Yield the tables in order, without those that would be empty."""
    councils = coverage.councils
    made = [
        sheets.by_fact(coverage),
        sheets.by_council(coverage),
        *([sheets.matrix(coverage, sheets.narrowest(councils, NARROW))] if councils[1:] else ()),
        sheets.by_group(coverage, portfolio),
        sheets.offices(questions, coverage.systems_in()),
        sheets.singles(questions),
        sheets.for_the_plan(gaps),
        sheets.most_at_stake(gaps),
    ]
    yield from (sheet for sheet in made if sheet.rows)


def _text(sheet: Sheet, terminal: Terminal) -> str:
    lines = [terminal.heading(sheet.title)]
    if sheet.lead:
        lines += terminal.wrap(sheet.lead)
    blank = ("",) * (len(sheet.columns) - 1)
    rows: list[tuple[str | Cell, ...]] = [
        row if len(row) > 1 else (Cell(row[0], (Ink.BOLD,)), *blank) for row in sheet.rows
    ]
    for places in side_by_side(sheet, terminal.width):
        chosen = [[row[place] for place in places] for row in rows]
        lines += ["", *table([sheet.columns[place] for place in places], chosen, terminal)]
    if sheet.note:
        lines += ["", *terminal.wrap(sheet.note)]
    return "\n".join(lines) + "\n"


def side_by_side(sheet: Sheet, width: int) -> list[list[int]]:
    """Return the columns of a sheet in lots that fit, each with the first column before it."""
    widths = [_least(sheet, place) for place in range(len(sheet.columns))]
    lots = [[0]]
    for place in range(1, len(widths)):
        used = sum(widths[other] + len(GAP) for other in lots[-1])
        if len(lots[-1]) > 1 and used + widths[place] > width:
            lots.append([0])
        lots[-1].append(place)
    return lots


def _least(sheet: Sheet, place: int) -> int:
    """Return the width of a column, or what it may shrink to."""
    column = sheet.columns[place]
    cells = (row[place] for row in sheet.rows if len(row) > 1)
    natural = max(columns_of(text) for text in (column.heading, *cells))
    return min(natural, column.least or natural)


def _markdown(sheet: Sheet) -> str:
    lines = [f"## {sheet.title}", ""]
    if sheet.lead:
        lines += [_escaped(sheet.lead), ""]
    lines.append(_row([column.heading for column in sheet.columns]))
    lines.append(_row(["---:" if column.right else "---" for column in sheet.columns]))
    blank = ("",) * (len(sheet.columns) - 1)
    for row in sheet.rows:
        cells = row if len(row) > 1 else (f"**{row[0]}**", *blank)
        lines.append(_row([_escaped(cell) if len(row) > 1 else cell for cell in cells]))
    if sheet.note:
        lines += ["", _escaped(sheet.note)]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Return a text that Markdown shows and does not obey; ids and figures have little to obey."""
    shown = _PLAIN.plain(text)
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#&" else letter for letter in shown)


_PLAIN = Terminal()
