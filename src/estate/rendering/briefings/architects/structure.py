"""The structure of an estate for architects: what `estate structure` says, and the matrix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.portfolio import platform_of
from estate.rendering.canvas.blocks import Block, Figure, Points, Prose, Strong, said
from estate.rendering.canvas.page_model import Cell, Head, Picture, Ref, Table, heads
from estate.rendering.kit.words import listing, visible
from estate.rendering.pictures.dsm import TITLE, dsm_svg
from estate.rendering.structure.sections import council_page, estate_page

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Scope
    from estate.rendering.structure.model import Section

_OPTION = re.compile(r"(?<!structure )(--(?:top|council)\b)")
NAMED = 12
MOST_ROWS = 100
"""Rows of the table; the pages of systems have what each depends on."""
INLINE = 400_000


def blocks(scope: Scope) -> Iterator[Block]:
    """Yield every section on structure, and the dependency structure matrix with its table."""
    material = scope.material
    view, where = material.structure, material.where
    alone = scope.council
    if alone is None and len(scope.councils) == 1:
        alone = scope.councils[0]
    page = estate_page(view, where) if alone is None else council_page(view, alone, where)
    yield said(visible(page.lead))
    for section in page.sections:
        yield from _section(section)
    nodes = _nodes(scope)
    if nodes:
        yield _matrix(scope, nodes)


def _section(section: Section) -> Iterator[Block]:
    """Yield a section: its title is a table's caption, where it has one."""
    title = visible(section.title)
    if not section.rows:
        yield Prose((Strong(title), f". {visible(section.lead)}".rstrip()))
    elif section.lead:
        yield said(visible(section.lead))
    if section.rows:
        columns = tuple(Head(visible(column.heading), column.right) for column in section.columns)
        rows = tuple(tuple(Cell(visible(text)) for text in row) for row in section.rows)
        yield Table(title, columns, rows)
    if section.points:
        yield Points(tuple((visible(point),) for point in section.points))
    if section.note:
        yield said(_asked(visible(section.note)), "quiet")


def _asked(note: str) -> str:
    """Return a remark that names options of the command with the command itself."""
    return _OPTION.sub(r"estate structure \1", note)


def _nodes(scope: Scope) -> tuple[str, ...]:
    """Return the systems in use, and the platforms that they rest on."""
    graph = scope.material.graph
    systems = [str(ref) for ref in sorted(scope.scores.systems)]
    platforms = {
        on for one in systems for on in graph.dependencies_of(one) if platform_of(on) is not None
    }
    return (*systems, *sorted(platforms))


def _matrix(scope: Scope, nodes: tuple[str, ...]) -> Figure:
    name = f"dsm-{scope.name}"
    title = f"{TITLE}: {visible(scope.title)}"
    svg = dsm_svg(scope.material.graph, nodes, name=name, title=title)
    picture = Picture(svg, title, f"{name}.svg", wide=True, apart=len(svg) > INLINE)
    return Figure(picture, _table(scope, nodes))


def _table(scope: Scope, nodes: tuple[str, ...]) -> Table:
    """Return which nodes each depends on, and how many depend on it; most relied on first."""
    graph, inside = scope.material.graph, frozenset(nodes)
    needs = {one: sorted(inside.intersection(graph.dependencies_of(one))) for one in nodes}
    relying = {one: len(inside.intersection(graph.dependants_of(one))) for one in nodes}
    ranked = sorted(nodes, key=lambda one: (-relying[one], one))
    rows = tuple(
        (
            Cell(visible(one), ref=None if platform_of(one) else Ref("system", one)),
            Cell(f"{relying[one]:,}"),
            Cell(f"{len(needs[one]):,}"),
            Cell(visible(listing(needs[one], NAMED))),
        )
        for one in ranked[:MOST_ROWS]
    )
    more = f": {len(rows):,} of {len(ranked):,}" if len(rows) < len(ranked) else ""
    caption = f"Who depends on whom directly, the most relied on first{more}"
    names = ("System or platform", "#Depend on it", "#It depends on", "Which")
    return Table(caption, heads(*names), rows)
