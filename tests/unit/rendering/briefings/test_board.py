"""The board's paper: every figure of a small council, worked out by hand."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.rendering.briefings import small
from tests.unit.rendering.gold import same

from estate.planning import Reason
from estate.planning.roadmap import Fate, Move, Moves
from estate.rendering.briefings import board, members
from estate.rendering.canvas.blocks import Briefing
from estate.rendering.plan import page_words

TITLES = [
    "Purpose and recommendation",
    "Decisions needed, by date",
    "The roadmap",
    "Money by year",
    "People and skills",
    "Risks",
    "Benefits",
    "Options considered",
    "How sure this is",
]


@pytest.fixture(scope="module")
def paper() -> Briefing:
    return board.briefing(small.westmuir())


def test_it_has_the_parts_of_a_board_paper(paper: Briefing) -> None:
    assert [section.title for section in paper.sections] == TITLES


def test_money_is_to_the_pound_with_what_is_left_of_each_budget(paper: Briefing) -> None:
    """Half of 2026-27 is left when the plan starts, so half of its budget counts."""
    table = small.tables(paper)["Money by financial year, not discounted"]
    first, second, last = small.rows(table)
    assert first[1:7] == ["£60,000", "£70,000", "£10,000", "£20,000", "£30,000", "£10,000"]
    assert second[1:7] == ["£60,000", "£100,000", "£40,000", "£15,000", "£20,000", "£5,000"]
    assert second[7:] == ["£20,000", "£160,000", "£190,000"]
    assert last[2:4] == ["not recorded", "not recorded"]
    assert [cell.text for cell in table.foot] == [
        *("All years", "£120,000", "", "", "£35,000", "", "", "£20,000", "£330,000", "£380,000")
    ]


def test_waves_say_what_has_been_done_and_spent(paper: Briefing) -> None:
    table = small.tables(paper)["Waves of change, and how things stand after each"]
    assert [[row[0], row[3], row[4]] for row in small.rows(table)] == [
        ["today", "", "£0"],
        ["1", "Burials", "£5,000"],
        ["2", "Council tax", "£155,000"],
    ]


def test_benefits_have_where_from_where_to_when_and_who(paper: Briefing) -> None:
    found = small.tables(paper)
    assert small.rows(found["Benefits on record"])[0] == [
        *("Council tax", "Jul 2027", "bills managed online", "citizens", "22%", "60%"),
        *("31 Mar 2028", "Head of Revenues"),
    ]
    assert small.rows(found["Benefits by financial year"]) == [
        ["2026-27 (6 months)", "£0", "1", "0"],
        ["2027-28", "£30,000", "1", "1"],
        ["2028-29 (6 months)", "£20,000", "0", "0"],
    ]


def test_a_register_entry_that_was_not_judged_shows_no_figure(paper: Briefing) -> None:
    (row,) = small.rows(small.tables(paper)["Risks on the councils' own registers"])
    assert row[:5] == [
        *("The only expert leaves", "5 of 6", "not recorded", "not recorded", "not recorded")
    ]
    assert row[6] == "changes Council tax, live Jul 2027"


def test_tight_people_money_and_dates_are_risks_of_the_plan() -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    council["skills"]["developer"]["person_days_per_quarter"] = 32
    council["budgets"]["2026-27"] = {"capital": 120_000, "revenue": 60_000}
    council["systems"]["council-tax"]["must_change_by"] = date(2027, 8, 31)
    paper = board.briefing(small.material_of(council).of("westmuir"))
    found = {row[0]: row[1] for row in small.rows(small.tables(paper)["Risks of the plan itself"])}
    # 30 of 32 days is 94%; £60,000 of half of £120,000 is all of it.
    assert found["People are not free when they are needed"].startswith(
        "Development: Jan to Mar 2027 and 1 more."
    )
    said = found["A change costs more than planned, and its budget is spent"]
    assert said == "95% or more of a budget is taken in 2026-27 (capital)."
    assert found["A deadline is missed"] == "Council tax: live Jul 2027, due 31 Aug 2027."


def test_the_whole_paper(paper: Briefing) -> None:
    same("briefing-board.txt", small.shown(paper))


def test_without_a_plan_it_recommends_to_find_out_and_to_record_options() -> None:
    paper = board.briefing(small.westmuir(planned=False))
    titles = [section.title for section in paper.sections]
    assert titles == [
        *("Purpose and recommendation", "Decisions needed, by date", "Risks", "How sure this is")
    ]
    text = small.shown(paper)
    assert "no plan has been drawn up" in text
    assert "approve the plan" not in text
    assert "proven" not in text


def test_a_plan_that_continues_another_says_what_moved() -> None:
    scope = small.westmuir()
    plan = scope.material.plan
    assert plan is not None
    before, now = (
        ("replace", date(2026, 10, 1), date(2027, 7, 1)),
        ("replace", date(2027, 1, 1), date(2027, 10, 1)),
    )
    why = (Reason("The developer is ill."),)
    moves = Moves(
        date(2026, 3, 31), (Move("westmuir/council-tax", Fate.MOVED, before, now, 1, why),), 5_000
    )
    later = replace(scope.material, plan=replace(plan, moves=moves)).of("westmuir")
    paper = board.briefing(later)
    assert paper.sections[1].title == "Since the last plan"
    assert small.rows(small.tables(paper)["Changed since the plan of 31 Mar 2026"]) == [
        [
            *("westmuir/council-tax", "1 quarter later", "replace, Oct 2026", "replace, Jan 2027"),
            "The developer is ill.",
        ]
    ]


def test_money_for_platforms_is_told_apart_from_money_for_changes() -> None:
    """A budget bears £10,000 more than the changes cost: setting up a shared platform."""
    scope = small.westmuir()
    plan = scope.material.plan
    assert plan is not None
    own = plan.councils["westmuir"]
    first = own.years[0]
    dearer = replace(first, purses=replace(first.purses, capital=first.purses.capital + 10_000))
    changed = replace(own, years=(dearer, *own.years[1:]))
    view = replace(plan, councils={"westmuir": changed})
    text = small.shown(board.briefing(replace(scope.material, plan=view).of("westmuir")))
    assert "with [£165,000](working:money/westmuir/budgets) of one-off money" in text
    assert "[£165,000](working:money/westmuir/budgets) once from" in text
    changes = "([£155,000](working:money/westmuir/once) for the changes"
    assert f"{changes}, [£10,000](working:money/westmuir/platforms) to set up" in text
    own_tiles = page_words.tiles(scope.scores.totals, view, "westmuir")
    assert "£165k" in [tile.figure for tile in own_tiles]


def test_of_a_system_it_says_what_is_wrong_and_how_much_is_not_known(paper: Briefing) -> None:
    """The ledger's contract ends within a year; the other six questions of likelihood are open."""
    rows = small.rows(small.tables(paper)["The 3 systems most at risk"])
    unsupported, unknown = "Its maker no longer supports it", "too few people know it"
    unneeded = "it no longer does what is needed"
    ended = "its contract has ended or ends soon"
    assert [row[3] for row in rows] == [
        f"{unsupported}, {unknown} and {unneeded}",
        "Its contract has ended or ends soon; 11 of 13 answers are missing",
        f"{unsupported}, {ended} and {unknown}",
    ]


