"""The front of money against risk, against trying every plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.properties.planning_oracle import problems, size
from tests.properties.test_measures import FEW_PLANS, every_plan

from estate.planning.effort import Effort
from estate.planning.judging.measured import measured
from estate.planning.judging.verify import violations
from estate.planning.no_roadmap import NoRoadmapStatus
from estate.studies.front import front
from estate.studies.front_bounds import least_money
from estate.studies.front_types import Front

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem

EFFORT = Effort(work=20.0)
small = settings(suppress_health_check=list(HealthCheck))
few = settings(small, max_examples=max(2, small.max_examples // 4), deadline=None)


def true_front(problem: PlanningProblem) -> list[tuple[int, int]]:
    """Return money and risk of every plan that none is better than by both, by rising money."""
    found: list[tuple[int, int]] = []
    for money, risk in sorted({(plan.money, plan.risk) for plan in every_plan(problem)}):
        if not found or risk < found[-1][1]:
            found.append((money, risk))
    return found


@few
@given(problems(systems=3), st.integers(3, 9))
def test_every_point_that_is_proven_is_on_the_true_front(
    problem: PlanningProblem, points: int
) -> None:
    assume(size(problem) <= FEW_PLANS)
    true = true_front(problem)
    found = front(problem, EFFORT, points)
    if not true:
        assert found is NoRoadmapStatus.INFEASIBLE
        return
    assert isinstance(found, Front)
    place = [(point.money, point.risk) for point in found.points]

    # Small problems are solved to the end: all of it is proven, and lies on the true front.
    assert set(place) <= set(true)
    assert all(point.proven for point in found.points)
    assert place == sorted(place)
    # The ends are the true ends, and with room for all of them none is missing in between.
    assert (place[0], place[-1]) == (true[0], true[-1])
    for point in found.points:
        choices = dict(point.plan)
        assert violations(problem, choices) == ()
        exact = measured(problem, choices)
        assert (exact.money, exact.risk) == (point.money, point.risk)


@few
@given(problems(systems=3), st.data())
def test_what_is_proven_impossible_is_impossible(
    problem: PlanningProblem, data: st.DataObject
) -> None:
    assume(size(problem) <= FEW_PLANS)
    found = front(problem, Effort(work=data.draw(st.sampled_from([0.0, 0.001, 20.0]))), 5)
    assume(isinstance(found, Front))
    assert isinstance(found, Front)
    for plan in every_plan(problem):
        bound = least_money(found.certificates, plan.risk)
        assert bound is None or plan.money >= bound
        assert not any(each.rules_out(plan.risk) for each in found.certificates)
    for point in found.points:
        assert point.least_money <= point.money
        if point.proven:
            assert (point.money, point.risk) in true_front(problem)
    following = found.following
    if following is not None:
        base = found.point("policy") or found.points[0]
        within = [p for p in every_plan(problem) if p.money <= base.money + following.pounds]
        assert base.risk - min(p.risk for p in within) <= following.at_most
        assert following.risk <= following.at_most
