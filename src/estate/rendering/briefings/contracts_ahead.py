"""The calendar of contracts for those who buy: what to do by when, and what missing it costs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio import SystemRef
from estate.portfolio.dates import add_months
from estate.portfolio.deadlines import DeadlineKind
from estate.rendering.canvas.page_model import Cell, Head, Ref, Table, cells, filled, heads
from estate.rendering.kit.words import day, listing, plural, pounds, visible
from estate.rendering.records.contract_book import contract_book
from estate.rendering.records.contract_text import told
from estate.rendering.records.contract_words import money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from estate.portfolio.deadlines import Deadline
    from estate.rendering.briefings.material import Scope
    from estate.rendering.records.contract_book import ContractBook, Sheet

MONTHS = 36
"""Months that the calendar looks ahead."""
SOON = 12
"""Months within which something is to be decided soon."""
MOST_DAYS, MOST_OF_MANY = 700, 250
"""Rows of a table of one council, and of several, since each council's own page has all of its."""
NAMED = 3
KINDS = {
    DeadlineKind.NOTICE: (
        "Give notice",
        "The last day to give notice. Missed, it renews itself: that time is paid for.",
    ),
    DeadlineKind.EXTEND: (
        "Use an extension",
        "The last day to use an extension by right. Missed, it ends, or renews on its own terms.",
    ),
    DeadlineKind.AGREE: (
        "Agree an extension",
        "The last day to agree an extension with the supplier. Missed, cover ends.",
    ),
    DeadlineKind.END: (
        "Ends, nothing follows",
        "It ends with systems in use and no other contract recorded: buy, extend or retire first.",
    ),
    DeadlineKind.RENEWAL: (
        "Renews itself",
        "Notice was not given in time, or its period is not recorded: it goes on by itself.",
    ),
    DeadlineKind.FREE: (
        "Can be ended early",
        "From this day on it can be ended early. Nothing is lost by waiting.",
    ),
}
"""What falls on a day, in two or three words, and what it means to miss it."""


def book_of(scope: Scope) -> ContractBook:
    """Return the contracts of a part, and their calendar for three years."""
    material = scope.material
    councils = scope.councils
    return contract_book(material.portfolio, material.as_of, MONTHS, councils, material.where)


def most_of(scope: Scope) -> int:
    """Return how many rows a table may have."""
    return MOST_OF_MANY if len(scope.councils) > 1 else MOST_DAYS


def within(book: ContractBook, months: int) -> tuple[Deadline, ...]:
    """Return the days ahead up to so many months after the as-of date."""
    until = add_months(book.as_of, months)
    return tuple(one for one in book.ahead if one.on <= until)


def later_than(book: ContractBook, months: int) -> tuple[Deadline, ...]:
    """Return the days ahead later than so many months after the as-of date."""
    until = add_months(book.as_of, months)
    return tuple(one for one in book.ahead if one.on > until)


def at_stake(days: Iterable[Deadline]) -> tuple[Fraction, int]:
    """Return the pounds at stake on some days, and of how many of them nothing is known."""
    values = [one.value for one in days]
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)), len(values) - len(known)


def stake_words(days: Sequence[Deadline]) -> str:
    """Return the pounds at stake on some days; that they are not known where no price is."""
    value, unpriced = at_stake(days)
    return "not known" if days and unpriced == len(days) else money(value)


def kinds_table(days: Sequence[Deadline], months: int) -> Table:
    """Return what falls due by its kind, with what it means to miss it and what is at stake."""
    rows = []
    for kind, (name, meaning) in KINDS.items():
        own = [one for one in days if one.kind is kind]
        if own:
            stake = stake_words(own)
            _, unpriced = at_stake(own)
            rows.append(cells(name, meaning, f"{len(own):,}", stake, f"{unpriced:,}"))
    caption = f"What falls due within {months} months, by kind"
    names = ("What", "What it means to miss it", "#Days", "#At stake", "#No price recorded")
    return Table(caption, heads(*names), tuple(rows))


def days_table(
    caption: str, days: Sequence[Deadline], book: ContractBook, scope: Scope, *, tools: bool = True
) -> Table:
    """Return days in order, each with what to do, for which systems, and what is at stake."""
    shown = days[: most_of(scope)]
    lots = [(one,) for one in shown]
    more = f": the first {len(shown):,} of {len(days):,}" if len(shown) < len(days) else ""
    return _table(f"{caption}{more}", lots, book, scope, tools=tools)


def passed_table(book: ContractBook, scope: Scope) -> Table:
    """Return the days that passed within half a year, repeated ones as one; the last first."""
    lots = book.passed_together[::-1]
    shown = lots[: most_of(scope)]
    more = f": the last {len(shown):,} of {len(lots):,}" if len(shown) < len(lots) else ""
    return _table(f"Days that have passed{more}", shown, book, scope, tools=False)


