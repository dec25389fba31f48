"""Tables of systems, for the pages of what they belong to: council, platform, capability."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from estate.portfolio import Fact, SystemRef
from estate.rendering.canvas.page_model import Cell, Head, Ref, Table, risk_tag
from estate.rendering.canvas.palette import risk_style
from estate.rendering.kit.words import day, listing, pounds, span, visible
from estate.rendering.site.pages.system.shared import roomy
from estate.rendering.site.pages.system.words import product_words

if TYPE_CHECKING:
    from datetime import date

    from estate.portfolio import Portfolio, System
    from estate.rendering.briefings.material import Material

NOT_RECORDED = "not recorded"
KEPT = "kept"


def crumbs_name(material: Material, council: str) -> str:
    """Return a council's name, as it stands in the record; its id where it has no record."""
    found = material.portfolio.councils.get(council)
    return visible(found.council.name if found else council)


def systems_of(material: Material) -> tuple[SystemRef, ...]:
    """Return the systems of all councils that are told of, in order."""
    councils = set(material.councils)
    return tuple(ref for ref, _ in material.portfolio.systems() if ref.council in councils)


def systems_table(
    material: Material,
    caption: str,
    refs: Iterable[SystemRef],
    planned: Mapping[str, str],
    *,
    councils: bool,
    tools: bool = True,
) -> Table:
    """Return systems with class, score, cost, end of contract, and what the plan does.

    `councils` tells whose each is, instead of what it is used for. In a large
    estate a row has less, so that the site stays small.
    """
    few = roomy(material)
    heads = (
        Head("System"),
        *((Head("Council", filter=True),) if councils else ()),
        *(() if councils else (Head("Used for", filter=True),)),
        *((Head("Product"),) if few else ()),
        Head("Risk", filter=True),
        Head("Score of 30", number=True),
        Head("Cost a year", number=True),
        Head("Contract ends"),
        *((Head("In the plan"),) if material.plan else ()),
    )
    rows = tuple(_row(material, ref, planned, councils=councils, few=few) for ref in refs)
    return Table(caption, heads, rows, tools=tools and len(rows) > 1)


def _row(
    material: Material, ref: SystemRef, planned: Mapping[str, str], *, councils: bool, few: bool
) -> tuple[Cell, ...]:
    portfolio = material.portfolio
    system = portfolio.system(ref)
    name = visible(system.name) + ("" if system.in_use else f" ({system.lifecycle})")
    named = product_words(system.product, portfolio) if system.product else ""
    product = visible(named or ("made for it" if system.bespoke else NOT_RECORDED))
    at = (Cell(crumbs_name(material, ref.council), ref=Ref("council", ref.council)),)
    plan = (Cell(visible(planned.get(str(ref), KEPT if system.in_use else ""))),)
    return (
        Cell(name, ref=Ref("system", str(ref))),
        *(at if councils else ()),
        *(() if councils else (_used_for(system, portfolio),)),
        *((Cell(product),) if few else ()),
        *_risk(material, ref),
        cost_cell(material, ref) if few else replace(cost_cell(material, ref), where=None),
        _ends(material, ref),
        *(plan if material.plan else ()),
    )


def _used_for(system: System, portfolio: Portfolio) -> Cell:
    known = portfolio.catalogue.capabilities
    names = [known[key].name if key in known else key for key in system.capabilities]
    ref = Ref("capability", system.capabilities[0]) if len(names) == 1 else None
    return Cell(visible(listing(names, 3)) or NOT_RECORDED, ref=ref)


def _risk(material: Material, ref: SystemRef) -> tuple[Cell, Cell]:
    score = material.scores.systems.get(ref)
    if score is None or not material.portfolio.system(ref).in_use:
        return Cell("not in use"), Cell()
    tag = risk_tag(risk_style(score.red_rated, score.legacy))
    return Cell(risk=tag), Cell(span(score.overall), key=str(float(round(score.overall.high, 4))))


def cost_of(material: Material, ref: SystemRef) -> int | None:
    """Return what a system costs a year, in pounds; None where it is not recorded."""
    cost = material.portfolio.system(ref).annual_cost
    return None if cost is None else cost.total


def cost_cell(material: Material, ref: SystemRef) -> Cell:
    """Return what a system costs a year, and where that stands."""
    cost = cost_of(material, ref)
    if cost is None:
        return Cell(NOT_RECORDED)
    place = material.where(Fact(ref.council, ("systems", ref.system, "annual_cost")))
    return Cell(pounds(cost), where=place, key=str(cost))


def ends_of(material: Material, ref: SystemRef) -> tuple[date, ...]:
    """Return the recorded ends of a system's contracts, in order."""
    contracts = material.graph.contracts_of(ref)
    return tuple(sorted(end for _, one in contracts if (end := one.current_end) is not None))


def _ends(material: Material, ref: SystemRef) -> Cell:
    found = ends_of(material, ref)
    if not found:
        named = bool(material.graph.contracts_of(ref))
        return Cell("end not recorded" if named else "no contract recorded")
    return Cell(", ".join(day(end) for end in found), key=found[0].isoformat())
