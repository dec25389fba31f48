"""Checks a folder as `estate check` would, and says what was found, a line each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from estate.checks import check
from estate.diagnostics import Finding, by_place
from estate.reading import read

AS_OF = date(2026, 11, 22)


def findings(folder: Path) -> list[Finding]:
    """Return what reading and rules find in a workspace, as of its own date or `AS_OF`."""
    reading = read(folder)
    found = list(reading.findings)
    if reading.portfolio is not None:
        as_of = reading.portfolio.workspace.as_of or AS_OF
        found += check(reading.portfolio, as_of, reading.locate, reading.unread)
    return sorted(found, key=by_place)


def lines(folder: Path) -> list[str]:
    """Return each finding as `path:line:column: CODE severity: message`, paths from there."""
    prefix = f"{folder.as_posix()}/"
    return [
        f"{finding.span}: {finding.code} {finding.severity}: {finding.message}".replace(prefix, "")
        for finding in findings(folder)
    ]


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files of a workspace; `estate.toml` is empty unless given. Return the folder."""
    for name, text in {"estate.toml": "", **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder
