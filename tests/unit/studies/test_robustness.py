"""Plans under sampled overruns: slips by hand, and chances against the formula."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.planning_instances import instance
from tests.unit.planning.cases import problem, replacing, system

from estate.planning import Effort, Roadmap, plan_problem
from estate.planning.problem.cases import (
    Budget,
    Kind,
    Option,
    PlanningProblem,
    PlatformCase,
    Purse,
    Requirement,
)
from estate.studies.robustness import Overruns, Robustness, Triangle, robustness
from estate.studies.slipping import slipped, slots

SURE = Triangle(1.0, 1.0, 1.0)
NOTHING = Overruns(SURE, SURE, 100, 1)
Plan = dict[str, tuple[str, int]]


def late(given: PlanningProblem, choices: Plan, **months: int) -> dict[str, tuple[int, int]]:
    """Return start and go-live of each system where some take so many months instead."""
    steps = slots(given, choices)
    takes = {
        slot.case.id: np.array([months.get(slot.case.id[2:], slot.option.duration)])
        for slot in steps
    }
    found = slipped(given, steps, takes)
    return {name: (int(found.starts[name][0]), int(found.lives[name][0])) for name in takes}


def test_what_waits_slips_with_what_it_waits_for() -> None:
    waits = replacing(requires=(Requirement("c/one", lag=2),))
    given = problem(system("one", replacing()), system("two", waits), horizon=24)
    plan: Plan = {"c/one": ("replace", 0), "c/two": ("replace", 6)}
    assert late(given, plan) == {"c/one": (0, 3), "c/two": (6, 9)}
    # Live in month 4, and 2 months on, in month 6: just in time.
    assert late(given, plan, one=4)["c/two"] == (6, 9)
    # Live in month 7: from month 9.
    assert late(given, plan, one=7)["c/two"] == (9, 12)
    # Early work does not bring others forward.
    assert late(given, plan, one=1) == {"c/one": (0, 1), "c/two": (6, 9)}


def test_a_freeze_puts_a_late_go_live_off() -> None:
    given = problem(system("one", replacing(), frozen=frozenset({4, 5})))
    assert late(given, {"c/one": ("replace", 0)}, one=4) == {"c/one": (0, 6)}


def test_a_group_waits_for_its_last() -> None:
    given = problem(
        system("one", replacing()),
        system("two", replacing(), frozen=frozenset({6})),
        groups=(("c/one", "c/two"),),
        horizon=24,
    )
    plan: Plan = {"c/one": ("replace", 0), "c/two": ("replace", 0)}
    # One is live in month 7, the third quarter: two waits for it, past its freeze in month 6.
    assert late(given, plan, one=7) == {"c/one": (0, 7), "c/two": (0, 7)}


def test_a_platform_takes_so_many_councils_a_quarter() -> None:
    join = Option("join", Kind.JOIN, 3, platform="hub")
    one, two = system("one", join), system("two", join)
    two = type(two)("d/two", "d", two.options, running=12_000)
    hub = PlatformCase("hub", onboarding=1, available=3)
    given = problem(one, two, platforms=(hub,), horizon=24)
    plan: Plan = {"c/one": ("join", 0), "d/two": ("join", 3)}
    assert late(given, plan) == {"c/one": (0, 3), "d/two": (3, 6)}
    # Both would be live in the third quarter; the first keeps its place, the other waits.
    steps = slots(given, plan)
    takes = {"c/one": np.array([6]), "d/two": np.array([4])}
    found = slipped(given, steps, takes)
    assert [int(found.lives[name][0]) for name in takes] == [6, 9]


def test_the_triangle_is_its_own_inverse() -> None:
    triangle = Triangle(0.9, 1.0, 1.5)
    ends = triangle.at(np.array([0.0, 1 / 6, 1.0 - 1e-12]))
    assert ends == pytest.approx([0.9, 1.0, 1.5], abs=1e-5)
    # Above the mode: 1 - (1.5 - x)^2 / (0.6 x 0.5) = 0.7 at x = 1.5 - 0.3.
    assert triangle.at(np.array([0.7])) == pytest.approx([1.2])
    assert Triangle(1.2, 1.2, 1.2).at(np.array([0.1, 0.9])) == pytest.approx([1.2, 1.2])


def test_a_chance_is_that_of_the_formula() -> None:
    given = problem(system("one", replacing(months=10), deadline=12), horizon=24)
    tried = Overruns(Triangle(0.5, 1.0, 1.5), SURE, 20_000, 7)
    (step,) = robustness(given, {"c/one": ("replace", 0)}, tried).steps
    # Ten months or fewer: a factor below 1.05. 1 - (1.5 - 1.05)^2 / (1 x 0.5) = 0.595.
    assert step.live.holds == pytest.approx(0.595, abs=3 * 0.0035)
    # Twelve or fewer: below 1.25. 1 - 0.25^2 / 0.5 = 0.875.
    assert step.meets == pytest.approx(0.875, abs=3 * 0.0024)
    assert step.live.month.planned == 10
    assert step.live.month.mean == pytest.approx(10.0, abs=0.05)
    # The 10th percentile: u = 0.1, 0.5 + sqrt(0.1 x 0.5) = 0.7236, 7 months; and 13 likewise.
    assert (step.live.month.low, step.live.month.high) == (7, 13)


def test_money_by_hand() -> None:
    purses = (Budget("c", Purse.CAPITAL, 0, 5_000), Budget("c", Purse.CAPITAL, 1, 5_000))
    given = problem(system("one", replacing(months=6, capital=6_000)), budgets=purses, horizon=24)
    dear = Overruns(SURE, Triangle(1.5, 1.5, 1.5), 100, 1)
    # From October 2027, month 6: six months of 1,500 to March 2028, all in the first year.
    found = robustness(given, {"c/one": ("replace", 6)}, dear)
    (budget,) = found.budgets
    assert (budget.year, budget.holds, budget.spent.planned) == ("2027-28", 0.0, 6_000)
    assert (budget.spent.low, budget.spent.high, budget.spent.mean) == (9_000, 9_000, 9_000.0)
    assert (found.once.planned, found.once.low) == (6_000, 9_000)
    assert found.all_budgets == 0.0
    # Twice as long: half of it, 3,000, falls in the next year; the old system runs 6 months more.
    slow = Overruns(Triangle(2.0, 2.0, 2.0), SURE, 100, 1)
    found = robustness(given, {"c/one": ("replace", 6)}, slow)
    assert [(each.year, each.spent.low, each.holds) for each in found.budgets] == [
        ("2027-28", 3_000, 1.0),
        ("2028-29", 3_000, 1.0),
    ]
    assert found.running.mean == 6_000.0
    assert found.all_deadlines is None


def test_what_is_left_may_be_carried_forward() -> None:
    first = Budget("c", Purse.CAPITAL, 0, 5_000, carry_forward=True)
    purses = (first, Budget("c", Purse.CAPITAL, 1, 0))
    given = problem(system("one", replacing(months=6, capital=6_000)), budgets=purses, horizon=24)
    slow = Overruns(Triangle(2.0, 2.0, 2.0), Triangle(0.8, 0.8, 0.8), 100, 1)
    # 4,800 in all: 2,400 this year, and 2,400 of the 2,600 that are left in the next.
    found = robustness(given, {"c/one": ("replace", 6)}, slow)
    assert [each.holds for each in found.budgets] == [1.0, 1.0]
    dearer = Overruns(Triangle(2.0, 2.0, 2.0), SURE, 100, 1)
    # 3,000 and 3,000: 2,000 are left, and do not do.
    found = robustness(given, {"c/one": ("replace", 6)}, dearer)
    assert [each.holds for each in found.budgets] == [1.0, 0.0]


def test_recorded_milestones_slip_in_proportion() -> None:
    given = problem(system("one", replacing(months=6)), horizon=24)
    slow = Overruns(Triangle(2.0, 2.0, 2.0), SURE, 100, 1)
    milestones = {"c/one": [("built", 3), ("long gone", -2)]}
    (step,) = robustness(given, {"c/one": ("replace", 0)}, slow, milestones).steps
    assert [(point.name, point.month.planned, point.month.low) for point in step.points] == [
        ("work starts", 0, 0),
        ("built", 3, 6),
        ("goes live", 6, 12),
        ("old system off", 6, 12),
    ]


def _firm(found: Robustness) -> bool:
    whole = found.all_deadlines in {None, 1.0} and found.all_budgets in {None, 1.0}
    points = [point for step in found.steps for point in step.points]
    same = all(p.holds == 1.0 and p.month.low == p.month.high == p.month.planned for p in points)
    spent = [each.spent for each in found.budgets]
    money = all(each.low == each.high == each.planned for each in (*spent, found.once))
    return whole and same and money and found.running.mean == 0.0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_without_overruns_the_plan_stands_as_it_is(seed: int) -> None:
    answer = plan_problem(instance([10, 10], seed=seed, platforms=2), Effort(work=0.5))
    assert isinstance(answer, Roadmap)
    assert answer.steps
    assert _firm(robustness(answer.problem, answer.choices, NOTHING))


def test_the_same_seed_gives_the_same_answer_and_another_does_not() -> None:
    answer = plan_problem(instance([10], seed=1), Effort(work=0.5))
    assert isinstance(answer, Roadmap)
    spread = Triangle(0.9, 1.0, 1.5)

    def tried(seed: int) -> Robustness:
        return robustness(answer.problem, answer.choices, Overruns(spread, spread, 500, seed))

    assert tried(1) == tried(1)
    assert tried(1).steps != tried(2).steps


def test_nothing_planned_is_nothing_to_slip() -> None:
    found = robustness(problem(system("one")), {}, NOTHING)
    assert found.steps == ()
    assert found.once.planned == found.once.high == 0
    assert found.all_budgets is None
