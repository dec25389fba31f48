"""Reading what somebody assumes of a platform: the file, what is wrong in it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from estate.diagnostics import Finding, Severity
from estate.portfolio.candidate import Assumptions, AssumptionsFile
from estate.reading.faults import Fault, faults
from estate.reading.source import Source, open_source
from estate.reading.syntax import parse

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReadAssumptions:
    """What was read of a file of assumptions, or else all that is wrong with it."""

    source: Source
    assumptions: Assumptions | None
    findings: tuple[Finding, ...] = ()

    def source_line(self, path: str, line: int) -> str | None:
        """Return a line of its file; None for another file, or where there is no such line."""
        lines = self.source.lines if path == self.source.path else ()
        return lines[line - 1] if 0 < line <= len(lines) else None


def read_assumptions(path: Path) -> ReadAssumptions:
    """Return what is in a file of assumptions. Never raises for what is in it."""
    shown = path.as_posix().encode(errors="backslashreplace").decode()
    source = open_source(path, shown)
    if isinstance(source, Finding):
        return ReadAssumptions(Source(shown, b""), None, (source,))
    secrets = tuple(source.secrets_found())
    tables = parse(source)
    if isinstance(tables, tuple):
        return ReadAssumptions(source, None, (*secrets, *tables))
    try:
        read = AssumptionsFile.model_validate(tables)
    except ValidationError as error:
        found = faults(error.errors(include_url=False), tables, AssumptionsFile)
        own = (_finding(source, each) for each in found)
        return ReadAssumptions(source, None, (*secrets, *own))
    return ReadAssumptions(source, None if secrets else read.assumptions, secrets)


def _finding(source: Source, fault: Fault) -> Finding:
    span = source.span(fault.path, at_key=fault.at_key)
    return Finding(fault.code, Severity.ERROR, fault.message, span, fault.hint)
