"""Which parts a comparison has, in the order in which they are read.

To add one: a module with a function `section(compared: Compared) -> Section`, and its line here.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from estate.rendering.compare_section import Compared, Section

SECTIONS = (
    "compare_matrix",
    "compare_windows",
    "compare_benchmarks",
    "compare_savings",
    "compare_concentration",
    "compare_similar",
    "compare_matches",
    "compare_sources",
)
"""Modules of `estate.rendering`, each with a function `section`."""


def names() -> tuple[str, ...]:
    """Return the parts by the names under which people ask for them, in order."""
    return tuple(name.removeprefix("compare_").replace("_", "-") for name in SECTIONS)


def sections(compared: Compared, asked: Collection[str] = ()) -> tuple[Section, ...]:
    """Return the parts of a comparison that are asked for by name, or all; in their order."""
    return tuple(
        importlib.import_module(f"estate.rendering.{module}").section(compared)
        for name, module in zip(names(), SECTIONS, strict=True)
        if not asked or name in asked
    )
