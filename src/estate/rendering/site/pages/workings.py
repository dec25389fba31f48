"""How every figure was worked out: one page for the whole estate, and one for each council."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.rendering.briefings.working import Term, exactly
from estate.rendering.briefings.workings import workings
from estate.rendering.canvas.blocks import Block, Link, Section, said
from estate.rendering.canvas.page_model import Cell, Head, Ref, Table
from estate.rendering.kit.words import plural, visible
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target, page_path
from estate.rendering.site.pages.system.shared import roomy

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material, Scope
    from estate.rendering.briefings.working import Working

HUGE = 5_000
"""From so many systems on, pages tell still less."""
MOST_TERMS = 2
"""Of a figure of a very large estate."""
UNITS = {
    "pounds": "Pounds",
    "points": "Points of risk",
    "count": "Number",
    "person-days": "Person-days",
    "point-years": "Point-years",
    "units": "Units of the plan's measure",
}
LEAD = (
    "Each figure below is the sum of the lines under it, exactly: nothing is rounded before the "
    "sum, and what rounding adds is a line of its own. Each line leads on to what it is about."
)


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the place of every working."""
    for scope, found in workings(material):
        path = page_path(Ref("working", scope.name))
        yield Ref("working", scope.name), Target(path)
        for working in found:
            yield Ref("working", working.id), Target(path, _anchor(working))


def pages(material: Material) -> Iterator[Page]:
    """Yield the pages."""
    for scope, found in workings(material):
        yield Page(
            page_path(Ref("working", scope.name)),
            "working",
            f"How it was worked out: {visible(scope.title)}",
            (_all(found), *(_told(working, material) for working in found)),
            crumbs=tuple(_crumbs(scope)),
            contents=False,
        )


def _anchor(working: Working) -> str:
    return working.id.replace("/", "-")


def _crumbs(scope: Scope) -> Iterator[Link]:
    yield Link("Overview", Ref("page", "index"))
    if scope.council is not None:
        yield Link(visible(scope.title), Ref("council", scope.council))


def _all(found: tuple[Working, ...]) -> Section:
    rows = tuple(
        (
            Cell(visible(working.title), ref=Ref("working", working.id)),
            Cell(exactly(working.result, working.unit), key=str(float(round(working.result, 4)))),
            Cell(UNITS[working.unit]),
        )
        for working in found
    )
    heads = (Head("Figure"), Head("Result", number=True), Head("In", filter=True))
    return Section("all", "All of them", (said(LEAD), Table("Figures", heads, rows, tools=True)))


def _told(working: Working, material: Material) -> Section:
    """Return a working's section; of a huge estate, how many terms it has and not which."""
    if len(material.scores.systems) < HUGE or not working.terms:
        return _section(_short(working, material))
    lines = plural(len(working.terms), "line")
    told = (
        f"{exactly(working.result, working.unit)}, the sum of {lines}. "
        "estate report --council NAME shows each."
    )
    return Section(_anchor(working), visible(working.title), (said(working.formula), said(told)))


def _short(working: Working, material: Material) -> Working:
    """Return a working; in a very large estate, its largest terms and the sum of the rest."""
    if roomy(material) or len(working.terms) <= MOST_TERMS:
        return working
    ranked = sorted(working.terms, key=lambda term: -abs(Fraction(term.value)))
    rest = Term(
        f"{len(ranked) - MOST_TERMS:,} smaller ones; estate report --council NAME shows each",
        sum((term.value for term in ranked[MOST_TERMS:]), Fraction(0)),
    )
    return replace(working, terms=(*ranked[:MOST_TERMS], rest))


def _section(working: Working) -> Section:
    blocks: list[Block] = [said(working.formula)]
    if working.terms:
        heads = (Head("What"), Head(UNITS[working.unit], number=True))
        rows = tuple(_row(term, working) for term in working.terms)
        foot = (Cell("Sum"), Cell(exactly(working.result, working.unit)))
        blocks.append(Table(visible(working.title), heads, rows, foot, wide=False))
    else:
        blocks.append(said("There is none: 0."))
    return Section(_anchor(working), visible(working.title), tuple(blocks))


def _row(term: Term, working: Working) -> tuple[Cell, Cell]:
    return (
        Cell(visible(term.label), ref=term.ref, where=term.where),
        Cell(exactly(term.value, working.unit)),
    )
