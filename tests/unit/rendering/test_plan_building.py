"""A real roadmap becomes what readers meet, and goes through every output."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from tests.unit.rendering import sample
from tests.unit.rendering.test_landscape import LAID_OUT

from estate.graph import EstateGraph, build
from estate.planning import Effort, Roadmap, plan
from estate.rendering.page import Report
from estate.rendering.plan_building import view_of
from estate.scoring import score


@pytest.fixture(scope="module")
def graph() -> EstateGraph:
    council: dict[str, Any] = deepcopy(sample.STRATHALLAN)
    council["systems"]["pupils"]["options"] = {
        "join": {
            "platform": "pupil-hub",
            "cost": {"capital": 10_000},
            "months": 3,
            "dual_running_months": 2,
            "owner": "Head of Education",
            "benefits": [
                {"kind": "staff", "measure": "Days lost", "unit": "days", "baseline": 9.0}
            ],
        }
    }
    council["systems"]["odd"]["options"] = {
        "retire": {"name": sample.HOSTILE, "cost": {"revenue": 100}, "months": 1}
    }
    return build(sample.portfolio({"glenmore": sample.GLENMORE, "strathallan": council}))


@pytest.fixture(scope="module")
def roadmap(graph: EstateGraph) -> Roadmap:
    found = plan(graph, sample.AS_OF, Effort(work=1))
    assert isinstance(found, Roadmap)
    return found


def test_steps_have_names_words_and_owners(graph: EstateGraph, roadmap: Roadmap) -> None:
    steps = {step.system: step for step in view_of(graph, roadmap).steps}
    assert steps["strathallan/pupils"].words == "Join Pupil Hub"
    assert steps["strathallan/pupils"].onto == "platform:pupil-hub"
    assert steps["strathallan/pupils"].owner == "Head of Education"
    assert steps["strathallan/pupils"].benefits == ("Days lost: 9 days",)
    assert steps["strathallan/odd"].words == sample.HOSTILE


def test_the_old_system_runs_on_only_where_that_is_planned(
    graph: EstateGraph, roadmap: Roadmap
) -> None:
    steps = {step.system: step for step in view_of(graph, roadmap).steps}
    assert steps["strathallan/odd"].old_until is None
    until = steps["strathallan/pupils"].old_until
    assert until is not None
    assert until > steps["strathallan/pupils"].live


def test_sums_by_year_are_those_of_the_steps(graph: EstateGraph, roadmap: Roadmap) -> None:
    view = view_of(graph, roadmap)
    spent = sum(year.purses.capital + year.purses.revenue for year in view.estate.years)
    assert spent == sum(step.capital + step.revenue for step in view.steps)
    of_councils = sum(y.purses.capital for own in view.councils.values() for y in own.years)
    assert of_councils == sum(step.capital for step in view.steps)


def test_skills_have_plain_names(graph: EstateGraph, roadmap: Roadmap) -> None:
    names = {skill.name for skill in view_of(graph, roadmap).estate.skills}
    assert names <= {"Developer", "Business analyst"}


def test_every_output_can_be_made_of_it(graph: EstateGraph, roadmap: Roadmap) -> None:
    scores = score(graph, sample.AS_OF)
    view = view_of(graph, roadmap)
    report = Report(graph, scores, (), sample.where, lambda _: LAID_OUT, view)
    names = {artifact.name for artifact in report.artifacts()}
    assert {"index.html", "timeline-strathallan.svg", "risk-glenmore.svg"} <= names
