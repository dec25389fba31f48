"""A plan as JSON and as text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.support.tiny import write_tutorial
from tests.unit.rendering import gold, sample, sample_plan

from estate.graph import build
from estate.planning import (
    Effort,
    NoRoadmap,
    NoRoadmapStatus,
    PlanningProblem,
    Reason,
    Roadmap,
    plan,
)
from estate.planning.plateaus import Situation, every_plateau
from estate.planning.problem.calendar import calendar_for
from estate.portfolio import Fact, PlanningPolicy
from estate.portfolio.dates import add_months
from estate.reading import read
from estate.rendering.kit import as_json
from estate.rendering.kit.terminal import Terminal, columns_of
from estate.rendering.plan.building import view_of
from estate.rendering.plan.page_words import proof
from estate.rendering.plan.plan_json import no_roadmap_json, roadmap_json
from estate.rendering.plan.text import no_roadmap_text, plan_text
from estate.rendering.plan.words import (
    better_words,
    granted,
    open_ranges,
    risk_figure,
    risk_sentence,
    short_risk,
)
from estate.scoring import Interval

if TYPE_CHECKING:
    from pathlib import Path

    from estate.reading import Reading
    from estate.rendering.kit.as_json import Json
    from estate.rendering.plan.view import PlanView


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> tuple[Roadmap, Reading]:
    """The tutorial's council, read and planned for real."""
    reading = read(write_tutorial(tmp_path_factory.mktemp("tutorial")))
    assert reading.portfolio is not None
    roadmap = plan(build(reading.portfolio), date(2026, 9, 30), Effort(work=2))
    assert isinstance(roadmap, Roadmap)
    return roadmap, reading


def document_of(answer: tuple[Roadmap, Reading]) -> Json:
    roadmap, reading = answer
    assert reading.portfolio is not None
    situation = Situation(build(reading.portfolio), roadmap.problem, roadmap.choices)
    return roadmap_json(
        roadmap,
        reading.portfolio,
        date(2026, 9, 30),
        lambda fact: f"{fact.owner}.toml:1",
        every_plateau(situation),
    )


def test_the_kept_document(answer: tuple[Roadmap, Reading]) -> None:
    gold.same("roadmap.json", as_json.to_text(document_of(answer)))


def test_the_kept_text() -> None:
    gold.same("plan.txt", plan_text(sample_plan.plan(), Terminal()))


def test_a_step_has_what_an_auditor_looks_for(answer: tuple[Roadmap, Reading]) -> None:
    """Action, start, finish, money, people, owner, and what becomes of the old system."""
    document = document_of(answer)
    (step,) = [each for each in document["steps"] if each["system"] == "glenmarnock/council-tax"]

    assert step["option"] == "replace"
    assert step["platform"] is None
    # Six months of procurement and twelve of delivery: 18 months from its start, less a day.
    start, finish = date.fromisoformat(step["start"]), date.fromisoformat(step["finish"])
    assert finish + timedelta(days=1) == add_months(start, 18)
    assert step["live"] == (finish + timedelta(days=1)).isoformat()
    assert (step["capital"], step["revenue"]) == (420_000, 60_000)
    assert step["person_days"] == {"developer": 60, "revenues-specialist": 90}
    assert step["owner"] == "Head of Revenues"
    assert step["disposition"] == "Read-only archive for seven years, then deleted"
    assert all(reason["words"] for reason in step["why"])


def test_budgets_and_people_are_used_within_their_limits(
    answer: tuple[Roadmap, Reading],
) -> None:
    own = document_of(answer)["councils"]["glenmarnock"]

    spent = sum(year["capital"]["used"] for year in own["budgets"])
    assert spent == 420_000
    assert all(year["capital"]["used"] <= year["capital"]["limit"] for year in own["budgets"])
    days = [quarter["used"] for quarter in own["skills"]["developer"]]
    assert sum(days) == 60
    assert all(quarter["used"] <= quarter["limit"] for quarter in own["skills"]["developer"])


def test_how_much_better_a_step_is_is_what_its_words_say(
    answer: tuple[Roadmap, Reading],
) -> None:
    steps = document_of(answer)["steps"]
    assert steps
    for step in steps:
        better = step["better_than_keeping"]
        verdict = "better" if better >= 0 else "worse"
        words = f"By the plan's measure it is £{abs(better):,} {verdict} than keeping it."
        assert words in [reason["words"] for reason in step["why"]]


def test_the_printed_share_is_never_more_than_the_exact_one() -> None:
    view = sample_plan.plan()
    for bound in range(900_000, 999_999, 7_919):
        told = " ".join(proof(replace(view, lower_bound=bound)))
        found = re.search(r"reaches at least ([0-9.]+)%", told)
        above = re.search(r"at most ([0-9.]+)% above the best", told)
        assert found is not None
        assert above is not None
        assert Fraction(found[1]) / 100 <= Fraction(400_000, 1_400_000 - bound)
        assert Fraction(above[1]) / 100 >= Fraction(1_000_000 - bound, bound)


