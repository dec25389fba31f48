"""What councils may spend."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import in_month
from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.judging.violation import Placed
    from estate.planning.problem.cases import PlanningProblem


def budgets(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield purses that are overspent."""
    spent: Counter[tuple[str, str, str]] = Counter()
    for case, option, start, live in placed:
        for month in range(start, live):
            year = problem.calendar.year_label(problem.calendar.year_of(month))
            k = month - start - option.procurement
            spent[case.council, "capital", year] += in_month(option.capital, option.months, k)
            spent[case.council, "revenue", year] += in_month(option.revenue, option.months, k)
    for budget in problem.budgets:
        year = problem.calendar.year_label(budget.year)
        used = spent[budget.council, budget.purse.value, year]
        if used > budget.pounds:
            words = (
                f"{budget.council} spends {used:,} of {budget.pounds:,} {budget.purse} in {year}."
            )
            yield Violation("budget", words, budget.council)
