"""A mixed integer program by HiGHS, held to its CPU seconds. Never beside OR-tools."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

GAP = 1e-9


@dataclass
class Program:
    """A program being written: minimise, every variable between 0 and its bound."""

    costs: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def variable(self, cost: float = 0.0, upper: float = 1.0, *, whole: bool = True) -> int:
        """Add a variable and return its number."""
        self.costs.append(cost)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, terms: Sequence[tuple[int, float]], low: float, high: float) -> None:
        """Add a row: a sum between two bounds."""
        for column, value in terms:
            self.columns.append(column)
            self.values.append(value)
        self.starts.append(len(self.columns))
        self.low.append(low)
        self.high.append(high)


def solve(program: Program, seconds: float) -> dict[str, Any]:
    """Return value, bound, status and CPU seconds; model building counts, as it does for ours."""
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", GAP)):
        solver.setOptionValue(option, value)
    solver.passModel(_model(program))

    def watch(event: Any) -> None:  # noqa: ANN401  # the solver's own type is not typed
        if time.process_time() > seconds:
            event.interrupt()

    solver.cbMipInterrupt.subscribe(watch)
    solver.cbSimplexInterrupt.subscribe(watch)
    solver.run()
    return _answer(solver)


def _model(program: Program) -> Any:  # noqa: ANN401
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.costs), len(program.low)
    model.col_cost_ = np.array(program.costs, float)
    model.col_lower_ = np.zeros(model.num_col_)
    model.col_upper_ = np.array(program.upper, float)
    model.row_lower_, model.row_upper_ = np.array(program.low), np.array(program.high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(program.starts)
    model.a_matrix_.index_ = np.array(program.columns)
    model.a_matrix_.value_ = np.array(program.values, float)
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    model.integrality_ = [kinds[whole] for whole in program.whole]
    return model


def _answer(solver: Any) -> dict[str, Any]:  # noqa: ANN401
    info, status = solver.getInfo(), solver.getModelStatus()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    bound = info.mip_dual_bound if abs(info.mip_dual_bound) < highspy.kHighsInf else None
    if status == highspy.HighsModelStatus.kOptimal:
        words = "optimal"
    elif status == highspy.HighsModelStatus.kInfeasible:
        words = "infeasible"
    else:
        words = "feasible" if found else "unknown"
    return {
        "value": info.objective_function_value if found else None,
        "bound": bound if words != "infeasible" else None,
        "status": words,
        "cpu": time.process_time(),
    }


def tell(answer: dict[str, Any]) -> None:
    """Print the answer for the process that asked."""
    print(json.dumps(answer))
