"""Continuing a plan: the price of change, and what became of each step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.properties.planning_oracle import MOST_PLANS, best_plan, problems, size
from tests.unit.planning.cases import EFFORT, planned, problem, replacing, system

from estate.planning.judging.evaluate import change_of_plan, evaluate
from estate.planning.planner import plan_problem
from estate.planning.problem.cases import Before, Budget, PlanningProblem, Purse
from estate.planning.problem.previous import Previous, PromisedStep, Standing
from estate.planning.roadmap import Fate, Move, Roadmap

SINCE = date(2026, 9, 30)


def _promised(start: date, live: date, standing: Standing = Standing.OPEN) -> Previous:
    step = PromisedStep("c/a", "replace", "replace", start, live, standing)
    return Previous(SINCE, (step,))


def _only(roadmap: Roadmap) -> Move:
    assert roadmap.moves is not None
    (move,) = roadmap.moves.steps
    return move


OCTOBER = _promised(date(2027, 10, 1), date(2028, 1, 1))


@pytest.mark.parametrize(
    ("price", "start", "cost"),
    [
        # It runs at 1,000 a month until three months after its start; nothing afterwards.
        # Promised for month 6. From month 0: 3,000 + 2 quarters x 1,000 = 5,000;
        # from 3: 6,000 + 1,000; from 6: 9,000.
        (1_000, 0, 5_000),
        # From 0: 3,000 + 8,000 = 11,000; from 3: 6,000 + 4,000 = 10,000; from 6: 9,000 + 0.
        (4_000, 6, 9_000),
        # A tie at 3,000 a quarter would be anybody's: 9,000 wherever it starts.
    ],
)
def test_a_step_is_moved_where_that_saves_more_than_moving_counts(
    price: int, start: int, cost: int
) -> None:
    case = system("a", replacing(), before=Before("replace", 6, price))
    roadmap = planned(problem(case, previous=OCTOBER))
    assert roadmap.choices == {"c/a": ("replace", start)}
    assert roadmap.objective == cost
    assert roadmap.moves is not None
    assert roadmap.moves.price == price * (6 - start) // 3
    move = _only(roadmap)
    assert move.quarters == (start - 6) // 3
    assert move.fate is (Fate.MOVED if start != 6 else Fate.AS_PLANNED)


@pytest.mark.parametrize(
    ("choice", "quarters"),
    [
        (("replace", 6), 0),
        (("replace", 0), 2),
        (("replace", 21), 4),  # five quarters later counts as four
        (("upgrade", 6), 4),
        (None, 4),
    ],
)
def test_a_change_of_plan_counts_four_quarters_at_most(
    choice: tuple[str, int] | None, quarters: int
) -> None:
    case = system("a", replacing(), replacing("upgrade"), before=Before("replace", 6, 700))
    assert change_of_plan(case, choice) == 700 * quarters


def test_what_should_have_begun_is_counted_from_the_first_month() -> None:
    case = system("a", replacing(), before=Before("replace", -6, 700))
    assert change_of_plan(case, ("replace", 0)) == 0
    previous = _promised(date(2026, 10, 1), date(2027, 1, 1))
    move = _only(planned(problem(case, previous=previous)))
    assert (move.fate, move.quarters) == (Fate.MOVED, 2)
    assert [reason.words for reason in move.reasons] == [
        "It should have begun by now, and the record does not say so."
    ]


def test_what_no_longer_fits_is_said_with_the_rule_that_stops_it() -> None:
    """Capital of 100 in the first year stops the old place; the second year has enough."""
    case = system("a", replacing(capital=900), before=Before("replace", 0, 10), deadline=24)
    budgets = (
        Budget("c", Purse.CAPITAL, 0, 100),
        Budget("c", Purse.CAPITAL, 1, 1_000),
    )
    previous = _promised(date(2027, 4, 1), date(2027, 7, 1))
    roadmap = planned(problem(case, budgets=budgets, horizon=24, previous=previous))
    move = _only(roadmap)
    assert (move.fate, move.quarters) == (Fate.MOVED, 4)
    words = " ".join(reason.words for reason in move.reasons)
    assert "Where it was, from Apr to Jun 2027, it would not fit" in words
    assert "£100" in words


def test_a_step_that_has_lost_its_worth_is_dropped_and_the_loss_is_named() -> None:
    """Kept: 12,000 + 4 x 10 = 12,040. Replaced at once: 3,000 + 50,000 = 53,000."""
    case = system("a", replacing(capital=50_000), before=Before("replace", 0, 10))
    previous = _promised(date(2027, 4, 1), date(2027, 7, 1))
    roadmap = planned(problem(case, previous=previous))
    assert roadmap.objective == 12_040
    move = _only(roadmap)
    assert (move.fate, move.now, move.quarters) == (Fate.DROPPED, None, 0)
    (reason,) = move.reasons
    assert reason.words == "Where it was, from Apr to Jun 2027, the plan would be £40,960 worse."


@pytest.mark.parametrize(
    ("standing", "fate"),
    [
        (Standing.DONE, Fate.DONE),
        (Standing.UNDER_WAY, Fate.UNDER_WAY),
        (Standing.IMPOSSIBLE, Fate.IMPOSSIBLE),
        (Standing.UNKNOWN, Fate.UNKNOWN),
    ],
)
def test_what_is_not_open_is_only_reported(standing: Standing, fate: Fate) -> None:
    previous = _promised(date(2027, 4, 1), date(2027, 7, 1), standing)
    roadmap = planned(problem(system("a", replacing()), previous=previous))
    assert roadmap.objective == 3_000
    assert _only(roadmap).fate is fate


def test_a_plan_that_continues_none_has_no_moves() -> None:
    assert planned(problem(system("a", replacing()))).moves is None


@settings(suppress_health_check=list(HealthCheck), max_examples=25)
@given(problems(), st.data())
def test_no_plan_is_better_with_a_price_on_change(
    given_: PlanningProblem, data: st.DataObject
) -> None:
    cases = []
    for case in given_.systems:
        before = None
        promised = data.draw(st.booleans())
        if case.options and promised:
            option = data.draw(st.sampled_from([option.id for option in case.options]))
            start = 3 * data.draw(st.integers(-2, given_.calendar.quarters))
            before = Before(option, start, data.draw(st.integers(0, 40_000)))
        cases.append(replace(case, before=before))
    priced = replace(given_, systems=tuple(cases))
    assume(size(priced) <= MOST_PLANS // 4)
    best = best_plan(priced)
    answer = plan_problem(priced, EFFORT)
    if best is None:
        assert not isinstance(answer, Roadmap)
        return
    assert isinstance(answer, Roadmap)
    assert (answer.objective, answer.lower_bound) == (best, best)
    assert evaluate(priced, answer.choices).total == best
