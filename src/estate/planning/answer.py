"""The answer: a search's vector as a roadmap, explained and compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from estate.planning.explaining.effects import with_effects
from estate.planning.explaining.explain import Explainer
from estate.planning.explaining.moves import moves
from estate.planning.explaining.platforms import platform_plans
from estate.planning.explaining.turning import with_changes
from estate.planning.judging.accounts import accounts
from estate.planning.judging.evaluate import (
    chosen,
)
from estate.planning.judging.measured import measured
from estate.planning.making.risk import range_at
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.program.costs import at_quarter
from estate.planning.roadmap import Roadmap, RoadStep, Status
from estate.planning.solving.naive import comparisons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase
    from estate.planning.roadmap import Comparison, Pass
    from estate.planning.solving.passes import Solved

    Choices = Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Proof:
    """How good a plan is known to be, as the search that found it left it."""

    objective: int
    """What the plan takes by the problem's measure."""
    lower_bound: int
    passes: tuple[Pass, ...]
    comparisons: tuple[Comparison, ...]
    iterations: int = 0
    work: float = 0.0
    stopped_early: bool = False


def roadmap_of(solved: Solved) -> Roadmap:
    """Return the roadmap that a search found; its vector must be there."""
    program, found = solved.program, solved.found
    assert found.vector is not None  # noqa: S101  # the caller has looked
    cost = program.total(found.vector)
    return explained(
        program.problem,
        solved.choices,
        Proof(
            objective=cost,
            lower_bound=min(found.bound, cost),
            passes=solved.passes,
            comparisons=comparisons(program),
            iterations=found.iterations,
            work=found.work,
            stopped_early=found.stopped_early,
        ),
    )


def explained(problem: PlanningProblem, choices: Choices, proof: Proof) -> Roadmap:
    """Return a plan with its reasons and accounts; nothing is looked for, and nothing checked."""
    nothing = measured(problem, {})
    explainer = Explainer(problem, choices)
    retained = [case.id for case in problem.systems if case.id not in choices]
    steps = [_step(problem, explainer, *each) for each in chosen(problem, choices)]
    steps = with_effects(problem, choices, steps)
    kept = [why for name in retained if (why := explainer.kept(name)) is not None]
    return Roadmap(
        problem=problem,
        status=Status.OPTIMAL if all(p.optimal for p in proof.passes) else Status.FEASIBLE,
        objective=proof.objective,
        lower_bound=proof.lower_bound,
        gap=(proof.objective - proof.lower_bound) / max(1, abs(proof.objective)),
        nothing=nothing.by(problem.measure, problem.weights),
        steps=tuple(sorted(steps, key=lambda step: (step.start, step.system))),
        retained=tuple(retained),
        kept=with_changes(problem, choices, kept),
        estate=accounts(problem, choices),
        councils={council: accounts(problem, choices, council) for council in problem.councils},
        platforms=platform_plans(problem, choices),
        comparisons=proof.comparisons,
        iterations=proof.iterations,
        work=proof.work,
        stopped_early=proof.stopped_early,
        moves=moves(problem, choices, explainer),
        passes=proof.passes,
        figures=measured(problem, choices),
        nothing_figures=nothing,
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
