"""The optimising planner: what to replace, in what order, and with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.effort import Effort, Progress
from estate.planning.finish import EarliestFinish
from estate.planning.judging.verify import verify
from estate.planning.judging.violation import Violation
from estate.planning.no_roadmap import NoRoadmap, NoRoadmapStatus
from estate.planning.problem.cases import PlanningProblem
from estate.planning.roadmap import (
    Accounts,
    Comparison,
    Earlier,
    Fate,
    Kept,
    Move,
    Moves,
    PlatformPlan,
    Reason,
    RiskQuarter,
    Roadmap,
    RoadStep,
    SkillQuarter,
    Status,
    YearMoney,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from estate.graph import EstateGraph
    from estate.portfolio.planned import PlannedRoadmap

    Tell = Callable[[Progress], None]

__all__ = [
    "Accounts",
    "Comparison",
    "Earlier",
    "EarliestFinish",
    "Effort",
    "Fate",
    "Kept",
    "Move",
    "Moves",
    "NoRoadmap",
    "NoRoadmapStatus",
    "PlanningProblem",
    "PlatformPlan",
    "Progress",
    "Reason",
    "RiskQuarter",
    "RoadStep",
    "Roadmap",
    "SkillQuarter",
    "Status",
    "Violation",
    "YearMoney",
    "earliest_finish",
    "plan",
    "plan_problem",
    "problem_of",
    "roadmap_from",
    "verify",
]


def plan(  # noqa: PLR0913, PLR0917  # each is one thing that can be asked of a plan
    graph: EstateGraph,
    as_of: date,
    effort: Effort | None = None,
    progress: Callable[[Progress], None] | None = None,
    councils: Collection[str] | None = None,
    previous: PlannedRoadmap | None = None,
    objective: str | None = None,
    decide: Callable[[PlanningProblem], PlanningProblem] | None = None,
) -> Roadmap | NoRoadmap:
    """Return the cheapest roadmap that can be found for an estate, or why there is none.

    With `councils`, only theirs is planned: what others do is taken to stay as it is. With
    `previous`, the plan continues one published before: departing from it has the policy's price.
    `objective`, `priced`, `risk-first` or `money-first`, stands in for the one the policy declares.
    `decide` gives the problem that is planned for the one that the record makes: a scenario's.
    `progress` is called after every step of the search. Ctrl-C ends the search early: the best
    roadmap so far is returned, marked as stopped early.

    Raises:
        InternalFault: if the roadmap found does not stand up to `verify`.
    """
    from estate.planning.planner import plan as search  # noqa: PLC0415  # the solver is slow to load

    return search(graph, as_of, effort, progress, councils, previous, objective, decide)


def problem_of(
    graph: EstateGraph, as_of: date, councils: Collection[str] | None = None
) -> PlanningProblem:
    """Return the planning problem of an estate, or of some councils of it, as it stands on a day.

    It is complete and knows no solver: change it with `dataclasses.replace` and plan it again.
    """
    from estate.planning.making.work_packages import problem_of as make  # noqa: PLC0415  # networkx

    return make(graph, as_of, councils)


def plan_problem(
    problem: PlanningProblem,
    effort: Effort | None = None,
    progress: Tell | None = None,
    *,
    start: Mapping[str, tuple[str, int]] | None = None,
) -> Roadmap | NoRoadmap:
    """Return the cheapest roadmap that can be found for a problem, or why there is none.

    `start` is an earlier plan's `Roadmap.choices`, also of a problem that has changed since: the
    search begins with what of it still fits. Where all of it does, the answer is never dearer.

    Raises:
        InternalFault: if the roadmap found does not stand up to `verify`.
    """
    from estate.planning.planner import plan_problem as search  # noqa: PLC0415  # slow to load

    return search(problem, effort, progress, start=start)


def earliest_finish(
    problem: PlanningProblem,
    effort: Effort | None = None,
    required: Collection[str] | None = None,
) -> EarliestFinish | NoRoadmap:
    """Return how soon everything that must change could be live, with a plan that does it.

    `required` are the ids of systems that must change besides those with a deadline. Others are
    changed only where these need them. What a step costs or how much risk it carries plays no
    part; every rule is kept.

    Raises:
        KeyError: if a required system is not in the problem.
        ValueError: if the problem has a rule that cannot be kept here; the message names it.
        InternalFault: if the plan found does not stand up to the check without the solver.
    """
    from estate.planning.solving.intervals import earliest_finish as search  # noqa: PLC0415  # slow

    return search(problem, effort, required)


def roadmap_from(problem: PlanningProblem, planned: PlannedRoadmap) -> Roadmap:
    """Return the roadmap that a written plan stands for, without looking for a new one.

    `problem` is `problem_of` the record on the plan's own as-of date, for the plan's own councils.

    Raises:
        PlanMisfit: when it does not fit the record as it is now; the message says what differs.
    """
    from estate.planning.again import roadmap_from as rebuild  # noqa: PLC0415  # slow to load

    return rebuild(problem, planned)
