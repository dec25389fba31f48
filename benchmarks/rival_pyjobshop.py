"""A PSPLIB project by PyJobShop on one worker of OR-tools: `FILE SECONDS`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from threading import Event, Thread

# PyJobShop imports a package that is named as the script beside this one: ours come last.
HERE = str(Path(__file__).parent)
sys.path[:] = [*(path for path in sys.path if path != HERE), HERE]

from ortools.sat.python import cp_model  # noqa: E402
from psplib_file import Project, read_project  # noqa: E402
from pyjobshop import Model  # noqa: E402
from pyjobshop.solvers.ortools import CPModel  # noqa: E402

STATUS = {"Optimal": "optimal", "Feasible": "feasible", "Infeasible": "infeasible"}


def model_of(project: Project) -> Model:
    """Return the project as its own model: tasks with modes, renewables and consumables."""
    model = Model()
    resources = [
        model.add_renewable(there) if k < project.renewable else model.add_consumable(there)
        for k, there in enumerate(project.capacities)
    ]
    tasks = {each.number: model.add_task() for each in project.activities}
    for each in project.activities:
        for mode in each.modes:
            used = [k for k, use in enumerate(mode.uses) if use]
            model.add_mode(
                tasks[each.number],
                [resources[k] for k in used],
                mode.duration,
                [mode.uses[k] for k in used],
            )
        for other in each.successors:
            model.add_end_before_start(tasks[each.number], tasks[other])
    model.set_objective(weight_makespan=1)
    return model


def limited(seconds: float, done: Event) -> type[cp_model.CpSolver]:
    """Return the solver's class with a limit on CPU seconds: its own limit is by the clock."""

    class Limited(cp_model.CpSolver):
        def solve(self, *given: object, **named: object) -> object:
            def watch() -> None:
                while not done.wait(0.1):
                    if time.process_time() > seconds:
                        self.stop_search()

            Thread(target=watch, daemon=True).start()
            return super().solve(*given, **named)  # type: ignore[arg-type]

    return Limited


def main() -> None:
    """Solve the file within CPU seconds and print one line of JSON."""
    project, done = read_project(Path(sys.argv[1])), Event()
    solver_module = sys.modules[CPModel.__module__]
    vars(solver_module)["CpSolver"] = limited(float(sys.argv[2]), done)
    result = model_of(project).solve(display=False, num_workers=1)
    done.set()
    status = STATUS.get(result.status.value, "unknown")
    found = status in {"optimal", "feasible"}
    answer = {
        "value": result.objective if found else None,
        "bound": result.lower_bound if found else None,
        "status": status,
        "cpu": time.process_time(),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
