"""A contract lived through day by day: slow, and sharing nothing with the program's arithmetic.

There is no arithmetic of months here at all. Days go by one at a time; a month has passed when
its first day comes; an end is where the days have arrived when the months are over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import count, takewhile

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Case:
    """What is recorded of a contract; None where it is not."""

    starts: date | None = None
    ends: date | None = None
    term_months: int | None = None
    extensions: tuple[tuple[int, str, bool | None], ...] = ()
    renewal: str | None = None
    renewal_months: int | None = None
    renewals_at_most: int | None = None
    notice_months: int | None = None
    irrevocable_until: date | None = None
    break_notice_months: int | None = None
    early_exit_cost: int | None = None
    annual_value: int | None = None
    holding_over_percent: int | None = None

    def record(self) -> dict[str, object]:
        """Return it as it would stand in a file."""
        told = {name: value for name, value in vars(self).items() if value is not None}
        told["extensions"] = [
            {"months": months, "by": by} | ({} if taken is None else {"taken": taken})
            for months, by, taken in self.extensions
        ]
        return told


@dataclass(frozen=True)
class Found:
    """A window as it was lived through: each act with its number, last day and term's end."""

    ends: date
    how: str
    acts: tuple[tuple[str, int, date | None, date], ...]
    cost: Fraction
    passed: bool | None


def closes_month(day: date) -> bool:
    """Whether the next day is in another month."""
    return (day + DAY).day == 1


@cache
def forward(day: date, months: int, *, keep_month_end: bool) -> date:
    """Wait until so many months have begun, then for the same number of day, or the last there is.

    With `keep_month_end` who began on a month's last day waits for the last day.
    """
    to_the_end = keep_month_end and closes_month(day)
    now, left = day, months
    while left:
        now += DAY
        left -= now.day == 1
    while months and not closes_month(now) and (to_the_end or now.day < day.day):
        now += DAY
    return now


@cache
def backward(day: date, months: int) -> date:
    """Go back until so many months have been left behind, then to the same number of day."""
    now, left = day, months
    while left:
        now -= DAY
        left -= closes_month(now)
    while now.day > day.day:
        now -= DAY
    return now


def first_end(case: Case) -> date | None:
    """Return the last day of the initial term."""
    if case.ends is not None:
        return case.ends
    if case.starts is None or case.term_months is None:
        return None
    return forward(case.starts - DAY, case.term_months, keep_month_end=True)


def already_used(case: Case) -> int:
    """Return how many extensions, from the first, are marked as taken."""
    return len(list(takewhile(lambda extension: extension[2], case.extensions)))


def term_ends(case: Case, used: int, renewals: int) -> list[date]:
    """Return the end of each term in turn: the initial, after each extension, each renewal."""
    start = first_end(case)
    assert start is not None
    spans = [months for months, _, _ in case.extensions[:used]]
    spans += [12 if case.renewal_months is None else case.renewal_months] * renewals
    waited = [sum(spans[:n]) for n in range(len(spans) + 1)]
    return [forward(start, months, keep_month_end=True) for months in waited]


def goes_on(case: Case, renewals: int) -> bool:
    """Whether silence prolongs it after so many renewals."""
    most = case.renewals_at_most
    return case.renewal == "tacit" and (most is None or renewals < most)


def in_force_until(case: Case, on: date) -> tuple[date | None, int]:
    """Live on in silence up to a day: return the end that then holds, and the renewals so far."""
    if first_end(case) is None:
        return None, 0
    used, renewals = already_used(case), 0
    until = term_ends(case, used, 0)[-1]
    day = until
    while day < on:
        day += DAY
        if day > until:
            if not goes_on(case, renewals):
                return None, renewals
            renewals += 1
            until = term_ends(case, used, renewals)[-1]
    return until, renewals


def owed_until(case: Case, leaving: date) -> date | None:
    """Walk from the day of leaving to the first on which the council is free."""
    until, renewals = in_force_until(case, leaving)
    if until is None:
        return None
    bound = case.irrevocable_until or date.min
    day = leaving
    if case.break_notice_months is not None:
        free = forward(leaving, case.break_notice_months, keep_month_end=False)
    else:
        free = date.max
    while True:
        if day >= free and day >= bound:
            # A break that comes before the day of leaving is no earlier than its own notice.
            return min(day, until)
        if day >= until:
            if not goes_on(case, renewals) or bound <= day:
                return until
            renewals += 1
            until = term_ends(case, already_used(case), renewals)[-1]
        day += DAY


