"""The most that the plan may take of money or risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.judging.measured import measured
from estate.planning.judging.violation import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.judging.violation import Placed
    from estate.planning.problem.cases import PlanningProblem


def ceilings(problem: PlanningProblem, placed: list[Placed]) -> Iterator[Violation]:
    """Yield each ceiling that the plan is above."""
    if not problem.ceilings:
        return
    figures = measured(problem, {case.id: (option.id, start) for case, option, start, _ in placed})
    for ceiling in problem.ceilings:
        taken = figures.by(ceiling.measure, problem.weights)
        if taken > ceiling.most:
            words = f"The plan takes {taken:,} of {ceiling.measure}, not {ceiling.most:,} at most."
            yield Violation("ceiling", words, "plan")
