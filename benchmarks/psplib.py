"""Plans PSPLIB's projects with the planning core, and beside it with others, in one run.

    python benchmarks/psplib.py j301_1.sm j301_2.sm
    python benchmarks/psplib.py j20/*.mm --work 10 --seconds 20 --without HiGHS
    python benchmarks/psplib.py j60/*.sm --best optimum.csv

Activities are systems that must change, resources are skills (one period is a quarter),
nonrenewable resources are money, and the question is how soon all is done. Any file of the formats
`.sm` and `.mm` will do. For each file and solver a line: makespan, proven bound, status, CPU
seconds, and who is better. Ours is held to units of work, the others to CPU seconds; PyJobShop and
HiGHS run on one thread, each in a process of its own.

The exit status is 1 if ours is worse than what another has proven, or contradicts it.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parent))

from malformed import Malformed
from psplib_file import read_project
from psplib_problem import stated
from rivals import HEADING, Answer, best_known, contradicted, rival, row, verdict

from estate.planning import EarliestFinish, Effort, earliest_finish

RIVALS = {"PyJobShop": "rival_pyjobshop.py", "HiGHS": "rival_highs_psplib.py"}


def ours(path: Path, work: float) -> Answer:
    """Return what the planning core finds, from reading the file to the checked plan."""
    began = time.process_time()
    asked = stated(read_project(path))
    found = earliest_finish(asked.problem, Effort(work=work))
    spent = time.process_time() - began
    if not isinstance(found, EarliestFinish):
        return Answer("estate", None, None, found.status.value, spent)
    value, bound = asked.periods(found.month), asked.periods(found.bound)
    return Answer("estate", value, bound, found.status.value, spent)


def compare(path: Path, given: argparse.Namespace) -> tuple[Answer, bool]:
    """Print the lines of one file; return our answer, and whether another puts it in the wrong."""
    own, wrong = ours(path, given.work), False
    print(row(path.name, own, ""), flush=True)
    for solver, script in RIVALS.items():
        if solver not in given.without:
            other = rival(solver, script, [str(path), str(given.seconds)])
            wrong |= contradicted(own, other)
            print(row("", other, verdict(own, other)), flush=True)
    return own, wrong


def summary(answers: dict[str, Answer], best: dict[str, tuple[float | None, float | None]]) -> None:
    """Print how many are proven, and how far from the best that is known."""
    proven = sum(answer.status in {"optimal", "infeasible"} for answer in answers.values())
    print(
        f"{len(answers)} files, {proven} proven, {sum(a.cpu for a in answers.values()):.1f} CPU s"
    )
    known = [
        (answer.value, high)
        for name, answer in answers.items()
        if answer.value is not None and (high := best.get(name, (None, None))[1])
    ]
    if known:
        equal = sum(value <= high for value, high in known)
        above = mean(value / high - 1 for value, high in known)
        print(f"{equal} of {len(known)} at the best known value, on average {above:.2%} above it")


def parsed(arguments: list[str] | None) -> argparse.Namespace:
    """Return what was asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--work", type=float, default=30.0, help="our effort, in units of work")
    parser.add_argument("--seconds", type=float, default=60.0, help="the others' CPU seconds")
    parser.add_argument("--without", action="append", default=[], choices=list(RIVALS))
    parser.add_argument("--best", type=Path, help="a file of lines NAME,VALUE: best known values")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Compare all files; return the exit status."""
    given = parsed(arguments)
    answers: dict[str, Answer] = {}
    failed = False
    try:
        best = best_known(given.best) if given.best else {}
        print(HEADING)
        for path in given.files:
            answers[path.name], wrong = compare(path, given)
            failed |= wrong
    except (Malformed, ValueError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    summary(answers, best)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
