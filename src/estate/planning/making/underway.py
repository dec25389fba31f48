"""Steps that the council has under way: they are not planned anew, but held as they are."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from estate.planning.judging.evaluate import half_up
from estate.planning.making.risk import risk_after
from estate.planning.problem.cases import Kind, Option
from estate.portfolio import Fact, SystemRef
from estate.portfolio import Option as Recorded

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from estate.graph import EstateGraph
    from estate.planning.making.notes import Notes
    from estate.planning.problem.calendar import Calendar
    from estate.portfolio import Step

UNDER_WAY = "under-way"
"""The id of the option that stands for a step under way."""


def steps_under_way(
    graph: EstateGraph, calendar: Calendar, notes: Notes, known: Collection[str]
) -> dict[str, tuple[Option, ...]]:
    """Return, for each system that a recorded step in progress changes, the only option left.

    It starts with the plan and goes live in the month after its finish, the one that its owner
    expects now or the recorded one; of its cost and people, the share of the months that are left
    counts. Without a finish nothing is planned.
    Only systems that are `known` to the plan are looked at.
    """
    found: dict[str, tuple[Option, ...]] = {}
    for council, inventory in sorted(graph.portfolio.councils.items()):
        for key, step in sorted(inventory.steps.items()):
            if step.status == "in-progress" and step.option != "retain":
                ref = SystemRef.parse(step.system, council)
                if str(ref) not in known:
                    continue
                fact = Fact(council, ("steps", key))
                own = _option(graph, calendar, notes, ref, (step, fact))
                found[str(ref)] = () if own is None else (own,)
    return found


def _option(
    graph: EstateGraph,
    calendar: Calendar,
    notes: Notes,
    ref: SystemRef,
    recorded: tuple[Step, Fact],
) -> Option | None:
    step, fact = recorded
    finishes = step.expected_finish or step.finishes
    live = 0 if finishes is None else calendar.month_of(finishes) + 1
    if not 0 < live <= calendar.horizon:
        reason = "a step is under way that has no finish within the plan: it is kept as it is"
        notes.refuse(str(ref), reason, ("finishes",), fact)
        return None
    notes.assume("step-under-way", str(ref))
    share = _share_left(step.started or step.starts, calendar, live)
    like = _like(graph, ref, step)
    risk = risk_after(graph, ref, like, graph.portfolio.workspace.planning, calendar)
    return Option(
        id=UNDER_WAY,
        kind=Kind(step.option),
        months=live,
        capital=half_up(step.cost.capital * share) if step.cost else 0,
        revenue=half_up(step.cost.revenue * share) if step.cost else 0,
        running_after=_running(graph, ref, like),
        risk_after=risk.scores,
        risk_ranges=risk.ranges,
        platform=step.platform if step.option == "join" else None,
        skills=tuple(
            (skill, half_up(days * share)) for skill, days in sorted(step.skills.items()) if days
        ),
        facts=(fact,),
    )


def _share_left(starts: date | None, calendar: Calendar, live: int) -> Fraction:
    """Return the share of a step's months that lie in the plan; all where its start is unknown."""
    begun = 0 if starts is None else min(0, calendar.month_of(starts))
    return Fraction(live, live - begun)


def _like(graph: EstateGraph, ref: SystemRef, step: Step) -> Recorded:
    """Return the recorded option that the step carries out, or a bare one of its kind."""
    for _, option in sorted(graph.portfolio.system(ref).options.items()):
        if option.kind == step.option and option.platform == step.platform:
            return option
    return Recorded(kind=step.option, platform=step.platform)


def _running(graph: EstateGraph, ref: SystemRef, like: Recorded) -> int:
    cost = graph.portfolio.system(ref).annual_cost
    before = cost.total if cost else None
    if like.kind == "retire" or before is None:
        return 0
    return before if like.annual_cost_after is None else like.annual_cost_after
