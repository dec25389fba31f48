"""A comparison in short: for a terminal, or as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.findings.markdown import text
from estate.rendering.kit.grid_values import value_words
from estate.rendering.kit.terminal import Column as TerminalColumn
from estate.rendering.kit.terminal import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.rendering.comparing.section import Section
    from estate.rendering.kit.grids import Grid
    from estate.rendering.kit.terminal import Terminal

MOST_ROWS = 60
"""Rows of a table on a terminal; the files have all of them."""


def compared_text(parts: Sequence[Section], terminal: Terminal) -> str:
    """Return every part in short: what it says, and its tables for a terminal."""
    lines: list[str] = []
    for part in parts:
        lines += [terminal.heading(part.title), ""]
        for said in part.lead:
            lines += [*terminal.wrap(said), ""]
        for grid in part.shown or part.tables:
            lines += [*_grid(grid, terminal), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _grid(grid: Grid, terminal: Terminal) -> list[str]:
    if not grid.rows:
        return [terminal.plain(f"{grid.caption}: {grid.empty}")]
    columns = [
        TerminalColumn(each.heading, each.kind != "text", each.least if each.kind == "text" else 0)
        for each in grid.columns
    ]
    rows = [
        [value_words(value, each.kind) for value, each in zip(row, grid.columns, strict=True)]
        for row in grid.rows[:MOST_ROWS]
    ]
    lines = [terminal.plain(grid.caption), "", *table(columns, rows, terminal)]
    if (left := len(grid.rows) - MOST_ROWS) > 0:
        lines.append(f"{left:,} more rows: --out FOLDER writes them all.")
    return lines


def compared_markdown(parts: Sequence[Section]) -> str:
    """Return every part with its whole tables as Markdown."""
    return "\n".join(line for part in parts for line in _part(part)).rstrip("\n") + "\n"


def _part(part: Section) -> Iterator[str]:
    yield from (f"## {text(part.title)}", "")
    for said in part.lead:
        yield from (text(said), "")
    for grid in part.tables:
        yield from (f"### {text(grid.caption)}", "")
        if not grid.rows:
            yield from (text(grid.empty), "")
            continue
        yield _line([text(column.heading) for column in grid.columns])
        yield _line(["---" if each.kind == "text" else "---:" for each in grid.columns])
        for row in grid.rows:
            shown = zip(row, grid.columns, strict=True)
            yield _line([text(value_words(value, each.kind)) for value, each in shown])
        yield ""
    for note in part.notes:
        yield from (text(note), "")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
