"""A page about structure as text for a terminal, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Terminal, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.structure.model import Page, Section

_PLAIN = Terminal()


def page_text(page: Page, terminal: Terminal) -> str:
    """Return a page for a terminal."""
    lines = [terminal.heading(page.title), *terminal.wrap(page.lead)]
    for section in page.sections:
        lines += ["", *_text(section, terminal)]
    return "\n".join(lines) + "\n"


def _text(section: Section, terminal: Terminal) -> list[str]:
    lines = [terminal.heading(section.title)]
    lines += terminal.wrap(section.lead) if section.lead else []
    if section.rows:
        lines += table(section.columns, section.rows, terminal)
    for point in section.points:
        lines += terminal.wrap(point, "  ", "- ")
    lines += terminal.wrap(section.note) if section.note else []
    return lines


def page_markdown(page: Page) -> str:
    """Return the same page as Markdown."""
    lines = [f"# {_escaped(page.title)}", "", _escaped(page.lead)]
    for section in page.sections:
        lines += ["", f"## {_escaped(section.title)}"]
        lines += ["", _escaped(section.lead)] if section.lead else []
        if section.rows:
            lines += ["", _row([_escaped(column.heading) for column in section.columns])]
            lines.append(_row(["---:" if column.right else "---" for column in section.columns]))
            lines += [_row([_escaped(cell) for cell in row]) for row in section.rows]
        if section.points:
            lines += ["", *(f"- {_escaped(point)}" for point in section.points)]
        lines += ["", _escaped(section.note)] if section.note else []
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    """Return a text that Markdown shows and does not obey."""
    shown = _PLAIN.plain(text)
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#&" else letter for letter in shown)
