"""The glossary: every word of the pages that needs one, each with a place of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings.glossary import briefing
from estate.rendering.briefings.glossary.terms import TERMS
from estate.rendering.canvas.blocks import Link
from estate.rendering.canvas.page_model import Ref
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material

PATH = "glossary.html"


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the page, and each term's place on it."""
    del material
    yield Ref("page", "glossary"), Target(PATH)
    for term in TERMS:
        yield Ref("term", term), Target(PATH, term)


def pages(material: Material) -> Iterator[Page]:
    """Yield the page."""
    told = briefing(material.of(None))
    crumbs = (Link("Overview", Ref("page", "index")),)
    yield Page(PATH, "glossary", told.title, told.sections, told.subtitle, crumbs, contents=False)
