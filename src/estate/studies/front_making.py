"""From the plans that were found to the front: no plan that is beaten, steps, and proofs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from estate.studies.front_bounds import least_money, on_the_front
from estate.studies.front_types import Change, Front, FrontPoint, FrontStep, NextMoney

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from estate.planning import PlanningProblem
    from estate.studies.front_bounds import Certificate
    from estate.studies.front_types import Plan

NEXT = "next-"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan that was found, and what it was looked for as."""

    money: int
    risk: int
    plan: Plan
    roles: tuple[str, ...] = ()


def nondominated(found: Iterable[Candidate]) -> list[Candidate]:
    """Return the plans that no other beats, by rising money; equals are one, with all roles.

    A role goes over to the plan that beats its own by least money: what was asked for is found.
    """
    every = sorted(found, key=lambda each: (each.money, each.risk, each.plan))
    line: list[Candidate] = []
    for each in every:
        if not line or each.risk < line[-1].risk:
            line.append(replace(each, roles=()))
    for each in every:
        better = next(k for k, one in enumerate(line) if one.risk <= each.risk)
        roles = dict.fromkeys((*line[better].roles, *each.roles))
        line[better] = replace(line[better], roles=tuple(roles))
    return line


def finished(
    problem: PlanningProblem,
    found: Sequence[Candidate],
    proven: tuple[Certificate, ...],
    work: float,
) -> Front:
    """Return the front."""
    from estate.planning.program.rows import build  # noqa: PLC0415  # numpy
    from estate.planning.solving.naive import comparisons  # noqa: PLC0415  # likewise

    line = nondominated(found)
    points = tuple(_point(problem, k, each, proven) for k, each in enumerate(line))
    steps = tuple(_step(problem, one, other) for one, other in pairwise(points))
    return Front(
        problem=problem,
        points=points,
        steps=steps,
        following=_following(points, line, proven),
        others=comparisons(build(problem, missable=True)),
        certificates=tuple(dict.fromkeys(proven)),
        work=work,
    )


def name_of(number: int) -> str:
    """Return the name of a point: A to Z, then A1, B1 and so on."""
    more, letter = divmod(number, 26)
    return f"{chr(ord('A') + letter)}{more or ''}"


def _point(
    problem: PlanningProblem, number: int, own: Candidate, proven: tuple[Certificate, ...]
) -> FrontPoint:
    bound = least_money(proven, own.risk)
    options = (problem.by_id[name].option(choice[0]) for name, choice in own.plan)
    return FrontPoint(
        name=name_of(number),
        money=own.money,
        risk=own.risk,
        least_money=own.money if bound is None else min(bound, own.money),
        proven=on_the_front(proven, own.money, own.risk),
        plan=own.plan,
        once=sum(option.capital + option.revenue for option in options),
        roles=tuple("next" if role.startswith(NEXT) else role for role in own.roles),
    )


def _step(problem: PlanningProblem, one: FrontPoint, other: FrontPoint) -> FrontStep:
    before, after = dict(one.plan), dict(other.plan)
    changes = tuple(
        Change(name, _dated(problem, before.get(name)), _dated(problem, after.get(name)))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )
    return FrontStep(one.name, other.name, other.money - one.money, one.risk - other.risk, changes)


def _dated(problem: PlanningProblem, choice: tuple[str, int] | None) -> tuple[str, date] | None:
    return None if choice is None else (choice[0], problem.calendar.first_day(choice[1]))


def _following(
    points: tuple[FrontPoint, ...], line: list[Candidate], proven: tuple[Certificate, ...]
) -> NextMoney | None:
    """Return what the next pounds buy: the plan of least risk that they reach."""
    asked = [role for each in line for role in each.roles if role.startswith(NEXT)]
    base = next((p for p in points if "policy" in p.roles), points[0])
    if not asked:
        return None
    pounds = int(asked[0].removeprefix(NEXT))
    most = base.money + pounds
    reached = [each for each in points if each.money <= most][-1]
    least = max((c.least for c in proven if c.money_most == most and c.times_risk == 1), default=0)
    return NextMoney(
        pounds=pounds,
        point=reached.name,
        money=reached.money - base.money,
        risk=base.risk - reached.risk,
        at_most=base.risk - min(least, reached.risk),
    )
