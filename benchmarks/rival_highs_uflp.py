"""A facility location problem by HiGHS: `FILE SECONDS`.

The usual strong program: a variable for each facility and for each customer and facility, and a
row for each of the latter that says that the facility is open.
"""

from __future__ import annotations

import sys
from math import inf
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from highs_solve import Program, solve, tell
from uflp_file import Location, read_location


def program_of(location: Location) -> Program:
    """Return the program of a problem."""
    program = Program()
    opened = [program.variable(float(cost)) for cost in location.fixed]
    for costs in location.serving:
        served = [program.variable(float(cost), whole=False) for cost in costs]
        program.row([(x, 1.0) for x in served], 1, 1)
        for x, y in zip(served, opened, strict=True):
            program.row([(y, 1.0), (x, -1.0)], 0, inf)
    return program


def main() -> None:
    """Solve the file within CPU seconds and print one line of JSON."""
    tell(solve(program_of(read_location(Path(sys.argv[1]))), float(sys.argv[2])))


if __name__ == "__main__":
    main()
