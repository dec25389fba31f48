"""A real roadmap becomes what readers meet, and goes through every output."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from tests.unit.rendering import sample
from tests.unit.rendering.test_landscape import LAID_OUT

from estate.graph import EstateGraph, build
from estate.planning import Effort, Roadmap, plan
from estate.rendering.briefings.material import Material, Trail
from estate.rendering.plan.building import view_of
from estate.rendering.plan.plan_json import roadmap_json
from estate.rendering.plan.words import running_words
from estate.rendering.site.build import site
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
    assert steps["strathallan/pupils"].words == "Move to Pupil Hub"
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
    made = _site(graph, roadmap)
    assert {"index.html", "board.html"} <= set(made)
    assert {"pictures/timeline-strathallan.svg", "pictures/risk-glenmore.svg"} <= set(made)


def test_pages_show_plateaus_where_something_changes(graph: EstateGraph, roadmap: Roadmap) -> None:
    made = _site(graph, roadmap)
    count = len(view_of(graph, roadmap).plateaus_of("strathallan"))
    drawn = [name for name in sorted(made) if name.startswith("pictures/landscape-plateau-")]
    assert drawn == [f"pictures/landscape-plateau-{n}-strathallan.svg" for n in range(1, count)]
    assert "pictures/plateaus-strathallan.svg" in made
    page = made["councils/strathallan-architects.html"]
    assert page.count('src="../pictures/landscape-plateau-1-strathallan.svg"') == 1
    # Nothing changes at the other council: it has no waves.
    assert "landscape-plateau" not in made["councils/glenmore-architects.html"]


def _site(graph: EstateGraph, roadmap: Roadmap) -> dict[str, str]:
    given = Material(
        graph,
        score(graph, sample.AS_OF),
        (),
        sample.where,
        lambda _: LAID_OUT,
        Trail("1.2.3", "ab" * 32),
        view_of(graph, roadmap),
        roadmap,
    )
    return {artifact.name: artifact.content.decode() for artifact in site(given)}


def test_what_is_not_recorded_is_not_nought(graph: EstateGraph, roadmap: Roadmap) -> None:
    """Neither system's running cost is recorded; a retired one costs nothing afterwards."""
    steps = {step.system: step for step in view_of(graph, roadmap).steps}
    odd, pupils = steps["strathallan/odd"], steps["strathallan/pupils"]
    assert (odd.running_before, odd.running_after) == (None, 0)
    assert pupils.running_before is None
    assert odd.running_change is None
    assert running_words(odd) == "Running cost not recorded, so no saving is counted"
    documents = roadmap_json(roadmap, graph.portfolio, sample.AS_OF, lambda _: None)["steps"]
    found = {step["system"]: step["running_cost"] for step in documents}
    assert found["strathallan/odd"] == {"before": None, "after": 0}


def test_red_systems_at_the_end_are_counted_by_the_scores_of_the_plan(
    graph: EstateGraph, roadmap: Roadmap
) -> None:
    """Slow oracle: each system's range at the end, by hand from the problem and the steps."""
    view, problem = view_of(graph, roadmap), roadmap.problem
    quarter = problem.calendar.quarters
    chosen = {step.system: step.option for step in roadmap.steps}
    kept, planned = [], []
    for case in problem.systems:
        before = [*case.risk, *[case.risk[-1]] * 99][quarter]
        ranges = [*case.risk_ranges, *case.risk_ranges[-1:] * 99]
        kept.append(ranges[quarter].low if ranges else before)
        if case.id in chosen:
            option = case.option(chosen[case.id])
            after = [*option.risk_ranges, *option.risk_ranges[-1:] * 99]
            left = [*option.risk_after, *[option.risk_after[-1]] * 99][quarter]
            planned.append(after[quarter].low if after else left)
        else:
            planned.append(kept[-1])
    last = view.plateaus_of(None)[-1]
    assert last.without_at_end.risk.red == len([1 for low in kept if low >= 16])
    assert last.risk_at_end.red == len([1 for low in planned if low >= 16])
    assert last.risk_at_end.total == roadmap.estate.risk[-1].planned


def test_a_step_under_way_is_shown_as_it_is_recorded() -> None:
    council: dict[str, Any] = deepcopy(sample.STRATHALLAN)
    council["steps"] = {
        "odd-goes": {
            "system": "odd",
            "option": "retire",
            "name": "Close it down",
            "status": "in-progress",
            "owner": "Head of Odd Things",
            "starts": date(2026, 7, 1),
            "finishes": date(2027, 3, 31),
        }
    }
    graph = build(sample.portfolio({"strathallan": council}))
    found = plan(graph, sample.AS_OF, Effort(work=1))
    assert isinstance(found, Roadmap)
    steps = {step.system: step for step in view_of(graph, found).steps}
    assert steps["strathallan/odd"].words == "Close it down"
    assert steps["strathallan/odd"].owner == "Head of Odd Things"
    documents = roadmap_json(found, graph.portfolio, sample.AS_OF, lambda _: None)["steps"]
    assert "Head of Odd Things" in [step["owner"] for step in documents]


def test_what_is_folded_into_another_councils_system_names_that_council() -> None:
    council: dict[str, Any] = deepcopy(sample.STRATHALLAN)
    council["systems"]["pupils"]["options"] = {
        "consolidate": {"onto": "glenmore/payroll", "cost": {"revenue": 100}, "months": 1}
    }
    graph = build(sample.portfolio({"glenmore": sample.GLENMORE, "strathallan": council}))
    found = plan(graph, sample.AS_OF, Effort(work=1))
    assert isinstance(found, Roadmap)
    words = {step.system: step.words for step in view_of(graph, found).steps}
    assert words["strathallan/pupils"] == "Fold into Payroll & HR, Glenmore Council"
