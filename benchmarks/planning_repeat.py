"""Plans one instance again and again, in processes with different hash seeds, and compares.

    python benchmarks/planning_repeat.py                 # 20 plans of 2 councils, in 4 processes
    python benchmarks/planning_repeat.py 300 --work 5

Ends with status 1 if any two plans, bounds or counts of work differ.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
_PLAN = """
import sys
sys.path.insert(0, {here!r})
from planning import sizes_of
from planning_hard import hard_instance
from estate.planning import Effort, plan_problem
sizes, platforms = sizes_of({name!r})
for _ in range({times}):
    answer = plan_problem(hard_instance(sizes, 1, platforms), Effort(work={work}))
    print(answer.objective, answer.lower_bound, answer.iterations, answer.work,
          sorted(answer.choices.items()), [[r.words for r in s.why] for s in answer.steps])
"""


def main() -> int:
    """Plan, compare and tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("size", nargs="?", default="2x20-30")
    parser.add_argument("--work", type=float, default=0.5)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    script = _PLAN.format(here=str(HERE), name=given.size, times=given.times, work=given.work)
    found: list[str] = []
    for seed in range(given.processes):
        environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        found += done.stdout.splitlines()
    different = len(set(found))
    print(f"{len(found)} plans of {given.size}, {different} different: {found[0][:60]}")
    return 0 if different == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
