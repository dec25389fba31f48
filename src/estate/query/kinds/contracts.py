"""Contracts: their own facts, and the dates that follow from their terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.portfolio import Contract, SystemRef
from estate.portfolio.windows import cost_of_leaving
from estate.query.columns import POUNDS, Column
from estate.query.kind import Kind
from estate.query.kinds.common import OF_COUNCIL, dates, numbers, of_councils
from estate.query.values import Range, Sort, number
from estate.query.world import Entry, World

if TYPE_CHECKING:
    from datetime import date


def running_end(contract: Contract, on: date) -> date | None:
    """Return the last day of the term that runs on a day; of the last one where all are over.

    Extensions that were taken count, and so do tacit renewals.
    """
    terms = contract.terms
    running = terms.term_in_force(on)
    if running is not None or not terms.renews:
        return running or terms.current_end
    return terms.end_after(terms.taken, terms.renewals_at_most or 0)


def notice_by(contract: Contract, on: date) -> date | None:
    """Return the last day on which notice for the end of the running term can be given."""
    end = running_end(contract, on)
    return contract.notice_deadline(end) if end else None


def not_superseded(world: World, ref: SystemRef) -> list[tuple[str, Contract]]:
    """Return a system's contracts; those that are over only where no other one is left."""
    contracts = world.contracts.get(ref, ())
    return [one for one in contracts if not _over(one[1], world.as_of)] or list(contracts)


def _over(contract: Contract, on: date) -> bool:
    end = running_end(contract, on)
    return end is not None and end < on


def _exit_cost(world: World, entry: Entry) -> Range | None:
    return number(cost_of_leaving(entry.record.terms, world.as_of))


KIND = Kind(
    name="contracts",
    one="contract",
    about="Agreements with suppliers, and when they end.",
    model=Contract,
    rows=of_councils("contracts"),
    shown=("council", "id", "supplier", "systems", "ends", "notice_by", "annual_value"),
    derived=(
        *OF_COUNCIL,
        dates(
            "ends",
            "Last day of the term that runs: extensions taken and tacit renewals counted.",
            lambda world, entry: running_end(entry.record, world.as_of),
        ),
        dates(
            "initial_end",
            "Last day of the initial term: the recorded `ends`, or by its start and months.",
            lambda _, entry: entry.record.first_end,
        ),
        dates(
            "notice_by",
            "Last day on which notice for `ends` can be given.",
            lambda world, entry: notice_by(entry.record, world.as_of),
        ),
        dates(
            "end_by_right",
            "Last day that the council can reach by extensions it may use alone.",
            lambda _, entry: entry.record.end_by_right,
        ),
        dates(
            "last_end",
            "Last day with every extension used.",
            lambda _, entry: entry.record.last_end,
        ),
        numbers(
            "exit_cost",
            "What leaving on the as-of date would cost; where notice was missed, until the next.",
            _exit_cost,
            POUNDS,
        ),
        Column(
            "over",
            Sort.YES_NO,
            "Whether it ended before the as-of date.",
            lambda world, entry: (
                _over(entry.record, world.as_of) if entry.record.first_end is not None else None
            ),
        ),
    ),
    aliases={"system": "systems"},
)
