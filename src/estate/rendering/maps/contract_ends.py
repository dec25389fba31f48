"""When what a system stands on ends: its contracts, in classes of a year each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months
from estate.rendering.canvas.colouring import Shade
from estate.rendering.canvas.palette import (
    IN_A_YEAR,
    IN_THREE_YEARS,
    IN_TWO_YEARS,
    LATER,
    NO_END,
    OVER,
    RiskStyle,
)
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.portfolio import Contract

STEPS = ((12, IN_A_YEAR), (24, IN_TWO_YEARS), (36, IN_THREE_YEARS))


def shade_of(contracts: Sequence[Contract], as_of: date) -> Shade:
    """Return the class of the first end among contracts in force, and that day in words.

    A contract that is over counts only where no other is in force. One whose end is not known
    leaves the class open, unless another ends within a year, which no other could bring forward.
    """
    if not contracts:
        return Shade(NO_END, ("no contract recorded",))
    ends = [_end(contract, as_of) for contract in contracts]
    running = [(until, renews) for until, renews in ends if until is not None and until >= as_of]
    unknown = any(until is None for until, _ in ends)
    if not running:
        if unknown:
            return Shade(NO_END, (NO_END.words,))
        last = max(until for until, _ in ends if until is not None)
        return Shade(OVER, (OVER.words, f"since {day(last)}"))
    until, renews = min(running)
    style = _class(until, as_of)
    if unknown and style is not IN_A_YEAR:
        return Shade(NO_END, (NO_END.words, f"one of them: {day(until)}"))
    said = f"{day(until)}, or renews itself" if renews else day(until)
    return Shade(style, (style.words, said))


def _end(contract: Contract, as_of: date) -> tuple[date | None, bool]:
    """Return the last day of the term that runs, or that ran last, and whether it renews itself.

    None where no end is recorded, or where it is over unless it has renewed itself and nobody
    recorded whether it does.
    """
    terms = contract.terms
    end = terms.current_end
    if end is None or (end < as_of and terms.renewal is None):
        return None, False
    running = terms.term_in_force(as_of)
    if running is not None:
        return running, terms.renews
    rounds = (terms.renewals_at_most or 0) if terms.renews else 0
    return terms.end_after(terms.taken, rounds), False


def _class(until: date, as_of: date) -> RiskStyle:
    for months, style in STEPS:
        if until <= add_months(as_of, months):
            return style
    return LATER
