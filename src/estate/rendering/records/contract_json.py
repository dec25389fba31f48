"""Contracts as JSON: the calendar, and each contract with its windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estate.rendering.kit.as_json import fact_json, number
from estate.rendering.records.contract_words import to_do, way_out

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from estate.portfolio.deadlines import Deadline
    from estate.portfolio.windows import Act, Window
    from estate.rendering.records.contract_book import ContractBook, Sheet

Json = dict[str, Any]


def contracts_json(book: ContractBook) -> Json:
    """Return the whole of it; a date or a sum that is not known is null."""
    sheets = book.by_key
    return {
        "as_of": book.as_of.isoformat(),
        "since": book.since.isoformat(),
        "until": book.until.isoformat(),
        "not_all_read": list(book.unread),
        "deadlines": [
            _deadline(day, sheets[day.council, day.contract], book) for day in book.deadlines
        ],
        "contracts": [_sheet(sheet, book) for sheet in book.sheets],
        "totals": {
            "contracts": len(book.sheets),
            "running": len(book.running),
            "annual_value": book.annual_value,
            "without_annual_value": book.unpriced,
        },
    }


def _deadline(day: Deadline, sheet: Sheet, book: ContractBook) -> Json:
    return {
        "date": day.on.isoformat(),
        "date_known": day.known,
        "kind": day.kind.value,
        "passed": day.passed,
        "council": day.council,
        "contract": day.contract,
        "number": day.number or None,
        "systems": list(day.systems),
        "to_do": to_do(day, sheet),
        "term_ends": day.term.isoformat(),
        "then_until": _day(day.then),
        "value": _sum(day.value),
        "fact": fact_json(day.fact, book.where),
    }


def _sheet(sheet: Sheet, book: ContractBook) -> Json:
    contract, terms = sheet.contract, sheet.terms
    return {
        "council": sheet.council,
        "contract": sheet.key,
        "name": contract.name,
        "supplier": contract.supplier,
        "systems": list(contract.systems),
        "systems_in_use": list(sheet.running),
        "annual_value": contract.annual_value,
        "where": sheet.where or None,
        "ended": sheet.over,
        "first_end": _day(terms.first_end),
        "current_end": _day(terms.current_end),
        "in_force_until": _day(sheet.in_force),
        "end_by_right": _day(terms.end_by_right),
        "last_end": _day(terms.last_end),
        "bound_until": _day(sheet.bound_until),
        "leaving_now_costs": _sum(sheet.leaving_now),
        "holding_over_a_year": _sum(terms.holding_over(book.as_of)),
        "windows": [_window(window, sheet, book.as_of) for window in sheet.windows],
        "not_recorded": list(sheet.missing),
    }


def _window(window: Window, sheet: Sheet, as_of: date) -> Json:
    return {
        "last_day": window.ends.isoformat(),
        "how": window.how.value,
        "extensions": window.extensions,
        "renewals": window.renewals,
        "decide_by": _day(window.decide_by),
        "passed": window.passed(as_of),
        "cost": _sum(window.cost),
        "acts": [_act(act, as_of) for act in window.acts],
        "what_it_takes": way_out(window, sheet, as_of),
    }


def _act(act: Act, as_of: date) -> Json:
    return {
        "kind": act.kind.value,
        "number": act.number or None,
        "by": _day(act.by),
        "passed": act.passed(as_of),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _sum(value: Fraction | None) -> float | int | None:
    """Return pounds: whole where they are, else to four decimals."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else number(value)
