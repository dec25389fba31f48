"""Runs another solver on the same file, in a process of its own, and compares what both found.

HiGHS and OR-tools cannot be in one process, and a process can be held to its CPU seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TOLERANCE = 1e-6
PROVEN = "optimal"
NONE = "infeasible"


@dataclass(frozen=True)
class Answer:
    """What a solver says of a file."""

    solver: str
    value: float | None
    bound: float | None
    status: str
    """optimal, feasible, infeasible, unknown; or why there is no answer."""
    cpu: float

    @property
    def failed(self) -> bool:
        """Whether it said nothing at all."""
        return self.status not in {PROVEN, "feasible", NONE, "unknown"}


def rival(solver: str, script: str, arguments: Sequence[str]) -> Answer:
    """Return another solver's answer: one line of JSON from its own process."""
    command = [sys.executable, str(HERE / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        words = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return Answer(solver, None, None, words, 0.0)
    found = json.loads(lines[-1])
    return Answer(solver, found["value"], found["bound"], found["status"], found["cpu"])


def close(one: float, other: float) -> bool:
    """Whether two values are the same, as far as a solver's tolerance lets one tell."""
    return abs(one - other) <= TOLERANCE * max(1.0, abs(one), abs(other))


def verdict(own: Answer, other: Answer) -> str:
    """Return who found the better plan: equal, ours better, theirs better; or -."""
    if other.failed:
        return "-"
    if own.value is None or other.value is None:
        if own.value is None and other.value is None:
            return "equal" if own.status == other.status else "-"
        return "theirs better" if own.value is None else "ours better"
    if close(own.value, other.value):
        return "equal"
    return "ours better" if own.value < other.value else "theirs better"


def contradicted(own: Answer, other: Answer) -> bool:
    """Whether ours is worse than what another has proven, or says what another has disproved."""
    if other.failed:
        return False
    if NONE in {own.status, other.status}:
        return other.value is not None or own.value is not None
    if other.value is None:
        return False
    if own.bound is not None and own.bound > other.value and not close(own.bound, other.value):
        return True
    worse = own.value is None or (own.value > other.value and not close(own.value, other.value))
    return other.status == PROVEN and worse


def row(name: str, answer: Answer, said: str, decimals: int = 0) -> str:
    """Return a line of the table: file, solver, value, bound, status, CPU seconds, verdict."""
    return (
        f"{name:<16} {answer.solver:<10} {_number(answer.value, decimals):>14}"
        f" {_number(answer.bound, decimals):>14}  {answer.status:<10} {answer.cpu:8.2f}  {said}"
    ).rstrip()


HEADING = (
    f"{'file':<16} {'solver':<10} {'value':>14} {'bound':>14}  {'status':<10} {'CPU s':>8}  verdict"
)


def _number(value: float | None, decimals: int) -> str:
    return "-" if value is None else f"{value:.{decimals}f}"


def best_known(path: Path) -> dict[str, tuple[float | None, float | None]]:
    """Return by file the bound and value that are known, from lines `name,value`.

    A value may be a range, `97..100`, or have one end only; a header line is passed over.

    Raises:
        ValueError: if a line is neither; the message begins with file and line.
    """
    found: dict[str, tuple[float | None, float | None]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.replace(",", " ").replace(";", " ").split()
        if not words or (number == 1 and not any(c.isdigit() for c in words[-1])):
            continue
        try:
            name, amount = words
            low, _, high = amount.partition("..") if ".." in amount else (amount, "", amount)
            found[name] = (float(low) if low else None, float(high) if high else None)
        except ValueError:
            raise ValueError(f"{path}:{number}: a line is NAME,VALUE or NAME,LOW..HIGH") from None
    return found
