"""Differences as a terminal shows them: what goes in red, what comes in green."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import Ink

if TYPE_CHECKING:
    from estate.rendering.kit.terminal import Terminal

_HEADS = ("---", "+++", "rename ")
_INKS = {"-": Ink.RED, "+": Ink.GREEN, "@": Ink.BLUE}


def diff_text(diff: str, terminal: Terminal) -> str:
    """Return a unified difference, every letter made fit to be shown."""
    return "".join(f"{_painted(line, terminal)}\n" for line in diff.splitlines())


def _painted(line: str, terminal: Terminal) -> str:
    ink = Ink.BOLD if line.startswith(_HEADS) else _INKS.get(line[:1])
    shown = terminal.letters(line)
    return terminal.paint(shown, ink) if ink else shown
