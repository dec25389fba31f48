"""Sentences of members' and board's pages: one and many, nothing left out, nothing said twice."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.rendering.briefings import small

from estate.graph import build
from estate.planning import Effort, Roadmap, plan
from estate.portfolio import Benefit, Catalogue, Inventory, Portfolio, Workspace
from estate.rendering.briefings import board, members
from estate.rendering.briefings.benefits import from_to
from estate.rendering.briefings.decisions import agenda
from estate.rendering.briefings.glossary.links import plain
from estate.rendering.briefings.members.risks import with_plan
from estate.rendering.briefings.risk import unknown_lead
from estate.rendering.briefings.services import share
from estate.rendering.plan import page_words
from estate.rendering.plan.building import view_of
from estate.scoring import score
from estate.scoring.results import Answer, Scores, Totals


def totals(missing: int, open_: int) -> Scores:
    """Return scores of which so many answers are missing and so many systems are open."""
    red = {Answer.UNKNOWN: open_, Answer.NO: 3 - open_}
    real = small.westmuir().scores
    found = replace(
        real.totals, systems=3, criteria_total=39, criteria_known=39 - missing, red_rated=red
    )
    assert isinstance(found, Totals)
    return replace(real, totals=found)


@pytest.mark.parametrize(
    ("missing", "open_", "said"),
    [
        (0, 0, "Every answer that the risk scores rest on is recorded."),
        (1, 0, "1 of 39 {} is missing{} Which systems are red-rated is certain all the same."),
        (2, 1, "2 of 39 {} are missing{} For 1 system nobody can tell whether it is red-rated."),
        (
            9,
            2,
            "9 of 39 {} are missing{} For 2 systems nobody can tell whether they are red-rated.",
        ),
    ],
)
def test_how_much_is_known_is_said_of_one_and_of_many(missing: int, open_: int, said: str) -> None:
    answers, facts = "answers that the risk scores rest on", ", because facts are not recorded."
    assert unknown_lead(totals(missing, open_)).startswith(said.format(answers, facts))


def test_one_system_of_which_nobody_can_tell_is_spoken_of_as_one() -> None:
    """Of the small council's ledger alone it is not known whether it is red-rated."""
    text = small.shown(members.briefing(small.westmuir()))
    assert "more we [cannot tell](term:cannot-tell)" in text
    assert "It may be as bad, or it may be sound." in text


def test_a_council_without_red_rated_systems_reads_no_alarm() -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    del council["systems"]["council-tax"], council["contracts"]["revenues"], council["risks"]
    text = small.shown(members.briefing(small.material_of(council).of("westmuir")))
    assert "is [red-rated](term:red-rated): for none is it certain that trouble is likely" in text
    assert "It may be red-rated, or it may be sound." in text


def test_a_start_that_costs_more_than_a_contract_has_more_at_stake() -> None:
    """The replacement costs £150,000 once; the contract's renewal is £80,000."""
    stakes = {one.subject: one.stake for one in agenda(small.westmuir()).of("start")}
    assert stakes["Council tax"] == 150_000
    assert max(one.stake for one in agenda(small.westmuir()).of("contract")) == 80_000


def test_systems_of_one_contract_go_live_between_two_months() -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    council["contracts"]["revenues"]["systems"] = ["council-tax", "lairs"]
    page = board.briefing(small.material_of(council).of("westmuir"))
    assert "The plan changes 2 systems of 2; live between Dec 2026 and Jul 2027." in small.shown(
        page
    )


def test_no_freeze_is_left_out_in_silence() -> None:
    council: dict[str, Any] = deepcopy(small.WESTMUIR)
    council["freezes"] = {
        f"time-{number}": {
            "name": f"Busy time {number}",
            "capabilities": ["revenues.*"],
            "from": "12-01",
            "to": "12-10",
        }
        for number in range(7)
    }
    text = small.shown(members.briefing(small.material_of(council).of("westmuir")))
    assert "Busy time 4; 2 more." in text


@pytest.mark.parametrize(
    ("measure", "unit", "said"),
    [
        ("days to answer a family", "days", "from 6 to 1"),
        ("work lost to faults", "hours a month", "from 6 to 1 hours a month"),
        ("bills managed online", "percent", "from 6% to 1%"),
        ("running cost", "pounds a year", "from £6 a year to £1 a year"),
    ],
)
def test_a_unit_is_said_once(measure: str, unit: str, said: str) -> None:
    record = {"kind": "citizens", "measure": measure, "unit": unit, "baseline": 6.0, "target": 1.0}
    assert from_to(Benefit.model_validate(record)) == said


def test_a_year_that_is_counted_in_part_says_so_in_every_table_of_years() -> None:
    found = small.tables(board.briefing(small.westmuir()))
    for caption in ("Money by financial year, not discounted", "Benefits by financial year"):
        years = [row[0] for row in small.rows(found[caption])]
        assert years == ["2026-27 (6 months)", "2027-28", "2028-29 (6 months)"]


