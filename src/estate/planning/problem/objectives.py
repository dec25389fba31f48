"""What the policy asks a plan to be best by, as the problem's measures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.planning.problem.measures import Measure

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem

OBJECTIVES: dict[str, tuple[Measure, Measure | None]] = {
    "priced": (Measure.PRICED, None),
    "risk-first": (Measure.RISK, Measure.MONEY),
    "money-first": (Measure.MONEY, Measure.RISK),
}
"""What the policy's `objective` asks for: what is least, and what is least among those plans."""


def with_objective(problem: PlanningProblem, objective: str) -> PlanningProblem:
    """Return a problem with another objective: `priced`, `risk-first` or `money-first`.

    Raises:
        KeyError: when there is no such objective.
    """
    measure, then = OBJECTIVES[objective]
    policy = problem.policy.model_copy(update={"objective": objective})
    return replace(problem, policy=policy, measure=measure, then=then)
