"""What platforms' members pay, as rows: a price for each number of members in a financial year.

The price a member falls in steps as others join, so the sum paid is no straight line. Each year has
one variable a number of members, and each joiner says at which price it is a member: a joiner
cannot pay the price for six unless six are there. Without the latter the relaxation has everybody
pay the lowest price for a fraction of a platform, and the bound is poor.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from estate.planning.problem.calendar import DISCOUNT_SCALE, MONTHS_A_QUARTER, MONTHS_A_YEAR
from estate.planning.program.costs import rounded

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem, PlatformCase
    from estate.planning.program.draft import Draft
    from estate.planning.program.sparse import Ints


@dataclass(frozen=True)
class Counted:
    """Members at the end of a financial year: the variable of n is 1 if there are n."""

    variables: dict[int, int]
    columns: list[int]

    def settle(self, vector: Ints) -> None:
        """Write the number of members."""
        number = int(vector[self.columns].sum())
        if number in self.variables:
            vector[self.variables[number]] = 1


@dataclass(frozen=True)
class Among:
    """One joiner at one price: 1 if it is a member and there are as many as have that price."""

    variable: int
    columns: list[int]
    counts: list[int]

    def settle(self, vector: Ints) -> None:
        """Write whether it is."""
        vector[self.variable] = vector[self.columns].sum() * vector[self.counts].sum()


@dataclass(frozen=True, slots=True)
class Join:
    """A council becomes a member: a column of its only system that can, or a variable."""

    variable: int
    council: str
    quarter: int
    systems: tuple[int, ...]
    """The systems whose choices decide it."""

    @property
    def month(self) -> int:
        """Return the first month of its quarter; years begin with quarters."""
        return self.quarter * MONTHS_A_QUARTER


def add_fees(draft: Draft, platform: PlatformCase, joins: list[Join], opened: int | None) -> None:
    """Price the members of each financial year at the tier that their number reaches.

    `opened` is the variable that says whether anybody becomes a member at all, if there is one.
    """
    calendar = draft.problem.calendar
    before: dict[int, int] = {}
    for year in range(calendar.costed_years):
        months = calendar.year_months(year)
        upto = [join for join in joins if join.month < months.stop]
        if not upto:
            continue
        last = months.stop > calendar.horizon
        counts = _counts(draft, platform, joins, months, last=last)
        draft.row(dict.fromkeys(counts.values(), 1), 1, 1)
        draft.definitions.append(Counted(counts, [join.variable for join in upto]))
        joined = [join for join in upto if join.month in months] if before else upto
        terms = {variable: n for n, variable in counts.items() if n}
        terms.update({variable: -n for n, variable in before.items() if n})
        draft.row({**terms, **{join.variable: -1 for join in joined}}, 0, 0)
        _tell_apart(draft, platform, upto, counts)
        if last and opened is not None:
            draft.row({counts[0]: 1, opened: 1}, 1, 1)
        before = counts


def fee(problem: PlanningProblem, platform: PlatformCase, joined: int, months: range) -> int:
    """Return the discounted pounds that those who joined pay for a financial year."""
    pounds = joined * platform.price(platform.members + joined)
    worth = sum(problem.discount[month] for month in months)
    return rounded(pounds * worth, DISCOUNT_SCALE * MONTHS_A_YEAR)


def _counts(
    draft: Draft, platform: PlatformCase, joins: list[Join], months: range, *, last: bool
) -> dict[int, int]:
    """Add a variable for each number of members there can be: after the horizon never too few."""
    councils = {join.council for join in joins}
    owners = sorted({system for join in joins for system in join.systems})
    fewest = platform.minimum - platform.members if last else 0
    return {
        n: draft.variable(fee(draft.problem, platform, n, months), owners)
        for n in range(len(councils) + 1)
        if n == 0 or n >= fewest
    }


def _tell_apart(
    draft: Draft, platform: PlatformCase, upto: list[Join], counts: dict[int, int]
) -> None:
    """Say for each joiner which price it pays."""
    members: dict[tuple[int, ...], list[int]] = {}
    for join in upto:
        members.setdefault(join.systems, []).append(join.variable)
    classes = _classes(platform, [n for n in counts if n])
    among: list[list[int]] = [[] for _ in classes]
    for systems, own in sorted(members.items()):
        parts = []
        for numbers, others in zip(classes, among, strict=True):
            variables = [counts[n] for n in numbers]
            part = draft.variable(0, systems)
            draft.definitions.append(Among(part, own, variables))
            draft.at_most([part], variables)
            parts.append(part)
            others.append(part)
        draft.equal(own, parts)
    for numbers, others in zip(classes, among, strict=True):
        draft.row({**dict.fromkeys(others, 1), **{counts[n]: -n for n in numbers}}, 0, 0)


def _classes(platform: PlatformCase, numbers: list[int]) -> list[list[int]]:
    """Return the numbers of members by the price that each pays."""
    by_price = groupby(numbers, key=lambda n: platform.price(platform.members + n))
    return [list(group) for _, group in by_price]
