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
        else [Column(i, None, -1, -1, _worst(columns) + price, missed=True), *columns]
        for i, (case, columns) in enumerate(zip(problem.systems, own, strict=True))
    ]


def _most_shared(problem: PlanningProblem) -> int:
    """Return more than platforms and interfaces can ever cost or save."""
    years, members = problem.calendar.costed_years, len(problem.systems)
    platforms = sum(
        platform.setup + years * members * max(pounds for _, pounds in platform.tiers)
        for platform in problem.platforms
    )
    return platforms + sum(pair.pounds for pair in problem.rework)


def _worst(columns: list[Column]) -> int:
    return max((column.cost for column in columns), default=0)


def _range(columns: list[Column]) -> int:
    return _worst(columns) - min((column.cost for column in columns), default=0) + 1
