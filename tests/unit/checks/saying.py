"""What is found in small workspaces, for the tests of single rules, as of 22 November 2026."""

from __future__ import annotations

from pathlib import Path

from tests.cases.checking import lines, write

COUNCIL = '[council]\nname = "C"\n'
LEDGER = '[systems.ledger]\nname = "Ledger"\nowner = "Head of Finance"\n'


def found(folder: Path, code: str, text: str, files: dict[str, str] | None = None) -> list[str]:
    """Return `path:line:column: message` of one code in council `c` and what is beside it."""
    all_files = {"councils/c.toml": COUNCIL + text, **(files or {})}
    told = [line.split(f": {code} ", 1) for line in lines(write(folder, all_files))]
    return [f"{line[0]}: {line[1].split(': ', 1)[1]}" for line in told if len(line) > 1]


def count(folder: Path, code: str, text: str, files: dict[str, str] | None = None) -> int:
    """Return how often a code is found."""
    return len(found(folder, code, text, files))
