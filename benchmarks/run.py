"""Prints ratios side by side, each against a baseline in the same run.

    python benchmarks/run.py            # everything, 32 councils x 500 systems x 3 interfaces
    python benchmarks/run.py --quick    # small, to see that it works

Figures are CPU seconds of whole processes (user and system), medians of interleaved rounds, so that
a busy machine disturbs the ratio as little as possible.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parent))

from estates import write_estate

BARE_PARSE = """
import sys, pathlib, tomli
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.toml")):
    tomli.loads(path.read_text(encoding="utf-8"))
"""
ESTATE = [sys.executable, "-m", "estate"]


def cpu_seconds(command: list[str]) -> tuple[float, str]:
    """Run a command; return the CPU seconds it took and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr}")
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return spent, done.stdout


def compare(rows: dict[str, list[str]], rounds: int) -> None:
    """Time commands in turn and print each one's median, and its ratio to the first."""
    times: dict[str, list[float]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, command in rows.items():
            times[name].append(cpu_seconds(command)[0])
    baseline = median(next(iter(times.values())))
    for name, seconds in times.items():
        print(f"  {name:<34} {median(seconds):8.3f} s {median(seconds) / baseline:7.2f} x")


def start_up(rounds: int) -> None:
    """Compare `estate --version` with importing click."""
    print("Start-up (aim: --version at most 1.5 x)")
    rows = {
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "estate --version": [*ESTATE, "--version"],
        "estate --help": [*ESTATE, "--help"],
    }
    compare(rows, rounds)


def scale(folder: Path, rounds: int, councils: int, systems: int) -> None:
    """Compare `check` and `score` with bare parsing of the same files."""
    write_estate(folder, councils=councils, systems=systems, interfaces=3, seed=1)
    print(f"{councils} councils x {systems} systems x 3 interfaces (aim: check 2 x, score 3 x)")
    rows = {
        "tomli alone": [sys.executable, "-c", BARE_PARSE, str(folder)],
        "estate check": [*ESTATE, "check", str(folder), "--format", "summary"],
        "estate score": [*ESTATE, "score", str(folder)],
    }
    compare(rows, rounds)


def scores(folder: Path, rounds: int, councils: int, systems: int) -> None:
    """Compare scores and structure with bare parsing, in time and memory."""
    write_estate(folder, councils=councils, systems=systems, interfaces=3, seed=1)
    size = councils * systems
    print(f"Scores of {size:,} systems (aim: 3 x bare parsing, below 1,024 MiB)")
    measured = measure(folder, rounds, ("score", "interop", "structure"))
    report(measured, size)


def comparison(folder: Path, rounds: int, councils: int, systems: int) -> None:
    """Compare comparing councils with bare parsing, in time and memory, part by part."""
    write_estate(folder, councils=councils, systems=systems, interfaces=3, seed=1)
    size = councils * systems
    print(f"Comparing {size:,} systems (aim: 3 x bare parsing, below 1,024 MiB)")
    matrix = ("compare", str(folder), "--part", "matrix", "--part", "matches")
    commands = {
        "compare, the matrix, no risk": [*matrix, "--no-risk"],
        "compare, the matrix": [*matrix],
        "compare, the matrix as files": [*matrix, "--out", str(folder / "matrix")],
        "compare, everything": ["compare", str(folder)],
        "compare, everything as files": ["compare", str(folder), "--out", str(folder / "all")],
    }
    report(measure_commands(folder, rounds, commands), size)


def scores_at_scale(folder: Path, councils: int, systems: int) -> None:
    """Compare what a system costs in an estate, and in one of twelve times as many councils."""
    sizes = (councils, 12 * councils)
    found = []
    for many in sizes:
        place = folder / str(many)
        write_estate(place, councils=many, systems=systems, interfaces=3, seed=1)
        print(f"Scores of {many * systems:,} systems")
        found.append(measure(place, 1, ("score", "interop", "structure")))
        report(found[-1], many * systems)
    print("Cost of a system in the larger against the smaller (aim: at most 1.5 x)")
    for name, (seconds, _) in found[1].items():
        print(f"  {name:<34} {seconds / found[0][name][0] / 12:8.2f} x")


def measure(folder: Path, rounds: int, commands: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Return the median CPU seconds and the largest MiB of bare parsing and of each command."""
    return measure_commands(folder, rounds, {name: [name, str(folder)] for name in commands})


def measure_commands(
    folder: Path, rounds: int, commands: dict[str, list[str]]
) -> dict[str, tuple[float, float]]:
    """Return the same of commands given word by word, each under a name."""
    rows = {"tomli alone": [sys.executable, "-c", BARE_PARSE, str(folder)]}
    rows |= {f"estate {name}": [*ESTATE, *words] for name, words in commands.items()}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in rows}
    for _ in range(rounds):
        for name, command in rows.items():
            found[name].append(cost(command))
    return {
        name: (median(seconds for seconds, _ in runs), max(mib for _, mib in runs))
        for name, runs in found.items()
    }


def cost(command: list[str]) -> tuple[float, float]:
    """Run a command; return the CPU seconds that it took, and the MiB it held at most."""
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)}: status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1_024


def report(measured: dict[str, tuple[float, float]], systems: int) -> None:
    """Print seconds, the ratio to the first, microseconds a system, and memory."""
    baseline = next(iter(measured.values()))[0]
    for name, (seconds, mib) in measured.items():
        print(
            f"  {name:<34} {seconds:8.2f} s {seconds / baseline:6.2f} x "
            f"{seconds / systems * 1e6:7.0f} us a system {mib:7.0f} MiB"
        )


def one_fault(folder: Path, rounds: int, councils: int, systems: int) -> None:
    """Compare `check` of an estate with one fault with `check` of the same without."""
    places = {name: folder / name for name in ("none", "a misspelt key", "a line that is no TOML")}
    for place in places.values():
        write_estate(place, councils=councils, systems=systems, interfaces=3, seed=1)
    spoil(places["a misspelt key"], "\nname = ", "\nnmae = ")
    spoil(places["a line that is no TOML"], "\nname = ", "\nname ")
    print(f"One fault among {councils * systems:,} systems (aim: about 1 x)")
    rows = {name: [*ESTATE, "check", str(place)] for name, place in places.items()}
    compare(rows, rounds)


def spoil(folder: Path, sound: str, faulty: str) -> None:
    """Plant a fault in the middle of the last council's file with systems."""
    path = max((folder / "councils").rglob("*.toml"), key=lambda file: (file.stat().st_size, file))
    text = path.read_text(encoding="utf-8")
    middle = text.index(sound, len(text) // 2)
    path.write_text(text[:middle] + faulty + text[middle + len(sound) :], encoding="utf-8")


def plan_value(folder: Path, sizes: list[tuple[int, int]]) -> None:
    """Compare the plan's objective with the naive orders on the same problem."""
    print("Plan value: objective against the proven lower bound, and naive orders against the plan")
    for councils, systems in sizes:
        place = folder / f"{councils}x{systems}"
        write_estate(place, councils=councils, systems=systems, interfaces=2, seed=7)
        seconds, printed = cpu_seconds([*ESTATE, "plan", str(place), "--format", "json"])
        answer = json.loads(printed)
        best = answer["objective"]
        print(
            f"  {councils} x {systems}: {answer['status']}, gap {answer['gap']:.2%}, "
            f"{seconds:.0f} s CPU"
        )
        share = answer["share_of_possible_saving"]
        print(f"    at least {share:.1%} of what any plan could save over doing nothing")
        for other in answer["comparisons"]:
            words = f"{other['cost'] / best - 1:+8.2%}" if other["cost"] else "breaks rules"
            print(f"    {other['name']:<32} {words}")


def main() -> None:
    """Run the benchmarks that are asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument(
        "--only", choices=["start-up", "scale", "score", "compare", "fault", "plan"]
    )
    parser.add_argument(
        "--twelvefold", action="store_true", help="with --only score: that and twelve times as much"
    )
    asked = parser.parse_args()
    rounds = 3 if asked.quick else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = (4, 50) if asked.quick else (32, 500)
        sizes = [(1, 30), (2, 20)] if asked.quick else [(1, 30), (1, 100), (1, 300), (8, 40)]
        parts: dict[str, Callable[[], None]] = {
            "start-up": lambda: start_up(4 * rounds),
            "scale": lambda: scale(folder / "scale", rounds, *size),
            "score": lambda: (
                scores_at_scale(folder / "score", *size)
                if asked.twelvefold
                else scores(folder / "score", rounds, *size)
            ),
            "compare": lambda: comparison(folder / "compare", rounds, *size),
            "fault": lambda: one_fault(folder / "fault", rounds, *size),
            "plan": lambda: plan_value(folder / "plan", sizes),
        }
        for part, run in parts.items():
            if asked.only in {None, part}:
                run()


if __name__ == "__main__":
    main()
