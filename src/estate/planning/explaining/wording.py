"""Sentences of an explanation: sums, scores and limits in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import half_up
from estate.planning.program.costs import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.planning.problem.calendar import Calendar
    from estate.planning.program.columns import Limit
    from estate.planning.program.costs import Components, Ledger
    from estate.scoring import Interval

PARTS = {
    "running": "running cost",
    "holding_over": "holding over the contract",
    "leaving": "leaving the contract early",
    "capital": "capital",
    "revenue": "one-off revenue",
    "rework": "building interfaces again",
    "risk": "risk",
    "moving": "change of plan",
}
"""What the components of a cost are called."""


PRICED = {"low": "low end", "midpoint": "middle", "high": "high end"}
"""What the point of a range is called that the policy plans with."""
_NAMED = 3
"""How many criteria a sentence names."""


def pounds(amount: int) -> str:
    """Return `£1,234`, or `-£20`."""
    return f"{'-' if amount < 0 else ''}£{abs(amount):,}"


def points(score: Fraction | int) -> str:
    """Return a score to one decimal, without one where it is whole."""
    tenths = half_up(Fraction(score) * 10)
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def how_many(count: int, thing: str) -> str:
    """Return `1 month`, or `1,200 months`."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"


def other_members(count: int) -> str:
    """Return `the other new member`, or `the 3 other new members`."""
    return "the other new member" if count == 1 else f"the {count} other new members"


