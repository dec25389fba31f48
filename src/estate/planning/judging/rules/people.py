"""How many people there are, and how much may be under way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import in_month
from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.judging.violation import Placed
    from estate.planning.problem.cases import PlanningProblem


def skills(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield quarters in which there are too few people."""
    used: Counter[tuple[str, str, int]] = Counter()
    for case, option, start, live in placed:
        for skill, days in option.skills:
            for month in range(start, live):
                k = month - start - option.procurement
                used[case.council, skill, month // 3] += in_month(days, option.months, k)
    for limit in problem.skills:
        days = used[limit.council, limit.skill, limit.quarter]
        if days > limit.days:
            label = problem.calendar.quarter_label(limit.quarter)
            words = f"{limit.council} uses {days} of {limit.days} days of {limit.skill} in {label}."
            yield Violation("skill", words, limit.council)


def changes(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield quarters in which too much is under way."""
    for limit in problem.changes:
        for month in range(0, problem.calendar.horizon, 3):
            running = sum(
                case.council == limit.council
                and (limit.systems is None or case.id in limit.systems)
                and start <= month < live
                for case, _, start, live in placed
            )
            if running > limit.steps:
                label = problem.calendar.quarter_label(month // 3)
                of = f" for {limit.service}" if limit.service else ""
                words = (
                    f"{limit.council} has {running} steps under way{of} in {label}, not"
                    f" {limit.steps}."
                )
                yield Violation("changes", words, limit.council)
