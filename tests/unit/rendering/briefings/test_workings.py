"""Every working adds up to its figure, and the figure is the plan's own."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.planning_oracle import problems
from tests.unit.rendering.briefings.small import AS_OF, tables, westmuir, where

from estate.graph import build
from estate.planning.answer import Proof, explained
from estate.planning.judging.measured import measured
from estate.portfolio import Catalogue, Inventory, Platform, Portfolio, Workspace
from estate.rendering.briefings import board, members
from estate.rendering.briefings.material import Material, Trail
from estate.rendering.briefings.working import ROUNDING, exactly
from estate.rendering.briefings.workings import counts, of_scope, workings
from estate.rendering.canvas.blocks import Link, Points, Prose
from estate.rendering.kit.words import pounds, short_pounds
from estate.rendering.plan.building import view_of
from estate.rendering.plan.page_words import tiles as plan_tiles
from estate.scoring import score

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem
    from estate.rendering.briefings.working import Working
    from estate.rendering.canvas.blocks import Briefing

    Choices = dict[str, tuple[str, int]]

small = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=20)


@st.composite
def plans(draw: st.DrawFn) -> tuple[PlanningProblem, Choices]:
    """Return a problem and any choices that end within it, whether or not they keep its rules."""
    problem = draw(problems(horizons=(12, 15, 24)))
    choices = {}
    for case in problem.systems:
        every = [
            (option.id, start)
            for option in case.options
            for start in range(0, problem.calendar.horizon, 3)
            if start + option.duration <= problem.calendar.horizon
        ]
        picked = draw(st.sampled_from([None, *every]))
        if picked is not None:
            choices[case.id] = picked
    return problem, choices


def _material(problem: PlanningProblem, choices: Choices) -> Material:
    """Return material whose record has a name for all that is in the problem, and no more."""
    systems: dict[str, dict[str, dict[str, str]]] = {name: {} for name in problem.councils}
    for case in problem.systems:
        council, _, key = case.id.partition("/")
        systems[council][key] = {"name": key.upper()}
    councils = {
        name: Inventory.model_validate({"council": {"name": name}, "systems": own})
        for name, own in systems.items()
    }
    platforms = {each.id: Platform(name=each.id) for each in problem.platforms}
    graph = build(Portfolio(Workspace(), Catalogue(platforms=platforms), councils))
    cost = measured(problem, choices).by(problem.measure, problem.weights)
    roadmap = explained(problem, choices, Proof(cost, cost, (), ()))
    return Material(
        graph,
        score(graph, AS_OF),
        (),
        where,
        lambda _: b"",
        Trail("0", "0" * 64),
        view_of(graph, roadmap),
        roadmap,
    )


@small
@given(plans())
def test_terms_add_up_to_every_figure_exactly(plan: tuple[PlanningProblem, Choices]) -> None:
    material = _material(*plan)
    for _, found in workings(material):
        assert len({one.id for one in found}) == len(found)
        for one in found:
            assert sum(term.value for term in one.terms) == one.result, one.id
            rounding = [abs(Fraction(t.value)) for t in one.terms if t.label == ROUNDING]
            # A term is rounded by half a pound at most, and so is the result.
            assert sum(rounding, Fraction(0)) <= Fraction(len(one.terms) + 1, 2), one.id


@small
@given(plans())
def test_figures_are_those_of_the_plan_view(plan: tuple[PlanningProblem, Choices]) -> None:
    material = _material(*plan)
    assert material.plan is not None
    for scope, found in workings(material):
        results = {one.id: one.result for one in found}
        view = material.plan.scope(scope.council)
        for year in view.years:
            cost, path = year.cost, f"money/{scope.name}/{year.cost.label}"
            assert results[f"{path}/capital"] == cost.capital
            assert results[f"{path}/revenue"] == cost.revenue
            assert results[f"{path}/other"] == cost.other
            assert results[f"{path}/kept"] == cost.running_before
            assert results[f"{path}/running"] == cost.running
            assert results[f"{path}/saved"] == cost.running_before - cost.running
        steps = sum(step.capital + step.revenue for step in material.plan.steps_of(scope.council))
        assert results[f"money/{scope.name}/budgets"] == view.budgets
        assert results[f"money/{scope.name}/platforms"] == view.budgets - steps
        assert results[f"money/{scope.name}/unfunded"] == view.other
        for point in view.risk:
            assert float(results[f"risk/{scope.name}/{point.label}/nothing"]) == point.nothing
            assert float(results[f"risk/{scope.name}/{point.label}/planned"]) == point.planned
        for own in view.investment:
            days = sum(skill.days for skill in own.skills)
            assert results[f"people/{scope.name}/{own.money.label}"] == days
            for skill in own.skills:
                key = f"people/{scope.name}/{own.money.label}/{skill.skill}"
                assert results.get(key, 0) == skill.days
        assert results[f"steps/{scope.name}/count"] == len(material.plan.steps_of(scope.council))
        totals = scope.scores.totals
        assert results[f"risk/{scope.name}/systems"] == totals.systems
        missing = totals.criteria_total - totals.criteria_known
        assert results[f"risk/{scope.name}/missing"] == missing


def _found() -> dict[str, Working]:
    return {one.id: one for one in of_scope(westmuir())}


@pytest.mark.parametrize(
    ("path", "terms", "result"),
    [
        # Six months of work from January 2027, £20,000 a month: three of them in 2026-27.
        ("money/westmuir/2026-27/capital", [("RevBill: replace", 60_000)], 60_000),
        ("money/westmuir/2027-28/capital", [("RevBill: replace", 60_000)], 60_000),
        ("money/westmuir/2028-29/capital", [], 0),
        # £100,000 + £90,000 a year, the six months from October.
        (
            "money/westmuir/2026-27/kept",
            [("What all systems cost a year, 6 of 12 months", 95_000)],
            95_000,
        ),
        # Live on 1 July 2027: nine months at £60,000 instead of £100,000 a year.
        (
            "money/westmuir/2027-28/running",
            [("RevBill: new less old", -30_000), ("Running cost if all is kept", 190_000)],
            160_000,
        ),
        # 60 days over six months: ten a month.
        ("people/westmuir/2026-27/developer", [("RevBill", 30)], 30),
        # What the two steps cost once: 120,000 + 30,000, and 5,000.
        ("money/westmuir/once", [("Burial register", 5_000), ("RevBill", 150_000)], 155_000),
        (
            "steps/westmuir/count",
            [("Burial register: Retire", 1), ("RevBill: Replace", 1)],
            2,
        ),
    ],
)
def test_a_working_by_hand(path: str, terms: list[tuple[str, int]], result: int) -> None:
    working = _found()[path]
    assert sorted((term.label, term.value) for term in working.terms) == terms
    assert working.result == result


def test_what_is_not_recorded_is_named_and_counts_as_nothing() -> None:
    now = _found()["money/westmuir/now"]
    assert [(term.label, term.value) for term in now.terms] == [
        ("RevBill", 100_000),
        ("Burial register: not recorded", 0),
        ("General ledger", 90_000),
    ]


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Fraction(0), "pounds", "£0"),
        (1_234_567, "pounds", "£1,234,567"),
        (-1_500, "pounds", "-£1,500"),
        (Fraction(2469, 2), "pounds", "£1,234.5"),
        (Fraction(100, 3), "pounds", "£33 1/3"),
        (Fraction(-1, 3), "pounds", "-£1/3"),
        (Fraction(99, 8), "points", "12.375"),
        (1_000_000, "count", "1,000,000"),
    ],
)
def test_figures_are_shown_without_any_rounding(value: Fraction, unit: str, shown: str) -> None:
    assert exactly(value, unit) == shown  # type: ignore[arg-type]  # one of the units


def test_very_many_systems_are_counted_by_what_they_are_used_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counts, "MOST", 2)
    working = _found()["risk/westmuir/systems"]
    assert [(term.label, term.value) for term in working.terms] == [
        ("First used for Burials", 1),
        ("First used for General ledger", 1),
        ("First used for Council tax", 1),
    ]
    assert working.result == 3


@settings(small, max_examples=5)
@given(plans())
def test_every_sum_that_is_told_is_the_result_of_the_working_it_leads_to(
    plan: tuple[PlanningProblem, Choices],
) -> None:
    material = _material(*plan)
    results = {one.id: one.result for _, found in workings(material) for one in found}
    assert material.plan is not None
    for council in (None, *material.councils):
        scope = material.of(council)
        tiles = plan_tiles(scope.scores.totals, material.plan, council)
        pairs = [(tile.figure, tile.ref.id) for tile in tiles if tile.ref is not None]
        for page in (members.briefing(scope), board.briefing(scope)):
            pairs += _figures(page)
        for words, working in pairs:
            if "\u00a3" not in words:
                continue
            result = int(abs(Fraction(results[working])))
            assert words.removesuffix(" more").removesuffix(" more is paid").lstrip("-") in {
                pounds(result),
                short_pounds(result),
            }, working


def _figures(page: Briefing) -> list[tuple[str, str]]:
    """Return every figure of a page that leads to a working, and which."""
    texts = [
        text
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Prose | Points)
        for text in (block.items if isinstance(block, Points) else (block.text,))
    ]
    parts = [part for text in texts for part in text if isinstance(part, Link)]
    cells = [
        cell for table in tables(page).values() for row in table.rows for cell in row if cell.ref
    ]
    found = [(part.words, part.ref) for part in parts]
    found += [(cell.text, cell.ref) for cell in cells if cell.ref is not None]
    return [(words, ref.id) for words, ref in found if ref.kind == "working"]


def test_every_count_of_the_members_page_is_the_result_of_its_working() -> None:
    """Of the small council too few people know council tax and lairs; 11 answers are missing."""
    found = _found()
    page = members.briefing(westmuir())
    pairs = [(words, ref) for words, ref in _figures(page) if ref.startswith("risk/")]
    assert {ref.rpartition("/")[2] for _, ref in pairs} >= {"staff", "security", "hardware"}
    for words, ref in pairs:
        number = words.split()[0].replace(",", "")
        assert (0 if number in {"no", "None"} else int(number)) == found[ref].result, ref
    assert found["risk/westmuir/missing"].result == 11
    staff = [term.label for term in found["risk/westmuir/staff"].terms]
    assert staff == ["RevBill", "Burial register"]
