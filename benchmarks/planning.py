"""Prints what the planner reaches on made-up estates, and what simple rules reach on the same.

    python benchmarks/planning.py                  # all sizes, at 30 units of work
    python benchmarks/planning.py 100 8x40 --work 15 --seeds 2

Gap is (cost - lower bound) / lower bound, of the whole and of what any plan can change. CPU
seconds are the process's own, from the problem to the checked and explained roadmap.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from planning_instances import instance

from estate.planning.effort import Effort
from estate.planning.planner import plan_problem
from estate.planning.roadmap import NoRoadmap

SIZES: dict[str, tuple[list[int], int]] = {
    "30": ([30], 0),
    "100": ([100], 0),
    "300": ([300], 0),
    "500": ([500], 0),
    "8x40": ([40] * 8, 6),
    "32x100": ([100] * 32, 8),
    "8x90": ([60, 70, 80, 90, 90, 100, 110, 120], 6),
}


def measure(name: str, seed: int, work: float) -> None:
    """Plan one instance and print a line for it, and one for each simple rule."""
    sizes, platforms = SIZES[name]
    problem = instance(sizes, seed, platforms)
    began = time.process_time()
    answer = plan_problem(problem, Effort(work=work))
    spent = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    label = f"{name} seed {seed}"
    if isinstance(answer, NoRoadmap):
        print(f"{label:<14} {answer.status}: {answer.reasons[0].words}", flush=True)
        return
    gap = answer.objective / answer.lower_bound - 1
    others = "  ".join(
        f"{each.name} +{each.cost / answer.lower_bound - 1:.1%}"
        if each.cost is not None
        else f"{each.name} breaks {each.broken}"
        for each in answer.comparisons
    )
    print(
        f"{label:<14} {answer.status:<8} gap {gap:8.4%}  of what can be saved"
        f" {answer.share_of_possible_saving:8.3%}  steps {len(answer.steps):4}"
        f"  parts {answer.iterations:4}  CPU {spent:6.1f} s  {memory:.2f} GiB  | {others}",
        flush=True,
    )


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=list(SIZES))
    parser.add_argument("--work", type=float, default=30.0)
    parser.add_argument("--seeds", type=int, default=1)
    given = parser.parse_args()
    for name in given.sizes:
        for seed in range(1, given.seeds + 1):
            measure(name, seed, given.work)


if __name__ == "__main__":
    main()
