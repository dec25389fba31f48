"""One capability's joint windows on a terminal: every sentence whole, nothing cut."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.comparison.departures import Freedom
from estate.comparison.procurement_rules import Outcome
from estate.comparison.view import known
from estate.portfolio.dates import Quarter, add_months
from estate.rendering.comparing.window_full import full
from estate.rendering.comparing.window_tables import lots
from estate.rendering.comparing.window_words import (
    FREEDOM_WORDS,
    acts_words,
    count_words,
    dates_words,
)
from estate.rendering.comparing.windows import notes
from estate.rendering.kit.terminal import columns_of
from estate.rendering.kit.words import day, listing, pounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.comparison.opportunities import Opportunity
    from estate.comparison.procurement import Coverage
    from estate.comparison.windows import Case, JointDate
    from estate.rendering.kit.terminal import Terminal

_MARKS = {
    Freedom.FREE: "#",
    Freedom.AT_COST: "-",
    Freedom.BY_AGREEMENT: "a",
    Freedom.UNSURE: "?",
    Freedom.OVER: ".",
    Freedom.UNKNOWN: " ",
    Freedom.WITHHELD: "x",
}
_NAME = 28


def windows_text(opportunity: Opportunity, terminal: Terminal) -> str:
    """Return the dates, what each council has to do for them, frameworks, rules and lots."""
    return "\n".join(_lines(opportunity, terminal)).rstrip("\n") + "\n"


def _lines(opportunity: Opportunity, terminal: Terminal) -> Iterator[str]:
    section = full(opportunity)
    yield from (terminal.heading(section.title), "")
    yield from (*terminal.wrap(section.lead[0]), "")
    yield from _strips(opportunity, terminal)
    for best in opportunity.windows.best:
        yield from _date(opportunity, best, terminal)
    if opportunity.frameworks:
        yield from (terminal.heading("Frameworks for all of them"), "")
        for one in opportunity.frameworks:
            yield from _framework(one, terminal)
        yield ""
    if opportunity.checks:
        yield from (terminal.heading("Procurement rules"), "")
        for check in opportunity.checks:
            doubt = "" if check.rule.status == "verified" else " [to be confirmed]"
            words = f"{check.rule.id}: {check.outcome.value}{doubt}. {check.because}"
            words += f" ({check.rule.source})"
            yield from terminal.wrap(words, "  ", "")
        yield ""
    yield from _lots(opportunity, terminal)
    yield from (terminal.heading("Taken for granted"), "")
    for note in notes(opportunity.asked):
        yield from terminal.wrap(note, "  ", "- ")


def _strips(opportunity: Opportunity, terminal: Terminal) -> Iterator[str]:
    """Yield a line for each council with a sign a quarter, for its freest day."""
    windows = opportunity.windows
    quarters = _quarters(windows.first, windows.last)
    names = [terminal.plain(case.council.name) for case in opportunity.cases]
    width = min(max(map(columns_of, names), default=0), _NAME)
    ruler = "".join(f"'{each.year % 100:02} " for each in quarters if each.number == 1)
    blank = " " * (width + 2 + next((k for k, q in enumerate(quarters) if q.number == 1), 0))
    if ruler:
        yield f"{blank}{ruler}".rstrip()
    met: set[Freedom] = set()
    for name, case in zip(names, opportunity.cases, strict=True):
        row = [_freest(case, quarter) for quarter in quarters]
        met.update(row)
        shown = terminal.cut(name, width)
        signs = "".join(_MARKS[freedom] for freedom in row)
        yield f"{shown}{' ' * (width - columns_of(shown))}  {signs}".rstrip()
    key = ", ".join(f"'{_MARKS[freedom]}' {FREEDOM_WORDS[freedom]}" for freedom in sorted(met))
    yield from (*terminal.wrap(f"A sign a quarter, for its freest day: {key}."), "")


def _quarters(first: date, last: date) -> list[Quarter]:
    found = [Quarter.of(first)]
    while (after := Quarter.of(add_months(found[-1].starts, 3))).starts <= last:
        found.append(after)
    return found


def _freest(case: Case, quarter: Quarter) -> Freedom:
    """Return how free a council is on the freest day of a quarter."""
    after = add_months(quarter.starts, 3)
    met = []
    for place, (first, own) in enumerate(case.spans):
        end = case.spans[place + 1][0] if place + 1 < len(case.spans) else date.max
        if first < after and end > quarter.starts:
            met.append(own.freedom)
    return min(met)


def _date(opportunity: Opportunity, best: JointDate, terminal: Terminal) -> Iterator[str]:
    yield from (terminal.heading(f"To leave on {day(best.day)}"), "")
    span = ""
    if best.span.first != best.span.last:
        span = f" Any day from {day(best.span.first)} to {day(best.span.last)} is as good."
    words = f"{_capital(dates_words(best))}: {count_words(best.span)}.{span}"
    yield from (*terminal.wrap(words), "")
    for case in opportunity.cases:
        yield from _case(case, best, terminal)
    cost, unpriced = opportunity.windows.cost(best.span)
    more = f", besides {unpriced} whose cost is not known" if unpriced else ""
    agreed = f"; {pounds(round(extra))} more where it is agreed" if (extra := _agreed(best)) else ""
    yield from (*terminal.wrap(f"In all {pounds(round(cost))} to pay{more}{agreed}."), "")


def _agreed(best: JointDate) -> Fraction:
    """Return what those pay, where it is known, who leave only by agreement."""
    span = best.span
    return sum(
        (span.positions[k].cost or Fraction(0) for k in span.councils(Freedom.BY_AGREEMENT)),
        Fraction(0),
    )


def _case(case: Case, best: JointDate, terminal: Terminal) -> Iterator[str]:
    ways = case.ways(best.day)
    for contract, way in ways:
        pays = "cost not known" if way.cost is None else pounds(round(way.cost))
        head = f"{case.council.name}, {contract.id}: {FREEDOM_WORDS[way.freedom]}, {pays}. "
        yield from terminal.wrap(head + acts_words(contract, way), "    ", "")
    for system in case.systems:
        if not case.council.contracts_of(system):
            hidden = known(system.contracts) is None
            told = "withheld" if hidden else "no contract is recorded"
            words = f"{case.council.name}, {system.ref.system}: {told}."
            yield from terminal.wrap(words, "    ", "")
    if case.also_covered:
        yield from terminal.wrap(f"also covers {listing(case.also_covered)}", "    ", "    ")


def _framework(one: Coverage, terminal: Terminal) -> Iterator[str]:
    told = {
        Outcome.PASS: "covers all",
        Outcome.FAILS: "does not cover all",
    }.get(one.outcome, "may cover all, to be confirmed")
    yield from terminal.wrap(f"{one.id}: {told}.", "  ", "")
    for check in one.checks:
        yield from terminal.wrap(f"{check.outcome.value}: {check.because}", "    ", "  ")


def _lots(opportunity: Opportunity, terminal: Terminal) -> Iterator[str]:
    rows = lots([opportunity]).rows
    if not rows:
        return
    yield from (terminal.heading("Lots that keep more than one supplier"), "")
    yield from terminal.wrap(str(rows[0][4]))
    shares = opportunity.lots.shares
    for number, (lot, share) in enumerate(zip(opportunity.lots.lots, shares, strict=True), 1):
        yield from terminal.wrap(f"Lot {number}, {float(share):.1%}: {listing(lot)}", "    ", "  ")
    yield ""


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
