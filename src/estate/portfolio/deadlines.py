"""The calendar of an estate: the days on which somebody must act on a contract, or know of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.portfolio.dates import add_months
from estate.portfolio.identifiers import Fact
from estate.portfolio.windows import Act, ActKind, How, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.portfolio.contracts import Contract
    from estate.portfolio.inventory import Inventory, Portfolio
    from estate.portfolio.terms import Terms

LOOK_BACK = 6
"""Months for which a day that has passed is still shown."""


class DeadlineKind(StrEnum):
    """What falls on a day."""

    NOTICE = "notice"
    """The last day to give notice, so that it does not renew itself."""
    EXTEND = "extend"
    """The last day to use an extension that the council has by right."""
    AGREE = "agree"
    """The last day to have agreed an extension."""
    END = "end"
    """It ends, systems under it run, and no other contract is recorded for them."""
    RENEWAL = "renewal"
    """It renews itself, since notice was not given in time or its period is not recorded."""
    FREE = "free"
    """From this day on it can be ended early."""


_KINDS = {kind: place for place, kind in enumerate(DeadlineKind)}

SHORTER = timedelta(days=3)
"""By so much months differ in length: six months before 31 March is 30 September."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day in the calendar."""

    on: date
    kind: DeadlineKind
    council: str
    contract: str
    number: int
    """Which extension or renewal it is about, counted from 1; 0 where it is about neither."""
    systems: tuple[str, ...]
    """The contract's systems that run; for an end, those for which nothing follows."""
    value: Fraction | None
    """Pounds at stake: the price of the time that is won or saved; of an end, of a year."""
    fact: Fact
    """What it rests on."""
    term: date
    """The last day of the term that it is about."""
    then: date | None
    """The last day if the extension is used, or if it renews itself; else None."""
    known: bool
    """False where the period of notice is not recorded: the day itself may come earlier."""
    passed: bool
    """Whether it is before the as-of date."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A contract with what is asked of it again and again."""

    council: str
    name: str
    contract: Contract
    terms: Terms
    running: tuple[str, ...]
    as_of: date
    since: date
    until: date

    @property
    def term_is_over(self) -> bool:
        """Whether the term is over that the next extension would have prolonged."""
        end = self.terms.current_end
        return end is not None and end < self.as_of

    def made(  # noqa: PLR0913  # one day, told in full
        self,
        kind: DeadlineKind,
        on: date,
        *,
        term: date,
        key: str | None,
        months: int = 12,
        number: int = 0,
        then: date | None = None,
        known: bool = True,
        systems: tuple[str, ...] | None = None,
    ) -> Deadline:
        price = self.terms.annual_value
        path = ("contracts", self.name) if key is None else ("contracts", self.name, key)
        return Deadline(
            on=on,
            kind=kind,
            council=self.council,
            contract=self.name,
            number=number,
            systems=self.running if systems is None else systems,
            value=None if price is None else Fraction(price * months, 12),
            fact=Fact(self.council, path),
            term=term,
            then=then,
            known=known,
            passed=on < self.as_of,
        )


def calendar(
    portfolio: Portfolio,
    as_of: date,
    months: int,
    councils: Sequence[str] | None = None,
    look_back: int = LOOK_BACK,
) -> tuple[Deadline, ...]:
    """Return the days from `look_back` months before a date to `months` after it, in order.

    An end that left systems without a contract stays in it however long ago it was.
    """
    since, until = add_months(as_of, -look_back), add_months(as_of, months)
    found: list[Deadline] = []
    for council in sorted(portfolio.councils if councils is None else councils):
        inventory = portfolio.councils[council]
        running = {name for name, system in inventory.systems.items() if system.in_use}
        terms = {name: contract.terms for name, contract in inventory.contracts.items()}
        beside = _beside(inventory)
        for name, contract in inventory.contracts.items():
            live = tuple(sorted(running.intersection(contract.systems)))
            case = _Case(council, name, contract, terms[name], live, as_of, since, until)
            found += _days(case)
            if contract.successor not in inventory.contracts:
                found += _end(case, beside, terms)
    return tuple(sorted(found, key=_order))