def test_money_that_no_budget_covers_is_told_where_the_plan_is_said_to_fit() -> None:
    """£20,000 are left to find: three months of a contract that is still owed."""
    text = small.shown(members.briefing(small.westmuir()))
    assert (
        "the dates that are recorded; [£20k](working:money/westmuir/unfunded) more is needed that "
        "[no budget covers](term:unfunded)." in text
    )


def test_a_change_without_a_running_cost_is_said_to_count_as_none() -> None:
    text = small.shown(members.briefing(small.westmuir()))
    assert (
        "What 1 of 2 changes does to the [running cost](term:running-cost) is [not recorded]"
        in text
    )
    assert "it counts as no change" in text


@pytest.mark.parametrize(
    ("then", "without", "now", "said"),
    [
        (93, 127, 37, "be 93, 34 fewer. That is still more than today, because the systems that"),
        (5, 9, 5, "be 5, 4 fewer."),
        (0, 3, 1, "be none, 3 fewer."),
        (4, 4, 2, "be 4. That is still more than today, because the systems that are kept"),
    ],
)
def test_risk_that_rises_in_spite_of_the_plan_is_explained(
    then: int, without: int, now: int, said: str
) -> None:
    assert said in plain(with_plan(then, without, now).text)


def test_councils_that_gain_the_same_are_told_of_together() -> None:
    record = {
        key: Inventory.model_validate(
            deepcopy(small.WESTMUIR) | {"council": {"name": f"{key.title()} Council"}}
        )
        for key in ("eastmuir", "westmuir")
    }
    workspace = Workspace.model_validate({"name": "Two", "planning": small.POLICY})
    graph = build(Portfolio(workspace, Catalogue.model_validate(small.CATALOGUE), record))
    made = small.material_of(deepcopy(small.WESTMUIR))
    roadmap = plan(graph, small.AS_OF, Effort(work=1))
    assert isinstance(roadmap, Roadmap)
    both = replace(
        made,
        graph=graph,
        scores=score(graph, small.AS_OF),
        plan=view_of(graph, roadmap),
        roadmap=roadmap,
    )
    text = small.shown(members.briefing(both.of(None)))
    councils = "Eastmuir Council and Westmuir Council"
    assert f"- Council tax ({councils}): bills managed online, from 22% to 60%." in text
    assert "more [benefit" not in text


BARE = {"council": {"name": "Bare Council"}, "systems": {"crm": {"name": "Contact centre"}}}


def test_of_a_council_that_recorded_almost_nothing_nothing_is_made_up() -> None:
    """One system and nothing of it: no sums of £0, no risk that stands still, no trend."""
    scope = small.material_of(deepcopy(BARE)).of("westmuir")
    page, paper = members.briefing(scope), board.briefing(scope)
    text, told = small.shown(page), small.shown(paper)
    assert "£0" not in text
    assert "£0" not in told
    assert "Of the 13 answers that the [risk scores](term:risk-score) rest on, [all]" in text
    assert "not standing still" not in text
    assert "none](working:risk/westmuir/red) is [red-rated]" in told
    assert "of [1](working:risk/westmuir/cannot-tell) nobody [can tell]" in told
    assert "it may be anything from 1 to 30" in told


def test_contracts_without_a_plan_are_not_said_to_stay_as_they_are() -> None:
    text = small.shown(board.briefing(small.westmuir(planned=False)))
    assert "Contracts, by date:" in text
    assert "stay as they are" not in text


def test_a_sum_of_scores_says_how_far_it_is_open() -> None:
    """The ledger's score is a range, of which the middle counts; the other two are known."""
    text = small.shown(board.briefing(small.westmuir()))
    assert "The scores of 1 of 3 systems is a range" not in text
    assert "of each the middle counts" not in text
    assert "The score of 1 of 3 systems is a range" in text
    assert "of it the middle counts" in text


@pytest.mark.parametrize(
    ("count", "total", "said"),
    [
        (1, 1, "the one change"),
        (0, 1, "no change"),
        (0, 9, "none of 9 changes"),
        (1_200, 3_000, "1,200 of 3,000 changes"),
    ],
)
def test_a_share_of_one_is_said_as_people_say_it(count: int, total: int, said: str) -> None:
    assert share(count, total, "change") == said


def test_tiles_of_one_system_and_one_change_say_one() -> None:
    scope = small.westmuir()
    plan_ = scope.material.plan
    assert plan_ is not None
    alone = replace(plan_, steps=plan_.steps[:1])
    one = replace(scope.scores.totals, systems=1)
    words = [tile.words for tile in page_words.tiles(one, alone, "westmuir")]
    assert words[0] == "system in use"
    assert words[4] == "change planned to Oct 2028"
