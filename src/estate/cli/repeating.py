"""Doing something again whenever a file of the workspace changes."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from estate.cli.output import note, say, terminal
from estate.diagnostics import EstateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

MOST_NAMED = 3


def repeat(path: Path, run: Callable[[], int]) -> int:
    """Run at once and after each change below a workspace, until somebody interrupts.

    What stops one run is said and does not stop the next. A folder that is no workspace is not
    watched, since it may be as large as the disk: it is run for once, and its status returned.
    """
    from estate.reading.watching import changes

    if not (path / "estate.toml").exists():
        return run()
    for changed in changes(path):
        if changed:
            say(_separator(changed))
        try:
            run()
        except EstateError as fault:
            note(str(fault))
        # Reading lets garbage lie, because it mostly happens once in a process.
        gc.collect()
        note(f"watching {path.as_posix()}; Ctrl-C ends it")
    return 0


def _separator(changed: Sequence[str]) -> str:
    """Return a line across the terminal that says what has changed."""
    shown = terminal()
    names = ", ".join(changed[:MOST_NAMED])
    if len(changed) > MOST_NAMED:
        names += f" and {len(changed) - MOST_NAMED} more"
    line = shown.cut(f"---- changed: {shown.plain(names)} ", shown.width)
    return f"\n{line.ljust(shown.width, '-')}"
