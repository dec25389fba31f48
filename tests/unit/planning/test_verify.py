"""A roadmap that is spoilt in any way is found out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.planning.cases import elsewhere, planned, problem, replacing, system

from estate.planning.judging.verify import verify
from estate.planning.problem.cases import (
    Budget,
    ChangeLimit,
    Kind,
    PlanningProblem,
    PlatformCase,
    Purse,
    Requirement,
    SkillLimit,
)
from estate.planning.roadmap import Roadmap, Status

JOIN = replacing("join", kind=Kind.JOIN, platform="hub")


def everything() -> PlanningProblem:
    """Every rule at once. In the best plan a, d, j and k are live in month 3, b in 6, e in 6."""
    return problem(
        system("a", replacing(capital=900, skills=(("data", 5),))),
        system("b", replacing(requires=(Requirement("c/a"),), skills=(("data", 5),))),
        system("d", replacing(earliest=0), deadline=5),
        system("e", replacing(), frozen=frozenset({3})),
        system("f", replacing("late", earliest=6)),
        system("j", JOIN),
        system("m", replacing()),
        system("n", replacing()),
        elsewhere("k", JOIN),
        groups=(("c/m", "c/n"),),
        budgets=(Budget("c", Purse.CAPITAL, 0, 900),),
        skills=tuple(SkillLimit("c", "data", quarter, 6) for quarter in range(4)),
        changes=(ChangeLimit("c", 6),),
        platforms=(PlatformCase("hub", minimum=2, available=3, onboarding=2),),
    )


def moved(roadmap: Roadmap, name: str, months: int) -> Roadmap:
    day = roadmap.problem.calendar.first_day
    steps = tuple(
        replace(
            step,
            start_month=step.start_month + months,
            live_month=step.live_month + months,
            start=day(step.start_month + months),
            live=day(step.live_month + months),
        )
        if step.system == f"c/{name}"
        else step
        for step in roadmap.steps
    )
    return replace(roadmap, steps=steps)


def dropped(roadmap: Roadmap, name: str) -> Roadmap:
    steps = tuple(step for step in roadmap.steps if step.system != f"c/{name}")
    kept = tuple(sorted((*roadmap.retained, f"c/{name}")))
    return replace(roadmap, steps=steps, retained=kept)


def tightened(roadmap: Roadmap, **changes: object) -> Roadmap:
    return replace(roadmap, problem=replace(roadmap.problem, **changes))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def good() -> Roadmap:
    return planned(everything())


def codes(roadmap: Roadmap) -> set[str]:
    return {violation.code for violation in verify(roadmap)}


def test_a_good_roadmap_stands(good: Roadmap) -> None:
    assert verify(good) == ()
    assert len(good.steps) == 9


@pytest.mark.parametrize(
    ("name", "months", "code"),
    [
        ("b", -3, "precedence"),
        ("b", -3, "skill"),
        ("d", 3, "deadline"),
        ("e", -3, "freeze"),
        ("f", -3, "earliest"),
        ("f", 12, "horizon"),
        ("m", 3, "group"),
        ("a", 1, "start"),
        ("a", -3, "start"),
        ("j", 3, "cost"),
    ],
)
def test_a_step_out_of_its_place(good: Roadmap, name: str, months: int, code: str) -> None:
    assert code in codes(moved(good, name, months))


@pytest.mark.parametrize(
    ("name", "code"),
    [("a", "precedence"), ("d", "deadline"), ("j", "minimum"), ("n", "group"), ("e", "cost")],
)
def test_a_step_left_out(good: Roadmap, name: str, code: str) -> None:
    assert code in codes(dropped(good, name))


def test_limits_that_are_tighter_than_the_plan(good: Roadmap) -> None:
    hub = PlatformCase("hub", minimum=2, available=4, onboarding=1)
    assert "budget" in codes(tightened(good, budgets=(Budget("c", Purse.CAPITAL, 0, 899),)))
    assert "skill" in codes(tightened(good, skills=(SkillLimit("c", "data", 0, 4),)))
    assert "changes" in codes(tightened(good, changes=(ChangeLimit("c", 4),)))
    assert {"available", "onboarding"} <= codes(tightened(good, platforms=(hub,)))


def test_sums_and_claims_that_are_not_so(good: Roadmap) -> None:
    assert codes(replace(good, objective=good.objective + 1, lower_bound=0)) >= {"cost", "status"}
    assert codes(replace(good, lower_bound=good.objective + 1)) >= {"bound", "status"}
    assert codes(replace(good, status=Status.FEASIBLE)) == {"status"}
    step = replace(good.steps[0], cost=good.steps[0].cost - 1)
    assert codes(replace(good, steps=(step, *good.steps[1:]))) == {"cost"}


def test_dates_that_do_not_agree(good: Roadmap) -> None:
    step = replace(good.steps[0], live=date(2030, 1, 1))
    assert codes(replace(good, steps=(step, *good.steps[1:]))) == {"dates"}


def test_a_system_that_is_forgotten_or_made_up(good: Roadmap) -> None:
    assert codes(replace(good, steps=good.steps[:-1])) & {"systems", "minimum", "group"}
    step = replace(good.steps[0], option="nothing-such")
    assert codes(replace(good, steps=(step, *good.steps[1:]))) == {"unknown"}
