"""Coverage as plain text for a terminal, and as Markdown for a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.completeness import FACTS
from estate.rendering import coverage_sheets as sheets
from estate.rendering.terminal import GAP, Cell, Ink, Terminal, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.completeness import Coverage, PlanGaps, Questions
    from estate.portfolio import Portfolio
    from estate.rendering.coverage_sheets import Sheet

FACT_COLUMN = 20
"""Columns that the names of facts have beside a matrix of councils."""
_READABLE = 100
"""Columns that a page of Markdown is taken to have room for."""


def coverage_text(
    coverage: Coverage,
    questions: Questions,
    gaps: PlanGaps,
    portfolio: Portfolio,
    terminal: Terminal,
) -> str:
    """Return all tables as text, none wider than the terminal unless it is very narrow."""
    parts = [
        _text(sheet, terminal)
        for sheet in _sheets(coverage, questions, gaps, portfolio, terminal.width)
    ]
    return "\n".join(parts)


def coverage_markdown(
    coverage: Coverage, questions: Questions, gaps: PlanGaps, portfolio: Portfolio
) -> str:
    """Return the same tables as Markdown."""
    parts = [_markdown(sheet) for sheet in _sheets(coverage, questions, gaps, portfolio, _READABLE)]
    return "\n".join(parts)


def _sheets(
    coverage: Coverage, questions: Questions, gaps: PlanGaps, portfolio: Portfolio, width: int
) -> Iterator[Sheet]:
    """Yield the tables in order, without those that would be empty."""
    yield sheets.by_fact(coverage)
    made = [
        sheets.by_council(coverage),
        *_matrices(coverage, width),
        sheets.by_group(coverage, portfolio),
        sheets.offices(questions, coverage.systems_in()),
        sheets.singles(questions),
        sheets.for_the_plan(gaps),
        sheets.most_at_stake(gaps),
    ]
    yield from (sheet for sheet in made if sheet.rows)


def _matrices(coverage: Coverage, width: int) -> Iterator[Sheet]:
    """Yield facts by council, as many councils side by side as there is room for."""
    councils = coverage.councils
    if len(councils) <= 1:
        return
    cells = max(
        len(sheets.share(coverage.count(council=council, fact=fact.key)))
        for council in councils
        for fact in FACTS
    )
    wide = sheets.narrowest(councils, max(cells, 8))
    beside = max(1, (width - FACT_COLUMN) // (wide + len(GAP)))
    for start in range(0, len(councils), beside):
        yield sheets.matrix(coverage, councils[start : start + beside], wide)


def _text(sheet: Sheet, terminal: Terminal) -> str:
    lines = [terminal.heading(sheet.title)]
    if sheet.lead:
        lines += terminal.wrap(sheet.lead)
    blank = ("",) * (len(sheet.columns) - 1)
    rows: list[tuple[str | Cell, ...]] = [
        row if len(row) > 1 else (Cell(row[0], (Ink.BOLD,)), *blank) for row in sheet.rows
    ]
    lines += ["", *table(sheet.columns, rows, terminal)]
    if sheet.note:
        lines += ["", *terminal.wrap(sheet.note)]
    return "\n".join(lines) + "\n"


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
