"""Decisions of a scenario, and plans side by side, on problems small enough to do by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.planning.cases import EFFORT, planned, problem, refused, replacing, system

from estate.planning.problem.cases import (
    Budget,
    Kind,
    PlanningProblem,
    PlatformCase,
    Purse,
    Requirement,
)
from estate.portfolio.scenario import Scenario, ScenarioFile
from estate.studies.deciding import decided
from estate.studies.scenarios import Moved, Variant, compare, tightest


def scenario(**tables: Any) -> Scenario:  # noqa: ANN401
    said = {"name": "A", "because": "B", **tables}
    return ScenarioFile.model_validate({"scenario": said}).scenario


# Two systems that cost 1,000 a month; replaced in three months, for 4,000, they cost nothing.
# Live after 3 of 12 months, each saves 9,000. The budget pays for one at a time.
ONE, TWO = (system(name, replacing(capital=4_000)) for name in ("one", "two"))
BASE = problem(ONE, TWO)


def test_nothing_decided_is_the_same_problem() -> None:
    made, faults = decided(BASE, scenario())
    assert faults == ()
    assert made == BASE


def test_a_step_is_forced_into_its_quarter() -> None:
    force = {"system": "c/one", "option": "replace", "start": "2027-Q4"}
    made, faults = decided(BASE, scenario(force=[force]))
    assert faults == ()
    # From October: live in January 2028, month 9.
    assert planned(made).choices == {"c/one": ("replace", 6), "c/two": ("replace", 0)}


def test_a_day_stands_for_its_quarter_and_without_a_start_any_will_do() -> None:
    on = {"system": "c/one", "option": "replace", "start": date(2027, 12, 31)}
    made, _ = decided(BASE, scenario(force=[on]))
    assert planned(made).choices["c/one"] == ("replace", 6)
    dear = problem(system("one", replacing(capital=90_000)))
    assert planned(dear).choices == {}
    made, _ = decided(dear, scenario(force=[{"system": "c/one"}]))
    # 12,000 kept; replaced it costs 90,000 and the months before it: the first start is best.
    assert planned(made).choices == {"c/one": ("replace", 0)}


def test_what_is_forbidden_is_kept_and_so_is_what_waits_for_it() -> None:
    waits = system("two", replacing(requires=(Requirement("c/one"),)))
    made, faults = decided(problem(ONE, waits), scenario(forbid=[{"system": "c/one"}]))
    assert faults == ()
    assert planned(made).choices == {}


def test_a_forbidden_way_out_of_a_deadline_leaves_no_plan() -> None:
    due = problem(system("one", replacing(), deadline=6))
    made, _ = decided(due, scenario(forbid=[{"system": "*/one", "option": "replace"}]))
    answer = refused(made)
    assert [reason.words for reason in answer.reasons] == [
        "c/one must have changed by October 2027.",
        "Nothing can be planned for c/one.",
    ]


def test_a_platform_that_is_left_is_not_joined() -> None:
    join = replacing("join", kind=Kind.JOIN, platform="hub")
    shared = problem(system("one", join), platforms=(PlatformCase("hub"),))
    assert planned(shared).choices == {"c/one": ("join", 0)}
    for leave in ({"platform": "hub"}, {"platform": "hub", "council": "c"}):
        made, faults = decided(shared, scenario(leave=[leave]))
        assert faults == ()
        assert planned(made).choices == {}
    made, _ = decided(shared, scenario(leave=[{"platform": "hub", "council": "d"}]))
    assert made == shared


def test_slips_of_the_pen_are_named() -> None:
    _, faults = decided(
        BASE,
        scenario(
            force=[
                {"system": "c/onne"},
                {"system": "c/one", "option": "replac"},
                {"system": "c/one", "start": "2031-Q1"},
            ],
            forbid=[{"system": "elsewhere/one"}],
            leave=[{"platform": "hub"}],
        ),
    )
    assert [(fault.path[1:], fault.message, fault.hint) for fault in faults] == [
        (("leave", 0, "platform"), "no system that is planned here could join hub", None),
        (("force", 0, "system"), "there is no system 'c/onne' to plan", "did you mean c/one?"),
        (
            ("force", 1, "option"),
            "'c/one' has no option 'replac' that can be planned",
            "did you mean replace?",
        ),
        (
            ("force", 2, "start"),
            "no step can start then: the plan has 2027-Q2 to 2028-Q1",
            None,
        ),
    ]


def variant(name: str, changed: PlanningProblem) -> Variant:
    return Variant(name, "because", f"{name}.toml", changed)


def test_plans_side_by_side() -> None:
    purse = Budget("c", Purse.CAPITAL, 0, 4_000)
    poor = problem(ONE, TWO, budgets=(purse,))
    late = decided(BASE, scenario(force=[{"system": "c/one", "start": "2027-Q3"}]))[0]
    none = problem(system("one", deadline=3), TWO)
    found = compare(
        BASE,
        [
            variant("same", BASE),
            variant("poor", poor),
            variant("late", late),
            variant("none", none),
        ],
        EFFORT,
    )
    base, same, less, later, nothing = found.outcomes
    # Two systems: 3,000 before go-live and 4,000 each.
    assert base.plan is not None
    assert base.plan.objective == 14_000
    assert same.answer is base.answer
    assert same.moves == ()
    assert same.base_breaks == ()
    assert less.plan is not None
    assert less.plan.objective == 7_000 + 12_000
    assert [move.kind for move in less.moves] == [Moved.DROPPED]
    assert less.base_breaks == ("c spends 8,000 of 4,000 capital in 2027-28.",)
    assert later.plan is not None
    assert later.plan.objective == 17_000
    assert [(m.system, m.kind, m.months) for m in later.moves] == [("c/one", Moved.LATER, 3)]
    assert tightest(later.plan) == (1, 0)
    assert nothing.plan is None
    assert found.years == ("2027-28",)
