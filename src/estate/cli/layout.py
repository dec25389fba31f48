"""Runs the Graphviz program that comes with the package, on text, with a time limit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig

from estate.diagnostics import EnvironmentFault

NAMED = "ESTATE_DOT"
"""The variable that may name a program."""
SECONDS = 30
LONGEST_MESSAGE = 200


def layout(dot: str) -> bytes:
    """Return DOT source laid out as SVG.

    The program is `graphviz-pure`, installed beside Python; the variable ESTATE_DOT names another.

    Raises:
        EnvironmentFault: when there is no such program, or it fails, or takes too long.
    """
    program = _program()
    try:
        done = subprocess.run(  # noqa: S603  # a program of ours, or one that the user named
            [program, "-Tsvg"],
            input=dot.encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as fault:
        raise EnvironmentFault(f"{program} took more than {SECONDS} seconds") from fault
    except OSError as fault:
        advice = f"; {NAMED} names it" if os.environ.get(NAMED) else ""
        raise EnvironmentFault(
            f"cannot run {program}: {fault.strerror or fault}{advice}"
        ) from fault
    if done.returncode or not done.stdout.strip():
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:LONGEST_MESSAGE]
        raise EnvironmentFault(f"{program} failed: {said or f'status {done.returncode}'}")
    return done.stdout


def _program() -> str:
    named = os.environ.get(NAMED)
    if named:
        return named
    scripts = sysconfig.get_path("scripts")
    found = shutil.which("graphviz-pure", path=scripts) or shutil.which("graphviz-pure")
    if found is None:
        raise EnvironmentFault("graphviz-pure is not installed; ESTATE_DOT may name another `dot`")
    return found
