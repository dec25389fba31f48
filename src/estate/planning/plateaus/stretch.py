"""From a plan to its plateaus: each with its days, what led to it, and how the estate stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import in_month
from estate.planning.plateaus.standing import RiskStanding, Situation, Standing, risk_of
from estate.planning.plateaus.waves import MOST, waves
from estate.planning.problem.calendar import MONTHS_A_QUARTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.graph import EstateGraph
    from estate.planning.plateaus.waves import Wave
    from estate.planning.problem.cases import Option, PlanningProblem, SystemCase

    Choices = Mapping[str, tuple[str, int]]
    Placed = tuple[SystemCase, Option, int, int]


@dataclass(frozen=True, slots=True)
class SkillDemand:
    """Person-days of a skill from the beginning of one plateau to that of the next."""

    skill: str
    days: int
    busiest: str
    """The quarter, `2027-Q2`, of which the most days fall into this time."""
    busiest_days: int
    """Days of it that fall into this time."""


@dataclass(frozen=True, slots=True)
class Without:
    """Risk and running cost on a day if nothing is done until then."""

    risk: RiskStanding
    running: int
    """Pounds a year."""


@dataclass(frozen=True)
class Plateau:
    """A stable state: from the day a wave is complete to the day before the next one begins."""

    number: int
    """0 for what stands before anything is changed."""
    wave: Wave | None
    """The wave that led to it; None for number 0."""
    begins: date
    ends: date
    """The last day before the next wave's first go-live, or the plan's last day."""
    steps: tuple[str, ...]
    """The systems whose step went live in its wave, by go-live and id."""
    standing: Standing
    """How the estate stands on its first day."""
    risk_at_end: RiskStanding
    """The risk on the first day of its last month; of the last plateau, on the day the plan ends.
    """
    without: Without
    """How it would stand on its first day if nothing were done."""
    without_at_end: Without
    """The same on the day of `risk_at_end`."""
    people: tuple[SkillDemand, ...]
    """What the work from the beginning of the plateau before took; empty for number 0."""


def plateaus(
    graph: EstateGraph,
    problem: PlanningProblem,
    choices: Choices,
    council: str | None = None,
    most: int = MOST,
) -> tuple[Plateau, ...]:
    """Return the plateaus of a plan, or of one council's part of it, number 0 first.

    There are at most `most` besides number 0. A plan that changes nothing has number 0 alone.

    Raises:
        ValueError: if `most` is below 1.
    """
    situation = Situation(graph, problem, choices)
    return plateaus_of(situation, council, most)


def plateaus_of(
    situation: Situation, council: str | None = None, most: int = MOST
) -> tuple[Plateau, ...]:
    """Return the same of a plan that is at hand; for many councils this saves reading it again."""
    problem = situation.problem
    placed = [each for each in situation.placed.values() if council in {None, each[0].council}]
    found = waves(problem.calendar, [live for _, _, _, live in placed], most)
    begins = [0, *(wave.last for wave in found)]
    stops = [*(wave.first for wave in found), None]
    made = []
    for number, (begin, stop) in enumerate(zip(begins, stops, strict=True)):
        wave = found[number - 1] if number else None
        standing = situation.at(begin, council)
        last = problem.calendar.horizon if stop is None else max(begin, stop - 1)
        made.append(
            Plateau(
                number=number,
                wave=wave,
                begins=standing.day,
                ends=_last_day(problem, begin, stop),
                steps=_steps(placed, wave),
                standing=standing,
                risk_at_end=risk_of(situation.own(last, council).values()),
                without=_without(situation, begin, council),
                without_at_end=_without(situation, last, council),
                people=_people(problem, placed, begins[number - 1], begin) if number else (),
            )
        )
    return tuple(made)


def _without(situation: Situation, month: int, council: str | None) -> Without:
    states = situation.kept(month, council)
    return Without(risk_of(states), sum(state.running for state in states))


def _last_day(problem: PlanningProblem, begin: int, stop: int | None) -> date:
    end = problem.calendar.horizon if stop is None else stop
    return problem.calendar.first_day(max(begin + 1, end)) - timedelta(days=1)


def _steps(placed: Sequence[Placed], wave: Wave | None) -> tuple[str, ...]:
    if wave is None:
        return ()
    own = [(live, case.id) for case, _, _, live in placed if wave.first <= live <= wave.last]
    return tuple(system for _, system in sorted(own))


def _people(
    problem: PlanningProblem, placed: Sequence[Placed], first: int, stop: int
) -> tuple[SkillDemand, ...]:
    """Return the person-days that fall into some months, by skill."""
    days: dict[str, Counter[int]] = {}
    for _, option, start, _ in placed:
        begun = start + option.procurement
        for skill, whole in option.skills:
            for month in range(max(first, begun), min(stop, begun + option.months)):
                share = in_month(whole, option.months, month - begun)
                days.setdefault(skill, Counter())[month // MONTHS_A_QUARTER] += share
    return tuple(_demand(problem, skill, used) for skill, used in sorted(days.items()))


def _demand(problem: PlanningProblem, skill: str, used: Counter[int]) -> SkillDemand:
    busiest = min(used, key=lambda quarter: (-used[quarter], quarter))
    label = problem.calendar.quarter_label(busiest)
    return SkillDemand(skill, used.total(), label, used[busiest])


@dataclass(frozen=True)
class Plateaus:
    """The plateaus of a whole plan, and of each council's part of it by itself."""

    most: int
    """How many there may be besides number 0."""
    estate: tuple[Plateau, ...]
    councils: Mapping[str, tuple[Plateau, ...]]

    def of(self, council: str | None) -> tuple[Plateau, ...]:
        """Return those of one council, or of the whole; none where nothing of it is planned."""
        return self.estate if council is None else self.councils.get(council, ())


def every_plateau(situation: Situation, most: int = MOST) -> Plateaus:
    """Return the plateaus of a plan, and those of each council, whose waves are its own."""
    councils = {name: plateaus_of(situation, name, most) for name in situation.problem.councils}
    return Plateaus(most, plateaus_of(situation, None, most), councils)
