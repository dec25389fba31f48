"""The planner against trying every plan, and against itself under changes that must not matter."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.properties.planning_oracle import MOST_PLANS, best_plan, problems, size

from estate.planning.effort import Effort
from estate.planning.judging.evaluate import evaluate
from estate.planning.judging.verify import verify, violations
from estate.planning.no_roadmap import NoRoadmap
from estate.planning.planner import plan_problem
from estate.planning.problem.cases import PlanningProblem
from estate.planning.program.rows import build
from estate.planning.roadmap import Roadmap, Status
from estate.planning.solving.bound import GRAIN, bound

if TYPE_CHECKING:
    from collections.abc import Callable

EFFORT = Effort(work=20.0)
small = settings(suppress_health_check=list(HealthCheck))
few = settings(small, max_examples=small.max_examples // 3)


def _cost(problem: PlanningProblem) -> int | None:
    answer = plan_problem(problem, EFFORT)
    if isinstance(answer, NoRoadmap):
        assert answer.status == "infeasible"
        return None
    assert answer.status is Status.OPTIMAL
    return answer.objective


@small
@given(problems())
def test_no_plan_is_better_than_the_one_found(problem: PlanningProblem) -> None:
    _agrees_with_every_plan(problem)


@pytest.mark.slow
@few
@given(problems(systems=6, councils=3, least=5, horizons=(12,)))
def test_nor_with_five_and_six_systems(problem: PlanningProblem) -> None:
    _agrees_with_every_plan(problem, MOST_PLANS // 6)


def _agrees_with_every_plan(problem: PlanningProblem, most: int = MOST_PLANS) -> None:
    assume(size(problem) <= most)
    best = best_plan(problem)
    answer = plan_problem(problem, EFFORT)
    if best is None:
        assert isinstance(answer, NoRoadmap)
        assert answer.status == "infeasible"
        assert answer.reasons
        return
    assert isinstance(answer, Roadmap)
    assert verify(answer) == ()
    assert (answer.objective, answer.lower_bound) == (best, best)


@few
@given(problems(systems=6, councils=3), st.randoms(use_true_random=False))
def test_any_prices_give_a_bound_and_it_is_exact(problem: PlanningProblem, chance: object) -> None:
    program = build(problem)
    assume(all(len(own) for own in program.of_system))
    answer = plan_problem(problem, EFFORT)
    assume(isinstance(answer, Roadmap))
    assert isinstance(answer, Roadmap)
    numbers = np.random.default_rng(chance.randrange(2**32))  # type: ignore[attr-defined]
    prices = numbers.normal(0, 3_000, program.rows.height)
    allowed = np.ones(program.width, np.bool_)
    found = bound(program, prices, allowed)
    assert found.pounds <= answer.objective
    assert Fraction(found.grains, GRAIN) == _by_fractions(program, prices)


def _by_fractions(program: object, prices: object) -> Fraction:
    """Return the Lagrangian value by rational arithmetic, entry by entry."""
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import FREE

    assert isinstance(program, Program)
    assert isinstance(prices, np.ndarray)
    reduced = [Fraction(int(cost)) for cost in program.cost]
    total = Fraction(0)
    for row in range(len(program.of_system), program.rows.height):
        price = Fraction(round(float(prices[row]) * GRAIN), GRAIN)
        low, high = int(program.low[row]), int(program.high[row])
        if (price > 0 and low <= -FREE) or (price < 0 and high >= FREE):
            continue
        total += price * (low if price > 0 else high if price < 0 else 0)
        own = program.rows.row(row)
        for k, value in zip(program.rows.columns[own], program.rows.values[own], strict=True):
            reduced[k] -= price * int(value)
    for columns in program.of_system:
        total += min(reduced[k] for k in columns)
    return total + sum(value for value in reduced[len(program.columns) :] if value < 0)


def _roomier(problem: PlanningProblem) -> PlanningProblem:
    return replace(
        problem,
        budgets=tuple(
            replace(each, pounds=each.pounds * 2, carry_forward=True) for each in problem.budgets
        ),
        skills=tuple(replace(each, days=each.days + 20) for each in problem.skills),
        changes=tuple(replace(each, steps=each.steps + 1) for each in problem.changes),
    )


def _freer(problem: PlanningProblem) -> PlanningProblem:
    cases = tuple(
        replace(
            case,
            options=tuple(replace(option, requires=()) for option in case.options),
            frozen=frozenset(),
            deadline=None,
        )
        for case in problem.systems
    )
    platforms = tuple(
        replace(each, minimum=0, onboarding=None, available=0, host=None)
        for each in problem.platforms
    )
    services = tuple(each for each in problem.changes if each.systems is None)
    return replace(
        problem, systems=cases, groups=(), adapters=(), platforms=platforms, changes=services
    )


def _never_dearer(
    problem: PlanningProblem, change: Callable[[PlanningProblem], PlanningProblem]
) -> None:
    before, after = _cost(problem), _cost(change(problem))
    if before is not None:
        assert after is not None
        assert after <= before


@few
@given(problems())
def test_more_room_never_makes_the_best_plan_dearer(problem: PlanningProblem) -> None:
    _never_dearer(problem, _roomier)


@few
@given(problems())
def test_fewer_rules_never_make_the_best_plan_dearer(problem: PlanningProblem) -> None:
    _never_dearer(problem, _freer)


@few
@given(problems(), st.data())
def test_names_and_their_order_do_not_matter(problem: PlanningProblem, data: st.DataObject) -> None:
    names = [case.id for case in problem.systems]
    new = {
        name: f"{name.split('/', maxsplit=1)[0]}/renamed-{k}"
        for name, k in zip(names, data.draw(st.permutations(range(len(names)))), strict=True)
    }
    assert _cost(_renamed(problem, new)) == _cost(problem)


def _renamed(problem: PlanningProblem, new: dict[str, str]) -> PlanningProblem:
    cases = [
        replace(
            case,
            id=new[case.id],
            options=tuple(
                replace(
                    option,
                    onto=None if option.onto is None else new[option.onto],
                    requires=tuple(replace(n, system=new[n.system]) for n in option.requires),
                )
                for option in case.options
            ),
        )
        for case in problem.systems
    ]
    return replace(
        problem,
        systems=tuple(sorted(cases, key=lambda case: case.id)),
        groups=tuple(tuple(sorted(new[name] for name in group)) for group in problem.groups),
        rework=tuple(replace(r, one=new[r.one], other=new[r.other]) for r in problem.rework),
        adapters=tuple(replace(a, one=new[a.one], other=new[a.other]) for a in problem.adapters),
        changes=tuple(
            replace(limit, systems=frozenset(new[name] for name in limit.systems))
            if limit.systems is not None
            else limit
            for limit in problem.changes
        ),
    )


@few
@given(problems(systems=5))
def test_two_runs_are_the_same(problem: PlanningProblem) -> None:
    assert plan_problem(problem, EFFORT) == plan_problem(problem, EFFORT)


@few
@given(problems())
def test_what_is_named_as_holding_a_step_does_hold_it(problem: PlanningProblem) -> None:
    answer = plan_problem(problem, EFFORT)
    assume(isinstance(answer, Roadmap))
    assert isinstance(answer, Roadmap)
    for step in answer.steps:
        for number, earlier in enumerate(step.earlier, start=1):
            moved = {**answer.choices, step.system: (step.option, step.start_month - 3 * number)}
            broken = violations(problem, moved)
            # Others may wait for this step, or have to move with it: then they break rules too.
            assert bool(earlier.blockers) == bool(broken)
            assert earlier.dearer == evaluate(problem, moved).total - answer.objective
