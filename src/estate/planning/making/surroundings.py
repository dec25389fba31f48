"""What the record says around a system: its contracts by month, and when it may not go live."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import half_up
from estate.portfolio import CATALOGUE, Fact
from estate.portfolio.windows import Leaving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.graph import EstateGraph
    from estate.planning.making.notes import Notes
    from estate.planning.problem.calendar import Calendar
    from estate.portfolio import Contract, Freeze, Portfolio, System, SystemRef
    from estate.portfolio.terms import Terms

_MONTHS = 12


def contract_tables(
    graph: EstateGraph, ref: SystemRef, as_of: date, calendar: Calendar, notes: Notes
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[Fact, ...]]:
    """Return what leaving costs on the first day of each month, and the premium of each month.

    A contract that covers several systems is shared equally among them.
    """
    exits = [Fraction(0)] * (calendar.months + 1)
    premiums = [Fraction(0)] * calendar.months
    facts = []
    for name, contract in graph.contracts_of(ref):
        share = max(1, len(contract.systems))
        if share > 1:
            notes.assume("contract-shared", f"{ref.council}: {name}")
        _note_unknown(contract, f"{ref.council}: {name}", notes)
        terms = contract.terms
        found, known = _leaving(terms, as_of, calendar)
        if not known:
            notes.assume("notice-unknown", f"{ref.council}: {name}")
        for month, pounds in enumerate(found):
            exits[month] += pounds / share
        for month in range(calendar.months):
            premiums[month] += terms.holding_over(calendar.first_day(month)) / _MONTHS / share
        facts.append(Fact(ref.council, ("contracts", name)))
    return (
        tuple(half_up(pounds) for pounds in exits) if facts else (),
        tuple(half_up(pounds) for pounds in premiums) if any(premiums) else (),
        tuple(facts),
    )


def _leaving(terms: Terms, as_of: date, calendar: Calendar) -> tuple[list[Fraction], bool]:
    """Return what leaving costs on the day before each month, and whether notice is known.

    Where it is not, it counts as given in time; where the price is not known, as nothing.
    """
    leaving = Leaving(terms, as_of, calendar.first_day(calendar.months))
    found, known = [], True
    for month in range(calendar.months + 1):
        last = calendar.first_day(month) - timedelta(days=1)
        pounds = leaving.cost(last)
        if pounds is None:
            pounds = terms.exit_cost(last)
            known = known and not pounds
        found.append(pounds or Fraction(0))
    return found, known


def _note_unknown(contract: Contract, subject: str, notes: Notes) -> None:
    if contract.current_end is None:
        notes.assume("contract-end-unknown", subject)
    elif contract.early_exit_cost is None and contract.annual_value is None:
        notes.assume("exit-cost-unknown", subject)


def frozen_months(
    portfolio: Portfolio, ref: SystemRef, system: System, calendar: Calendar
) -> tuple[frozenset[int], tuple[Fact, ...]]:
    """Return the months on whose first day a system may not go live, and why."""
    months: set[int] = set()
    facts = []
    for owner, name, freeze in _freezes(portfolio, ref):
        if not any(covers(pattern, system.capabilities) for pattern in freeze.capabilities):
            continue
        facts.append(Fact(owner, ("freezes", name)))
        months.update(
            month
            for month in range(calendar.months + 1)
            if _within(freeze, calendar.first_day(month))
        )
    return frozenset(months), tuple(facts)


def _freezes(portfolio: Portfolio, ref: SystemRef) -> Iterator[tuple[str, str, Freeze]]:
    for name, freeze in sorted(portfolio.catalogue.freezes.items()):
        yield CATALOGUE, name, freeze
    for name, freeze in sorted(portfolio.councils[ref.council].freezes.items()):
        yield ref.council, name, freeze


def covers(pattern: str, capabilities: tuple[str, ...]) -> bool:
    """Whether a pattern, an id, `group.*` or `*`, covers one of some capabilities."""
    if pattern == "*":
        return True
    if pattern.endswith(".*"):
        return any(capability.startswith(pattern[:-1]) for capability in capabilities)
    return pattern in capabilities


def _within(freeze: Freeze, day: date) -> bool:
    first, last = freeze.from_, freeze.to
    if isinstance(first, date) and isinstance(last, date):
        return first <= day <= last
    here = f"{day.month:02d}-{day.day:02d}"
    start, end = str(first), str(last)
    return start <= here <= end if start <= end else here >= start or here <= end
