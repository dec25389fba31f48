"""A scenario's decisions: steps forced or forbidden, platforms left, in a planning problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from functools import partial

from estate.diagnostics import did_you_mean
from estate.planning.problem.calendar import MONTHS_A_QUARTER, Calendar
from estate.planning.problem.cases import Option, PlanningProblem, SystemCase
from estate.portfolio import Fact, KeyPath
from estate.portfolio.dates import Quarter
from estate.portfolio.scenario import Forbid, Force, Leave, Scenario
from estate.studies.changing import ScenarioFault

SCENARIO = "scenario"
"""The owner of facts that stand in a scenario's file."""

_Keep = Callable[[SystemCase, Option], bool]


def decided(
    problem: PlanningProblem, scenario: Scenario
) -> tuple[PlanningProblem, tuple[ScenarioFault, ...]]:
    """Return the problem with the scenario's decisions in it, and all that is wrong with them.

    A decision about a council that is not planned here is passed over.
    """
    faults: list[ScenarioFault] = []
    for index, forbid in enumerate(scenario.forbid):
        problem = _forbidden(problem, forbid, index, faults)
    for index, leave in enumerate(scenario.leave):
        problem = _left(problem, leave, index, faults)
    for index, force in enumerate(scenario.force):
        problem = _forced(problem, force, index, faults)
    return _without_dead_ends(problem), tuple(faults)


def _forbidden(
    problem: PlanningProblem, forbid: Forbid, index: int, faults: list[ScenarioFault]
) -> PlanningProblem:
    here: KeyPath = ("scenario", "forbid", index)
    meant = [case for case in problem.systems if fnmatchcase(case.id, forbid.system)]
    if not meant:
        if _planned_here(problem, forbid.system):
            faults.append(_no_system(problem, forbid.system, here))
        return problem
    options = sorted({option.id for case in meant for option in case.options})
    if not options or (forbid.option is not None and forbid.option not in options):
        faults.append(_no_option(forbid.system, forbid.option, options, here))
        return problem
    names = {case.id for case in meant}
    return _keeping(
        problem,
        lambda case, option: (
            case.id not in names or (forbid.option is not None and option.id != forbid.option)
        ),
    )


def _left(
    problem: PlanningProblem, leave: Leave, index: int, faults: list[ScenarioFault]
) -> PlanningProblem:
    pattern = leave.council or "*"

    def stays(case: SystemCase, option: Option) -> bool:
        return option.platform != leave.platform or not fnmatchcase(case.council, pattern)

    joins = [
        case.id
        for case in problem.systems
        for option in case.options
        if option.platform == leave.platform
    ]
    if not joins:
        message = f"no system that is planned here could join {leave.platform}"
        faults.append(ScenarioFault(("scenario", "leave", index, "platform"), message))
    return _keeping(problem, stays)


def _forced(
    problem: PlanningProblem, force: Force, index: int, faults: list[ScenarioFault]
) -> PlanningProblem:
    here: KeyPath = ("scenario", "force", index)
    case = problem.by_id.get(force.system)
    if case is None:
        if _planned_here(problem, force.system):
            faults.append(_no_system(problem, force.system, here))
        return problem
    options = [option for option in case.options if force.option in {None, option.id}]
    if not options:
        known = [option.id for option in case.options]
        faults.append(_no_option(force.system, force.option, known, here))
        return problem
    month = None if force.start is None else _month(problem.calendar, force.start)
    if month is not None and not 0 <= month < problem.calendar.horizon:
        first, last = (
            problem.calendar.quarter_label(k) for k in (0, problem.calendar.quarters - 1)
        )
        message = f"no step can start then: the plan has {first} to {last}"
        faults.append(ScenarioFault((*here, "start"), message))
        return problem
    made = _held(case, options, month, problem.calendar, Fact(SCENARIO, here))
    systems = tuple(made if each.id == case.id else each for each in problem.systems)
    return replace(problem, systems=systems)


def _held(
    case: SystemCase, options: list[Option], month: int | None, calendar: Calendar, fact: Fact
) -> SystemCase:
    """Return a system that has to be changed, and where a start is given, from then on at once.

    Options of several lengths would end on several days: the start holds for each by itself, so
    the last of them is the deadline, and no option may start before.
    """
    latest = calendar.horizon
    if month is not None:
        options = [replace(each, earliest=max(each.earliest, month)) for each in options]
        latest = min(latest, max(month + each.duration for each in options))
    deadline = latest if case.deadline is None else min(case.deadline, latest)
    facts = case.deadline_facts if deadline == case.deadline else (fact,)
    return replace(case, options=tuple(options), deadline=deadline, deadline_facts=facts)


def _month(calendar: Calendar, start: str | date) -> int:
    if isinstance(start, date):
        day = Quarter.of(start).starts
    else:
        year, _, number = start.partition("-Q")
        day = Quarter(int(year), int(number)).starts
    return calendar.month_of(day) // MONTHS_A_QUARTER * MONTHS_A_QUARTER


def _keeping(problem: PlanningProblem, keep: _Keep) -> PlanningProblem:
    """Return the problem with the options that pass; systems that lose none stay as they are."""
    systems = []
    for case in problem.systems:
        options = tuple(option for option in case.options if keep(case, option))
        systems.append(case if options == case.options else replace(case, options=options))
    return replace(problem, systems=tuple(systems))


def _without_dead_ends(problem: PlanningProblem) -> PlanningProblem:
    """Leave out what waits for a system that cannot change any more, and what waits for that."""
    while True:
        still = {case.id for case in problem.systems if not case.options}
        made = _keeping(problem, partial(_waits_for_none, still))
        if made == problem:
            return problem
        problem = made


def _waits_for_none(still: set[str], _case: SystemCase, option: Option) -> bool:
    return not any(need.system in still for need in option.requires)


def _planned_here(problem: PlanningProblem, system: str) -> bool:
    """Whether the council of a system, by its pattern, is among those that are planned."""
    council = system.partition("/")[0]
    return any(fnmatchcase(name, council) for name in problem.councils)


def _no_system(problem: PlanningProblem, system: str, here: KeyPath) -> ScenarioFault:
    hint = did_you_mean(system, problem.by_id)
    return ScenarioFault((*here, "system"), f"there is no system '{system}' to plan", hint)


def _no_option(system: str, option: str | None, known: list[str], here: KeyPath) -> ScenarioFault:
    if not known:
        return ScenarioFault((*here, "system"), f"nothing can be planned for '{system}'")
    hint = did_you_mean(str(option), known) or f"there are: {', '.join(known)}"
    message = f"'{system}' has no option '{option}' that can be planned"
    return ScenarioFault((*here, "option"), message, hint)
