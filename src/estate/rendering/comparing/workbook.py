"""A comparison as a workbook: what it says in words first, then a sheet a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.workbook import Front
from estate.rendering.kit.workbook import workbook as made_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.comparing.section import Section


def workbook(parts: Sequence[Section], about: Sequence[str]) -> bytes:
    """Return the workbook; `about` is what stands on its first sheet, a line each."""
    lines = (*about, *(words for part in parts for words in _words(part)))
    front = Front("About", lines, "Comparison of councils")
    return made_of(front, (grid for part in parts for grid in part.tables))


def _words(part: Section) -> list[str]:
    return ["", part.title, *part.lead, *part.notes]
