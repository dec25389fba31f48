"""Deadlines first: what schedules one after another miss, planned together."""

from __future__ import annotations

import numpy as np
from tests.unit.planning.cases import elsewhere, problem, replacing, system

from estate.planning import Effort, Roadmap, plan_problem
from estate.planning.judging.verify import verify
from estate.planning.problem.cases import Budget, Kind, PlanningProblem, Purse, Requirement
from estate.planning.program.draft import Program
from estate.planning.program.rows import build
from estate.planning.solving.bound import bound
from estate.planning.solving.greedy import Scheduler
from estate.planning.solving.part import Parts
from estate.planning.solving.starts import first_plans
from estate.planning.solving.urgent import Urgent, urgent


def tight(pounds: int = 100_000) -> PlanningProblem:
    """Both have half a year. Replacing a is its cheapest way and takes all the money there is.

    a: replaced 60,000 (running to month 3) + 100,000 = 160,000; upgraded 60,000 + 40,000 +
    9 months at 200,000 a year = 250,000. Then b, at 60,000, only fits beside the upgrade.
    """
    a = system(
        "a",
        replacing(capital=100_000),
        replacing("upgrade", kind=Kind.UPGRADE, capital=40_000, running_after=200_000),
        running=240_000,
        deadline=6,
    )
    b = system("b", replacing(capital=60_000), deadline=6)
    return problem(a, b, system("idle"), budgets=(Budget("c", Purse.CAPITAL, 0, pounds),))


def first(program: Program) -> Urgent:
    free = bound(program, np.zeros(program.rows.height), ~program.missed)
    return urgent(program, Parts(program), Scheduler(program), free.reduced)


def taken(program: Program, found: Urgent) -> dict[str, str | None]:
    columns = [program.columns[k] for k in found.columns]
    names = [program.problem.systems[column.system].id for column in columns]
    options = [column.option.id if column.option else None for column in columns]
    return dict(zip(names, options, strict=True))


def test_the_first_schedule_misses_what_planning_deadlines_together_keeps() -> None:
    program = build(tight(), missable=True)
    regret = bound(program, np.zeros(program.rows.height), ~program.missed).regret
    values = np.zeros(program.width)

    def missed(columns: tuple[int, ...]) -> int:
        plans = first_plans(program, Scheduler(program), regret, values, 1, columns)
        return int(next(plans)[program.missed].sum())

    assert missed(()) == 1
    assert missed(first(program).columns) == 0


def test_only_systems_with_deadlines_and_what_they_hang_on_are_urgent() -> None:
    assert taken(build(tight(), missable=True), first(build(tight(), missable=True))) == {
        "c/a": "upgrade",
        "c/b": "replace",
    }
    waits = problem(
        system("base", replacing(capital=5)),
        system("top", replacing(requires=(Requirement("c/base"),)), deadline=9),
        elsewhere("far", replacing(), deadline=3),
        system("other", replacing()),
    )
    program = build(waits, missable=True)
    assert taken(program, first(program)) == {
        "c/base": "replace",
        "c/top": "replace",
        "d/far": "replace",
    }


def test_a_deadline_that_cannot_be_kept_is_left_to_the_search_and_others_are_not() -> None:
    # With 60,000 either is changed in time, and not both: only one is missed.
    program = build(tight(60_000), missable=True)
    found = taken(program, first(program))
    assert sorted(option is None for option in found.values()) == [False, True]


def test_the_plan_without_any_search_keeps_its_deadlines() -> None:
    answer = plan_problem(tight(), Effort(work=0.0))
    assert isinstance(answer, Roadmap)
    assert verify(answer) == ()
    # a 60,000 + 40,000 + 150,000, b 3,000 + 60,000, idle 12,000.
    assert answer.objective == 325_000
