"""What is said of a usual slip in place of what the parser says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """What to say instead: the columns of what is meant, the message if there is a better one."""

    start: int
    end: int
    hint: str
    message: str | None = None
