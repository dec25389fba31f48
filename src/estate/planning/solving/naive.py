"""Other ways of planning, for comparison: the same problem, rules and cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from estate.planning.judging.measured import measured
from estate.planning.roadmap import Comparison
from estate.planning.solving.greedy import Scheduler

if TYPE_CHECKING:
    from estate.planning.problem.cases import SystemCase
    from estate.planning.program.columns import Column
    from estate.planning.program.draft import Program
    from estate.planning.program.sparse import Ints


def comparisons(program: Program) -> tuple[Comparison, ...]:
    """Return what plans by simple rules cost, and doing nothing."""
    return (
        _nothing(program),
        _ordered(
            program,
            "worst-risk-first",
            "Systems in order of today's risk, each changed as early as there is room.",
            [-float(case.risk[0]) for case in program.problem.systems],
            _earliest(program),
        ),
        _ordered(
            program,
            "contract-end-first",
            "Systems in order of when leaving their contract is free, each as early as there"
            " is room.",
            [_free_to_leave(case) for case in program.problem.systems],
            _earliest(program),
        ),
        _ordered(
            program,
            "best-value-first",
            "Systems in order of what a pound spent on them saves, each in its best free place.",
            [_value(program, own) for own in program.of_system],
            program.cost[: len(program.columns)],
        ),
    )


def _nothing(program: Program) -> Comparison:
    words = "Every system is kept as it is."
    broken = sum(case.deadline is not None for case in program.problem.systems)
    return _compared(program, "nothing", words, {}, broken)


def _ordered(
    program: Program,
    name: str,
    words: str,
    keys: list[float],
    rank: Ints,
) -> Comparison:
    systems = program.problem.systems
    order = sorted(range(len(systems)), key=lambda i: (keys[i], i))
    everything = np.ones(len(program.columns), np.bool_)
    picked = Scheduler(program).run(order, rank, everything)
    if picked is None:
        return Comparison(name, words, None)
    broken = sum(program.columns[k].missed for k in picked)
    columns = [program.columns[k] for k in picked]
    choices = {
        systems[column.system].id: (column.option.id, column.start)
        for column in columns
        if column.option is not None
    }
    return _compared(program, name, words, choices, broken)


def _compared(
    program: Program, name: str, words: str, choices: dict[str, tuple[str, int]], broken: int
) -> Comparison:
    """Return a way of planning by the measures of the problem, as far as it keeps every rule."""
    problem = program.problem
    found = measured(problem, choices)
    above = any(found.by(each.measure, problem.weights) > each.most for each in problem.ceilings)
    cost = None if broken or above else found.by(problem.measure, problem.weights)
    return Comparison(name, words, cost, broken, found.money, found.risk)


def _earliest(program: Program) -> Ints:
    """Rank columns by option, best first, and then by start; keeping comes where it pays."""
    rank = np.zeros(len(program.columns), np.int64)
    for own in program.of_system:
        best: dict[str, int] = {}
        for k in own:
            name = _name(program.columns[k])
            best[name] = min(best.get(name, program.columns[k].cost), program.columns[k].cost)
        order = {name: i for i, name in enumerate(sorted(best, key=lambda n: (best[n], n)))}
        for k in own:
            column = program.columns[k]
            rank[k] = order[_name(column)] * 1_000 + max(column.start, 0)
    return rank


def _name(column: Column) -> str:
    return column.option.id if column.option is not None else ""


def _free_to_leave(case: SystemCase) -> float:
    return next((m for m, pounds in enumerate(case.exit_cost) if not pounds), len(case.exit_cost))


def _value(program: Program, own: range) -> float:
    """Return minus the pounds that the best column saves for each pound of one-off money."""
    columns = [program.columns[k] for k in own]
    keep = max(column.cost for column in columns)
    best = min(columns, key=lambda column: column.cost)
    spent = best.option.capital + best.option.revenue if best.option is not None else 0
    return -(keep - best.cost) / (spent + 1)
