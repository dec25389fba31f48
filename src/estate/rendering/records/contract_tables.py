"""Contracts for a spreadsheet and for a paper: CSV and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.findings.markdown import text
from estate.rendering.kit.csv_text import csv_text
from estate.rendering.kit.words import day, listing, pounds
from estate.rendering.records.contract_text import told
from estate.rendering.records.contract_words import (
    costs,
    decide_by,
    money,
    standing,
    to_do,
    to_the_penny,
    way_out,
    way_out_with_cost,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from estate.portfolio.deadlines import Deadline
    from estate.portfolio.windows import Window
    from estate.rendering.records.contract_book import ContractBook, Sheet

HEADERS = (
    "row",
    "council",
    "contract",
    "name",
    "supplier",
    "systems in use",
    "annual value",
    "date",
    "decide by",
    "passed",
    "what",
    "pounds",
    "where",
)
"""Of a deadline `date` is its day and `pounds` what is at stake; of a window its last day and what
leaving then costs; of a contract until when it runs and what leaving at once costs."""


def contracts_csv(book: ContractBook) -> str:
    """Return a row a deadline, then a row a contract, each followed by a row a window.

    The first column says which, so that a filter shows one kind alone.
    """
    return csv_text(HEADERS, _rows(book))


def _rows(book: ContractBook) -> Iterator[list[object]]:
    sheets = book.by_key
    for one in book.deadlines:
        sheet = sheets[one.council, one.contract]
        by = one.on if one.known else None
        rest = [
            one.on,
            by,
            one.passed,
            to_do(one, sheet),
            to_the_penny(one.value),
            book.where(one.fact),
        ]
        yield ["deadline", *_about(sheet), *rest]
    for sheet in book.sheets:
        said = " ".join([standing(sheet, book.as_of), *_gaps(sheet)])
        over = None if sheet.terms.first_end is None else sheet.over
        now = sheet.in_force, None, over, said, to_the_penny(sheet.leaving_now), sheet.where
        yield ["contract", *_about(sheet), *now]
        for window in sheet.windows:
            yield ["window", *_about(sheet), *_window_cells(window, sheet, book)]


def _about(sheet: Sheet) -> list[object]:
    contract = sheet.contract
    systems = ", ".join(sheet.running)
    return [
        sheet.council,
        sheet.key,
        contract.name,
        sheet.supplier,
        systems,
        contract.annual_value,
    ]


def _gaps(sheet: Sheet) -> list[str]:
    return [f"Not recorded: {', '.join(sheet.missing)}."] if sheet.missing else []


def _window_cells(window: Window, sheet: Sheet, book: ContractBook) -> list[object]:
    said = way_out(window, sheet, book.as_of)
    passed = window.passed(book.as_of)
    return [window.ends, window.decide_by, passed, said, to_the_penny(window.cost), sheet.where]


def contracts_markdown(book: ContractBook) -> str:
    """Return the calendar as tables, then a table of windows a contract."""
    parts = [f"# Contracts as of {day(book.as_of)}\n"]
    if book.warning:
        parts.append(f"{text(book.warning)}\n")
    ahead = _days([(one,) for one in book.ahead], book)
    parts.append(f"## What to do, until {day(book.until)}\n\n{ahead}")
    if book.passed:
        parts.append(f"## What has passed\n\n{_days(book.passed_together, book)}")
    parts.append("## When each contract can end\n")
    parts += [_section(sheet, book) for sheet in book.sheets] or [f"{book.nothing}\n"]
    return "\n".join(parts)


def _days(days: Iterable[tuple[Deadline, ...]], book: ContractBook) -> str:
    sheets = book.by_key
    rows = [
        (
            day(one.on),
            text(sheets[one.council, one.contract].title),
            text(told(lot, sheets[one.council, one.contract], book)),
            "" if one.value is None else money(one.value),
            text(book.where(one.fact) or ""),
        )
        for lot in days
        for one in lot[-1:]
    ]
    if not rows:
        return "Nothing falls due.\n"
    return _table(("By", "Contract", "What to do", "At stake", "Where"), rows)


def _section(sheet: Sheet, book: ContractBook) -> str:
    contract = sheet.contract
    about = [contract.name, sheet.supplier, listing(sheet.running, 6) or "no system in use"]
    if contract.annual_value is not None:
        about.append(f"{pounds(contract.annual_value)} a year")
    told = [", ".join(part for part in about if part) + ".", standing(sheet, book.as_of)]
    told += [
        costs(sheet, book.as_of),
        *_gaps(sheet),
        *([f"({sheet.where})"] if sheet.where else []),
    ]
    rows = [
        (
            day(window.ends),
            decide_by(window, book.as_of),
            text(way_out_with_cost(window, sheet, book.as_of)),
        )
        for window in sheet.windows
    ]
    table = "\n" + _table(("Last day", "Decide by", "What it takes"), rows) if rows else ""
    return f"### {text(sheet.title)}\n\n{text(' '.join(filter(None, told)))}\n{table}"


def _table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [headings, ("---",) * len(headings), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