def _table(
    caption: str,
    lots: Sequence[tuple[Deadline, ...]],
    book: ContractBook,
    scope: Scope,
    *,
    tools: bool,
) -> Table:
    several = len(scope.councils) > 1
    columns = (
        Head("By"),
        *((Head("Council", filter=True),) if several else ()),
        Head("For"),
        Head("Contract"),
        Head("Supplier", filter=True),
        Head("What", filter=True),
        Head("What to do, and what follows otherwise"),
        Head("At stake", number=True),
    )
    rows = tuple(_row(lot, book, scope, several=several) for lot in lots)
    return filled(Table(caption, columns, rows, tools=tools)) if rows else Table(caption, (), ())


def _row(
    lot: tuple[Deadline, ...], book: ContractBook, scope: Scope, *, several: bool
) -> tuple[Cell, ...]:
    one = lot[-1]
    sheet = book.by_key[one.council, one.contract]
    council = scope.material.portfolio.councils[one.council].council.name
    at = () if not several else (Cell(visible(council), ref=Ref("council", one.council)),)
    return (
        Cell(day(one.on), key=one.on.isoformat()),
        *at,
        systems_cell(one.council, one.systems, scope),
        Cell(visible(sheet.contract.name or sheet.key), where=book.where(one.fact)),
        Cell(visible(sheet.supplier or "not recorded")),
        Cell(KINDS[one.kind][0]),
        Cell(visible(told(lot, sheet, book))),
        Cell(
            "not known" if one.value is None else money(one.value),
            key="" if one.value is None else str(round(one.value)),
        ),
    )


def systems_cell(council: str, systems: Sequence[str], scope: Scope) -> Cell:
    """Return some of a council's systems by their names; an only one leads to its page."""
    own = scope.material.portfolio.councils[council].systems
    names = [visible(own[key].name) for key in systems if key in own]
    ref = Ref("system", str(SystemRef(council, systems[0]))) if len(systems) == 1 else None
    return Cell(listing(names, NAMED) or "no system in use", ref=ref)


def gaps_table(book: ContractBook, scope: Scope) -> Table | None:
    """Return the contracts of which something is not recorded, the dearest first."""
    gaps = [sheet for sheet in book.running if sheet.missing]
    if not gaps:
        return None
    ranked = sorted(gaps, key=lambda one: (-(one.contract.annual_value or 0), one.title))
    several = len(scope.councils) > 1
    rows = tuple(_gap(sheet, scope, several=several) for sheet in ranked[: most_of(scope)])
    columns = (
        Head("Contract"),
        *((Head("Council", filter=True),) if several else ()),
        Head("For"),
        Head("Not recorded", filter=True),
        Head("Price a year", number=True),
    )
    more = f": {len(rows):,} of {len(ranked):,}" if len(rows) < len(ranked) else ""
    caption = f"Contracts of which something is not recorded, the dearest first{more}"
    return Table(caption, columns, rows, tools=True)


def _gap(sheet: Sheet, scope: Scope, *, several: bool) -> tuple[Cell, ...]:
    value = sheet.contract.annual_value
    council = scope.material.portfolio.councils[sheet.council].council.name
    at = (Cell(visible(council), ref=Ref("council", sheet.council)),) if several else ()
    return (
        Cell(visible(sheet.contract.name or sheet.key), where=sheet.where or None),
        *at,
        systems_cell(sheet.council, sheet.running, scope),
        Cell("; ".join(sheet.missing)),
        Cell("not recorded" if value is None else pounds(value), key=f"{value or ''}"),
    )


def uncovered(scope: Scope) -> tuple[SystemRef, ...]:
    """Return the systems in use that no recorded contract covers, in order; in-house ones too."""
    found = []
    for council in scope.councils:
        inventory = scope.material.portfolio.councils[council]
        covered = {name for one in inventory.contracts.values() for name in one.systems}
        found += [
            SystemRef(council, key)
            for key, system in sorted(inventory.systems.items())
            if system.in_use and key not in covered
        ]
    return tuple(found)


def bare_table(bare: Sequence[SystemRef], scope: Scope) -> Table:
    """Return systems without a contract."""
    portfolio = scope.material.portfolio
    rows = tuple(
        (
            Cell(visible(portfolio.system(ref).name), ref=Ref("system", str(ref))),
            Cell(
                visible(portfolio.councils[ref.council].council.name),
                ref=Ref("council", ref.council),
            ),
            Cell("yes" if portfolio.system(ref).bespoke else ""),
        )
        for ref in bare[: most_of(scope)]
    )
    more = f": the first {len(rows):,} of {len(bare):,}" if len(rows) < len(bare) else ""
    caption = f"Systems in use without a recorded contract{more}"
    columns = (Head("System"), Head("Council", filter=True), Head("Made for the council"))
    return Table(caption, columns, rows, tools=True)


def next_days(days: Sequence[Deadline], as_of: date) -> str:
    """Return how many days lie ahead, and which comes first, in a sentence."""
    if not days:
        return "Nothing falls due in that time."
    first = [one for one in days if one.on == days[0].on]
    left = plural((first[0].on - as_of).days, "day")
    when = f"{left} after the as-of date" if first[0].on > as_of else "the as-of date itself"
    many = f": {len(first):,} fall on it" if len(first) > 1 else ""
    return f"The first is {day(first[0].on)}, {when}{many}."
