"""Contracts on a screen: what to do next, what has passed, then each contract's ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.terminal import NARROWEST, Ink, columns_of
from estate.rendering.kit.words import day, listing, plural, pounds
from estate.rendering.records.contract_book import NO_END
from estate.rendering.records.contract_words import (
    costs,
    decide_by,
    missed_notices,
    money,
    standing,
    to_do,
    way_out_with_cost,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from estate.portfolio.deadlines import Deadline
    from estate.portfolio.windows import Window
    from estate.rendering.kit.terminal import Terminal
    from estate.rendering.records.contract_book import ContractBook, Sheet

DATE = 13
"""Columns of a date and the gap after it."""
DECIDE = 14
INDENT = "  "


def contracts_text(book: ContractBook, terminal: Terminal) -> str:
    """Return the calendar, the next day first, then every contract with its windows."""
    lines = terminal.wrap(_summary(book))
    if not book.sheets:
        return "\n".join(lines) + "\n"
    lines += ["", terminal.heading(f"What to do, until {day(book.until)}")]
    lines += _days([(one,) for one in book.ahead], book, terminal) or [
        f"{INDENT}Nothing falls due."
    ]
    if book.passed:
        lines += ["", terminal.heading("What has passed")]
        lines += _days(book.passed_together, book, terminal)
    lines += ["", terminal.heading("When each contract can end")]
    lines += [f"{INDENT * 2}{'Last day':<{DATE}}{'Decide by':<{DECIDE}}What it takes"]
    for sheet in book.sheets:
        lines += ["", *_contract(sheet, book, terminal)]
    return "\n".join(lines) + "\n"


def _summary(book: ContractBook) -> str:
    if not book.sheets:
        return f"{book.nothing} {book.warning}".rstrip() + f" As of {day(book.as_of)}."
    over = len(book.sheets) - len(book.running)
    said = f"{plural(len(book.running), 'contract')}, {pounds(book.annual_value)} a year"
    if book.unpriced:
        said += f", not counting {book.unpriced:,} without a recorded price"
    said += f"; {over:,} more ended." if over else "."
    said += f" As of {day(book.as_of)}: {plural(len(book.ahead), 'date')} ahead"
    return f"{said}, {len(book.passed):,} passed. {book.warning}".rstrip()


def _days(
    days: Iterable[tuple[Deadline, ...]], book: ContractBook, terminal: Terminal
) -> list[str]:
    lines: list[str] = []
    sheets = book.by_key
    for lot in days:
        one = lot[-1]
        sheet = sheets[one.council, one.contract]
        inks = (Ink.RED, Ink.BOLD) if one.passed else (Ink.BOLD,)
        when = terminal.paint(f"{day(one.on):<{DATE}}", *inks)
        head = terminal.plain(sheet.title)
        if one.value is not None:
            head += "  " + terminal.letters(money(one.value))
        place = terminal.plain(book.where(one.fact) or "")
        room = max(terminal.width, NARROWEST) - DATE - columns_of(head) - columns_of(place)
        fits = room > 1
        lines.append(f"{when}{head}{' ' * room}{place}".rstrip() if fits else f"{when}{head}")
        lines += terminal.wrap(told(lot, sheet, book), " " * DATE)
        if not fits:
            lines.append(" " * DATE + place)
    return lines


def told(lot: tuple[Deadline, ...], sheet: Sheet, book: ContractBook) -> str:
    """Return what a day asks for, or what came of several days for notice that passed."""
    if len(lot) > 1:
        return missed_notices(lot, sheet, book.next_notice(lot[-1]))
    return to_do(lot[0], sheet)


def _contract(sheet: Sheet, book: ContractBook, terminal: Terminal) -> list[str]:
    lines = terminal.wrap(_head(sheet), INDENT)
    lines[0] = terminal.paint(lines[0].lstrip(), Ink.BOLD)
    lines += terminal.wrap(f"{standing(sheet, book.as_of)} {costs(sheet, book.as_of)}", INDENT)
    for window in sheet.windows:
        lines += _window(window, sheet, book, terminal)
    missing = [gap for gap in sheet.missing if gap != NO_END]
    if missing:
        lines += terminal.wrap(f"Not recorded: {', '.join(missing)}.", INDENT)
    return lines


def _head(sheet: Sheet) -> str:
    contract = sheet.contract
    parts = [contract.name, sheet.supplier]
    parts.append(f"for {listing(sheet.running, 6)}" if sheet.running else "no system that runs")
    if contract.annual_value is not None:
        parts.append(f"{pounds(contract.annual_value)} a year")
    said = ", ".join(part for part in parts if part)
    return f"{sheet.title}: {said}" + (f" [{sheet.where}]" if sheet.where else "")


def _window(window: Window, sheet: Sheet, book: ContractBook, terminal: Terminal) -> list[str]:
    by = decide_by(window, book.as_of)
    first = f"{INDENT * 2}{day(window.ends):<{DATE}}{by:<{DECIDE}}"
    lines = terminal.wrap(
        f"{way_out_with_cost(window, sheet, book.as_of)}.", " " * len(first), first
    )
    if window.passed(book.as_of):
        return [terminal.paint(line, Ink.DIM) for line in lines]
    return lines
