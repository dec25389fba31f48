"""When a step may start and go live by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.judging.violation import Placed
    from estate.planning.problem.cases import PlanningProblem


def own_calendar(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield steps that start or go live when they may not."""
    for case, option, start, live in placed:
        if start < option.earliest:
            yield Violation("earliest", f"{case.id} starts before it may.", case.id)
        if live > problem.calendar.horizon:
            yield Violation("horizon", f"{case.id} goes live after the horizon.", case.id)
        if live in case.frozen:
            yield Violation("freeze", f"{case.id} goes live in a freeze.", case.id)


def deadlines(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield systems that are not changed by their deadlines."""
    lives = {case.id: live for case, _, _, live in placed}
    for case in problem.systems:
        if case.deadline is not None and lives.get(case.id, case.deadline + 1) > case.deadline:
            yield Violation("deadline", f"{case.id} is not changed by its deadline.", case.id)
