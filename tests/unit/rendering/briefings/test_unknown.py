"""What nobody recorded is never shown as a figure, whatever is left out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.rendering.briefings import small

from estate.graph import build
from estate.portfolio import Catalogue, Inventory, Portfolio, Workspace
from estate.rendering.briefings import board, members
from estate.rendering.briefings.material import Scope
from estate.rendering.kit.words import visible
from estate.scoring import score

SYSTEMS = ("council-tax", "lairs", "ledger")
HOSTILE = "<script>alert('é & \"x\"')</script> [red-rated] {} | `*x*` \u202eevil\x07 \\"


def changed(council: dict[str, Any]) -> Scope:
    """Return the small plan, on another record of the same council: the solver is not asked."""
    base = small.westmuir().material
    record = Portfolio(
        Workspace(name="Small"),
        Catalogue.model_validate(small.CATALOGUE),
        {"westmuir": Inventory.model_validate(council)},
    )
    graph = build(record)
    return replace(base, graph=graph, scores=score(graph, small.AS_OF)).of("westmuir")


@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.sampled_from(SYSTEMS)),
    st.sets(st.sampled_from(SYSTEMS)),
    st.sets(st.sampled_from(SYSTEMS)),
)
def test_what_is_left_out_of_the_record_is_not_made_up(
    costs: set[str], users: set[str], judged: set[str]
) -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    systems = council["systems"]
    for name in costs:
        systems[name].pop("annual_cost", None)
    for name in users:
        systems[name].pop("users", None)
    for name in judged:
        systems[name].pop("likelihood", None)
        systems[name].pop("impact", None)
    scope = changed(council)
    page, paper = members.briefing(scope), board.briefing(scope)
    text, found = small.shown(page), small.tables(page)
    lacking = sum("annual_cost" not in each for each in systems.values())
    cost = "costs" if lacking == 1 else "cost"
    assert (f"What {lacking} of 3 systems {cost} to run." in text) == (lacking > 0)
    use = small.rows(found["Services that citizens use themselves, and that change"])[0][3]
    known = "users" in systems["council-tax"]
    assert use == ("Citizens; 64 recorded users" if known else "Citizens; how many is not recorded")
    if "council-tax" in judged:
        assert "Services at most risk" not in found
        assert "[red-rated](term:red-rated): for none is it certain that trouble is likely" in text
        assert "None" in text.split("[red-rated]")[0]
    assert "None" not in small.shown(paper).replace("None of them has", "")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.booleans(), min_size=6, max_size=6))
def test_budgets_that_nobody_recorded_have_no_figure_and_nothing_left(lost: list[bool]) -> None:
    scope = small.westmuir()
    plan = scope.material.plan
    assert plan is not None
    own = plan.councils["westmuir"]
    years = tuple(
        replace(
            year,
            purses=replace(
                year.purses,
                unrecorded=(),
                capital_budget=None if lost[2 * n] else 200_000,
                revenue_budget=None if lost[2 * n + 1] else 90_000,
            ),
        )
        for n, year in enumerate(own.years)
    )
    view = replace(plan, councils={"westmuir": replace(own, years=years)})
    there = replace(scope.material, plan=view).of("westmuir")
    exact = small.tables(board.briefing(there))["Money by financial year, not discounted"]
    short = small.tables(members.briefing(there))["Money by financial year, rounded"]
    for n, (row, brief) in enumerate(zip(small.rows(exact), small.rows(short), strict=True)):
        for place, at, gone, sum_ in ((2, 2, lost[2 * n], "200"), (5, 4, lost[2 * n + 1], "90")):
            assert row[place] == ("not recorded" if gone else f"£{sum_},000")
            assert (row[place + 1] == "not recorded") == gone
            assert brief[at] == ("not recorded" if gone else f"£{sum_}k")


def test_running_costs_that_nobody_recorded_at_all_are_no_nought() -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    for system in council["systems"].values():
        system.pop("annual_cost", None)
    council["systems"]["council-tax"]["options"]["replace"].pop("annual_cost_after")
    council["contracts"] = {}
    scope = small.material_of(council).of("westmuir")
    page, paper = members.briefing(scope), board.briefing(scope)
    short = small.rows(small.tables(page)["Money by financial year, rounded"])
    assert {tuple(row[-2:]) for row in short} == {("not recorded", "not recorded")}
    exact = small.tables(paper)["Money by financial year, not discounted"]
    assert {tuple(row[-2:]) for row in small.rows(exact)} == {("not recorded", "not recorded")}
    assert [cell.text for cell in exact.foot[-2:]] == ["not recorded", "not recorded"]
    assert "What the systems cost to run is [not recorded]" in small.shown(page)
    assert "Benefits by financial year" not in small.tables(paper)
    today = members.briefing(replace(scope.material, plan=None, roadmap=None).of("westmuir"))
    assert "What the systems cost to run is [not recorded]" in small.shown(today)


def test_benefits_without_figures_have_none() -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    council["systems"]["council-tax"]["options"]["replace"]["benefits"] = [
        {"kind": "citizens", "measure": "calls answered"},
        {"kind": "staff", "measure": "time lost", "unit": "hours", "target": 2.0},
    ]
    scope = changed(council)
    text = small.shown(members.briefing(scope))
    assert "calls answered, with no figures recorded for today or for the aim." in text
    assert "time lost, today not recorded, aim 2 hours." in text
    rows = small.rows(small.tables(board.briefing(scope))["Benefits on record"])
    assert [row[4:7] for row in rows] == [
        ["not recorded", "not recorded", "no date recorded"],
        ["not recorded", "2", "no date recorded"],
    ]


def test_hostile_names_pass_through_as_text() -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    council["council"]["name"] = HOSTILE
    for system in council["systems"].values():
        system["name"] = HOSTILE
        system["capabilities"] = []
        system["owner"] = HOSTILE
        system["citizen_facing"] = True
    option = council["systems"]["council-tax"]["options"]["replace"]
    option |= {"name": HOSTILE, "owner": HOSTILE, "channels_removed": [HOSTILE]}
    option["benefits"] = [{"kind": "citizens", "measure": HOSTILE, "unit": HOSTILE}]
    council["risks"]["expert"]["name"] = HOSTILE
    scope = small.material_of(council).of("westmuir")
    for page in (members.briefing(scope), board.briefing(scope)):
        text = small.shown(page)
        assert visible(HOSTILE) in text
        assert "\u202e" not in text
        assert "\x07" not in text
        assert "[red-rated](term:red-rated) {}" not in text