def _order(day: Deadline) -> tuple[date, str, str, int, int]:
    return day.on, day.council, day.contract, _KINDS[day.kind], day.number


def _beside(inventory: Inventory) -> Mapping[str, list[str]]:
    """Return the contracts of each system."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, contract in inventory.contracts.items():
        for system in contract.systems:
            found[system].append(name)
    return found


def _days(case: _Case) -> Iterator[Deadline]:
    """Yield the days of one contract, but for its end."""
    terms = case.terms
    yield from _extensions(case)
    # Notice for the end of a long month may fall due at the end of a short one.
    reach = add_months(case.until, terms.notice_months or 0) + SHORTER
    for window in windows(terms, case.since, reach):
        if window.extensions == terms.taken and window.how is not How.BREAK:
            for act in window.acts:
                if act.kind is ActKind.NOTICE:
                    yield from _notice(case, act)
    free = terms.irrevocable_until
    if free is not None and terms.break_notice_months is not None and case.since <= free:
        term = terms.term_in_force(free)
        if free <= case.until and term is not None and free < term:
            yield case.made(DeadlineKind.FREE, free, term=term, key="irrevocable_until")


def _notice(case: _Case, act: Act) -> Iterator[Deadline]:
    """Yield the last day for notice, and the renewal itself where that has passed or is unknown."""
    terms, end = case.terms, act.closes
    then = terms.end_after(terms.taken, act.number) if terms.renews else None
    if act.by is not None and case.since <= act.by <= case.until:
        yield case.made(
            DeadlineKind.NOTICE,
            act.by,
            term=end,
            key="notice_months",
            months=terms.period if terms.renews else 12,
            number=act.number,
            then=then,
        )
    open_still = act.by is not None and act.by >= case.as_of
    if then is not None and not open_still and case.as_of <= end <= case.until:
        yield case.made(
            DeadlineKind.RENEWAL,
            end,
            term=end,
            key="renewal",
            months=terms.period,
            number=act.number,
            then=then,
            known=act.by is not None,
        )


def _extensions(case: _Case) -> Iterator[Deadline]:
    """Yield the last day to use or to agree each extension that is left."""
    terms = case.terms
    for used in range(terms.taken, len(terms.extensions)):
        term, step = terms.end_after(used), terms.extensions[used]
        if term is None:
            return
        by_right = step.by == "council"
        notice = terms.notice_deadline(term) if by_right else term
        on = term if notice is None else notice
        lost = case.term_is_over and on >= case.as_of
        if case.since <= on <= case.until and not lost:
            yield case.made(
                DeadlineKind.EXTEND if by_right else DeadlineKind.AGREE,
                on,
                term=term,
                key="extensions",
                months=step.months,
                number=used + 1,
                then=terms.end_after(used + 1),
                known=notice is not None,
            )


def _end(
    case: _Case, beside: Mapping[str, list[str]], terms: Mapping[str, Terms]
) -> Iterator[Deadline]:
    """Yield the end of a contract where something that runs is left without one."""
    own = case.terms
    last = own.current_end
    if own.renews and own.renewals_at_most is not None:
        last = own.end_after(own.taken, own.renewals_at_most)
    if last is None or last > case.until or last == date.max:
        return
    if own.renews and own.renewals_at_most is None:
        return
    rest = own.extensions[own.taken :]
    if rest and last >= case.as_of and (rest[0].by == "agreement" or own.notice_months is None):
        return  # the day to prolong it is the same, and says so
    on = max(last + timedelta(days=1), case.as_of)
    left = tuple(
        system
        for system in case.running
        if not any(_covers(terms[name], on) for name in beside[system])
    )
    if left:
        key = "term_months" if own.ends is None else "ends"
        yield case.made(DeadlineKind.END, last, term=last, key=key, systems=left)


def _covers(terms: Terms, on: date) -> bool:
    """Whether a contract is in force on a day, or may be for all that is recorded."""
    if terms.starts is not None and terms.starts > on:
        return False
    return terms.first_end is None or terms.term_in_force(on) is not None
