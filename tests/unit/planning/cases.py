"""Tiny planning problems, without discounting unless asked for: sums that can be done by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from estate.planning.effort import Effort
from estate.planning.no_roadmap import NoRoadmap
from estate.planning.planner import plan_problem
from estate.planning.problem.calendar import Calendar
from estate.planning.problem.cases import Kind, Option, PlanningProblem, SystemCase
from estate.planning.roadmap import Roadmap
from estate.portfolio import PlanningPolicy

EFFORT = Effort(work=20.0)


def replacing(option_id: str = "replace", **changes: Any) -> Option:  # noqa: ANN401
    """An option of three months that costs nothing and lowers running cost to nothing."""
    given: dict[str, Any] = {"kind": Kind.REPLACE, "months": 3}
    return Option(option_id, **{**given, **changes})


def system(name: str, *options: Option, **changes: Any) -> SystemCase:  # noqa: ANN401
    """A system of council `c` that costs 12,000 a year, 1,000 a month."""
    given: dict[str, Any] = {"running": 12_000}
    return SystemCase(f"c/{name}", "c", options, **{**given, **changes})


def elsewhere(name: str, *options: Option, **changes: Any) -> SystemCase:  # noqa: ANN401
    """The same at another council, `d`."""
    return replace(system(name, *options, **changes), id=f"d/{name}", council="d")


def problem(*systems: SystemCase, **changes: Any) -> PlanningProblem:  # noqa: ANN401
    """Twelve months from April 2027, one financial year, and no tail."""
    horizon = changes.pop("horizon", 12)
    tail = changes.pop("tail", 0)
    policy = PlanningPolicy(
        horizon_months=horizon,
        tail_months=tail,
        discount_rate=changes.pop("rate", 0.0),
        risk_price=changes.pop("risk_price", 1_000),
    )
    calendar = Calendar(changes.pop("start", date(2027, 4, 1)), horizon, tail)
    return PlanningProblem(calendar, policy, systems, **changes)


def planned(given: PlanningProblem) -> Roadmap:
    """The roadmap of a problem that has one."""
    answer = plan_problem(given, EFFORT)
    assert isinstance(answer, Roadmap), answer
    assert answer.status == "optimal"
    return answer


def refused(given: PlanningProblem) -> NoRoadmap:
    """The answer for a problem without a plan."""
    answer = plan_problem(given, EFFORT)
    assert isinstance(answer, NoRoadmap)
    return answer
