"""A page for each system: what is known of it, what follows, and what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.canvas.blocks import Link
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import visible
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target, page_path
from estate.rendering.site.pages.system.content import sections
from estate.rendering.site.pages.system.lean import lean_sections
from estate.rendering.site.pages.system.shared import Shared

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the page of each system, in use or not."""
    for ref in _systems(material):
        way = Ref("system", str(ref))
        yield way, Target(page_path(way))


def pages(material: Material) -> Iterator[Page]:
    """Yield the pages."""
    shared = Shared(material)
    told = sections if shared.roomy else lean_sections
    for ref in _systems(material):
        council = material.portfolio.councils[ref.council].council.name
        yield Page(
            page_path(Ref("system", str(ref))),
            "system",
            visible(material.portfolio.system(ref).name),
            tuple(told(shared.view(ref))),
            f"{visible(council)} ({ref})",
            (
                Link("Overview", Ref("page", "index")),
                Link(visible(council), Ref("council", ref.council)),
            ),
            contents=False,
        )


def _systems(material: Material) -> Iterator[SystemRef]:
    for council in material.councils:
        for key in sorted(material.portfolio.councils[council].systems):
            yield SystemRef(council, key)
