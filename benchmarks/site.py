"""Builds the site of a large generated estate, and prints its size, its largest pages and its time.

    python benchmarks/site.py                               # 32 councils of 300 systems, no plan
    python benchmarks/site.py --plan quick                  # with a plan that is looked for first
    python benchmarks/site.py --councils 8 --keep /tmp/site # smaller, and to look at

The aim: under 60 MB in all, no page over 2 MB, built within minutes. Leaves with 1 beyond it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from estates import write_estate

MOST_IN_ALL, MOST_OF_A_PAGE = 60_000_000, 2_000_000
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Built:
    """What building took: exit status, seconds on the clock and of CPU, and most memory, in MiB."""

    status: int
    seconds: float
    cpu: float
    mib: float


def build(estate: Path, out: Path, plan: str) -> Built:
    """Run `estate report` as people run it; its progress goes to the terminal."""
    how = ["--no-plan"] if plan == "none" else ["--effort", plan]
    command = [sys.executable, "-m", "estate", "report", str(estate), *how, "--out", str(out)]
    started = time.monotonic()
    child = subprocess.Popen(command, env={**os.environ, "PYTHONUTF8": "1"})
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    cpu = used.ru_utime + used.ru_stime
    return Built(child.returncode, seconds, cpu, used.ru_maxrss / 1024)


def show(out: Path) -> bool:
    """Print what the site is made of; return whether it is within its bounds."""
    sizes = {path: path.stat().st_size for path in out.rglob("*") if path.is_file()}
    whole = sum(sizes.values())
    folders: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for path, size in sizes.items():
        folder = path.relative_to(out).parts[0] if path.parent != out else "."
        folders[folder] += size
        files[folder] += 1
    print(f"  {len(sizes):,} files, {whole / MEGABYTE:.1f} MB of {MOST_IN_ALL / MEGABYTE:.0f}")
    for folder, size in folders.most_common():
        print(f"    {folder:<16} {files[folder]:>6,} files {size / MEGABYTE:8.1f} MB")
    pages = [one for one in sizes.items() if one[0].suffix in {".html", ".svg", ".js", ".css"}]
    largest = sorted(pages, key=lambda one: -one[1])[:8]
    for path, size in largest:
        over = "  OVER" if size > MOST_OF_A_PAGE else ""
        print(f"    {size / MEGABYTE:6.2f} MB  {path.relative_to(out).as_posix()}{over}")
    return whole <= MOST_IN_ALL and largest[0][1] <= MOST_OF_A_PAGE


def main() -> int:
    """Build, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--councils", type=int, default=32)
    parser.add_argument("--systems", type=int, default=300)
    parser.add_argument("--interfaces", type=int, default=3)
    parser.add_argument("--plan", choices=("none", "quick", "normal"), default="none")
    parser.add_argument("--keep", type=Path, help="build into this folder, and leave it there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        estate, out = Path(folder) / "estate", asked.keep or Path(folder) / "site"
        size = {"councils": asked.councils, "systems": asked.systems}
        write_estate(estate, **size, interfaces=asked.interfaces, seed=1)
        print(f"{asked.councils} councils of {asked.systems} systems, plan: {asked.plan}")
        built = build(estate, out, asked.plan)
        if built.status != 0:
            print(f"  estate report left with {built.status}")
            return 1
        print(f"  {built.seconds:.0f} s, {built.cpu:.0f} CPU s, {built.mib:,.0f} MiB")
        return 0 if show(out) else 1


if __name__ == "__main__":
    sys.exit(main())
