"""The search page, and every system from A to Z for those who read without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.rendering.canvas.blocks import Block, Link, Points, Section, said
from estate.rendering.canvas.page_model import Cell, Head, Ref, Table, filled
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.words import listing, plural, visible
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target
from estate.rendering.site.pages.search_data import (
    capabilities_told,
    capability_name,
    search_script,
)

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material

PATH = "search.html"
DATA, SCRIPT = "assets/search-data.js", "assets/search.js"
JAVASCRIPT = "text/javascript; charset=utf-8"
ON_ONE_PAGE = 500
"""Up to so many systems stand on the search page itself; of more, each letter has its pages."""
A_PART = 2_500
"""Systems on a page of a letter."""
OTHER = "other"


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the search page, and each part of the list."""
    yield Ref("page", "search"), Target(PATH)
    for name, _, _ in _parts(material):
        yield Ref("page", name), Target(f"{name}.html")


def pages(material: Material) -> Iterator[Page]:
    """Yield the search page, and each part of the list."""
    systems = _systems(material)
    sections = (
        Section("find", "Search", (said("By letter, everything is listed below as well."),)),
        Section("systems", "Systems from A to Z", tuple(_listed(material, systems))),
        Section("capabilities", "Capabilities", (_capabilities(material),)),
        Section("councils", "Councils and platforms", (_councils(material),)),
    )
    about = f"{plural(len(systems), 'system')} of {plural(len(material.councils), 'council')}"
    crumbs = (Link("Overview", Ref("page", "index")),)
    yield Page(
        PATH, "search", "Find anything", sections, about, crumbs, (DATA, SCRIPT), contents=False
    )
    back = (*crumbs, Link("Search", Ref("page", "search")))
    for name, title, part in _parts(material):
        section = Section("systems", title, (_table(material, title, part),))
        yield Page(f"{name}.html", "letter", title, (section,), "", back)


def assets(material: Material) -> Iterator[Artifact]:
    """Yield the script that searches, and what it looks through."""
    yield Artifact.text(DATA, JAVASCRIPT, search_script(material))
    yield Artifact.text(SCRIPT, JAVASCRIPT, _script())


@cache
def _script() -> str:
    return files("estate.rendering").joinpath("templates", "site_search.js").read_text("utf-8")


def _systems(material: Material) -> list[SystemRef]:
    """Return every system by its name, in use or not."""
    portfolio = material.portfolio
    every = [
        SystemRef(council, key)
        for council in material.councils
        for key in portfolio.councils[council].systems
    ]
    return sorted(every, key=lambda ref: (portfolio.system(ref).name.casefold(), str(ref)))


def _letter(material: Material, ref: SystemRef) -> str:
    first = material.portfolio.system(ref).name[:1].casefold()
    return first if "a" <= first <= "z" and len(first) == 1 else OTHER


def _parts(material: Material) -> Iterator[tuple[str, str, list[SystemRef]]]:
    """Yield each page of the list: its name, its title, its systems; none where one page does."""
    systems = _systems(material)
    if len(systems) <= ON_ONE_PAGE:
        return
    ordered = sorted(systems, key=lambda ref: _letter(material, ref) == OTHER)
    lots: dict[str, list[SystemRef]] = {}
    for letter, lot in groupby(ordered, key=lambda ref: _letter(material, ref)):
        lots.setdefault(letter, []).extend(lot)
    for letter, own in lots.items():
        called = letter.upper() if letter != OTHER else "figures and signs"
        for number, start in enumerate(range(0, len(own), A_PART), 1):
            more = f"-{number}" if number > 1 else ""
            title = f"Systems that begin with {called}{f', part {number}' if number > 1 else ''}"
            yield f"systems-{letter}{more}", title, own[start : start + A_PART]


def _listed(material: Material, systems: list[SystemRef]) -> Iterator[Block]:
    parts = list(_parts(material))
    if not parts:
        yield _table(material, "Every system by name", systems)
        return
    yield Points(
        tuple(
            (Link(title, Ref("page", name)), f": {plural(len(own), 'system')}")
            for name, title, own in parts
        )
    )


def _table(material: Material, caption: str, systems: list[SystemRef]) -> Table:
    portfolio = material.portfolio
    rows = tuple(
        (
            Cell(visible(portfolio.system(ref).name), ref=Ref("system", str(ref))),
            Cell(visible(portfolio.councils[ref.council].council.name)),
            Cell(
                visible(
                    listing(
                        [
                            capability_name(portfolio, one)
                            for one in portfolio.system(ref).capabilities
                        ],
                        3,
                    )
                )
            ),
            Cell("" if portfolio.system(ref).in_use else "not in use"),
        )
        for ref in systems
    )
    columns = (Head("System"), Head("Council"), Head("Serves"), Head("State"))
    return filled(Table(caption, columns, rows))


def _capabilities(material: Material) -> Points:
    served = capabilities_told(material)
    named = sorted((capability_name(material.portfolio, key), key) for key in served)
    return Points(tuple((Link(visible(name), Ref("capability", key)),) for name, key in named))


def _councils(material: Material) -> Points:
    portfolio = material.portfolio
    councils = [
        (Link(visible(portfolio.councils[one].council.name), Ref("council", one)),)
        for one in material.councils
    ]
    platforms = [
        (Link(visible(record.name), Ref("platform", key)), " (shared platform)")
        for key, record in sorted(portfolio.catalogue.platforms.items())
    ]
    return Points((*councils, *platforms))
