"""What can be listed, and what each column means; and conditions at fault, pointed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Column, Ink, columns_of, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.query.kind import Kind
    from estate.query.syntax import ConditionFault
    from estate.rendering.kit.terminal import Terminal

BEFORE = 50
"""As much of a long condition is shown before the place at fault."""


def kinds_text(kinds: Iterable[Kind], terminal: Terminal) -> str:
    """Return the kinds of record with a line each."""
    rows = [[kind.name, kind.about] for kind in kinds]
    columns = (Column("Kind"), Column("What it lists", least=20))
    return "\n".join(table(columns, rows, terminal)) + "\n"


def columns_text(kind: Kind, terminal: Terminal) -> str:
    """Return a kind's columns with sort, unit and meaning; those of enumerations with words."""
    shown = ", ".join(kind.shown)
    lines = terminal.wrap(f"Columns of {kind.name}; a list shows {shown} unless told otherwise.")
    lines.append("")
    for column in kind.columns.values():
        name = terminal.paint(column.name, Ink.BOLD)
        also = [alias for alias, meant in kind.aliases.items() if meant == column.name]
        other = f"; also called {', '.join(also)}" if also else ""
        words = f" One of: {', '.join(column.words)}." if column.words else ""
        lines.append(f"{name}  {terminal.plain(column.kind)}{other}")
        lines += terminal.wrap(f"{column.about}{words}", "    ")
    return "\n".join(lines) + "\n"


def condition_fault_text(fault: ConditionFault, terminal: Terminal) -> str:
    """Return what is wrong with a condition, the piece of it, a caret under it, and a hint."""
    lines = [terminal.plain(fault.message)]
    if fault.text.strip():
        start, end = fault.place.start, fault.place.start + fault.place.length
        first = max(0, start - BEFORE)
        mark = "..." if first else ""
        before = mark + _one_line(fault.text[first:start], terminal)
        wrong = _one_line(fault.text[start:end], terminal)
        after = _one_line(fault.text[end : end + BEFORE], terminal)
        room = max(terminal.width - columns_of(before) - 2, 10)
        carets = "^" * max(1, min(columns_of(wrong), room))
        lines.append("  " + terminal.cut(before + wrong + after, max(terminal.width - 2, 70)))
        lines.append("  " + " " * columns_of(before) + terminal.paint(carets, Ink.RED, Ink.BOLD))
    if fault.hint:
        lines += terminal.wrap(fault.hint, "  ", hyphens=False)
    return "\n".join(lines)


def _one_line(text: str, terminal: Terminal) -> str:
    """Return a piece of a condition with line breaks and tabs as blanks, one for one."""
    return terminal.letters("".join(" " if letter.isspace() else letter for letter in text))
