"""How a plan's dates follow from how long the work takes, for many samples at once.

Steps start as planned, or later where what they wait for is late. A step that is ready goes live
in the first month that its freezes allow; those bound to go live in one quarter wait for the last
of them; a platform takes so many councils a quarter, and others wait for the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.problem.cases import Option, PlanningProblem, PlatformCase, SystemCase

Months: TypeAlias = NDArray[np.int64]
"""A number of months, or a month of the plan, by sample."""
Plan: TypeAlias = Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Slot:
    """A step as planned."""

    case: SystemCase
    option: Option
    start: int

    @property
    def live(self) -> int:
        """Return the month on whose first day it goes live as planned."""
        return self.start + self.option.duration


def slots(problem: PlanningProblem, choices: Plan) -> tuple[Slot, ...]:
    """Return a plan's steps, in order of the systems' ids."""
    return tuple(
        Slot(case, case.option(choices[case.id][0]), choices[case.id][1])
        for case in problem.systems
        if case.id in choices
    )


@dataclass(frozen=True, slots=True)
class Slipped:
    """When steps start and go live, by system; one number a sample."""

    starts: Mapping[str, Months]
    lives: Mapping[str, Months]
    takes: Mapping[str, Months]
    """Months of procurement and delivery, waiting aside."""


def slipped(
    problem: PlanningProblem, steps: tuple[Slot, ...], durations: Mapping[str, Months]
) -> Slipped:
    """Return when each step starts and goes live, given the months that each takes."""
    starts = {slot.case.id: np.full_like(durations[slot.case.id], slot.start) for slot in steps}
    lives = {slot.case.id: starts[slot.case.id] + durations[slot.case.id] for slot in steps}
    open_from = {slot.case.id: _open_months(problem, slot) for slot in steps}
    while True:
        before = [lives[slot.case.id].copy() for slot in steps]
        for slot in steps:
            _wait(problem, slot, starts, lives)
            ready = starts[slot.case.id] + durations[slot.case.id]
            lives[slot.case.id] = _allowed(
                open_from[slot.case.id], np.maximum(ready, lives[slot.case.id])
            )
        for group in problem.groups:
            _together([name for name in group if name in lives], lives, open_from)
        for platform in problem.platforms:
            _onboard(platform, steps, lives, open_from)
        if all(np.array_equal(old, lives[s.case.id]) for old, s in zip(before, steps, strict=True)):
            return Slipped(starts, lives, durations)


def _wait(
    problem: PlanningProblem, slot: Slot, starts: dict[str, Months], lives: Mapping[str, Months]
) -> None:
    """Put a start off until what it waits for has been live long enough."""
    name = slot.case.id
    for need in slot.option.requires:
        if need.system in lives and need.system not in problem.tied_with.get(name, frozenset()):
            starts[name] = np.maximum(starts[name], lives[need.system] + need.lag)


def _open_months(problem: PlanningProblem, slot: Slot) -> Months:
    """Return for each month the first from it on in which a system may go live."""
    platform = problem.platform_by_id.get(slot.option.platform or "")
    first = platform.available if platform is not None else 0
    last = problem.calendar.months
    table = np.arange(last + 1, dtype=np.int64)
    for month in range(last - 1, -1, -1):
        if month < first or month in slot.case.frozen:
            table[month] = table[month + 1]
    return table


def _allowed(table: Months, month: Months) -> Months:
    """Return the first open month from a month on; beyond the calendar every month is open."""
    inside: Months = np.minimum(month, len(table) - 1)
    return np.maximum(table[inside], month)


def _together(group: list[str], lives: dict[str, Months], open_from: Mapping[str, Months]) -> None:
    """Put off a group's go-lives to the quarter of its last."""
    if len(group) > 1:
        quarter = np.max([lives[name] // MONTHS_A_QUARTER for name in group], axis=0)
        for name in group:
            first = np.maximum(lives[name], MONTHS_A_QUARTER * quarter)
            lives[name] = _allowed(open_from[name], first)


def _onboard(
    platform: PlatformCase,
    steps: tuple[Slot, ...],
    lives: dict[str, Months],
    open_from: Mapping[str, Months],
) -> None:
    """Put off councils that a platform has no place for in a quarter, the later ones first."""
    joining: dict[str, list[str]] = {}
    for slot in steps:
        council = slot.case.council
        if slot.option.platform == platform.id and council not in platform.member_councils:
            joining.setdefault(council, []).append(slot.case.id)
    places = platform.onboarding
    if places is None or len(joining) <= places:
        return
    for k in range(len(next(iter(lives.values())))):
        firsts = sorted((min(int(lives[name][k]) for name in own), c) for c, own in joining.items())
        for council, least in _placed(firsts, places).items():
            for name in joining[council]:
                if lives[name][k] < least:
                    lives[name][k] = _allowed(open_from[name], np.array([least]))[0]


def _placed(firsts: list[tuple[int, str]], places: int) -> dict[str, int]:
    """Return the first month in which each council has a place, by who is ready first."""
    taken: dict[int, int] = {}
    found = {}
    for month, council in firsts:
        quarter = month // MONTHS_A_QUARTER
        while taken.get(quarter, 0) >= places:
            quarter += 1
        taken[quarter] = taken.get(quarter, 0) + 1
        found[council] = MONTHS_A_QUARTER * quarter
    return found
