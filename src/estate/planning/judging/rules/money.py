"""What councils may spend."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import in_month, opening_month
from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.judging.violation import Placed
    from estate.planning.problem.cases import Budget, PlanningProblem

    Spent = Counter[tuple[str, str, int]]
    """Pounds by council, kind of money and financial year."""


@dataclass(frozen=True, slots=True)
class Purseful:
    """A budget with what the plan makes of it, in pounds."""

    budget: Budget
    carried: int
    """What the year before left."""
    used: int

    @property
    def there(self) -> int:
        """Return what there is to spend."""
        return self.budget.pounds + self.carried


def budgets(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield purses that are overspent, with what the year before left them."""
    for each in purses(problem, placed):
        if each.used > each.there:
            council, purse = each.budget.council, each.budget.purse
            year = problem.calendar.year_label(each.budget.year)
            words = f"{council} spends {each.used:,} of {each.there:,} {purse} in {year}."
            yield Violation("budget", words, council)


def purses(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Purseful]:
    """Yield every budget by year, with what is carried into it and what is spent of it."""
    spent = spending(problem, placed)
    left: dict[tuple[str, str, int], int] = {}
    for budget in sorted(problem.budgets, key=lambda each: each.year):
        council, purse = budget.council, budget.purse.value
        carried = left.get((council, purse, budget.year - 1), 0)
        found = Purseful(budget, carried, spent[council, purse, budget.year])
        if budget.carry_forward:
            left[council, purse, budget.year] = found.there - found.used
        yield found


def spending(problem: PlanningProblem, placed: list[Placed]) -> Spent:
    """Return what steps, and the platforms that are set up, take of each council's purses."""
    spent: Spent = Counter()
    for case, option, start, live in placed:
        for month in range(start, live):
            year = problem.calendar.year_of(month)
            k = month - start - option.procurement
            spent[case.council, "capital", year] += in_month(option.capital, option.months, k)
            spent[case.council, "revenue", year] += in_month(option.revenue, option.months, k)
    for platform in problem.platforms:
        opened = opening_month(platform, placed)
        if opened is not None and platform.host is not None:
            year = problem.calendar.year_of(opened)
            spent[platform.host, "capital", year] += platform.setup_capital
            spent[platform.host, "revenue", year] += platform.setup - platform.setup_capital
    return spent
