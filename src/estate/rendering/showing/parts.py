"""How the parts of one system's screen are laid out: a name, and what is said under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.kit.terminal import Terminal

INDENT = "  "
NAME = 18
"""Columns of a name."""


def named(name: str, said: str, terminal: Terminal, width: int = NAME) -> list[str]:
    """Return a name and what is said of it, wrapped beside it; nothing where nothing is said."""
    if not said:
        return []
    head = f"{INDENT}{terminal.plain(name):<{width}}  "
    return terminal.wrap(said, " " * len(head), head)


def point(said: str, terminal: Terminal) -> list[str]:
    """Return a sentence of its own, its further lines set in."""
    return terminal.wrap(said, INDENT * 2, INDENT)


def cut(lines: Sequence[list[str]], most: int, what: str, many: str | None = None) -> list[str]:
    """Return the first of several, and how many more there are."""
    shown = [line for one in lines[:most] for line in one]
    left = len(lines) - most
    return shown + ([f"{INDENT}and {_more(left, what, many)}."] if left > 0 else [])


def _more(count: int, what: str, many: str | None) -> str:
    return f"{count:,} more {what if count == 1 else many or what + 's'}"
