"""Which parts a comparison has, in the order in which they are read.

To add one: a module with a function `section(compared: Compared) -> Section`, and its line here.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from estate.rendering.comparing.section import Compared, Section

SECTIONS = (
    "matrix",
    "windows",
    "benchmarks",
    "savings",
    "concentration",
    "similar",
    "matches",
    "sources",
)
"""Modules of `estate.rendering.comparing`, each with a function `section`."""


def names() -> tuple[str, ...]:
    """Return the parts by the names under which people ask for them, in order."""
    return tuple(name.removeprefix("").replace("_", "-") for name in SECTIONS)


def sections(compared: Compared, asked: Collection[str] = ()) -> tuple[Section, ...]:
    """Return the parts of a comparison that are asked for by name, or all; in their order."""
    return tuple(
        importlib.import_module(f"estate.rendering.comparing.{module}").section(compared)
        for name, module in zip(names(), SECTIONS, strict=True)
        if not asked or name in asked
    )
