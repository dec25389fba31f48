"""The earliest finish against trying every plan, under every kind of rule."""

from __future__ import annotations

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.properties.planning_oracle import problems

from estate.planning import EarliestFinish, PlanningProblem, earliest_finish
from estate.planning.effort import Effort
from estate.planning.judging.verify import violations
from estate.planning.solving.interval_rules import unknown_rules

MOST_PLANS = 4_000


def months(problem: PlanningProblem, required: set[str]) -> int | None:
    """The least month by which all that must change is live, of all plans there are."""
    starts = range(0, problem.calendar.horizon, 3)
    lists = [
        [None, *((option, start) for option in case.options for start in starts)]
        for case in problem.systems
    ]
    best: int | None = None
    for plan in product(*lists):
        chosen = zip(problem.systems, plan, strict=True)
        lives = {c.id: p[1] + p[0].duration for c, p in chosen if p is not None}
        last = max((lives.get(name, 10**6) for name in required), default=0)
        if last >= (10**6 if best is None else best):
            continue
        taken = zip(problem.systems, plan, strict=True)
        if not violations(problem, {c.id: (p[0].id, p[1]) for c, p in taken if p is not None}):
            best = last
    return best


def size(problem: PlanningProblem) -> int:
    total = 1
    for case in problem.systems:
        total *= 1 + len(case.options) * (problem.calendar.horizon // 3)
    return total


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_earliest_finish_is_that_of_the_best_of_all_plans(data: st.DataObject) -> None:
    problem = data.draw(problems(systems=3, horizons=(12, 15)))
    assume(size(problem) <= MOST_PLANS)
    names = [case.id for case in problem.systems]
    asked = data.draw(st.sets(st.sampled_from(names)))
    must = asked | {case.id for case in problem.systems if case.deadline is not None}
    assume(not list(unknown_rules(problem)))
    answer = earliest_finish(problem, Effort(work=20.0), asked)
    best = months(problem, must)
    if best is None:
        assert answer.status == "infeasible"
        return
    assert isinstance(answer, EarliestFinish), answer
    assert (answer.month, answer.bound, answer.status) == (best, best, "optimal")
    assert set(answer.required) == must
    assert not violations(problem, dict(answer.choices))
