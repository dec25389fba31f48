"""The part of a comparison that says who runs what: capability by council."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from estate.comparison.matrix import contract_end, matrix_of
from estate.comparison.view import WITHHELD, Band, bounds, day_bounds, known
from estate.rendering.comparing.matrix_svg import NAMED_UP_TO, matrix_picture
from estate.rendering.comparing.section import PictureOf, Section
from estate.rendering.kit.grid_values import value_words
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import RED_WORDS, listing, plural
from estate.scoring.results import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.comparison.identity import Identity
    from estate.comparison.matrix import Cell, Matrix, Row
    from estate.comparison.view import CouncilView, SectorView, SystemView, Withheld
    from estate.rendering.comparing.section import Compared
    from estate.rendering.kit.grids import Value

SHARED_FROM = 2
"""Councils that have a product in common from this number on."""
MOST_PRODUCTS, MOST_IN_A_CELL = 3, 4

BY_CAPABILITY = (
    Column("capability", "Capability", least=16),
    Column("councils", "Councils", "number"),
    Column("products", "Products", "number"),
    Column("overlap", "Overlap: councils on the same", least=28),
    Column("first_end", "First end", "date"),
    Column("cost", "Cost a year", "pounds"),
    Column("red_rated", "Red", "number"),
)
SYSTEMS = (
    Column("capability", "Capability", filter=True),
    Column("council", "Council", filter=True),
    Column("state", "State", filter=True),
    Column("system", "System"),
    Column("product", "Product", filter=True),
    Column("version_band", "Version", filter=True),
    Column("supplier", "Supplier", filter=True),
    Column("supplier_group", "Supplier's group", filter=True),
    Column("contract_end", "Contract end", "date"),
    Column("cost", "Cost a year", "pounds"),
    Column("users", "Users", "number"),
    Column("risk", "Risk", filter=True),
    Column("platform", "Shared platform"),
    Column("source", "Known from", filter=True),
)


def section(compared: Compared) -> Section:
    """Return the matrix as tables for reading, filtering and drawing."""
    sector, identity = compared.sector, compared.identity
    matrix = matrix_of(sector, identity, compared.capabilities)
    summary = _by_capability(matrix, sector, identity)
    return Section(
        "matrix",
        "Who runs what",
        _lead(matrix),
        (summary, _wide(matrix, sector, identity), _systems(matrix, sector, identity)),
        (_narrow(summary),),
        (_picture(matrix, sector, identity),),
        _notes(),
    )


def _picture(matrix: Matrix, sector: SectorView, identity: Identity) -> PictureOf:
    svg = matrix_picture(matrix, sector, identity)
    return PictureOf("matrix", "Capability by council", svg, len(matrix.councils) > NAMED_UP_TO)


def _lead(matrix: Matrix) -> tuple[str, ...]:
    shared = [
        row
        for row in matrix.rows
        if any(len(each.councils) >= SHARED_FROM for each in (*row.products, *row.platforms))
    ]
    said = (
        f"{plural(len(matrix.councils), 'council')} and "
        f"{plural(len(matrix.rows), 'capability', 'capabilities')} are compared. "
        f"For {len(shared)} of these, councils overlap: at least two run the same product "
        "or share a platform."
    )
    return (said,)


def _notes() -> tuple[str, ...]:
    return (
        (
            "None recorded is not the same as none in use: the council may not have recorded it. "
            "Unknown was not recorded; withheld is known to the council and was not shared."
        ),
        (
            "Cost a year is the sum of the parts that are recorded, excluding VAT; 'or more' says "
            "that the cost of a system is missing. A system that serves several capabilities is "
            "counted in each, so costs are not to be added up over capabilities."
        ),
        (
            "A contract's end is that of the term that runs now. Where several contracts cover a "
            "system, it is the first that is still to come."
        ),
        "Risk is the red rating of the Legacy IT Risk Assessment Framework.",
    )


def _by_capability(matrix: Matrix, sector: SectorView, identity: Identity) -> Grid:
    rows = tuple(
        (
            row.name,
            row.in_use,
            len(row.products),
            _overlap(row, sector, identity),
            row.ends if row.in_use else "",
            row.cost if row.in_use else "",
            _red_count(row),
        )
        for row in matrix.rows
    )
    return Grid("capabilities", "Capabilities over all councils", BY_CAPABILITY, rows)


def _red_count(row: Row) -> Value:
    """Return how many are red-rated: a range where it cannot be told, or is withheld, of some."""
    systems = sum(len(cell.systems) for cell in row.cells)
    red = sum(cell.red for cell in row.cells)
    hidden = sum(cell.red_withheld for cell in row.cells)
    if systems and hidden == systems:
        return WITHHELD
    open_ones = hidden + sum(cell.red_unknown for cell in row.cells)
    return Band(red, red + open_ones) if open_ones else red


def _narrow(grid: Grid) -> Grid:
    """Return the table without the column that a terminal has no room for."""
    kept = [place for place, column in enumerate(grid.columns) if column.id != "products"]
    return replace(
        grid,
        columns=tuple(grid.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in grid.rows),
    )


def _overlap(row: Row, sector: SectorView, identity: Identity) -> str:
    shared = [
        (each, f"{words} ({len(each.councils)})")
        for named, words_of in (
            (row.products, identity.product_name),
            (row.platforms, lambda name: f"{sector.platform_name(name)}, shared"),
        )
        for each in named
        if len(each.councils) >= SHARED_FROM
        for words in (words_of(each.id),)
    ]
    shared.sort(key=lambda found: (-len(found[0].councils), found[1]))
    return listing([words for _, words in shared], MOST_PRODUCTS) or "none"


def _wide(matrix: Matrix, sector: SectorView, identity: Identity) -> Grid:
    columns = (
        Column("capability", "Capability"),
        *(Column(council.id, council.name) for council in matrix.councils),
    )
    rows = tuple(
        (row.name, *(_cell_words(cell, sector, identity) for cell in row.cells))
        for row in matrix.rows
    )
    return Grid("matrix", "Capability by council", columns, rows)


def _cell_words(cell: Cell, sector: SectorView, identity: Identity) -> str:
    """Return `RevMaster 8; ends 31 Mar 2027; £77,000 a year; 1 red-rated`."""
    if not cell.systems:
        return cell.state
    shown = sorted({_product_version(system, sector, identity) for system in cell.systems})
    said = (
        listing(shown, MOST_IN_A_CELL),
        _end_words(cell, sector),
        _cost_words(cell),
        _risk_count(cell),
    )
    return "; ".join(said)


def _end_words(cell: Cell, sector: SectorView) -> str:
    words = value_words(cell.ends, "date")
    if day_bounds(cell.ends) is None:
        return f"end {words}"
    return f"{'ended' if _is_over(cell, sector) else 'ends'} {words}"


def _cost_words(cell: Cell) -> str:
    words = value_words(cell.cost, "pounds")
    return f"cost {words}" if bounds(cell.cost) is None else f"{words} a year"


def _is_over(cell: Cell, sector: SectorView) -> bool:
    return isinstance(cell.ends, date) and cell.ends < sector.as_of


def _risk_count(cell: Cell) -> str:
    said = [f"{cell.red} red-rated"]
    if cell.red_unknown:
        said.append(f"{cell.red_unknown} cannot tell")
    if cell.red_withheld:
        said = [] if cell.red_withheld == len(cell.systems) else said
        said.append(f"risk of {cell.red_withheld} withheld")
    return ", ".join(said)


def _product_version(system: SystemView, sector: SectorView, identity: Identity) -> str:
    """Return what runs: product and version, else the shared platform, else why it is not said."""
    platform = known(system.platform)
    if known(system.product) is None and platform is not None:
        return f"{sector.platform_name(platform)}, shared"
    product = product_words(system, identity)
    version = known(system.version_band)
    return f"{product} {version}" if version else product


def product_words(system: SystemView, identity: Identity) -> str:
    """Return what a system's product is called, or why that is not said."""
    if system.product is WITHHELD:
        return "product withheld"
    name = known(system.product)
    if name is not None:
        return identity.product_name(name)
    return "made for the council" if system.bespoke is True else "product unknown"


