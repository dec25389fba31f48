"""A plan as JSON and as text."""

from __future__ import annotations

import json

from tests.unit.rendering import gold, sample, sample_plan

from estate.planning import NoRoadmap, NoRoadmapStatus, PlanningProblem, Reason
from estate.planning.calendar import calendar_for
from estate.portfolio import Fact, PlanningPolicy
from estate.rendering import as_json
from estate.rendering.plan_json import no_roadmap_json, roadmap_json
from estate.rendering.plan_text import no_roadmap_text, plan_text
from estate.rendering.terminal import Terminal, columns_of


def test_the_kept_document() -> None:
    document = roadmap_json(sample_plan.plan(), sample.where)
    gold.same("roadmap.json", as_json.to_text(document))


def test_the_kept_text() -> None:
    gold.same("plan.txt", plan_text(sample_plan.plan(), Terminal()))


def test_steps_name_their_platform_and_dates() -> None:
    steps = roadmap_json(sample_plan.plan(), sample.where)["steps"]
    assert [step["platform"] for step in steps] == [None, None, "pupil-hub"]
    assert steps[0]["start"] == "2027-01-01"
    assert steps[0]["finish"] == "2028-10-01"
    assert steps[0]["person_days"] == {"developer": 120}
    json.dumps(steps)


def test_text_is_safe_and_fits() -> None:
    text = plan_text(sample_plan.plan(), Terminal(width=90, unicode=False))
    assert text.isascii()
    assert "\x07" not in text
    assert max(columns_of(line) for line in text.splitlines()) <= 98


def test_fewer_steps_say_how_many_are_left_out() -> None:
    text = plan_text(sample_plan.plan(), Terminal(), most=1)
    assert "2 more steps are not shown." in text


def test_why_there_is_no_plan_names_facts_and_places() -> None:
    calendar = calendar_for(sample.AS_OF, 72, 36)
    problem = PlanningProblem(calendar, PlanningPolicy(), ())
    reason = Reason("Two things cannot both hold.", (Fact("strathallan", ("systems", "x")),))
    answer = NoRoadmap(problem, NoRoadmapStatus.INFEASIBLE, (reason,), 0, 0, stopped_early=False)
    assert no_roadmap_text(answer, Terminal(), sample.where) == (
        "No roadmap can exist: these cannot all hold.\n"
        "- Two things cannot both hold. [councils/strathallan.toml:20]\n"
    )
    document = no_roadmap_json(answer, sample.where)
    assert document["status"] == "infeasible"
    assert document["reasons"][0]["facts"][0]["where"] == "councils/strathallan.toml:20"


def test_no_plan_found_is_not_no_plan() -> None:
    problem = PlanningProblem(calendar_for(sample.AS_OF, 72, 36), PlanningPolicy(), ())
    answer = NoRoadmap(problem, NoRoadmapStatus.UNKNOWN, (), 3, 1, stopped_early=False)
    text = no_roadmap_text(answer, Terminal(), sample.where)
    assert text == "No roadmap was found within the effort; there may be one.\n"
