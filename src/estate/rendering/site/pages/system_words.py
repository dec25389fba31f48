"""How things are named on a system's page, and how they lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of
from estate.rendering.canvas.blocks import Link, Text
from estate.rendering.canvas.page_model import Cell, Ref, Table, cells, heads
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from estate.rendering.showing.around import Neighbour
    from estate.rendering.site.pages.system_shared import SharedView


def sourced(words: str, place: str | None, view: SharedView) -> Text:
    """Return words with where their fact stands, in short."""
    if not place:
        return (visible(words),)
    # Read out by itself, "line 156" says where it leads; ":156" says nothing.
    near = visible(view.near(place))
    shown = f"line {near[1:]}" if near.startswith(":") else near
    return (f"{visible(words)} ", Link(f"[{shown}]", Ref("source", place)))


def node_ref(node: str) -> Ref:
    """Return what a system or a platform leads to."""
    platform = platform_of(node)
    return Ref("system", node) if platform is None else Ref("platform", platform)


def node_name(node: str, view: SharedView) -> str:
    """Return the name of a system or platform, with the council's where it is another's."""
    platform, portfolio = platform_of(node), view.graph.portfolio
    if platform is not None:
        record = portfolio.catalogue.platforms.get(platform)
        return visible(record.name if record else node)
    if node not in view.graph:
        return visible(node)
    ref = SystemRef.parse(node)
    name = portfolio.system(ref).name
    if ref.council != view.ref.council:
        name += f", {portfolio.councils[ref.council].council.name}"
    return visible(name)


def neighbour_table(view: SharedView, found: list[Neighbour]) -> Table:
    """Return those that it has interfaces with, or that it is joined to otherwise."""
    rows = tuple(
        (
            Cell(node_name(one.node, view), ref=node_ref(one.node)),
            *cells(one.passes, one.how, one.level, one.depends),
        )
        for one in found
    )
    names = ("Neighbour", "Data", "How", "Level", "Depends")
    return Table("Interfaces and dependencies", heads(*names), rows)
