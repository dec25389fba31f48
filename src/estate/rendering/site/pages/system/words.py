"""How things are named on a system's page, and how they lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import SystemRef, platform_of, split_product
from estate.rendering.canvas.blocks import Link, Text
from estate.rendering.canvas.page_model import Cell, Ref, Table, cells, heads
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from estate.portfolio import Portfolio
    from estate.rendering.showing.around import Neighbour
    from estate.rendering.site.pages.system.shared import SharedView

SERVICE = "service"
"""The version of what is had as a service: its supplier keeps it current."""


def sourced(words: str, place: str | None, view: SharedView) -> Text:
    """Return words with where their fact stands, in short."""
    if not place:
        return (visible(words),)
    # Read out by itself, "line 156" says where it leads; ":156" says nothing.
    near = visible(view.near(place))
    shown = f"line {near[1:]}" if near.startswith(":") else near
    return (f"{visible(words)} ", Link(f"[{shown}]", Ref("source", place)))


def product_words(use: str, portfolio: Portfolio) -> str:
    """Return what `product@version` is called; its id where the catalogue does not know it."""
    product, version = split_product(use)
    known = portfolio.catalogue.products.get(product)
    name = known.name if known else product
    if version == SERVICE:
        return f"{name}, as a service"
    return f"{name} {version}" if version else name


def fact_words(key: str, value: str, view: SharedView) -> str:
    """Return a recorded fact with what it names called by name; others as they are told."""
    system, portfolio = view.system, view.graph.portfolio
    catalogue = portfolio.catalogue
    if key == "product" and system.product:
        return product_words(system.product, portfolio)
    if key == "technology":
        return ", ".join(product_words(each, portfolio) for each in system.technology)
    if key == "data":
        classes = catalogue.data_classes
        return ", ".join(classes[each].name if each in classes else each for each in system.data)
    if key == "standards":
        known = catalogue.standards
        return ", ".join(known[each].name if each in known else each for each in system.standards)
    return value


def capability_links(view: SharedView) -> Text:
    """Return the capabilities that a system serves by name, each leading to its page."""
    known = view.graph.portfolio.catalogue.capabilities
    ways = [
        Link(visible(known[each].name if each in known else each), Ref("capability", each))
        for each in view.system.capabilities
    ]
    return tuple(part for way in ways for part in (", ", way))[1:]


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
