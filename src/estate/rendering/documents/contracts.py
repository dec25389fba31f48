"""Contracts: how each stands, when it can end, and what is to be done by which day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.portfolio import CATALOGUE, split_product
from estate.portfolio.deadlines import DeadlineKind
from estate.rendering.documents.cells import NONE, WHERE, WHOSE, columns, council_cells, place, yes
from estate.rendering.kit.grids import Grid
from estate.rendering.records.contract_book import contract_book
from estate.rendering.records.contract_words import standing, to_do, to_the_penny, way_out

if TYPE_CHECKING:
    from estate.portfolio.deadlines import Deadline
    from estate.portfolio.windows import Window
    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.grids import Value
    from estate.rendering.records.contract_book import ContractBook, Sheet

AHEAD = 60
"""Months for which days to act and windows are told."""

CONTRACT = (
    *columns(("contract", "Contract")),
    *WHOSE,
    *columns(("name", "Title"), ("supplier", "Supplier")),
)
CONTRACTS = (
    *CONTRACT,
    *columns(
        ("systems", "Systems in use"),
        ("annual_value", "Price a year", "pounds"),
        ("starts", "Starts", "date"),
        ("first_end", "First term ends", "date"),
        ("runs_until", "Runs until", "date"),
        ("end_by_right", "Last day by right", "date"),
        ("last_end", "Last day at all", "date"),
        ("renews", "Renews itself"),
        ("notice_months", "Notice, months", "number"),
        ("notice_by", "Next day for notice", "date"),
        ("bound_until", "Free from, if ended today", "date"),
        ("leaving_now", "Leaving today costs", "pence"),
        ("standing", "How it stands"),
        ("missing", "Not recorded"),
    ),
    WHERE,
)
WINDOWS = (
    *CONTRACT,
    *columns(
        ("last_day", "Last day", "date"),
        ("decide_by", "Decide by", "date"),
        ("takes", "What it takes"),
        ("cost", "Leaving then costs", "pence"),
        ("passed", "Too late"),
    ),
    WHERE,
)
DATES = (
    *CONTRACT,
    *columns(
        ("by", "By", "date"),
        ("passed", "Passed"),
        ("kind", "Kind"),
        ("to_do", "What to do"),
        ("at_stake", "At stake", "pence"),
    ),
    WHERE,
)
SUPPLIERS = columns(
    ("supplier", "Supplier"),
    ("name", "Name"),
    ("councils", "Councils", "number"),
    ("which", "Which councils"),
    ("contracts", "Contracts that run", "number"),
    ("annual_value", "Their price a year, as recorded", "pounds"),
    ("unpriced", "Of them without a price", "number"),
    ("systems", "Systems in use under them", "number"),
    ("products", "Systems in use with its products", "number"),
    ("where", "Where it is recorded"),
)


def book_of(material: Material) -> ContractBook:
    """Return the contracts of all councils, and their calendar for five years."""
    return contract_book(
        material.portfolio, material.as_of, AHEAD, material.councils, material.where
    )


def contracts_grid(material: Material, book: ContractBook) -> Grid:
    """Return every contract as it stands."""
    notices = _notices(book)
    rows = tuple(
        _contract(material, sheet, _notice(sheet, notices.get((sheet.council, sheet.key))))
        for sheet in book.sheets
    )
    return Grid("Contracts", "Contracts as they stand", CONTRACTS, rows)


def _about(material: Material, sheet: Sheet) -> tuple[Value, ...]:
    name = sheet.contract.name or NONE
    return (sheet.key, *council_cells(material, sheet.council), name, sheet.supplier)


def _contract(material: Material, sheet: Sheet, notice: Value) -> tuple[Value, ...]:
    contract, terms = sheet.contract, sheet.terms
    return (
        *_about(material, sheet),
        ", ".join(sheet.running),
        contract.annual_value,
        contract.starts,
        terms.first_end,
        NONE if sheet.over else sheet.in_force,
        terms.end_by_right,
        terms.last_end,
        None if terms.renewal is None else yes(terms.renews),
        terms.notice_months,
        notice,
        NONE if sheet.over else sheet.bound_until,
        NONE if sheet.over else to_the_penny(sheet.leaving_now),
        standing(sheet, material.as_of),
        "; ".join(sheet.missing),
        sheet.where or NONE,
    )


def _notices(book: ContractBook) -> dict[tuple[str, str], Deadline]:
    """Return the next day for notice of each contract that has one."""
    found: dict[tuple[str, str], Deadline] = {}
    for day in book.ahead:
        if day.kind is DeadlineKind.NOTICE:
            found.setdefault((day.council, day.contract), day)
    return found


def _notice(sheet: Sheet, found: Deadline | None) -> Value:
    """Return the next day for notice; not recorded where its period is not; else empty."""
    if found is not None and found.known:
        return found.on
    unknown = sheet.terms.renews and sheet.terms.notice_months is None and not sheet.over
    return None if unknown else NONE


def windows_grid(material: Material, book: ContractBook) -> Grid:
    """Return each last day that a council may choose, and what it takes."""
    rows = tuple(
        _window(material, sheet, window, book) for sheet in book.sheets for window in sheet.windows
    )
    return Grid("Contract windows", "When each contract can end", WINDOWS, rows)


def _window(
    material: Material, sheet: Sheet, window: Window, book: ContractBook
) -> tuple[Value, ...]:
    return (
        *_about(material, sheet),
        window.ends,
        window.decide_by if window.acts else NONE,
        way_out(window, sheet, book.as_of),
        to_the_penny(window.cost),
        yes(window.passed(book.as_of)),
        sheet.where or NONE,
    )


def dates_grid(material: Material, book: ContractBook) -> Grid:
    """Return the days on which somebody must act on a contract, in order."""
    sheets = book.by_key
    rows = tuple(_date(material, day, sheets[day.council, day.contract]) for day in book.deadlines)
    return Grid("Contract dates", "What to do by which day", DATES, rows, "Nothing falls due.")


def _date(material: Material, day: Deadline, sheet: Sheet) -> tuple[Value, ...]:
    return (
        *_about(material, sheet),
        day.on if day.known else None,
        yes(day.passed),
        day.kind.value,
        to_do(day, sheet),
        NONE if day.value is None else to_the_penny(day.value),
        material.where(day.fact) or NONE,
    )


def suppliers_grid(material: Material, book: ContractBook) -> Grid:
    """Return each supplier with the contracts that run and the systems on its products."""
    products = _systems_with_products(material)
    under: dict[str, list[Sheet]] = {}
    for sheet in book.running:
        if sheet.contract.supplier:
            under.setdefault(sheet.contract.supplier, []).append(sheet)
    known = material.portfolio.catalogue.suppliers
    rows = tuple(
        _supplier(material, key, under.get(key, []), products[key])
        for key in sorted({*under, *products, *known})
    )
    return Grid("Suppliers", "Suppliers, with what councils have of each", SUPPLIERS, rows)


def _systems_with_products(material: Material) -> Counter[str]:
    found: Counter[str] = Counter()
    products = material.portfolio.catalogue.products
    for ref, system in material.portfolio.systems():
        if ref.council in material.councils and system.in_use and system.product:
            product = products.get(split_product(system.product)[0])
            if product is not None and product.supplier:
                found[product.supplier] += 1
    return found


def _supplier(
    material: Material, key: str, sheets: list[Sheet], with_products: int
) -> tuple[Value, ...]:
    record = material.portfolio.catalogue.suppliers.get(key)
    councils = sorted({sheet.council for sheet in sheets})
    prices = [sheet.contract.annual_value for sheet in sheets]
    known = [price for price in prices if price is not None]
    return (
        key,
        record.name if record else None,
        len(councils),
        ", ".join(councils),
        len(sheets),
        sum(known) if known else None if sheets else NONE,
        len(prices) - len(known),
        len({(sheet.council, system) for sheet in sheets for system in sheet.running}),
        with_products,
        place(material, CATALOGUE, "suppliers", key) or NONE,
    )
