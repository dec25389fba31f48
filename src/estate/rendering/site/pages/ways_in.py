"""The four ways in: a page for members, board, architects and procurement, of all and of each."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.canvas.blocks import Link
from estate.rendering.canvas.page_model import Ref
from estate.rendering.kit.words import visible
from estate.rendering.site.frame import WAYS_IN, Page
from estate.rendering.site.links import Target, page_path

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material, Scope
    from estate.rendering.canvas.blocks import Briefing


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield a page of each kind for the whole estate, and for each council of several."""
    for scope in _scopes(material):
        for name in WAYS_IN:
            ref = _ref(scope, name)
            yield ref, Target(page_path(ref))


def pages(material: Material) -> Iterator[Page]:
    """Yield the pages."""
    for scope in _scopes(material):
        for name in WAYS_IN:
            yield _page(scope, name)


def _scopes(material: Material) -> Iterator[Scope]:
    """Yield the whole, and each council where there are several."""
    if len(material.councils) == 1:
        yield material.of(material.councils[0])
        return
    yield material.of(None)
    for council in material.councils:
        yield material.of(council)


def _ref(scope: Scope, name: str) -> Ref:
    return Ref("page", scope.page_id(name))


def _page(scope: Scope, name: str) -> Page:
    module = importlib.import_module(f"estate.rendering.briefings.{name}")
    briefing: Briefing = module.briefing(scope)
    crumbs: tuple[Link, ...] = ()
    if scope.council is not None:
        crumbs = (
            Link("Overview", Ref("page", "index")),
            Link(visible(scope.title), Ref("council", scope.council)),
        )
    return Page(
        page_path(_ref(scope, name)),
        name,
        briefing.title,
        briefing.sections,
        briefing.subtitle,
        crumbs,
    )
