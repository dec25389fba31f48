"""What a check found, with what a format may need to tell of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.diagnostics import Finding
    from estate.rendering.kit.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found, and what a format may need to tell of it.

    `source` gives a line of a file that was read, None where there is none. `folder` is where the
    command was typed: a path that was typed from the root of the disk is told as from there.
    `left_out` was found too, and not asked for: it is only counted.
    """

    findings: tuple[Finding, ...]
    terminal: Terminal
    source: Callable[[str, int], str | None]
    folder: str = ""
    left_out: tuple[Finding, ...] = ()
