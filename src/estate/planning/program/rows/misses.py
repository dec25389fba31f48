"""Missed deadlines as columns of their own, so that a search can start anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.program.columns import Column

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem


def with_misses(problem: PlanningProblem, own: list[list[Column]]) -> list[list[Column]]:
    """Add the columns that miss a deadline, dearer than the worst that all else can cost."""
    price = 2 * (sum(_range(columns) for columns in own) + _most_shared(problem))
    return [
        columns
        if case.deadline is None
        else [_missing(i, columns, _worst(columns) + price), *columns]
        for i, (case, columns) in enumerate(zip(problem.systems, own, strict=True))
    ]


def _missing(system: int, columns: list[Column], cost: int) -> Column:
    """Return the column that misses; of a ceiling it takes no more than the least of the others."""
    money = min((column.money for column in columns), default=0)
    risk = min((column.risk for column in columns), default=0)
    return Column(system, None, -1, -1, cost, missed=True, money=money, risk=risk)


def _most_shared(problem: PlanningProblem) -> int:
    """Return more than platforms and interfaces can ever cost or save."""
    years, members = problem.calendar.costed_years, len(problem.systems)
    platforms = sum(
        platform.setup + years * members * max(pounds for _, pounds in platform.tiers)
        for platform in problem.platforms
    )
    adapters = sum(adapter.pounds for adapter in problem.adapters)
    shared = platforms + adapters + sum(pair.pounds for pair in problem.rework)
    return shared * max(1, problem.weights[0])


def _worst(columns: list[Column]) -> int:
    return max((column.cost for column in columns), default=0)


def _range(columns: list[Column]) -> int:
    return _worst(columns) - min((column.cost for column in columns), default=0) + 1
