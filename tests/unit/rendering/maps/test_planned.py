"""Views of a plan: which sheets there are, and that each has its figures as text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.unit.rendering import sample, sample_plan

from estate.diagnostics import UsageFault
from estate.graph import build
from estate.rendering.maps import Ask, Chart, draw

if TYPE_CHECKING:
    from estate.rendering.plan.view import PlanView

VIEWS = ("roadmap", "cost", "burndown", "people")


def ask(*councils: str, plan: PlanView | None = None) -> Ask:
    graph = build(sample.portfolio())
    chosen = councils or tuple(sorted(graph.portfolio.councils))
    members = {
        council: tuple(f"{council}/{key}" for key in graph.portfolio.councils[council].systems)
        for council in chosen
    }
    return Ask(graph, sample.AS_OF, members, plan=plan or sample_plan.plan())


def names(view: str, asked: Ask) -> list[str]:
    return [sheet.name for sheet in draw(view, asked)]


def test_the_roadmap_has_a_sheet_for_all_for_platforms_and_for_each_council() -> None:
    assert names("roadmap", ask()) == [
        "roadmap-estate",
        "roadmap-platforms",
        "roadmap-strathallan",  # nothing is planned for the other one
    ]
    assert names("roadmap", ask("strathallan")) == [
        "roadmap-strathallan",
        "roadmap-platforms-strathallan",
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_every_sheet_has_its_figures_as_text(view: str) -> None:
    for sheet in draw(view, ask("strathallan")):
        assert isinstance(sheet, Chart)
        assert sheet.svg.startswith("<svg")
        assert len(sheet.text.splitlines()) > 3
        assert "\u202e" not in sheet.text


def test_the_text_of_the_cost_is_the_sum_of_its_parts() -> None:
    """2027-28 of one council: 190 + 525 + 43 + 9 = 767 thousand; nothing done: 200 thousand."""
    (sheet,) = draw("cost", ask("strathallan"))
    assert isinstance(sheet, Chart)
    assert "in all £767,000" in sheet.text
    assert "against doing nothing £567,000" in sheet.text
    assert "£567k more than if nothing is done" in sheet.svg


def test_the_text_of_the_burn_down_says_how_much_lower() -> None:
    """In the fourth quarter of both together: 2 x (90 + 3) - 2 x (90 - 45) = 96."""
    (sheet,) = draw("burndown", ask())
    assert isinstance(sheet, Chart)
    assert "Oct 2027: with the plan 90, if nothing is done 186, lower by 96" in sheet.text


@pytest.mark.parametrize("view", [*VIEWS, "plateaus"])
def test_nothing_planned_is_said_and_not_drawn(view: str) -> None:
    with pytest.raises(UsageFault):
        draw(view, replace(ask(), plan=_empty()))


def _empty() -> PlanView:
    nothing = sample_plan.plan(steps=())
    return replace(nothing, estate=nothing.scope("nobody"), councils={})


@pytest.mark.parametrize("view", VIEWS)
def test_without_a_plan_it_is_asked_for(view: str) -> None:
    with pytest.raises(UsageFault, match="give --plan"):
        draw(view, replace(ask(), plan=None))
