"""Contracts gathered for reading: each with its windows and gaps, and the calendar of them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio import Fact
from estate.portfolio.dates import add_months
from estate.portfolio.deadlines import LOOK_BACK, DeadlineKind, calendar
from estate.portfolio.terms import FROM_YEAR_TO_YEAR
from estate.portfolio.windows import bound_until, cost_of_leaving, windows
from estate.rendering.kit.words import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from estate.portfolio import Contract, Inventory, Portfolio
    from estate.portfolio.deadlines import Deadline
    from estate.portfolio.terms import Terms
    from estate.portfolio.windows import Window

    Where = Callable[[Fact], str | None]

NO_END = "the end date"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One contract as it stands on the as-of date."""

    council: str
    key: str
    contract: Contract
    terms: Terms
    supplier: str | None
    """The supplier's name; its id where the catalogue has none."""
    running: tuple[str, ...]
    """Its systems that run."""
    windows: tuple[Window, ...]
    in_force: date | None
    """The end of the term that runs; None if it is over or its end is not known."""
    bound_until: date | None
    """The first day on which the council can be out if it acts today; None if not known."""
    leaving_now: Fraction | None
    """What leaving on the as-of date would cost; None where that is not known."""
    missing: tuple[str, ...]
    """What is not recorded, and what is taken instead."""
    where: str

    @property
    def title(self) -> str:
        """Its name, or `council/contract` where it has none."""
        return f"{self.council}/{self.key}"

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.terms.first_end is not None and self.in_force is None


@dataclass(frozen=True, slots=True)
class ContractBook:
    """All contracts that were asked for, and the calendar of what they ask for."""

    as_of: date
    since: date
    until: date
    sheets: tuple[Sheet, ...]
    deadlines: tuple[Deadline, ...]
    where: Where
    unread: tuple[str, ...] = ()
    """The councils of which a file or a contract could not be read."""

    @property
    def passed(self) -> tuple[Deadline, ...]:
        """The days that are over, in order."""
        return tuple(day for day in self.deadlines if day.passed)

    @property
    def ahead(self) -> tuple[Deadline, ...]:
        """The days from the as-of date on, in order."""
        return tuple(day for day in self.deadlines if not day.passed)

    @property
    def passed_together(self) -> tuple[tuple[Deadline, ...], ...]:
        """The days that are over; those of a contract that renewed itself again and again as one.

        They stand where the last of them does.
        """
        lots: dict[tuple[object, ...], list[Deadline]] = {}
        for place, one in enumerate(self.passed):
            again = one.kind is DeadlineKind.NOTICE and one.then is not None
            lots.setdefault((one.council, one.contract, -1 if again else place), []).append(one)
        return tuple(map(tuple, sorted(lots.values(), key=lambda lot: self.passed.index(lot[-1]))))

    def next_notice(self, missed: Deadline) -> Deadline | None:
        """Return the next day for notice to end the contract of a day that passed."""
        own = (
            one
            for one in self.ahead
            if one.kind is DeadlineKind.NOTICE
            and (one.council, one.contract) == (missed.council, missed.contract)
        )
        return next(own, None)

    @property
    def nothing(self) -> str:
        """What is said where there is no contract."""
        return "No contract could be read." if self.unread else "No contract is recorded."

    @property
    def warning(self) -> str:
        """That contracts may be missing, and of whom; empty where all could be read."""
        if not self.unread:
            return ""
        return f"Not all of {listing(self.unread, 6)} could be read: contracts may be missing."

    @property
    def by_key(self) -> dict[tuple[str, str], Sheet]:
        """The contracts by council and id."""
        return {(sheet.council, sheet.key): sheet for sheet in self.sheets}

    @property
    def running(self) -> tuple[Sheet, ...]:
        """The contracts that are not over."""
        return tuple(sheet for sheet in self.sheets if not sheet.over)

    @property
    def annual_value(self) -> int:
        """Pounds a year of the contracts that are not over, as far as recorded."""
        return sum(sheet.contract.annual_value or 0 for sheet in self.running)

    @property
    def unpriced(self) -> int:
        """How many of them have no price a year recorded."""
        return sum(sheet.contract.annual_value is None for sheet in self.running)


def contract_book(
    portfolio: Portfolio,
    as_of: date,
    months: int,
    councils: Sequence[str],
    where: Where,
    unread: Collection[Fact] = (),
) -> ContractBook:
    """Gather the contracts of councils, and their calendar for so many months ahead.

    `unread` is what a fault kept from being read.
    """
    until = add_months(as_of, months)
    sheets = tuple(
        _sheet(portfolio, council, key, as_of, until, where)
        for council in councils
        for key in sorted(portfolio.councils[council].contracts)
    )
    days = calendar(portfolio, as_of, months, councils)
    since = add_months(as_of, -LOOK_BACK)
    lost = {fact.owner for fact in unread if fact.path[:1] in {(), ("contracts",)}}
    return ContractBook(as_of, since, until, sheets, days, where, tuple(sorted(lost)))


def _sheet(  # where a contract stands, and from when to when
    portfolio: Portfolio, council: str, key: str, as_of: date, until: date, where: Where
) -> Sheet:
    inventory = portfolio.councils[council]
    contract = inventory.contracts[key]
    terms = contract.terms
    return Sheet(
        council=council,
        key=key,
        contract=contract,
        terms=terms,
        supplier=_supplier(portfolio, contract),
        running=_running(inventory, contract),
        windows=windows(terms, as_of, until),
        in_force=terms.term_in_force(as_of),
        bound_until=bound_until(terms, as_of),
        leaving_now=cost_of_leaving(terms, as_of),
        missing=_missing(terms),
        where=where(Fact(council, ("contracts", key))) or "",
    )


def _supplier(portfolio: Portfolio, contract: Contract) -> str | None:
    if contract.supplier is None:
        return None
    known = portfolio.catalogue.suppliers.get(contract.supplier)
    return known.name if known else contract.supplier


def _running(inventory: Inventory, contract: Contract) -> tuple[str, ...]:
    systems = inventory.systems
    return tuple(
        sorted({name for name in contract.systems if name in systems and systems[name].in_use})
    )


def _missing(terms: Terms) -> tuple[str, ...]:
    """Return what is not recorded of the terms, as far as it would tell more."""
    gaps = []
    if terms.first_end is None:
        gaps.append(NO_END)
    if terms.renewal is None:
        gaps.append("whether it renews itself")
    if terms.renews and terms.renewal_months is None:
        gaps.append(f"how long a renewal lasts (taken as {FROM_YEAR_TO_YEAR} months)")
    says_so = terms.renewal != "none" or any(
        step.by == "council" for step in terms.extensions[terms.taken :]
    )
    if terms.notice_months is None and says_so:
        gaps.append("the period of notice")
    if terms.annual_value is None:
        gaps.append("the price a year")
    return tuple(gaps)
