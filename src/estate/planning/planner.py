"""From a problem to a roadmap: search, explain, compare, check without the solver."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from estate.diagnostics import InternalFault
from estate.planning.answer import roadmap_of
from estate.planning.effort import Effort
from estate.planning.explaining.conflict import conflict_of, reasons_of
from estate.planning.explaining.relax import relaxations
from estate.planning.judging.verify import verify
from estate.planning.making.previous import continuing, promises
from estate.planning.making.work_packages import problem_of
from estate.planning.no_roadmap import NoRoadmap, NoRoadmapStatus
from estate.planning.problem.objectives import with_objective
from estate.planning.roadmap import Reason, Roadmap
from estate.planning.solving.passes import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from estate.graph import EstateGraph
    from estate.planning.effort import Progress
    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.solving.passes import Solved
    from estate.planning.solving.search import Found
    from estate.portfolio.planned import PlannedRoadmap

    Decide = Callable[[PlanningProblem], PlanningProblem]
    Tell = Callable[[Progress], None]


def plan(  # noqa: PLR0913, PLR0917  # each is one thing that can be asked of a plan
    graph: EstateGraph,
    as_of: date,
    effort: Effort | None = None,
    progress: Tell | None = None,
    councils: Collection[str] | None = None,
    previous: PlannedRoadmap | None = None,
    objective: str | None = None,
    decide: Decide | None = None,
) -> Roadmap | NoRoadmap:
    """Return the best roadmap that can be found for an estate, or why there is none."""
    problem = problem_of(graph, as_of, councils)
    if decide is not None:
        problem = decide(problem)
    if objective is not None:
        problem = with_objective(problem, objective)
    if previous is None:
        return plan_problem(problem, effort, progress)
    problem = continuing(problem, graph, previous)
    return plan_problem(problem, effort, progress, start=promises(problem))


def plan_problem(
    problem: PlanningProblem,
    effort: Effort | None = None,
    progress: Tell | None = None,
    *,
    start: Mapping[str, tuple[str, int]] | None = None,
) -> Roadmap | NoRoadmap:
    """Return the cheapest roadmap that can be found for a problem, or why there is none.

    `start` takes up an earlier plan's choices, option and month of start by system: the search
    begins with them, made to fit where they no longer do, and never returns anything dearer.

    An interruption ends the search early and is not passed on: the best roadmap so far comes
    back, marked as stopped early.

    Raises:
        InternalFault: if the roadmap breaks a rule or its cost is not what the search says.
    """
    solved = solve(problem, effort or Effort(), progress, start)
    if solved.found.vector is None:
        return _none(problem, solved.found)
    roadmap = _finished(solved)
    broken = verify(roadmap)
    if broken:
        words = "; ".join(violation.words for violation in broken[:3])
        raise InternalFault(f"the plan found breaks its own rules: {words}")
    return roadmap


def _finished(solved: Solved) -> Roadmap:
    """Return the roadmap; an interruption on these last steps is put off, a second one is not."""
    try:
        return roadmap_of(solved)
    except KeyboardInterrupt:
        return roadmap_of(replace(solved, found=replace(solved.found, stopped_early=True)))


def _none(problem: PlanningProblem, found: Found) -> NoRoadmap:
    spent = (found.iterations, found.work, found.stopped_early)
    if not found.infeasible:
        words = "No plan that meets every deadline was found within the effort allowed."
        return NoRoadmap(problem, NoRoadmapStatus.UNKNOWN, (Reason(words),), *spent)
    conflict = conflict_of(problem)
    ways = relaxations(conflict)
    return NoRoadmap(
        problem, NoRoadmapStatus.INFEASIBLE, reasons_of(conflict), *spent, relaxations=ways
    )
