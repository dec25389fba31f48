"""A search that begins with an earlier plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks.planning_instances import instance
from tests.unit.planning.cases import problem, replacing, system

from estate.planning import Effort, Roadmap, plan_problem
from estate.planning.judging.verify import verify
from estate.planning.problem.cases import Budget, Purse
from estate.planning.program.rows import build
from estate.planning.solving.warm import earlier_plans

if TYPE_CHECKING:
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Ints

NONE = Effort(work=0.0)
"""First plans only: nothing is searched."""


def chosen(program: Program, vector: Ints) -> dict[str, tuple[str, int]]:
    columns = [program.columns[k] for k in program.chosen(vector)]
    return {
        program.problem.systems[column.system].id: (column.option.id, column.start)
        for column in columns
        if column.option is not None
    }


def test_an_earlier_plan_is_taken_up_as_it_is() -> None:
    given = instance([130], seed=1)
    searched = plan_problem(given, Effort(work=3.0))
    unsearched = plan_problem(given, NONE)
    assert isinstance(searched, Roadmap)
    assert isinstance(unsearched, Roadmap)
    again = plan_problem(given, NONE, start=searched.choices)
    assert isinstance(again, Roadmap)
    assert again.objective == searched.objective < unsearched.objective
    assert again.choices == searched.choices


def test_only_what_no_longer_fits_is_moved() -> None:
    # £90 a step and £100 in the year: of the two that were planned one has to be kept as it is.
    both = problem(system("a", replacing(capital=90)), system("b", replacing(capital=90)))
    start = {"c/a": ("replace", 0), "c/b": ("replace", 3)}
    poorer = replace(both, budgets=(Budget("c", Purse.CAPITAL, 0, 100),))
    program = build(poorer, missable=True)
    plans = [chosen(program, vector) for vector in earlier_plans(program, start)]
    assert plans == [{"c/a": ("replace", 0)}]
    as_was = build(both, missable=True)
    assert [chosen(as_was, v) for v in earlier_plans(as_was, start)] == [start]


def test_a_step_that_is_too_late_for_a_new_deadline_goes_to_its_best_place() -> None:
    # Live in month 9 as it was; by month 6 it must be: from month 0 it is live in month 3.
    given = problem(system("a", replacing(), deadline=6), system("b", replacing()))
    program = build(given, missable=True)
    start = {"c/a": ("replace", 6), "c/b": ("replace", 3)}
    plans = [chosen(program, vector) for vector in earlier_plans(program, start)]
    assert plans == [{"c/a": ("replace", 0), "c/b": ("replace", 3)}]


def test_what_is_no_longer_there_is_passed_over() -> None:
    given = problem(system("a", replacing()))
    program = build(given, missable=True)
    start = {"c/gone": ("replace", 0), "c/a": ("sold", 6)}
    plans = [chosen(program, vector) for vector in earlier_plans(program, start)]
    assert plans == [{"c/a": ("replace", 0)}]
    answer = plan_problem(given, start=start)
    assert isinstance(answer, Roadmap)
    assert answer.status == "optimal"


def test_a_plan_for_poorer_councils_starts_from_the_richer_ones() -> None:
    given = instance([15, 20], seed=2, platforms=2)
    before = plan_problem(given, Effort(work=1.0))
    assert isinstance(before, Roadmap)
    poorer = replace(
        given, budgets=tuple(replace(b, pounds=b.pounds * 9 // 10) for b in given.budgets)
    )
    after = plan_problem(poorer, NONE, start=before.choices)
    assert isinstance(after, Roadmap)
    assert verify(after) == ()
    same = sum(after.choices.get(name) == choice for name, choice in before.choices.items())
    assert same > 0.6 * len(before.choices)


def test_an_empty_start_is_the_plan_to_do_nothing() -> None:
    # Replacing saves nothing, so that doing nothing is the best there is.
    given = problem(system("a", replacing(capital=1_000, running_after=12_000)))
    program = build(given, missable=True)
    assert [chosen(program, vector) for vector in earlier_plans(program, {})] == [{}]
