"""Measures, ceilings and one measure after another, against trying every plan."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.properties.planning_oracle import _choices, problems, size

from estate.planning.effort import Effort
from estate.planning.judging.measured import measured
from estate.planning.judging.verify import verify, violations
from estate.planning.no_roadmap import NoRoadmap
from estate.planning.planner import plan_problem
from estate.planning.problem.measures import Ceiling, Measure
from estate.planning.problem.objectives import with_objective
from estate.planning.program.rows import build
from estate.planning.roadmap import Roadmap, Status

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.problem.measures import Figures

EFFORT = Effort(work=20.0)
FEW_PLANS = 3_000
small = settings(suppress_health_check=list(HealthCheck))
few = settings(small, max_examples=small.max_examples // 3)


def every_plan(problem: PlanningProblem) -> list[Figures]:
    """Return what each plan that keeps every rule takes by each measure, by trying them all."""
    found = []
    lists = [list(_choices(problem, case)) for case in problem.systems]
    for combination in product(*lists):
        choices = {
            case.id: part[1]
            for case, part in zip(problem.systems, combination, strict=True)
            if part[1] is not None
        }
        if not violations(problem, choices):
            found.append(measured(problem, choices))
    return found


@small
@given(problems(systems=3), st.sampled_from(["risk-first", "money-first"]))
def test_the_second_measure_is_least_among_the_plans_best_by_the_first(
    problem: PlanningProblem, objective: str
) -> None:
    assume(size(problem) <= FEW_PLANS)
    problem = with_objective(problem, objective)
    assert problem.then is not None
    plans = every_plan(problem)
    answer = plan_problem(problem, EFFORT)
    if not plans:
        assert isinstance(answer, NoRoadmap)
        assert answer.status == "infeasible"
        return
    best = min((p.by(problem.measure, (1, 1)), p.by(problem.then, (1, 1))) for p in plans)
    assert isinstance(answer, Roadmap)
    assert verify(answer) == ()
    assert answer.status is Status.OPTIMAL
    assert tuple(each.value for each in answer.passes) == best
    assert tuple(each.lower_bound for each in answer.passes) == best
    assert (answer.objective, answer.lower_bound) == (best[0], best[0])


@small
@given(problems(systems=3), st.data())
def test_under_a_ceiling_the_best_plan_is_the_best_of_those_below_it(
    problem: PlanningProblem, data: st.DataObject
) -> None:
    assume(size(problem) <= FEW_PLANS)
    plans = every_plan(problem)
    assume(plans)
    capped = data.draw(st.sampled_from([Measure.MONEY, Measure.RISK]))
    most = data.draw(st.sampled_from(plans)).by(capped, (1, 1)) - data.draw(st.integers(0, 1))
    weights = (data.draw(st.integers(1, 16)), data.draw(st.integers(1, 300)))
    problem = replace(
        problem,
        measure=data.draw(st.sampled_from(list(Measure))),
        weights=weights,
        ceilings=(Ceiling(capped, most),),
    )
    below = [plan for plan in plans if plan.by(capped, weights) <= most]
    answer = plan_problem(problem, EFFORT)
    if not below:
        assert isinstance(answer, NoRoadmap)
        assert answer.status == "infeasible"
        return
    assert isinstance(answer, Roadmap)
    assert verify(answer) == ()
    assert answer.status is Status.OPTIMAL
    assert answer.objective == min(plan.by(problem.measure, weights) for plan in below)


@few
@given(problems(systems=3, least=2), st.sampled_from(list(Measure)))
def test_a_ceiling_never_makes_the_best_plan_better(
    problem: PlanningProblem, measure: Measure
) -> None:
    problem = replace(problem, measure=measure)
    free = plan_problem(problem, EFFORT)
    assume(isinstance(free, Roadmap))
    assert isinstance(free, Roadmap)
    assert free.figures is not None
    for capped, taken in ((Measure.MONEY, free.figures.money), (Measure.RISK, free.figures.risk)):
        for most in (taken, taken - 1):
            held = plan_problem(replace(problem, ceilings=(Ceiling(capped, most),)), EFFORT)
            if isinstance(held, Roadmap):
                assert held.objective >= free.objective
                assert most < taken or held.objective == free.objective


@few
@given(problems(systems=3, least=2), st.sampled_from([Measure.MONEY, Measure.RISK]))
def test_a_ceiling_that_holds_a_step_is_named(problem: PlanningProblem, capped: Measure) -> None:
    free = plan_problem(problem, EFFORT)
    assume(isinstance(free, Roadmap))
    assert isinstance(free, Roadmap)
    assert free.figures is not None
    ceiling = Ceiling(capped, free.figures.by(capped, (1, 1)))
    held = plan_problem(replace(problem, ceilings=(ceiling,)), EFFORT)
    assert isinstance(held, Roadmap)
    for step in held.steps:
        for number, earlier in enumerate(step.earlier, start=1):
            moved = {**held.choices, step.system: (step.option, step.start_month - 3 * number)}
            broken = {each.code for each in violations(held.problem, moved)}
            said = any(
                "at most" in each.words and "over." in each.words for each in earlier.blockers
            )
            assert said == ("ceiling" in broken)


@few
@given(problems(systems=4), st.data())
def test_columns_carry_what_the_definitions_say(
    problem: PlanningProblem, data: st.DataObject
) -> None:
    program = build(problem)
    assume(all(len(own) for own in program.of_system))
    for i, case in enumerate(problem.systems):
        column = program.columns[data.draw(st.sampled_from(list(program.of_system[i])))]
        choices = {} if column.option is None else {case.id: (column.option.id, column.start)}
        alone = replace(problem, systems=(case,), rework=(), platforms=(), groups=())
        if column.option is not None and column.option.platform is not None:
            continue
        assert (column.money, column.risk) == _of(alone, problem, choices)


def _of(
    alone: PlanningProblem, problem: PlanningProblem, choices: dict[str, tuple[str, int]]
) -> tuple[int, int]:
    from estate.planning.judging.measured import of_system

    case = alone.systems[0]
    return of_system(problem, case, choices.get(case.id))
