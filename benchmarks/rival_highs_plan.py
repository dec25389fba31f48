"""HiGHS on a planning program that was written to a file: one line of JSON. A process of its own.

    python benchmarks/rival_highs_plan.py program.npz 60

The program is the planner's own, a column for each option and start, given to HiGHS whole. Never in
the process that loads OR-tools: the two cannot share one.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import highspy
import numpy as np


def solve(path: str, seconds: float) -> dict[str, Any]:
    """Return value, bound and CPU seconds; nothing is worth having after the seconds are spent."""
    given = np.load(path)
    model = highspy.HighsLp()
    width, height = len(given["cost"]), len(given["low"])
    model.num_col_, model.num_row_ = width, height
    model.col_cost_ = given["cost"].astype(np.float64)
    model.col_lower_ = np.zeros(width)
    model.col_upper_ = given["upper"].astype(np.float64)
    model.row_lower_, model.row_upper_ = given["low"], given["high"]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = given["starts"].astype(np.int32)
    model.a_matrix_.index_ = given["columns"].astype(np.int32)
    model.a_matrix_.value_ = given["values"].astype(np.float64)
    model.integrality_ = [highspy.HighsVarType.kInteger] * width
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(option, value)
    solver.passModel(model)

    def watch(event: Any) -> None:  # noqa: ANN401  # the solver's own type is not typed
        if time.process_time() > seconds:
            event.interrupt()

    solver.cbMipInterrupt.subscribe(watch)
    solver.cbSimplexInterrupt.subscribe(watch)
    solver.run()
    info = solver.getInfo()
    found = info.primal_solution_status == 2  # feasible
    bound = info.mip_dual_bound
    return {
        "value": info.objective_function_value if found else None,
        "bound": bound if np.isfinite(bound) else None,
        "cpu": time.process_time(),
    }


if __name__ == "__main__":
    print(json.dumps(solve(sys.argv[1], float(sys.argv[2]))))
