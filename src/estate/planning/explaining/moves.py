"""What changed against the plan before, and why: each step put back where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.planning.explaining.wording import pounds
from estate.planning.judging.evaluate import change_of_plan, go_live
from estate.planning.problem.calendar import MONTHS_A_QUARTER
from estate.planning.problem.previous import Standing
from estate.planning.roadmap import Fate, Move, Moves, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from estate.planning.explaining.explain import Explainer
    from estate.planning.problem.cases import PlanningProblem
    from estate.planning.problem.previous import PromisedStep

SINCE = "On record since: "
"""What a reason begins with that says what the record has otherwise."""
_FATES = {
    Standing.UNDER_WAY: Fate.UNDER_WAY,
    Standing.DONE: Fate.DONE,
    Standing.IMPOSSIBLE: Fate.IMPOSSIBLE,
    Standing.UNKNOWN: Fate.UNKNOWN,
}


def moves(
    problem: PlanningProblem, plan: Mapping[str, tuple[str, int]], explainer: Explainer
) -> Moves | None:
    """Return what became of every step of the plan before; None where there was none."""
    if problem.previous is None:
        return None
    kept = (_since(problem, plan, explainer, step) for step in problem.previous.steps)
    found = [*kept, *_new(problem, plan)]
    price = sum(change_of_plan(case, plan.get(case.id)) for case in problem.systems)
    return Moves(problem.previous.as_of, tuple(sorted(found, key=lambda move: move.system)), price)


def _since(
    problem: PlanningProblem,
    plan: Mapping[str, tuple[str, int]],
    explainer: Explainer,
    step: PromisedStep,
) -> Move:
    before = (step.option, step.start, step.live)
    now = _now(problem, plan, step.system)
    if step.standing is not Standing.OPEN:
        said = (Reason(_sentence(step.because), step.facts),) if step.because else ()
        reasons = said or tuple(Reason("", step.facts) for _ in step.facts[:1])
        return Move(step.system, _FATES[step.standing], before, now, 0, reasons)
    quarters = _quarters(problem, plan, step)
    fate = _fate(now, step, quarters)
    reasons = () if fate is Fate.AS_PLANNED else tuple(_why(problem, explainer, step))
    return Move(step.system, fate, before, now, quarters, reasons)


def _fate(now: tuple[str, date, date] | None, step: PromisedStep, quarters: int) -> Fate:
    if now is None:
        return Fate.DROPPED
    if now[0] != step.option:
        return Fate.CHANGED
    return Fate.MOVED if quarters else Fate.AS_PLANNED


def _quarters(
    problem: PlanningProblem, plan: Mapping[str, tuple[str, int]], step: PromisedStep
) -> int:
    """Return by how many quarters a step starts later than before; 0 where it has gone."""
    if step.system not in plan or plan[step.system][0] != step.option:
        return 0
    return (plan[step.system][1] - problem.calendar.month_of(step.start)) // MONTHS_A_QUARTER


def _why(problem: PlanningProblem, explainer: Explainer, step: PromisedStep) -> Iterator[Reason]:
    """Say what the record has otherwise, and what the old place would meet in the new plan."""
    if step.since:
        yield Reason(f"{SINCE}{', '.join(step.since)}.", step.facts)
    start = problem.calendar.month_of(step.start)
    if start < 0:
        yield Reason("It should have begun by now, and the record does not say so.", step.facts)
        return
    label = problem.calendar.quarter_words(start // MONTHS_A_QUARTER)
    if not explainer.legal(step.system, step.option, start):
        yield Reason(f"It can no longer start in {label}.", step.facts)
    back = explainer.instead(step.system, step.option, start)
    if back.blockers:
        yield Reason(f"Where it was, from {label}, it would not fit beside the rest of the plan:")
        yield from back.blockers
    elif back.dearer >= 0:
        words = f"Where it was, from {label}, the plan would be {pounds(back.dearer)} worse."
        yield Reason(words, step.facts)
    else:
        words = f"Where it was it would be {pounds(-back.dearer)} better: the search ended before."
        yield Reason(words, step.facts)


def _new(problem: PlanningProblem, plan: Mapping[str, tuple[str, int]]) -> Iterator[Move]:
    before = problem.previous.systems if problem.previous is not None else frozenset()
    for system in sorted(set(plan) - before):
        yield Move(system, Fate.NEW, None, _now(problem, plan, system), 0, ())


def _now(
    problem: PlanningProblem, plan: Mapping[str, tuple[str, int]], system: str
) -> tuple[str, date, date] | None:
    if system not in plan:
        return None
    name, start = plan[system]
    live = go_live(problem.by_id[system].option(name), start)
    return name, problem.calendar.first_day(start), problem.calendar.first_day(live)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
