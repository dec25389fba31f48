"""What a problem takes for granted, or leaves out, that touches one system."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from estate.planning.problem.cases import Assumption, PlanningProblem, SystemCase, Unplannable


def assumptions_about(problem: PlanningProblem, case: SystemCase) -> tuple[Assumption, ...]:
    """Return what is taken for granted of a system, with the subjects that touch it only.

    Subjects are written as `council/system`, `council/system: option`, `council`, `platform`, or
    `council: what`, where what names money, a skill, a contract or the ends of an interface.
    """
    found = []
    for each in problem.assumptions:
        own = tuple(subject for subject in each.subjects if _touches(case, subject))
        if own:
            found.append(replace(each, subjects=own))
    return tuple(found)


def left_out(problem: PlanningProblem, name: str) -> tuple[Unplannable, ...]:
    """Return what could not be planned for a system."""
    return tuple(each for each in problem.not_plannable if each.subject.partition(":")[0] == name)


def _touches(case: SystemCase, subject: str) -> bool:
    owner, colon, what = subject.partition(": ")
    if owner == case.id:
        return True
    if owner in {option.platform for option in case.options if option.platform is not None}:
        return True
    if owner != case.council:
        return False
    return not colon or bool(_names(case) & set(what.split()))


def _names(case: SystemCase) -> set[str]:
    """Return the words by which a council's assumptions touch a system."""
    skills = {skill for option in case.options for skill, _ in option.skills}
    contracts = {str(fact.path[1]) for fact in case.contract_facts if len(fact.path) > 1}
    purses = {"capital"} if any(option.capital for option in case.options) else set()
    purses |= {"revenue"} if any(option.revenue for option in case.options) else set()
    return {case.id.partition("/")[2], *skills, *contracts, *purses}
