"""Which parts a comparison has, in the order in which they are read.

To add one: a module with a function `section(compared: Compared) -> Section`, and its line here.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.rendering.compare_section import Compared, Section

SECTIONS = (
    "compare_matrix",
    "compare_windows",
    "compare_matches",
)
"""Modules of `estate.rendering`, each with a function `section`."""


def sections(compared: Compared) -> tuple[Section, ...]:
    """Return every part of a comparison, in order."""
    return tuple(
        importlib.import_module(f"estate.rendering.{name}").section(compared) for name in SECTIONS
    )
