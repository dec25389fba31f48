"""What is named as standing in the way does, and what is said to change it does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from tests.properties.planning_oracle import problems

from estate.planning.effort import Effort
from estate.planning.explaining.beside import dearer, moved
from estate.planning.explaining.blockers import Room
from estate.planning.explaining.why import why
from estate.planning.judging.evaluate import evaluate
from estate.planning.judging.verify import violations
from estate.planning.planner import plan_problem
from estate.planning.roadmap import Roadmap

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem

small = settings(suppress_health_check=list(HealthCheck))
few = settings(small, max_examples=small.max_examples // 8)


def _roadmap(problem: PlanningProblem) -> Roadmap:
    answer = plan_problem(problem, Effort(work=5.0))
    assume(isinstance(answer, Roadmap))
    assert isinstance(answer, Roadmap)
    return answer


@few
@given(problems())
def test_an_earlier_start_fits_once_all_that_is_named_gives_way(problem: PlanningProblem) -> None:
    roadmap = _roadmap(problem)
    room = Room(problem, roadmap.choices)
    for step in roadmap.steps:
        case = problem.by_id[step.system]
        for sooner in range(0, step.start_month, 3):
            obstacles = room.obstacles(case, case.option(step.option), sooner)
            plan = moved(roadmap.choices, step.system, (step.option, sooner))
            eased = problem
            for each in obstacles:
                eased = each.give(eased) if each.give is not None else eased
            fixed = all(each.give is not None for each in obstacles)
            assert bool(violations(problem, plan)) == bool(obstacles)
            assert bool(violations(eased, plan)) != fixed


@few
@given(problems(systems=5, councils=3))
def test_a_difference_is_that_of_the_whole_sums(problem: PlanningProblem) -> None:
    roadmap = _roadmap(problem)
    before = evaluate(problem, roadmap.choices).total
    for case in problem.systems:
        choices = [None, *((o.id, s) for o in case.options for s in (0, 6))]
        for choice in choices:
            if choice and choice[1] + case.option(choice[0]).duration > problem.calendar.horizon:
                continue
            after = moved(roadmap.choices, case.id, choice)
            found = dearer(problem, roadmap.choices, after)
            assert found == evaluate(problem, after).total - before


@few
@given(problems(systems=3))
def test_a_full_answer_agrees_with_the_plan_and_with_the_judge(problem: PlanningProblem) -> None:
    roadmap = _roadmap(problem)
    steps = {step.system: step for step in roadmap.steps}
    for case in problem.systems:
        found = why(problem, roadmap.choices, case.id)
        step = steps.get(case.id)
        assert (found.option is not None) == (step is not None)
        if step is not None:
            told = (found.better, found.quarters, found.not_earlier, found.waits_for)
            assert told == (step.better, step.earlier, step.why_not_earlier, step.waits_for)
        assert [each.chosen for each in found.alternatives].count(True) == 1
        for each in found.alternatives:
            if each.chosen or (each.option is not None and each.start is None):
                continue
            month = problem.calendar.month_of(each.start) if each.start else 0
            choice = (each.option, month) if each.option else None
            plan = moved(roadmap.choices, case.id, choice)
            assert each.dearer == evaluate(problem, plan).total - roadmap.objective
            assert bool(each.breaks) == bool(violations(problem, plan))


@few
@given(problems(systems=3))
def test_what_is_said_of_platforms_is_so(problem: PlanningProblem) -> None:
    """Savings and differences are those of whole sums, and who is held breaks a rule."""
    roadmap = _roadmap(problem)
    for found in roadmap.platforms:
        for joiner in found.joiners:
            kept = moved(roadmap.choices, joiner.system, None)
            assert joiner.better == evaluate(problem, kept).total - roadmap.objective
        for other in found.others:
            if other.start is None:
                continue
            option = next(
                o.id for o in problem.by_id[other.system].options if o.platform == found.platform
            )
            start = problem.calendar.month_of(other.start)
            joining = moved(roadmap.choices, other.system, (option, start))
            assert other.dearer == evaluate(problem, joining).total - roadmap.objective
            assert bool(other.blockers) == bool(violations(problem, joining))


@few
@given(problems(systems=3))
def test_at_the_price_of_risk_named_an_option_is_better_than_keeping(
    problem: PlanningProblem,
) -> None:
    roadmap = _roadmap(problem)
    for kept in roadmap.kept:
        if kept.option is None or kept.start is None or kept.better > 0:
            continue
        for reason in kept.change:
            if "point of risk" not in reason.words:
                continue
            price = int(reason.words.split("as £")[1].split(" ")[0].replace(",", ""))
            start = problem.calendar.month_of(kept.start)
            changed = moved(roadmap.choices, kept.system, (kept.option, start))
            assert _better(problem, roadmap, changed, price) > 0
            assert _better(problem, roadmap, changed, price - 1) <= 0


def _better(
    problem: PlanningProblem, roadmap: Roadmap, changed: dict[str, tuple[str, int]], price: int
) -> int:
    policy = problem.policy.model_copy(update={"risk_price": price})
    priced = replace(problem, policy=policy)
    return evaluate(priced, roadmap.choices).total - evaluate(priced, changed).total