def listed(words: Sequence[str], most: int = 4) -> str:
    """Return `a`, `a and b`, or `a, b and 3 more`."""
    shown = list(words[:most])
    if len(words) > most:
        shown.append(f"{len(words) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def limit_name(calendar: Calendar, limit: Limit) -> str:
    """Return what a limit is of: `capital in 2027-28`."""
    if limit.rule in ("capital", "revenue"):
        what = "capital" if limit.rule == "capital" else "one-off revenue"
        return f"{what} in {calendar.year_label(limit.period)}"
    label = calendar.quarter_words(limit.period)
    if limit.rule == "skill":
        return f"person-days of {limit.item} in {label}"
    if limit.rule == "changes":
        of = f" for {limit.item}" if limit.item else ""
        return f"the changes at once{of} in {label}"
    return f"places on {limit.owner} in {label}"


def short_words(calendar: Calendar, limit: Limit, short: int) -> str:
    """Return by how much a limit is short: `£12,000 more capital in 2027-28`."""
    name = limit_name(calendar, limit)
    if limit.rule in ("capital", "revenue"):
        return f"{pounds(short)} more {name}"
    if limit.rule == "skill":
        return f"{short:,} more {name}" if short > 1 else f"1 more person-day{name[11:]}"
    if limit.rule == "changes":
        return f"{how_many(short, 'more change')} at once{name[19:]}"
    return f"{how_many(short, 'more place')}{name[6:]}"


def differences(ledger: Ledger, before: Components, after: Components) -> dict[str, int]:
    """Return by how many pounds each component grows."""
    return {
        name: rounded(getattr(after, name) - getattr(before, name), ledger.unit)
        for name in before._fields
    }


def parts_of(found: dict[str, int]) -> str:
    """Return the money in a difference, part by part: what is more, then what is less."""
    money = [(PARTS[name], amount) for name, amount in found.items() if name != "risk"]
    more = [f"{pounds(amount)} more {what}" for what, amount in money if amount > 0]
    less = [f"{pounds(-amount)} less {what}" for what, amount in money if amount < 0]
    return ", ".join(more + less)


def money_words(found: dict[str, int]) -> str:
    """Return what a change costs in money against keeping the system, discounted."""
    total = sum(amount for name, amount in found.items() if name != "risk")
    if not total and not parts_of(found):
        return "In money it costs as much as keeping it."
    verdict = f"{pounds(abs(total))} {'less' if total < 0 else 'more'}"
    return f"In money it costs {verdict} than keeping it: {parts_of(found)}."


@dataclass(frozen=True, slots=True)
class Counted:
    """A score as the plan counts it, and the range that it stands for; None where it is exact."""

    score: Fraction | int
    range: Interval | None = None

    def __str__(self) -> str:
        """Return `18`, or `about 18 (6.1 to 30)`."""
        if self.range is None or self.range.exact:
            return points(self.score)
        about = "about " if self.score == self.range.midpoint else ""
        low, high = points(self.range.low), points(self.range.high)
        return f"{about}{points(self.score)} ({low} to {high})"


def risk_words(
    live: tuple[Counted, Counted],
    last: tuple[Counted, Counted],
    worth: int,
    price: int,
) -> str:
    """Return what a change does to the risk score, and what the policy makes of it.

    `live` is the score on going live without the change and with it; `last` at the plan's end.
    """
    (before, after), (kept, left) = live, last
    now = (
        f"It leaves the risk score at {before} at first"
        if before == after
        else f"It {_moves(before, after)} the risk score from {before} to {after}"
    )
    later = ""
    if (kept, left) != (before, after):
        later = f"; at the end of the plan it is {left} instead of {kept}"
    elif before == after:
        return f"It leaves the risk score at {before}."
    counted = f"worth {pounds(worth)}" if worth >= 0 else f"costing {pounds(-worth)}"
    return f"{now}{later}. The policy counts that as {counted} ({pounds(price)} a point a year)."


def _moves(before: Counted, after: Counted) -> str:
    if after.score == before.score:
        return "changes"
    return "lowers" if after.score < before.score else "raises"


def rests_words(not_known: Sequence[str], unknown_risk: str, between: tuple[int, int]) -> str:
    """Return what a worth rests on where risk is a range: what is not known, and how much it is.

    `between` is what the change is better by than keeping the system, in pounds, if all that is
    not known turned out at its best, and at its worst.
    """
    named = ", ".join(not_known[:_NAMED])
    many = "; first of all " if len(not_known) > _NAMED else ": "
    what = "criterion that is" if len(not_known) == 1 else "criteria that are"
    head = f"That rests on {len(not_known)} {what} not known{many}{named}." if not_known else ""
    well, badly = (_against_keeping(better) for better in between)
    return (
        f"{head} The {PRICED[unknown_risk]} of the range is priced (unknown_risk = {unknown_risk})."
        f" Were all that is not known at its best, this would be {well} than"
        f" keeping it; at its worst, {badly}."
    ).lstrip()


def _against_keeping(better: int) -> str:
    return f"{pounds(abs(better))} {'better' if better >= 0 else 'worse'}"


def verdict_words(better: int) -> str:
    """Return which of changing and keeping is better by the plan's measure."""
    if better >= 0:
        return f"By the plan's measure it is {pounds(better)} better than keeping it."
    return f"By the plan's measure it is {pounds(-better)} worse than keeping it."


def no_budget_words(purse: str, label: str) -> str:
    """Return that a year has no budget on record though others have, and what that counts as."""
    what = "capital" if purse == "capital" else "one-off revenue"
    return (
        f"no {what} budget is recorded for {label} (years that are not recorded count as none,"
        " since others are)"
    )


def limit_words(
    calendar: Calendar, limit: Limit, amount: int, room: int, *, recorded: bool = True
) -> str:
    """Return how a limit leaves too little room for a step; a budget may not be `recorded`."""
    left = max(room, 0)
    if limit.rule in ("capital", "revenue"):
        label = calendar.year_label(limit.period)
        if not recorded:
            words = no_budget_words(limit.rule, label)
            return f"{words[0].upper()}{words[1:]}; it needs {pounds(amount)}."
        what = "capital" if limit.rule == "capital" else "one-off revenue"
        return f"There is {pounds(left)} of {what} left in {label}; it needs {pounds(amount)}."
    if limit.rule == "onto":
        return f"{limit.owner} cannot be folded into {limit.item} if that goes away too."
    label = calendar.quarter_words(limit.period)
    if limit.rule == "skill":
        days = "person-day" if left == 1 else "person-days"
        are = "is" if left == 1 else "are"
        return f"{left} {days} of {limit.item} {are} left in {label}; it needs {amount}."
    if limit.rule == "changes":
        of = f" for {limit.item}" if limit.item else ""
        return f"As many changes as there can be at once{of} are already under way in {label}."
    return f"{limit.owner} takes on no more members in {label}."
