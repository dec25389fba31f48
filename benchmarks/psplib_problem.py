"""A PSPLIB project as a planning problem: nothing in the planner knows of PSPLIB.

One period is a quarter, so an activity of d periods is a step of 3d months. A renewable resource
is a skill: a use of r is r person-days in each quarter of the step. The first two nonrenewable
resources are capital and one-off revenue, all of it there in the first year and carried forward.
A further one is a purse of a council of its own, from which a mode is bought one quarter ahead of
everything else. Every activity must change its system, and what is asked is how soon all have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from malformed import Malformed
from psplib_file import Activity, Mode, Project

from estate.planning.problem.calendar import Calendar
from estate.planning.problem.cases import (
    Budget,
    Kind,
    Option,
    PlanningProblem,
    Purse,
    Requirement,
    SkillLimit,
    SystemCase,
)
from estate.portfolio import PlanningPolicy

PERIOD = 3
PURSES = (Purse.CAPITAL, Purse.REVENUE)
OWN = "project"


@dataclass(frozen=True)
class Stated:
    """A project as a problem."""

    problem: PlanningProblem
    lead: int
    """Periods before the first activity, in which further nonrenewable resources are bought."""

    def periods(self, month: int) -> int:
        """Return the makespan that a finish in a month of the plan stands for."""
        return max(0, month // PERIOD - self.lead)


def stated(project: Project) -> Stated:
    """Return the planning problem of a project.

    Raises:
        Malformed: if an activity has a mode without duration beside others.
    """
    kept = [each for each in project.activities if not _moment(project, each)]
    waits = _waits(project)
    bought = list(range(project.renewable + len(PURSES), len(project.capacities)))
    lead = 1 if bought else 0
    months = PERIOD * (project.horizon + lead)
    calendar = Calendar(date(2000, 4, 1), max(months, PERIOD), 0)
    systems = [_system(project, each, waits[each.number], bought, calendar) for each in kept]
    systems += [
        _purchase(k, each.number, m, mode, calendar)
        for each in kept
        for m, mode in enumerate(each.modes, start=1)
        for k in bought
        if mode.uses[k]
    ]
    problem = PlanningProblem(
        calendar=calendar,
        policy=PlanningPolicy(tail_months=0, discount_rate=0.0, risk_price=0),
        systems=tuple(sorted(systems, key=lambda case: case.id)),
        budgets=_budgets(project, calendar, bought),
        skills=tuple(
            SkillLimit(OWN, f"R{k + 1}", quarter, project.capacities[k])
            for k in range(project.renewable)
            for quarter in range(calendar.quarters)
        ),
    )
    return Stated(problem, lead)


def _moment(project: Project, activity: Activity) -> bool:
    """Whether an activity is a mere moment: it takes no time and nothing that could run out."""
    if all(mode.duration for mode in activity.modes):
        return False
    if len(activity.modes) > 1 or any(activity.modes[0].uses[project.renewable :]):
        words = f"activity {activity.number} has a mode without duration"
        raise Malformed(f"{project.name}:1: {words}: only plain milestones may")
    return True


def _waits(project: Project) -> dict[int, tuple[int, ...]]:
    """Return what each activity waits for, through the moments between."""
    before = project.predecessors
    moments = {each.number for each in project.activities if _moment(project, each)}
    found: dict[int, tuple[int, ...]] = {}
    for number in before:
        real: set[int] = set()
        seen: set[int] = set()
        waiting = list(before[number])
        while waiting:
            other = waiting.pop()
            if other in moments and other not in seen:
                waiting += before[other]
            elif other not in moments:
                real.add(other)
            seen.add(other)
        found[number] = tuple(sorted(real))
    return found


def _name(number: int) -> str:
    return f"{OWN}/{number:04}"


def _system(
    project: Project, each: Activity, waits: tuple[int, ...], bought: list[int], calendar: Calendar
) -> SystemCase:
    def option(m: int, mode: Mode) -> Option:
        money = dict(zip(PURSES, mode.uses[project.renewable :], strict=False))
        needs = [Requirement(_name(other)) for other in waits]
        needs += [Requirement(_stock(k, each.number, m)) for k in bought if mode.uses[k]]
        return Option(
            id=f"mode-{m}",
            kind=Kind.REPLACE,
            months=PERIOD * mode.duration,
            capital=money.get(Purse.CAPITAL, 0),
            revenue=money.get(Purse.REVENUE, 0),
            skills=tuple(
                (f"R{k + 1}", use * mode.duration)
                for k, use in enumerate(mode.uses[: project.renewable])
                if use
            ),
            requires=tuple(needs),
            earliest=PERIOD if bought else 0,
        )

    options = tuple(option(m, mode) for m, mode in enumerate(each.modes, start=1))
    return SystemCase(_name(each.number), OWN, options, deadline=calendar.horizon)


def _stock(k: int, number: int, m: int) -> str:
    return f"stock-{k + 1}/{number:04}-{m}"


def _purchase(k: int, number: int, m: int, mode: Mode, calendar: Calendar) -> SystemCase:
    buy = Option("buy", Kind.REPLACE, PERIOD, capital=mode.uses[k])
    later = frozenset(range(PERIOD + 1, calendar.horizon + 1))
    return SystemCase(_stock(k, number, m), f"stock-{k + 1}", (buy,), frozen=later)


def _budgets(project: Project, calendar: Calendar, bought: list[int]) -> tuple[Budget, ...]:
    there: Mapping[Purse, int] = dict(
        zip(PURSES, project.capacities[project.renewable :], strict=False)
    )
    own = [
        Budget(OWN, purse, year, 0 if year else amount, carry_forward=True)
        for purse, amount in there.items()
        for year in range(calendar.planned_years)
    ]
    stocks = [Budget(f"stock-{k + 1}", Purse.CAPITAL, 0, project.capacities[k]) for k in bought]
    return (*own, *stocks)
