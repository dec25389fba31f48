"""Prints what the planner reaches on made-up estates, and what others reach on the same.

    python benchmarks/planning.py                               # 30, 100, 300 and 500 systems
    python benchmarks/planning.py 100 8x60-120 --work 15 --seeds 2
    python benchmarks/planning.py 100 --rival                   # and HiGHS, as long
    python benchmarks/planning.py 32x60-300 --work 300

Each is measured by value / best known bound, the bound being the best of all runs on the instance:
the planner, doing nothing, systems in order of risk, of contract end and of value, and the
planner's whole program given to HiGHS in a process of its own, for as many CPU seconds as the
planner took. CPU seconds are the process's own, from the problem to the checked and explained
roadmap. `NxA-B` is N councils of A to B systems with platforms.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from planning_hard import hard_instance

from estate.planning.effort import Effort
from estate.planning.no_roadmap import NoRoadmap
from estate.planning.planner import plan_problem
from estate.planning.program.rows import build
from estate.planning.program.sparse import FREE

if TYPE_CHECKING:
    from estate.planning.problem.cases import PlanningProblem

HERE = Path(__file__).parent
USUAL = ["30", "100", "300", "500"]
MOST_ENTRIES = 1_500_000
"""A program with more entries is not given to HiGHS: its relaxation alone takes longer."""


def sizes_of(name: str) -> tuple[list[int], int]:
    """Return the sizes of the councils of a name, and how many platforms they have."""
    if "x" not in name:
        return [int(name)], 0
    number, _, between = name.partition("x")
    fewest, _, most = between.partition("-")
    count, low, high = int(number), int(fewest), int(most or fewest)
    sizes = [low + (high - low) * k // max(1, count - 1) for k in range(count)]
    return sizes, {8: 6, 32: 12}.get(count, 3)


def measure(name: str, seed: int, work: float, *, rival: bool) -> None:
    """Plan one instance and print a line for it, and one for each other way."""
    sizes, platforms = sizes_of(name)
    problem = hard_instance(sizes, seed, platforms)
    began = time.process_time()
    answer = plan_problem(problem, Effort(work=work))
    spent = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    label = f"{name} seed {seed}"
    if isinstance(answer, NoRoadmap):
        print(f"{label:<20} {answer.status}: {answer.reasons[0].words}", flush=True)
        return
    other = highs(problem, spent) if rival else {}
    bound = max(answer.lower_bound, int(other.get("bound") or 0))
    print(
        f"{label:<20} {answer.status:<8} {answer.objective / bound - 1:8.3%}"
        f"  steps {len(answer.steps):4}  of what can be saved"
        f" {answer.share_of_possible_saving:7.2%}  parts {answer.iterations:4}"
        f"  CPU {spent:6.1f} s  {memory:.2f} GiB",
        flush=True,
    )
    for each in answer.comparisons:
        told = f"breaks {each.broken}" if each.cost is None else f"{each.cost / bound - 1:8.3%}"
        print(f"    {each.name:<22} {told}", flush=True)
    if rival:
        print(f"    {'HiGHS, whole program':<22} {_told(other, bound)}", flush=True)


def _told(other: dict[str, float | str | None], bound: int) -> str:
    if "skipped" in other:
        return str(other["skipped"])
    value, own = other["value"], other["bound"]
    told = "no plan" if value is None else f"{float(value) / bound - 1:8.3%}"
    below = "none" if own is None else f"{float(own) / bound - 1:.3%}"
    return f"{told}  its bound {below}  CPU {other['cpu']:.1f} s"


def highs(problem: PlanningProblem, seconds: float) -> dict[str, float | str | None]:
    """Return what HiGHS makes of the planner's whole program, in a process of its own."""
    program = build(problem, missable=True)
    entries = len(program.rows.values)
    if entries > MOST_ENTRIES:
        return {"skipped": f"not tried: {entries:,} entries"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.npz"
        np.savez(
            path,
            cost=program.cost,
            upper=(~program.missed).astype(np.int64),
            low=np.where(program.low <= -FREE, -np.inf, program.low),
            high=np.where(program.high >= FREE, np.inf, program.high),
            starts=program.rows.starts,
            columns=program.rows.columns,
            values=program.rows.values,
        )
        command = [sys.executable, str(HERE / "rival_highs_plan.py"), str(path), str(seconds)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float | str | None] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", default=USUAL)
    parser.add_argument("--work", type=float, default=28.0)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--rival", action="store_true", help="Give HiGHS the program too.")
    given = parser.parse_args()
    for name in given.sizes:
        for seed in range(1, given.seeds + 1):
            measure(name, seed, given.work, rival=given.rival)


if __name__ == "__main__":
    main()
