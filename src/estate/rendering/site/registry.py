"""Which kinds of pages the site has. To add one: a module in `site/pages`, and its line here.

A module has `targets(material)`, which yields what it tells of and where, and `pages(material)`,
which yields the pages. Targets of all modules are known before the first page is made, so that
every page can lead to every other, and nowhere else.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.rendering.briefings.material import Material
    from estate.rendering.canvas.page_model import Ref
    from estate.rendering.site.frame import Page
    from estate.rendering.site.links import Target

KINDS = (
    "overview",
    "ways_in",
    "opportunity",
    "rules",
    "search",
    "glossary",
    "council",
    "system",
    "platform",
    "capability",
    "workings",
    "sources",
    "about",
)
"""Modules of `estate.rendering.site.pages`, in the order in which their pages are made."""


class PageKind(Protocol):
    """A module that makes pages of one kind."""

    def targets(self, material: Material) -> Iterator[tuple[Ref, Target]]:
        """Yield what the pages tell of, and where."""

    def pages(self, material: Material) -> Iterator[Page]:
        """Yield the pages."""


def page_kinds() -> Iterator[tuple[str, PageKind]]:
    """Yield every kind of page with its module."""
    for name in KINDS:
        module = importlib.import_module(f"estate.rendering.site.pages.{name}")
        yield name, cast("PageKind", module)