def _systems(matrix: Matrix, sector: SectorView, identity: Identity) -> Grid:
    rows = tuple(
        line
        for row in matrix.rows
        for cell in row.cells
        for line in _lines(row, cell, sector, identity)
    )
    return Grid("systems", "Every system, by capability and council", SYSTEMS, rows)


def _lines(
    row: Row, cell: Cell, sector: SectorView, identity: Identity
) -> Iterator[tuple[Value, ...]]:
    council = sector.council_by_id[cell.council]
    if not cell.systems:
        yield (row.name, council.name, cell.state, *("",) * 10, council.source)
    for system in cell.systems:
        yield (
            row.name,
            council.name,
            cell.state,
            system.name,
            WITHHELD if system.product is WITHHELD else product_words(system, identity),
            system.version_band if known(system.product) else "",
            *_suppliers(system, identity),
            _end(council, system, sector),
            system.annual_cost,
            system.users,
            _risk(system.red_rated),
            _platform(system, sector),
            council.source,
        )


def _suppliers(system: SystemView, identity: Identity) -> tuple[Value, Value]:
    name = known(system.supplier)
    if name is None:
        missing = WITHHELD if system.supplier is WITHHELD else None
        return missing, missing
    return identity.supplier_name(name), identity.group_name(name)


def _platform(system: SystemView, sector: SectorView) -> Value:
    name = known(system.platform)
    if name is None:
        return WITHHELD if system.platform is WITHHELD else ""
    return sector.platform_name(name)


def _end(council: CouncilView, system: SystemView, sector: SectorView) -> Value:
    if not system.contracts:
        return "no contract recorded"
    return contract_end(council, system, sector.as_of)


def _risk(rated: Answer | Withheld) -> Value:
    return RED_WORDS[rated] if isinstance(rated, Answer) else rated
