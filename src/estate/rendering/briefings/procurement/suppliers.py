"""Suppliers as those who buy see them: how much rests on whom, and who was taken over."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.comparison.concentration import concentration
from estate.rendering.canvas.page_model import Cell, Head, Table, cells, heads
from estate.rendering.comparing.figures import names
from estate.rendering.kit.grid_values import number_words
from estate.rendering.kit.words import listing, percent, plural, pounds, visible

if TYPE_CHECKING:
    from estate.comparison.concentration import SectorConcentration, SupplierShare
    from estate.portfolio import Catalogue
    from estate.rendering.comparing.section import Compared

MOST = 600


def suppliers_table(own: SectorConcentration, compared: Compared) -> Table:
    """Return each supplier with all that it owns: councils, contracts, money, its share of it."""
    shown = own.suppliers[:MOST]
    more = f": the first {len(shown):,} of {len(own.suppliers):,}"
    caption = f"Suppliers, with all that they own{more if len(shown) < len(own.suppliers) else ''}"
    several = len(own.councils) > 1
    columns = (
        Head("Supplier"),
        *((Head("Councils", number=True), Head("Share of councils", number=True)) * several),
        Head("Systems", number=True),
        Head("Contracts in force", number=True),
        Head("Price a year", number=True),
        Head("Share of known price", number=True),
        Head("No price recorded", number=True),
        *((Head("Which councils"),) if several else ()),
    )
    total = sum((one.priced.low for one in own.suppliers), Fraction(0))
    rows = tuple(_row(one, own, compared, total) for one in shown)
    return Table(caption, columns, rows, tools=True)


def _row(
    one: SupplierShare, own: SectorConcentration, compared: Compared, total: Fraction
) -> tuple[Cell, ...]:
    several = len(own.councils) > 1
    across = (
        Cell(f"{len(one.councils):,}"),
        Cell(percent(len(one.councils) / len(own.councils), 0)),
    )
    priced = one.contracts > one.unpriced
    share = one.priced.low / total if total and one.priced.exact and priced else None
    return (
        Cell(visible(one.name)),
        *(across if several else ()),
        Cell(f"{one.systems:,}"),
        Cell(f"{one.contracts:,}"),
        Cell(_price(one) if priced else _unpriced(one), key=str(round(one.priced.low))),
        Cell("" if share is None else percent(float(share))),
        Cell(f"{one.unpriced:,}"),
        *((Cell(_which(one, own, compared)),) if several else ()),
    )


def _which(one: SupplierShare, own: SectorConcentration, compared: Compared) -> str:
    everybody = len(one.councils) == len(own.councils)
    return "all" if everybody else visible(str(names(compared.sector, one.councils)))


def _unpriced(one: SupplierShare) -> str:
    return "not recorded" if one.contracts else ""


def _price(one: SupplierShare) -> str:
    low, high = round(one.priced.low), one.priced.high
    exact = (
        f"{pounds(low)} to {pounds(round(high))}" if high and round(high) != low else pounds(low)
    )
    return f"{exact} or more" if one.unpriced else exact


def spread_words(own: SectorConcentration) -> str:
    """Return on how few suppliers it rests, by the Herfindahl-Hirschman index, in sentences."""
    said = f"{plural(len(own.suppliers), 'supplier')}, each with all that it owns."
    index = own.by_known_value
    if index is not None:
        said += (
            f" The Herfindahl-Hirschman index of what is paid, where the price is recorded, is "
            f"{number_words(index, 'number')}; one supplier alone is 10,000, four alike are 2,500."
        )
    gaps = [
        (own.unnamed, "system has no recorded supplier", "systems have no recorded supplier"),
        (own.unnamed_contracts, "contract names none", "contracts name none"),
    ]
    told = [plural(count, one, many) for count, one, many in gaps if count]
    return f"{said} {listing(told).capitalize()}." if told else said


def rests_on_one(compared: Compared) -> Table | None:
    """Return the capabilities for which several councils are known to have one supplier alone."""
    rows = []
    for name in compared.capabilities:
        own = concentration(compared.sector, compared.identity, name)
        certain = not (own.unnamed or own.withheld or own.unnamed_contracts or own.in_house)
        if certain and len(own.suppliers) == 1 and len(own.suppliers[0].councils) > 1:
            only = own.suppliers[0]
            rows.append(
                cells(
                    compared.sector.capability_name(name),
                    only.name,
                    f"{len(only.councils):,}",
                    _price(only) if only.contracts > only.unpriced else "not recorded",
                )
            )
    if not rows:
        return None
    names_ = ("Capability", "Its only supplier", "#Councils", "#Price a year")
    return Table("What rests on one supplier alone", heads(*names_), tuple(rows))


def takeovers_table(own: SectorConcentration, catalogue: Catalogue) -> Table | None:
    """Return the suppliers met here that belong to another, or had another name before."""
    met = {one.supplier for one in own.suppliers}
    rows = []
    for key, record in sorted(catalogue.suppliers.items()):
        parent = catalogue.suppliers.get(record.parent) if record.parent else None
        if (parent is None and not record.former_names) or not {key, record.parent} & met:
            continue
        owner = parent.name if parent else record.parent or ""
        rows.append(cells(record.name, owner, listing(record.former_names, 4)))
    if not rows:
        return None
    heading = heads("Supplier", "Belongs to", "Was called before")
    return Table("Takeovers and former names", heading, tuple(rows), wide=False)
