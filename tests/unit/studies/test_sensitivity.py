"""What a plan is sensitive to, on a problem small enough to do by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from benchmarks.planning_instances import instance
from tests.unit.planning.cases import EFFORT, planned, problem, replacing, system

from estate.planning import Effort, PlanningProblem, Roadmap, plan_problem
from estate.planning.problem.cases import Budget, Kind, PlatformCase, Purse, SkillLimit
from estate.studies.inputs import inputs, scaled, scaled_months
from estate.studies.sensitivity import limit_prices, sensitivity, swing

PURSE = Budget("c", Purse.CAPITAL, 0, 4_000)
# One step of 3,630 saves 12,000 a year from month 3: 3,000 + 3,630 against 12,000 if kept.
# A tenth dearer, 3,993, the budget still pays for it; with a tenth less, 3,600, it does not.
STEP = replacing(capital=3_630)
ONE = problem(system("one", STEP), budgets=(PURSE,))


def test_scaling_rounds_halves_up_and_months_change_at_all() -> None:
    assert scaled(5, Fraction(9, 10)) == 5  # 4.5
    assert scaled(5, Fraction(11, 10)) == 6  # 5.5
    assert scaled_months(3, Fraction(11, 10)) == 4
    assert scaled_months(3, Fraction(9, 10)) == 2
    assert scaled_months(1, Fraction(9, 10)) == 1
    assert scaled_months(40, Fraction(9, 10)) == 36
    assert scaled_months(7, Fraction(1)) == 7


def test_a_budget_that_binds_is_what_tells_most() -> None:
    base = planned(ONE)
    assert base.objective == 6_630
    found = sensitivity(base, 10, 5, EFFORT)
    first = found.tried[0]
    assert first.input.kind == "budget"
    # It is kept, for 12,000.
    assert first.low.cost(base) == 5_370
    assert [move.kind for move in first.low.moves] == ["kept now"]
    assert first.low.unmoved is None
    assert first.high.cost(base) == 0
    assert first.high.unmoved == 6_630
    assert first.moved == 1
    assert not first.stops


def test_costs_move_the_sum_and_not_the_step() -> None:
    found = sensitivity(planned(ONE), 10, 5, EFFORT)
    by_words = {each.input.words: each for each in found.tried}
    # 3 months at 1,100 or 900 a month instead of 1,000.
    running = by_words["c/one: running costs today"]
    assert (running.low.cost(found.base), running.high.cost(found.base)) == (-300, 300)
    assert running.moved == 0
    assert swing(running, found.base) == 300
    # It takes 2 or 4 months instead of 3.
    months = by_words["months of work, all options"]
    assert (months.low.cost(found.base), months.high.cost(found.base)) == (-1_000, 1_000)


def test_an_input_without_which_there_is_no_plan_comes_first() -> None:
    due = problem(system("one", STEP, deadline=6), budgets=(PURSE,))
    found = sensitivity(planned(due), 10, 5, EFFORT)
    assert found.tried[0].stops
    assert found.tried[0].low.cost(found.base) is None


def test_the_price_of_a_budget_is_what_one_more_pound_is_worth() -> None:
    two = problem(
        system("one", replacing(capital=4_000)),
        system("two", replacing(capital=4_000)),
        budgets=(PURSE,),
    )
    (price,) = limit_prices(two).values()
    # Relaxed, a pound more buys 1/4,000 of a step that is worth 9,000 - 4,000 = 5,000.
    assert price == pytest.approx(-1.25)


def kinds(given: PlanningProblem) -> list[tuple[str, bool]]:
    return [(each.kind, each.total) for each in inputs(given)]


def test_every_kind_of_input_is_there_once_for_all_and_once_for_each() -> None:
    join = replacing("join", kind=Kind.JOIN, platform="hub", running_after=100)
    given = problem(
        system("one", join, exit_cost=(50,)),
        budgets=(PURSE,),
        skills=(SkillLimit("c", "developer", 0, 10), SkillLimit("c", "developer", 1, 10)),
        platforms=(PlatformCase("hub", tiers=((1, 900),)),),
    )
    found = kinds(given)
    for kind in ("budget", "skill", "contract", "platform"):
        assert sorted(total for each, total in found if each == kind) == [False, True]
    assert [total for kind, total in found if kind == "running cost"] == [True, False, True, False]
    assert len({each.words for each in inputs(given)}) == len(found)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_factor_of_one_is_the_same_problem(seed: int) -> None:
    given = instance([6, 6], seed=seed, platforms=1)
    for each in inputs(given):
        assert each.change(given, Fraction(1)) == given, each.words
        assert each.change(given, Fraction(3)) != given or each.total, each.words


@pytest.mark.slow
def test_more_of_a_limit_is_never_dearer() -> None:
    answer = plan_problem(instance([8], seed=4), Effort(work=4.0))
    assert isinstance(answer, Roadmap)
    assert answer.status == "optimal"
    found = sensitivity(answer, 20, 2, Effort(work=4.0))
    limits = [each for each in found.tried if each.input.kind in {"budget", "skill"}]
    assert limits
    for each in limits:
        assert (each.high.cost(answer) or 0) <= 0
        assert each.low.cost(answer) is None or (each.low.cost(answer) or 0) >= 0
