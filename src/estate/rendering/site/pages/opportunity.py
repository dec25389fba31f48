"""A page for each joint opportunity: what two councils or more could buy together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings.market import opportunity_ref
from estate.rendering.briefings.procurement.opportunity import sections
from estate.rendering.canvas.blocks import Link
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import day, plural, visible
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target, page_path

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material

CRUMBS = (
    Link("Overview", Ref("page", "index")),
    Link("Procurement", Ref("page", "procurement")),
)


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield each opportunity, the best first."""
    for one in material.market.found:
        ref = opportunity_ref(one)
        yield ref, Target(page_path(ref))


def pages(material: Material) -> Iterator[Page]:
    """Yield the page of each opportunity."""
    for one in material.market.found:
        councils = plural(len(one.cases), "council")
        yield Page(
            page_path(opportunity_ref(one)),
            "opportunity",
            f"Buying together: {visible(one.name)}",
            sections(one, material),
            f"A joint opportunity of {councils}, as of {day(material.as_of)}",
            CRUMBS,
        )