def test_what_the_plan_leaves_red_has_its_reason() -> None:
    """One has no option, the other one that lacks its months."""
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    council["systems"]["council-tax"]["options"] = {}
    worst = {"likelihood": dict.fromkeys(small.LIKELIHOOD, 6), "impact": {"safety": 5}}
    council["systems"]["lairs"] |= {
        "likelihood": worst["likelihood"],
        "impact": dict.fromkeys(small.IMPACT, 5),
        "options": {"replace": {"cost": {"capital": 1}}},
    }
    council["systems"]["ledger"]["options"] = {"retire": {"cost": {"revenue": 1}, "months": 1}}
    paper = board.briefing(small.material_of(council).of("westmuir"))
    table = small.tables(paper)["2 red-rated systems that the plan leaves as they are"]
    assert [[row[0], row[2]] for row in small.rows(table)] == [
        ["Burial register", "Nothing can be planned for it. replace: not recorded: months."],
        ["RevBill", "No option is recorded: what could be done with it is not known."],
    ]


def test_a_council_that_sets_a_platform_up_for_others_is_told_of_the_money() -> None:
    """None of its own systems is changed, and its budget bears £10,000 all the same."""
    scope = small.westmuir()
    plan = scope.material.plan
    assert plan is not None
    own = plan.councils["westmuir"]
    nothing = tuple(
        replace(year, purses=replace(year.purses, capital=0, revenue=0)) for year in own.years
    )
    first = replace(nothing[0], purses=replace(nothing[0].purses, capital=10_000))
    changed = replace(own, years=(first, *nothing[1:]))
    view = replace(plan, steps=(), councils={"westmuir": changed})
    there = replace(scope.material, plan=view).of("westmuir")
    for page in (board.briefing(there), members.briefing(there)):
        text = small.shown(page)
        assert "takes no money for change" not in text
        assert "to set up [shared platforms](term:shared-platform)" in text
        assert "for others" in text
    text = small.shown(board.briefing(there))
    assert "approve the plan, with [£10,000](working:money/westmuir/budgets)" in text


def test_an_empty_estate_is_asked_to_record_what_runs() -> None:
    council = {"council": {"name": "Westmuir Council"}}
    paper = board.briefing(small.material_of(council, planned=False).of("westmuir"))
    text = small.shown(paper)
    assert "No [system](term:system) in use is recorded." in text
    assert "1. have the systems recorded that are in use." in text
    assert "0 systems" not in text