def exit_cost(case: Case, leaving: date) -> Fraction | None:
    """Return the price of the months that go by until the council is free."""
    if first_end(case) is None:
        return None
    until = owed_until(case, leaving)
    if case.starts is not None:
        leaving = max(leaving, case.starts - DAY)  # what has not begun is not paid yet
    months, day = 0, leaving
    while until is not None and day < until:
        day += DAY
        months += day.day == leaving.day or (closes_month(day) and day.day < leaving.day)
    if not months:
        return Fraction(0)
    if case.early_exit_cost is not None:
        return Fraction(case.early_exit_cost)
    if case.annual_value is None:
        return None
    return sum((Fraction(case.annual_value, 12) for _ in range(months)), Fraction(0))


def holding_over(case: Case, on: date) -> Fraction:
    """Return the surcharge a year on a day that nothing in the record reaches."""
    endless = case.renewal == "tacit" and case.renewals_at_most is None
    if first_end(case) is None or endless:
        return Fraction(0)
    renewals = (case.renewals_at_most or 0) if case.renewal == "tacit" else 0
    if on <= term_ends(case, len(case.extensions), renewals)[-1]:
        return Fraction(0)
    return Fraction((case.annual_value or 0) * (case.holding_over_percent or 0), 100)


def windows(case: Case, as_of: date, until: date) -> list[Found]:
    """Try every way of leaving: so many extensions, so many renewals, then out."""
    found: dict[date, Found] = {}
    if first_end(case) is not None:
        for used in range(already_used(case), len(case.extensions) + 1):
            for way in _ways(case, used, as_of, until):
                known = found.get(way.ends)
                if known is None or len(way.acts) < len(known.acts):
                    found[way.ends] = way
    ways = [found[day] for day in sorted(found)]
    broken = _break(case, as_of)
    if broken is not None:
        ways = sorted([*ways, broken], key=lambda way: (way.ends, way is broken))
    return ways


def _ways(case: Case, used: int, as_of: date, until: date) -> list[Found]:
    """Live through one, two, three ... renewals after so many extensions, and leave."""
    ways: list[Found] = []
    for renewals in count():
        if renewals and not goes_on(case, renewals - 1):
            break
        end = term_ends(case, used, renewals)[-1]
        enough = used > already_used(case) or ways
        if renewals and enough and end > until:
            break
        way = _leave(case, used, renewals, as_of)
        if way is not None:
            ways.append(way)
    return ways


def _leave(case: Case, used: int, renewals: int, as_of: date) -> Found | None:
    """Live until the end of a term, do what is needed on the last day that it works, and leave."""
    ends = term_ends(case, used, renewals)
    needed: list[tuple[str, int, int, date]] = []
    for number in range(already_used(case), used):
        by_right = case.extensions[number][1] == "council"
        notice = -1 if by_right and case.notice_months is None else case.notice_months
        kind = "extend" if by_right else "agree"
        needed.append((kind, number + 1, (notice or 0) if by_right else 0, ends[number]))
    if goes_on(case, renewals) or case.renewal is None:
        bound = case.irrevocable_until
        if case.renewal == "tacit" and bound is not None and ends[-1] < bound:
            return None
        notice = -1 if case.notice_months is None else case.notice_months
        needed.append(("notice", renewals + 1, notice, ends[-1]))
    acts = []
    for kind, number, notice, closes in needed:
        last = None
        if notice >= 0:
            last = closes
            while last > backward(closes, notice):
                last -= DAY
        acts.append((kind, number, last, closes))
    if ends[-1] < as_of or any(closes < as_of for *_, closes in acts):
        return None
    prolonged = [kind for kind, *_ in acts if kind != "notice"]
    how = "renewed" if renewals else "agreed" if "agree" in prolonged else "by-right"
    passed = _too_late([last for _, _, last, _ in acts], as_of)
    return Found(
        ends[-1], how if renewals or prolonged else "end", tuple(acts), Fraction(0), passed
    )


def _too_late(lasts: list[date | None], as_of: date) -> bool | None:
    if any(last is not None and last < as_of for last in lasts):
        return True
    return None if None in lasts else False


def _break(case: Case, as_of: date) -> Found | None:
    """Give notice on the first day that works, and wait until it takes effect."""
    if case.break_notice_months is None:
        return None
    bound = max(case.irrevocable_until or date.min, case.starts or date.min)
    runs_out = forward(as_of, case.break_notice_months, keep_month_end=False)
    day = as_of
    while day < runs_out or day < bound:
        day += DAY
    cost = Fraction(case.early_exit_cost or 0)
    if first_end(case) is not None:
        until, renewals = in_force_until(case, day)
        if until is None or (until == day and not goes_on(case, renewals)):
            return None
        cost = cost if day < until else Fraction(0)
    by = as_of if day == runs_out else backward(day, case.break_notice_months)
    return Found(day, "break", (("break", 0, by, day),), cost, by < as_of)
