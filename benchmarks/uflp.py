"""Plans OR-Library's facility location problems with the planning core, and with HiGHS beside it.

    python benchmarks/uflp.py cap71.txt cap101.txt
    python benchmarks/uflp.py cap*.txt --best uncapopt.txt
    python benchmarks/uflp.py capa.txt --work 60 --seconds 120

Facilities are platforms that cost something to set up, customers are councils with one system that
must join one of them: nothing in the planner knows of facility location. Any file of OR-Library's
"uncap" format will do. For each file and solver a line: value, proven bound, status, CPU seconds,
and who is better. Ours is held to units of work, HiGHS, on one thread in a process of its own, to
CPU seconds. Costs are planned in thousandths, or, where single costs are large, in hundredths,
tenths or whole numbers: values agree to that.

The exit status is 1 if ours is worse than what the other has proven, or contradicts it.
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from malformed import Malformed
from rivals import HEADING, Answer, best_known, contradicted, rival, row, verdict
from uflp_file import Location, read_location

from estate.planning import Effort, PlanningProblem
from estate.planning.judging.evaluate import evaluate
from estate.planning.judging.verify import violations
from estate.planning.problem.calendar import Calendar
from estate.planning.problem.cases import Kind, Option, PlatformCase, SystemCase
from estate.planning.solving.passes import solve
from estate.portfolio import PlanningPolicy

FINEST = 1_000
"""Whole pounds stand for thousandths of the file's unit, or for more where its costs are large."""
LARGEST = 2**25
"""The most pounds that one choice may cost, for prices in whole parts of a pound to be kept."""
DECIMALS = 3


def scale_of(location: Location) -> int:
    """Return how many pounds stand for one of the file's unit: 1000, 100, 10 or 1."""
    dearest = max(*location.fixed, *(max(costs) for costs in location.serving))
    return next((n for n in (FINEST, 100, 10) if dearest * n <= LARGEST), 1)


def stated(location: Location) -> PlanningProblem:
    """Return the planning problem: one quarter, no discounting, every customer must join."""
    scale = scale_of(location)
    platforms = tuple(
        PlatformCase(f"facility-{i:04}", setup=_whole(cost, scale))
        for i, cost in enumerate(location.fixed, start=1)
    )
    systems = tuple(
        SystemCase(f"customer-{j:05}/need", f"customer-{j:05}", _options(costs, scale), deadline=3)
        for j, costs in enumerate(location.serving, start=1)
    )
    policy = PlanningPolicy(tail_months=0, discount_rate=0.0, risk_price=0)
    calendar = Calendar(date(2000, 4, 1), 3, 0)
    return PlanningProblem(calendar, policy, systems, platforms=platforms)


def _options(costs: tuple[Decimal, ...], scale: int) -> tuple[Option, ...]:
    pounds = (_whole(cost, scale) for cost in costs)
    return tuple(
        Option(f"join-{i:04}", Kind.JOIN, 3, capital=cost, platform=f"facility-{i:04}")
        for i, cost in enumerate(pounds, start=1)
    )


def _whole(cost: Decimal, scale: int) -> int:
    return int((cost * scale).to_integral_value())


def ours(path: Path, work: float) -> Answer:
    """Return what the planning core finds, from reading the file to the plan that is checked.

    It is checked without the solver, rule by rule and to the pound. Reasons for every choice, which
    a roadmap has besides, are left out: here there are a hundred for each of a thousand customers.
    """
    began = time.process_time()
    location = read_location(path)
    problem, scale = stated(location), scale_of(location)
    solved = solve(problem, Effort(work=work))
    status = "unknown"
    if solved.found.vector is None:
        status = "infeasible" if solved.found.infeasible else status
        return Answer("estate", None, None, status, time.process_time() - began)
    cost = evaluate(problem, solved.choices).total
    broken = [each.words for each in violations(problem, solved.choices)]
    if broken or cost != solved.passes[0].value:
        raise SystemExit(f"{path}: the plan does not stand up to its check: {broken or cost}")
    bound = solved.passes[0].lower_bound
    status = "optimal" if bound == cost else "feasible"
    spent = time.process_time() - began
    return Answer("estate", cost / scale, bound / scale, status, spent)


def compare(
    path: Path, given: argparse.Namespace, best: dict[str, tuple[float | None, float | None]]
) -> bool:
    """Print the lines of one file; return whether another puts ours in the wrong."""
    own, wrong = ours(path, given.work), False
    known = next((best[name][1] for name in (path.name, path.stem) if name in best), None)
    said = ""
    if known is not None and own.value is not None:
        said = f"{own.value / known - 1:+.6%} of the best known"
    print(row(path.name, own, said, DECIMALS), flush=True)
    if not given.alone:
        other = rival("HiGHS", "rival_highs_uflp.py", [str(path), str(given.seconds)])
        wrong = contradicted(own, other)
        print(row("", other, verdict(own, other), DECIMALS), flush=True)
    return wrong


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--work", type=float, default=30.0, help="our effort, in units of work")
    parser.add_argument("--seconds", type=float, default=60.0, help="the other's CPU seconds")
    parser.add_argument("--alone", action="store_true", help="without HiGHS")
    parser.add_argument("--best", type=Path, help="a file of lines NAME,VALUE: best known values")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Compare all files; return the exit status."""
    given = parsed(arguments)
    wrong = False
    try:
        best = best_known(given.best) if given.best else {}
        print(HEADING)
        for path in given.files:
            wrong |= compare(path, given, best)
    except (Malformed, ValueError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
