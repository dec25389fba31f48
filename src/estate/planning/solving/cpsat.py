"""The only door to the solvers: a linear relaxation by GLOP, small 0-1 programs by CP-SAT.

One worker, a fixed seed and limits in deterministic time: the same input gives the same answer on
any machine, however busy. A solver runs beside the main thread, so that Ctrl-C stops it at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Thread
from typing import TYPE_CHECKING

import numpy as np
from ortools.linear_solver.python import model_builder, model_builder_helper
from ortools.sat.python import cp_model

from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.planning.program.sparse import Floats, Ints, Matrix

_SEED = 1
_WAIT = 0.1


class Outcome(StrEnum):
    """How a solver ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ZeroOne:
    """A 0-1 program in the raw: minimise cost, each row's sum between low and high."""

    cost: Ints
    rows: Matrix
    low: Ints
    high: Ints


@dataclass(frozen=True)
class Relaxed:
    """The linear relaxation's answer."""

    outcome: Outcome
    values: Floats
    prices: Floats
    """One a row: how much the cost falls when the row gives way."""


@dataclass(frozen=True)
class Solved:
    """CP-SAT's answer."""

    outcome: Outcome
    values: Ints | None
    bound: int
    """No solution costs less."""
    work: float
    """Deterministic time spent."""


def solve_lp(program: ZeroOne, upper: Ints) -> Relaxed:
    """Solve the linear relaxation, each variable between 0 and its upper bound."""
    model = model_builder.Model()
    helper = model.helper
    width = program.rows.width
    for k, most in enumerate(upper.tolist()):
        helper.add_var()
        helper.set_var_lower_bound(k, 0.0)
        helper.set_var_upper_bound(k, float(most))
    for k, cost in enumerate(program.cost.tolist()):
        helper.set_var_objective_coefficient(k, cost)
    columns, values = program.rows.columns.tolist(), program.rows.values.tolist()
    for row, (low, high) in enumerate(zip(program.low, program.high, strict=True)):
        helper.add_linear_constraint()
        helper.set_constraint_lower_bound(row, -np.inf if low <= -FREE else float(low))
        helper.set_constraint_upper_bound(row, np.inf if high >= FREE else float(high))
        own = program.rows.row(row)
        for k, value in zip(columns[own], values[own], strict=True):
            helper.add_term_to_constraint(row, k, value)
    solver = model_builder_helper.ModelSolverHelper("glop")
    beside(lambda: solver.solve(helper), solver.interrupt_solve)
    if solver.status() == model_builder_helper.SolveStatus.OPTIMAL:
        return Relaxed(
            Outcome.OPTIMAL, np.array(solver.variable_values()), np.array(solver.dual_values())
        )
    found = solver.status() == model_builder_helper.SolveStatus.INFEASIBLE
    nothing = np.zeros(program.rows.height)
    return Relaxed(Outcome.INFEASIBLE if found else Outcome.UNKNOWN, np.zeros(width), nothing)


def solve_mip(program: ZeroOne, hint: Ints | None, work: float, *, proving: bool = False) -> Solved:
    """Solve a 0-1 program within an amount of deterministic time.

    With `proving` the solver branches where the bound is lowest: quicker to prove what is best,
    slower to find what is better.
    """
    model = _model(program, hint)
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.random_seed = _SEED
    parameters.linearization_level = 2
    parameters.optimize_with_lb_tree_search = proving
    parameters.max_deterministic_time = work
    parameters.catch_sigint_signal = False
    beside(lambda: solver.solve(model), solver.stop_search)
    return _answer(program, solver)


def _answer(program: ZeroOne, solver: cp_model.CpSolver) -> Solved:
    response = solver.response_proto
    outcome = OUTCOMES.get(int(response.status), Outcome.UNKNOWN)
    work = float(response.deterministic_time)
    values = None
    if outcome in (Outcome.OPTIMAL, Outcome.FEASIBLE):
        values = np.array(list(response.solution), np.int64)
    if not program.cost.any():
        return Solved(outcome, values, 0, work)
    return Solved(outcome, values, int(response.inner_objective_lower_bound), work)


OUTCOMES = {
    int(cp_model.OPTIMAL): Outcome.OPTIMAL,
    int(cp_model.FEASIBLE): Outcome.FEASIBLE,
    int(cp_model.INFEASIBLE): Outcome.INFEASIBLE,
}


def _model(program: ZeroOne, hint: Ints | None) -> cp_model.CpModel:
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in range(program.rows.width)]
    columns, values = program.rows.columns.tolist(), program.rows.values.tolist()
    for row, (low, high) in enumerate(
        zip(program.low.tolist(), program.high.tolist(), strict=True)
    ):
        own = program.rows.row(row)
        terms = [variables[k] for k in columns[own]]
        if low == high == 1 and all(value == 1 for value in values[own]):
            model.add_exactly_one(terms)
        else:
            total = cp_model.LinearExpr.weighted_sum(terms, values[own])
            model.add_linear_constraint(total, low, high)
    model.minimize(cp_model.LinearExpr.weighted_sum(variables, program.cost.tolist()))
    if hint is not None:
        for variable, value in zip(variables, hint.tolist(), strict=True):
            model.add_hint(variable, value)
    return model


def beside(run: Callable[[], object], stop: Callable[[], object]) -> None:
    """Run beside the main thread; on an interruption stop, wait until it has, and pass it on."""
    failures: list[BaseException] = []
    done = Event()  # a thread's own join is not to be trusted once a signal has interrupted it

    def guarded() -> None:
        try:
            run()
        except BaseException as failure:  # noqa: BLE001
            failures.append(failure)
        finally:
            done.set()

    Thread(target=guarded, daemon=True).start()
    try:
        while not done.wait(_WAIT):
            pass
    except KeyboardInterrupt:
        stop()
        done.wait()
        raise
    if failures:
        raise failures[0]
