"""What has become of the steps of a plan that is continued, by what councils recorded of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.tracking.cases import plan, planned_step

from estate.graph import build
from estate.planning.making.previous import continuing
from estate.planning.making.work_packages import problem_of
from estate.planning.problem.previous import Standing
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace

SYSTEM = {"name": "A", "options": {"replace": {"cost": {"capital": 1}, "months": 3}}}


@pytest.mark.parametrize(
    ("record", "standing"),
    [
        ({"status": "done", "finished": date(2026, 12, 4)}, Standing.DONE),
        ({"status": "live", "finished": date(2026, 12, 4)}, Standing.DONE),
        ({"status": "done", "finishes": date(2026, 9, 30)}, Standing.DONE),
        # What was over before the plan of 30 September 2026 does not carry it out.
        ({"status": "done", "finishes": date(2026, 9, 29)}, Standing.OPEN),
        ({"status": "done", "finished": date(2019, 3, 1)}, Standing.OPEN),
        ({"status": "stopped", "finished": date(2026, 12, 4)}, Standing.OPEN),
    ],
)
def test_a_step_is_carried_out_by_what_was_not_over_before_the_plan(
    record: dict[str, Any], standing: Standing
) -> None:
    steps = {"one": {"system": "a", "option": "replace", **record}}
    raw = {"council": {"name": "C"}, "systems": {"a": SYSTEM}, "steps": steps}
    estate = Portfolio(Workspace(), Catalogue(), {"c": Inventory.model_validate(raw)})
    before = plan(planned_step("c/a", date(2026, 10, 1), date(2027, 1, 1)))
    graph = build(estate)
    problem = continuing(problem_of(graph, date(2026, 12, 31)), graph, before)
    assert problem.previous is not None
    (step,) = problem.previous.steps
    assert step.standing is standing


def test_steps_of_a_council_that_left_the_record_are_told_and_of_one_not_planned_are_not() -> None:
    councils = {
        name: Inventory.model_validate({"council": {"name": name}, "systems": {"a": SYSTEM}})
        for name in ("c", "d")
    }
    graph = build(Portfolio(Workspace(), Catalogue(), councils))
    begun, live = date(2026, 10, 1), date(2027, 1, 1)
    before = plan(*(planned_step(f"{name}/a", begun, live) for name in ("c", "d", "gone")))
    as_of = date(2026, 12, 31)
    problem = continuing(problem_of(graph, as_of, ("c",)), graph, before)
    assert problem.previous is not None
    assert [(step.system, step.standing) for step in problem.previous.steps] == [
        ("c/a", Standing.OPEN),
        ("gone/a", Standing.UNKNOWN),
    ]
