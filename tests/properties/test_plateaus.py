"""Plateaus against the accounts of the same plan, and waves against trying every cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.planning_oracle import problems

from estate.graph import build
from estate.planning.judging.accounts import accounts
from estate.planning.judging.evaluate import half_up
from estate.planning.plateaus import plateaus, standing_at, waves
from estate.planning.problem.calendar import Calendar
from estate.portfolio import Catalogue, Portfolio, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.planning.plateaus import Wave
    from estate.planning.problem.cases import PlanningProblem

    Choices = dict[str, tuple[str, int]]

NOTHING_RECORDED = build(Portfolio(Workspace(), Catalogue(), {}))
small = settings(suppress_health_check=list(HealthCheck))
YEAR = 12


@st.composite
def plans(draw: st.DrawFn) -> tuple[PlanningProblem, Choices]:
    """Return a problem and any choices that end within it, whether or not they keep its rules."""
    problem = draw(problems(horizons=(12, 24)))
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


@small
@given(plans())
def test_before_the_first_wave_everything_is_as_the_accounts_begin(
    plan: tuple[PlanningProblem, Choices],
) -> None:
    problem, choices = plan
    first = plateaus(NOTHING_RECORDED, problem, choices)[0].standing
    begun = accounts(problem, choices).risk[0]
    assert first.risk.total == begun.planned == begun.nothing
    assert (first.capital, first.revenue, first.prices, first.changed) == (0, 0, 0, ())


@small
@given(plans())
def test_after_the_last_wave_everything_is_as_the_accounts_end(
    plan: tuple[PlanningProblem, Choices],
) -> None:
    problem, choices = plan
    for council in (None, *problem.councils):
        own = accounts(problem, choices, council)
        last = plateaus(NOTHING_RECORDED, problem, choices, council)[-1]
        assert last.risk_at_end.total == own.risk[-1].planned
        # A host may open a platform for others after its own last wave.
        end = standing_at(NOTHING_RECORDED, problem, choices, problem.calendar.horizon, council)
        assert end.capital == sum(year.capital for year in own.years)
        assert end.revenue == sum(year.revenue for year in own.years)


@small
@given(plans(), st.integers(1, 4))
def test_every_step_belongs_to_one_transition_and_people_add_up(
    plan: tuple[PlanningProblem, Choices], most: int
) -> None:
    problem, choices = plan
    found = plateaus(NOTHING_RECORDED, problem, choices, most=most)
    assert sorted(system for one in found for system in one.steps) == sorted(choices)
    assert len(found) <= most + 1
    for before, after in pairwise(found):
        assert before.ends < after.begins
        changed = {one.system for one in after.standing.changed}
        assert changed - {one.system for one in before.standing.changed} == set(after.steps)
    for skill, quarters in accounts(problem, choices).skills.items():
        days = sum(need.days for one in found for need in one.people if need.skill == skill)
        assert days == sum(quarter.used for quarter in quarters)


@small
@given(plans())
def test_the_running_cost_of_every_month_adds_up_to_the_accounts_of_the_year(
    plan: tuple[PlanningProblem, Choices],
) -> None:
    # The accounts charge a platform by the financial year; what systems cost is compared here.
    problem, choices = replace(plan[0], platforms=()), plan[1]
    calendar = problem.calendar
    twelfths: dict[int, int] = {}
    for month in range(calendar.horizon):
        year = calendar.year_of(month)
        running = standing_at(NOTHING_RECORDED, problem, choices, month).running
        twelfths[year] = twelfths.get(year, 0) + running
    sums = [half_up(Fraction(twelfths[year], YEAR)) for year in sorted(twelfths)]
    assert sums == [year.running for year in accounts(problem, choices).years]


@small
@given(plans())
def test_risk_at_every_quarter_is_that_of_the_accounts_and_lies_in_its_range(
    plan: tuple[PlanningProblem, Choices],
) -> None:
    problem, choices = plan
    for quarter, point in enumerate(accounts(problem, choices).risk):
        risk = standing_at(NOTHING_RECORDED, problem, choices, 3 * quarter).risk
        assert risk.total == point.planned
        assert risk.low <= risk.total <= risk.high
        assert risk.red + risk.cannot_tell + risk.not_red == len(problem.systems)
        assert sum(risk.bands) + risk.across == len(problem.systems)


@small
@given(
    st.sampled_from((1, 4, 7, 10)),
    st.lists(st.integers(1, 48), min_size=1, max_size=9),
    st.integers(1, 4),
)
def test_no_other_way_of_cutting_makes_steps_wait_less(
    month: int, lives: list[int], most: int
) -> None:
    calendar = Calendar(date(2027, month, 1), 48, 0)
    found = waves(calendar, lives, most)
    assert len(found) <= most
    assert sorted(live for wave in found for live in _of(wave, lives)) == sorted(lives)
    best = min(_wait(cut) for cut in _every(calendar, lives) if len(cut) <= most)
    assert sum(wave.last - live for wave in found for live in _of(wave, lives)) == best


def _of(wave: Wave, lives: list[int]) -> list[int]:
    return [live for live in lives if wave.first <= live <= wave.last]


def _wait(groups: list[list[int]]) -> int:
    return sum(max(group) - live for group in groups for live in group)


def _every(calendar: Calendar, lives: list[int]) -> Iterator[list[list[int]]]:
    """Yield every way of cutting go-lives that the definition allows, however many waves.

    Cuts that part the same go-lives count once: each stands before a quarter with one.
    """
    begins = sorted({live // 3 * 3 for live in lives})[1:]
    places = [place for place in begins if _allowed(calendar, lives, place)]
    for count in range(len(places) + 1):
        for chosen in combinations(places, count):
            ends = [0, *chosen, 49]
            yield [
                own
                for first, stop in pairwise(ends)
                if (own := [live for live in lives if first <= live < stop])
            ]


def _allowed(calendar: Calendar, lives: list[int], place: int) -> bool:
    """Whether the definition lets a wave end before a month that begins a quarter.

    Either nothing goes live in the quarter before it or from it, or it is a first of April in a
    run of five quarters or more.
    """
    busy = {live // 3 for live in lives}
    quarter = place // 3
    if quarter not in busy or quarter - 1 not in busy:
        return True
    first = last = quarter
    while first - 1 in busy:
        first -= 1
    while last + 1 in busy:
        last += 1
    return calendar.first_day(place).month == 4 and last - first + 1 > 4
