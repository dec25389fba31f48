"""Where no plan exists: the conflict is as small as can be, and what is said to mend it does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.properties.planning_oracle import MOST_PLANS, best_plan, problems, size

from estate.planning.explaining.conflict import conflict_of, feasibility
from estate.planning.explaining.elastic import applied, least
from estate.planning.explaining.relax import relaxations
from estate.planning.explaining.rules import rules
from estate.planning.solving.cpsat import Outcome

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem

small = settings(suppress_health_check=list(HealthCheck))
few = settings(small, max_examples=small.max_examples // 4)


def _urgent(problem: PlanningProblem) -> PlanningProblem:
    """Return a problem in which every system has to change soon, so that often no plan exists."""
    cases = tuple(replace(case, deadline=min(case.deadline or 9, 9)) for case in problem.systems)
    return replace(problem, systems=cases)


def _without_plan(problem: PlanningProblem) -> PlanningProblem:
    problem = _urgent(problem)
    assume(feasibility(problem) is Outcome.INFEASIBLE)
    return problem


@pytest.mark.slow
@few
@given(problems(systems=3))
def test_each_rule_of_a_conflict_is_needed(problem: PlanningProblem) -> None:
    found = conflict_of(_without_plan(problem))
    assert feasibility(found.bare) is Outcome.INFEASIBLE
    for rule in found.rules:
        without = rule.without(found.bare)
        if size(without) <= MOST_PLANS:
            assert best_plan(without) is not None  # by trying every plan


@pytest.mark.slow
@few
@given(problems(systems=3))
def test_what_is_said_to_make_a_plan_possible_does(problem: PlanningProblem) -> None:
    problem = _without_plan(problem)
    found = conflict_of(problem)
    ways = relaxations(found)
    soft = [
        rule for rule in rules(found.problem) if rule.kind not in ("under-way", "tie", "ceiling")
    ]
    everything = problem
    for rule in soft:
        everything = rule.without(everything)
    if feasibility(everything) is not Outcome.INFEASIBLE:
        assert ways
    for way in (least(found.problem, soft), least(found.problem, soft, fewest=True)):
        assert (way is not None) == bool(ways)
        eased = problem
        for each in way or ():
            eased = applied(eased, each)
        if way is not None and size(eased) <= MOST_PLANS:
            assert best_plan(eased) is not None, way


@pytest.mark.slow
@few
@given(problems(systems=3))
def test_no_rule_gives_way_further_than_it_has_to(problem: PlanningProblem) -> None:
    """One unit less, and there is no plan: for amounts that can be a unit less."""
    problem = _without_plan(problem)
    found = conflict_of(problem)
    for rule in found.rules:
        way = least(found.problem, [rule])
        if way is None or rule.kind in ("freeze", "waits", "group", "deadline"):
            continue
        (only,) = way
        eased = applied(problem, replace(only, amount=only.amount - 1))
        assert feasibility(eased) is Outcome.INFEASIBLE