def test_without_steps_it_is_said_why() -> None:
    view = replace(sample_plan.plan(steps=()), kept={})
    assert plan_text(view, Terminal()).startswith("The plan changes nothing: every system is kept")
    text = plan_text(replace(view, plannable=False), Terminal())
    assert text.startswith(
        "Nothing to plan: no system has an option that can be planned.\n"
        "What to write next is what its options lack: strathallan/ledger: upgrade (no cost is"
    )
    assert "£" not in text
    assert "There is no money then. (strathallan: 2028-29)" in text


def test_text_is_safe_and_fits() -> None:
    text = plan_text(sample_plan.plan(), Terminal(width=90, unicode=False))
    assert text.isascii()
    assert "\x07" not in text
    assert max(columns_of(line) for line in text.splitlines()) <= 98


def test_fewer_steps_say_how_many_are_left_out() -> None:
    text = plan_text(sample_plan.plan(), Terminal(), most=1)
    assert "Not shown here: 2 more steps." in text


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


def test_a_risk_that_is_a_range_is_shown_as_one() -> None:
    """6.1 to 13.9, priced at 10: in a narrow column whole points, outwards."""
    step = sample_plan.PLAIN
    assert risk_figure(step) == "6.1-13.9 to 4"
    assert short_risk(step) == "6-14 to 4"
    assert risk_sentence(step) == "Risk score from about 10 (6.1 to 13.9) to 4"
    assert better_words(step) == (
        "£1,000 better than keeping it, in today's money (£20k worse to £22k better, over its range"
        " of risk)"
    )
    sure = replace(step, before_range=None, better_between=None)
    assert (short_risk(sure), better_words(sure)) == (
        "10 to 4",
        "£1,000 better than keeping it, in today's money",
    )


def test_how_many_steps_rest_on_open_ranges_is_taken_for_granted() -> None:
    plan = sample_plan.plan()
    assert granted(plan)[0] == (
        "The risk score behind 1 of 3 steps is a range, because facts are not recorded: its middle"
        " is priced (unknown_risk = midpoint). Were all that is not known at its best, 1 of them"
        " would be worse than keeping the system."
    )
    sure = tuple(replace(step, better_between=None) for step in plan.steps)
    assert open_ranges(replace(plan, steps=sure), None) == ""
    assert open_ranges(plan, "glenmore") == ""


def test_a_step_of_the_document_has_its_range_beside_what_is_priced(
    answer: tuple[Roadmap, Reading],
) -> None:
    roadmap, _ = answer
    step = replace(
        roadmap.steps[0],
        risk_before=18,
        risk_before_range=Interval(Fraction(6), Fraction(30)),
        risk_after=0,
        risk_after_range=None,
        better=5,
        better_between=(-1, 11),
        not_known=("End of support",),
    )
    steps = (step, *roadmap.steps[1:])
    document = document_of((replace(roadmap, steps=steps), answer[1]))["steps"][0]
    assert document["risk"] == {
        "before": 18,
        "before_range": {"low": 6, "high": 30},
        "after": 0,
        "after_range": {"low": 0, "high": 0},
        "not_known": ["End of support"],
    }
    assert document["better_than_keeping_range"] == {"low": -1, "high": 11}


def test_where_no_option_is_recorded_the_next_line_to_write_makes_one(tmp_path: Path) -> None:
    """The line is put where it is said to go, and there is something to plan then."""
    folder = write_tutorial(tmp_path)
    file = next(folder.rglob("glenmarnock.toml"))
    kept = re.sub(r"(?ms)^\[systems\.[a-z-]+\.options.*?(?=^\[|\Z)", "", file.read_text())
    file.write_text(kept)
    text = plan_text(planned_of(folder), Terminal())
    said = text.splitlines()
    assert said[0] == "Nothing to plan: no system has an option that can be planned."
    (line,) = [each.strip() for each in said if "options.replace" in each]
    place = re.search(r"below (\[systems\.[a-z-]+\])", " ".join(said))
    assert place is not None
    assert "estate check --coverage" in text
    file.write_text(kept.replace(place[1], f"{place[1]}\n{line}", 1))
    view = planned_of(folder)
    assert view.plannable
    assert "Nothing to plan" not in plan_text(view, Terminal())


def planned_of(folder: Path) -> PlanView:
    reading = read(folder)
    assert reading.portfolio is not None
    graph = build(reading.portfolio)
    roadmap = plan(graph, date(2026, 9, 30), Effort(work=1))
    assert isinstance(roadmap, Roadmap)
    return view_of(graph, roadmap)


def test_a_year_without_a_recorded_budget_is_not_shown_as_one_of_nothing() -> None:
    view = sample_plan.plan()
    first, second = view.estate.years
    purses = replace(first.purses, capital_budget=0, unrecorded=("capital",))
    years = (replace(first, purses=purses), second)
    text = plan_text(replace(view, estate=replace(view.estate, years=years)), Terminal())
    (row,) = [line for line in text.splitlines() if line.startswith("2026-27")]
    assert row.split()[:4] == ["2026-27", "£0", "unrecorded", "£0"]
