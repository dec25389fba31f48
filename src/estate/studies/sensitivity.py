"""Which input, changed by a tenth, changes the plan most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from estate.planning import Effort, PlanningProblem, Roadmap
from estate.planning.judging.evaluate import evaluate
from estate.planning.judging.verify import violations
from estate.planning.program.columns import Limit
from estate.planning.program.rows import build
from estate.studies.inputs import Input, inputs
from estate.studies.scenarios import Move, moves_between
from estate.studies.solving import Answer, SolveAll, Task, one_by_one, priced


@dataclass(frozen=True, slots=True)
class Turned:
    """The plan after an input was changed one way."""

    factor: Fraction
    answer: Answer
    moves: tuple[Move, ...]
    """Against the base plan."""
    unmoved: int | None
    """What the base plan would cost under the change; None where it would break a rule."""

    def cost(self, base: Roadmap) -> int | None:
        """Return by how much the plan is dearer than the base; None where there is none."""
        if not isinstance(self.answer, Roadmap):
            return None
        return priced(self.answer) - priced(base)


@dataclass(frozen=True, slots=True)
class Telling:
    """An input, and the plans after it was lowered and raised."""

    input: Input
    low: Turned
    high: Turned
    screened: int
    """Pounds by which it was first estimated to change the cost."""

    @property
    def moved(self) -> int:
        """Return how many systems move, whichever way moves more; all where no plan is left."""
        return max(len(self.low.moves), len(self.high.moves))

    @property
    def stops(self) -> bool:
        """Whether one of the changes leaves no plan."""
        return not all(isinstance(each.answer, Roadmap) for each in (self.low, self.high))


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The base plan, and the inputs tried, the one that changes the plan most first."""

    base: Roadmap
    percent: int
    tried: tuple[Telling, ...]
    known: int
    """How many inputs there are in all."""


def sensitivity(
    base: Roadmap, percent: int, top: int, effort: Effort, solve_all: SolveAll = one_by_one
) -> Sensitivity:
    """Return how the plan changes with its inputs, each changed by so many percent both ways.

    Every input that stands for all of a kind is tried, and the `top` single facts that were
    estimated to tell most: limits by the prices of the linear relaxation, others by what the
    base plan itself would cost under the change.
    """
    problem = base.problem
    found = inputs(problem)
    factors = (Fraction(100 - percent, 100), Fraction(100 + percent, 100))
    prices = limit_prices(problem)
    scores = [_screen(base, each, factors, prices) for each in found]
    order = sorted(range(len(found)), key=lambda k: (-scores[k], found[k].words))
    singles = [k for k in order if not found[k].total and scores[k]][:top]
    chosen = [k for k in range(len(found)) if found[k].total or k in singles]
    problems = [found[k].change(problem, factor) for k in chosen for factor in factors]
    start = tuple(sorted(base.choices.items()))
    answers = solve_all([Task(each, effort, start) for each in problems])
    turned = [
        _turned(base, each, answer, factors[k % 2])
        for k, (each, answer) in enumerate(zip(problems, answers, strict=True))
    ]
    tried = [
        Telling(found[k], turned[2 * place], turned[2 * place + 1], scores[k])
        for place, k in enumerate(chosen)
    ]
    return Sensitivity(base, percent, tuple(sorted(tried, key=_order(base))), len(found))


class _order:  # noqa: N801  # a key for sorting
    def __init__(self, base: Roadmap) -> None:
        self._base = base

    def __call__(self, telling: Telling) -> tuple[bool, int, int, str]:
        """Sort what leaves no plan first, then by systems moved, then by pounds."""
        return (not telling.stops, -telling.moved, -swing(telling, self._base), telling.input.words)


def swing(telling: Telling, base: Roadmap) -> int:
    """Return the most by which the cost changes, in pounds, whichever way."""
    return max(abs(each.cost(base) or 0) for each in (telling.low, telling.high))


def _turned(base: Roadmap, problem: PlanningProblem, answer: Answer, factor: Fraction) -> Turned:
    moves = moves_between(base, answer) if isinstance(answer, Roadmap) else ()
    stands = not violations(problem, base.choices)
    unmoved = evaluate(problem, base.choices).total if stands else None
    return Turned(factor, answer, moves, unmoved)


def _screen(
    base: Roadmap, each: Input, factors: Sequence[Fraction], prices: Mapping[Limit, float]
) -> int:
    """Return a cheap estimate, in pounds, of how much an input tells on the plan.

    A limit tells its price in the linear relaxation times its change. What a system costs tells
    by how much its step gains or loses on keeping the system: what is paid under any plan moves
    no step. Where the system is kept, it tells what its best option would then gain.
    """
    problem = base.problem
    if each.kind in {"budget", "skill"}:
        before, after = _limits(problem), _limits(each.change(problem, factors[1]))
        worth = (
            abs(prices.get(limit, 0.0)) * abs(after[limit] - now) for limit, now in before.items()
        )
        return round(sum(worth))
    changed = [each.change(problem, factor) for factor in factors]
    if each.system is None:
        costs = [evaluate(other, base.choices).total for other in changed]
        return max(abs(cost - priced(base)) for cost in costs)
    return _of_system(base, each.system, each.option, changed)


def _of_system(
    base: Roadmap, system: str, option: str | None, changed: Sequence[PlanningProblem]
) -> int:
    kept = next((one for one in base.kept if one.system == system), None)
    if system in base.choices:
        choice = base.choices[system]
    elif kept is not None and kept.option is not None and kept.start is not None:
        choice = kept.option, base.problem.calendar.month_of(kept.start)
    else:
        return 0
    if option not in {None, choice[0]}:
        return 0
    now = _gain(base.problem, system, choice)
    gains = [_gain(other, system, choice) for other in changed]
    if kept is None:
        return max(abs(gain - now) for gain in gains)
    return max([0, *(kept.better + gain - now for gain in gains if gain > now)])


def _gain(problem: PlanningProblem, system: str, choice: tuple[str, int]) -> int:
    """Return the pounds by which a step is better than keeping the system, what is shared aside."""
    case = problem.by_id[system]
    alone = replace(problem, systems=(case,), rework=(), adapters=(), platforms=(), previous=None)
    return evaluate(alone, {}).total - evaluate(alone, {system: choice}).total


def _limits(problem: PlanningProblem) -> dict[Limit, int]:
    budgets = {
        Limit(str(each.purse), each.council, "", each.year): each.pounds for each in problem.budgets
    }
    skills = {
        Limit("skill", each.council, each.skill, each.quarter): each.days for each in problem.skills
    }
    return budgets | skills


def limit_prices(problem: PlanningProblem) -> dict[Limit, float]:
    """Return what one more of each limit is worth, in pounds, by the linear relaxation."""
    from estate.planning.solving.cpsat import Outcome, ZeroOne, solve_lp  # noqa: PLC0415  # slow

    program = build(problem)
    if any(not own for own in program.of_system):
        return {}
    question = ZeroOne(program.cost, program.rows, program.low, program.high)
    relaxed = solve_lp(question, np.ones(program.width, np.int64))
    if relaxed.outcome is not Outcome.OPTIMAL:
        return {}
    return {limit: float(relaxed.prices[row]) for limit, row in program.limit_rows.items()}
