"""From a problem to a roadmap: search, check without the solver, explain, compare."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from estate.diagnostics import InternalFault
from estate.planning.effort import Effort
from estate.planning.explaining.conflict import conflict
from estate.planning.explaining.explain import Explainer
from estate.planning.judging.accounts import accounts
from estate.planning.judging.evaluate import chosen, evaluate, evaluate_platform
from estate.planning.judging.verify import verify
from estate.planning.making.risk import range_at
from estate.planning.making.work_packages import problem_of
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.costs import at_quarter
from estate.planning.program.rows import build
from estate.planning.roadmap import (
    NoRoadmap,
    NoRoadmapStatus,
    PlatformPlan,
    Reason,
    Roadmap,
    RoadStep,
    Status,
)
from estate.planning.solving.naive import comparisons
from estate.planning.solving.search import Search

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from estate.graph import EstateGraph
    from estate.planning.effort import Progress
    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase
    from estate.planning.program.draft import Program
    from estate.planning.solving.search import Found

    Tell = Callable[[Progress], None]


def plan(
    graph: EstateGraph,
    as_of: date,
    effort: Effort | None = None,
    progress: Tell | None = None,
    councils: Collection[str] | None = None,
) -> Roadmap | NoRoadmap:
    """Return the cheapest roadmap that can be found for an estate, or why there is none."""
    return plan_problem(problem_of(graph, as_of, councils), effort, progress)


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
    program = build(problem, missable=True)
    found = Search(program, effort or Effort(), progress, start=start).run()
    if found.vector is None:
        return _none(problem, found)
    roadmap = _finished(program, found)
    broken = verify(roadmap)
    if broken:
        words = "; ".join(violation.words for violation in broken[:3])
        raise InternalFault(f"the plan found breaks its own rules: {words}")
    return roadmap


def _finished(program: Program, found: Found) -> Roadmap:
    """Return the roadmap; an interruption on these last steps is put off, a second one is not."""
    try:
        return _roadmap(program, found)
    except KeyboardInterrupt:
        return _roadmap(program, replace(found, stopped_early=True))


def _none(problem: PlanningProblem, found: Found) -> NoRoadmap:
    if not found.infeasible:
        words = "No plan that meets every deadline was found within the effort allowed."
        reasons: tuple[Reason, ...] = (Reason(words),)
        status = NoRoadmapStatus.UNKNOWN
    else:
        status, reasons = NoRoadmapStatus.INFEASIBLE, conflict(problem)
    return NoRoadmap(problem, status, reasons, found.iterations, found.work, found.stopped_early)


def _roadmap(program: Program, found: Found) -> Roadmap:
    problem, vector = program.problem, found.vector
    assert vector is not None  # noqa: S101  # the caller has looked
    picked = [program.columns[k] for k in program.chosen(vector)]
    choices = {
        problem.systems[column.system].id: (column.option.id, column.start)
        for column in picked
        if column.option is not None
    }
    cost = program.total(vector)
    bound = min(found.bound, cost)
    explainer = Explainer(problem, choices)
    retained = [case.id for case in problem.systems if case.id not in choices]
    steps = [_step(problem, explainer, *each) for each in chosen(problem, choices)]
    return Roadmap(
        problem=problem,
        status=Status.OPTIMAL if bound == cost else Status.FEASIBLE,
        objective=cost,
        lower_bound=bound,
        gap=(cost - bound) / max(1, abs(cost)),
        nothing=evaluate(problem, {}).total,
        steps=tuple(sorted(steps, key=lambda step: (step.start, step.system))),
        retained=tuple(retained),
        kept=tuple(kept for name in retained if (kept := explainer.kept(name)) is not None),
        estate=accounts(problem, choices),
        councils={council: accounts(problem, choices, council) for council in problem.councils},
        platforms=tuple(_platforms(problem, choices)),
        comparisons=comparisons(program),
        iterations=found.iterations,
        work=found.work,
        stopped_early=found.stopped_early,
    )


def _step(
    problem: PlanningProblem,
    explainer: Explainer,
    case: SystemCase,
    option: Option,
    start: int,
    live: int,
) -> RoadStep:
    day = problem.calendar.first_day
    cost, keeping = explainer.costs(case.id)
    earlier = explainer.earlier(case.id)
    return RoadStep(
        system=case.id,
        council=case.council,
        option=option.id,
        kind=option.kind,
        platform=option.platform,
        start_month=start,
        live_month=live,
        start=day(start),
        delivery=day(start + option.procurement),
        finish=day(live) - timedelta(days=1),
        live=day(live),
        old_until=day(live + option.dual_months) - timedelta(days=1),
        capital=option.capital,
        revenue=option.revenue,
        skills=option.skills,
        running_before=case.running,
        running_after=option.running_after,
        risk_before=at_quarter(case.risk, live // MONTHS_A_QUARTER),
        risk_after=at_quarter(option.risk_after, live // MONTHS_A_QUARTER),
        risk_before_range=range_at(case.risk_ranges, live // MONTHS_A_QUARTER),
        risk_after_range=range_at(option.risk_ranges, live // MONTHS_A_QUARTER),
        cost=cost,
        keeping=keeping,
        better=explainer.better(case.id),
        better_between=explainer.better_between(case.id),
        not_known=case.not_known,
        why=explainer.why(case.id),
        earlier=earlier,
        why_not_earlier=explainer.why_not_earlier(case.id, earlier),
        facts=(*case.facts, *option.facts),
    )


def _platforms(
    problem: PlanningProblem, choices: Mapping[str, tuple[str, int]]
) -> list[PlatformPlan]:
    found = []
    for platform in problem.platforms:
        joining = [
            (live, case.id)
            for case, option, _, live in chosen(problem, choices)
            if option.platform == platform.id
        ]
        opens = None
        if joining and not platform.existing:
            opens = problem.calendar.first_day(3 * max(0, min(joining)[0] // 3 - 1))
        day = problem.calendar.first_day
        found.append(
            PlatformPlan(
                platform=platform.id,
                opens=opens,
                members_before=platform.members,
                joining=tuple((name, day(live)) for live, name in sorted(joining)),
                price=platform.price(platform.members + len(joining)) if joining else None,
                cost=evaluate_platform(problem, platform, choices),
            )
        )
    return found
