"""What a planned step brings along from the record, in the plan's data and on its page."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.unit.rendering import sample

from estate.graph import EstateGraph, build
from estate.planning import Effort, Roadmap, plan
from estate.reading.plan_file import parse_plan
from estate.rendering.briefings.steps import step_cards
from estate.rendering.kit.as_json import to_text
from estate.rendering.plan.building import view_of
from estate.rendering.plan.plan_json import roadmap_json

ON = date(2026, 9, 30)
BENEFIT = {"kind": "staff", "measure": "days", "unit": "days", "baseline": 9, "target": 2}
COUNCIL: dict[str, Any] = {
    "council": {"name": "C"},
    "systems": {
        "a": {
            "name": "A",
            "annual_cost": {"licence": 90_000},
            "options": {
                "replace": {
                    "cost": {"capital": 10},
                    "months": 6,
                    "annual_cost_after": 0,
                    "milestones": [
                        {"name": "Live", "after_months": 6},
                        {"name": "Fixed", "due": date(2026, 12, 18)},
                        {"name": "Some day"},
                    ],
                    "benefits": [BENEFIT],
                }
            },
        },
        "b": {"name": "B"},
        "c": {"name": "C", "options": {"retire": {"cost": {"capital": 1}, "months": 1}}},
    },
    "steps": {
        "mine": {
            "system": "b",
            "option": "upgrade",
            "status": "in-progress",
            "owner": "Head of B",
            "starts": date(2026, 7, 1),
            "started": date(2026, 8, 3),
            "finishes": date(2027, 2, 26),
            "milestones": [{"name": "Bought", "after_months": 3}],
        },
        "old": {"system": "a", "option": "upgrade", "status": "done"},
        "wish": {"system": "c", "option": "retire", "status": "approved"},
    },
}


@pytest.fixture(scope="module")
def graph() -> EstateGraph:
    return build(sample.portfolio({"c": COUNCIL}))


@pytest.fixture(scope="module")
def roadmap(graph: EstateGraph) -> Roadmap:
    found = plan(graph, ON, Effort(work=1))
    assert isinstance(found, Roadmap)
    return found


def test_milestones_are_dated_by_the_plans_start_or_as_recorded(
    graph: EstateGraph, roadmap: Roadmap
) -> None:
    said = roadmap_json(roadmap, graph.portfolio, ON, lambda _: None)
    steps = {step["system"]: step for step in said["steps"]}
    start = date.fromisoformat(steps["c/a"]["start"])
    assert start == date(2026, 10, 1)
    assert steps["c/a"]["milestones"] == [
        {"name": "Fixed", "due": "2026-12-18"},
        {"name": "Live", "due": "2027-04-01"},  # six months after 1 October
        {"name": "Some day", "due": None},
    ]
    # Under way since 3 August: three months later, not three after the plan's first day.
    assert steps["c/b"]["milestones"] == [{"name": "Bought", "due": "2026-11-03"}]
    assert [(each["due"], each["system"]) for each in said["milestones"]] == [
        ("2026-11-03", "c/b"),
        ("2026-12-18", "c/a"),
        ("2027-04-01", "c/a"),
    ]
    assert said["systems"] == ["c/a", "c/b", "c/c"]


def test_status_is_that_of_a_step_that_is_not_over(graph: EstateGraph, roadmap: Roadmap) -> None:
    said = roadmap_json(roadmap, graph.portfolio, ON, lambda _: None)
    status = {step["system"]: step["recorded_status"] for step in said["steps"]}
    assert status["c/b"] == "in-progress"
    assert status["c/a"] is None, "what was done before is no status of what is planned"
    assert status["c/c"] == "approved"


def test_a_card_says_by_what_the_step_is_known(graph: EstateGraph, roadmap: Roadmap) -> None:
    view = view_of(graph, roadmap)
    cards = {card.title: card for card in step_cards(view.steps, graph.portfolio, lambda _: None)}
    assert cards["A"].people[2:] == (
        "Milestones: Fixed by Dec 2026, Live by Apr 2027 and Some day",
        "Known by: days: 9 days to 2 days",
    )
    assert cards["B"].people[2:] == (
        "On record as in-progress",
        "Milestones: Bought by Nov 2026",
    )


def test_a_plans_file_brings_it_back(graph: EstateGraph, roadmap: Roadmap) -> None:
    said = to_text(roadmap_json(roadmap, graph.portfolio, ON, lambda _: None))
    read = parse_plan(said.encode())
    step = read.step_of("c/a")
    assert step is not None
    assert [(each.name, each.due) for each in step.milestones][:2] == [
        ("Fixed", date(2026, 12, 18)),
        ("Live", date(2027, 4, 1)),
    ]
    assert [(each.measure, each.baseline, each.target) for each in step.benefits] == [
        ("days", 9, 2)
    ]
    assert step.risk is not None
    assert step.risk.before_range is not None
    assert read.systems == ("c/a", "c/b", "c/c")
    assert read.estate.risk[0].quarter == "2026-Q4"
    assert set(read.councils) == {"c"}
    bare = {
        key: value
        for key, value in json.loads(said).items()
        if key not in {"systems", "estate", "councils", "milestones"}
    }
    old = parse_plan(json.dumps(bare).encode())
    assert (old.systems, old.estate.risk, old.councils) == ((), (), {})
