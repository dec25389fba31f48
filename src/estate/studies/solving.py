"""Many plans at once: what is handed to whoever solves them, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from estate.planning import Effort, NoRoadmap, PlanningProblem, Roadmap, plan_problem
from estate.planning.judging.evaluate import evaluate

Answer = Roadmap | NoRoadmap


@dataclass(frozen=True, slots=True)
class Task:
    """A problem to be planned, and how hard to look. It can travel to another process."""

    problem: PlanningProblem
    effort: Effort
    start: tuple[tuple[str, tuple[str, int]], ...] = ()
    """A plan to begin with, by system: option and month; it may break rules of the problem."""


SolveAll = Callable[[Sequence[Task]], Sequence[Answer]]
"""Plans every task and returns the answers in the order of the tasks, whoever was quicker."""


def solve(task: Task) -> Answer:
    """Return the plan of one task.

    Raises:
        KeyboardInterrupt: when the search was stopped: a study is not made of half searches.
    """
    answer = plan_problem(task.problem, task.effort, start=dict(task.start) or None)
    if answer.stopped_early:
        raise KeyboardInterrupt
    return answer


def one_by_one(tasks: Sequence[Task]) -> list[Answer]:
    """Plan tasks one after the other, in this process."""
    return [solve(task) for task in tasks]


def priced(plan: Roadmap) -> int:
    """Return what a plan costs in discounted pounds with risk priced in, whatever it makes least.

    So plans compare even where the policy asks for least risk first.
    """
    if plan.figures is not None:
        return plan.figures.priced
    return evaluate(plan.problem, plan.choices).total
