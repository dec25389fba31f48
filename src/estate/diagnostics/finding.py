"""Findings: coded statements about the record, each with a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters, from the worst down."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """Return 0 for an error, 1 for a warning, 2 for a note."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file; lines and columns count from 1, columns in characters.

    `end` is the line and the column just behind what stands there, where that is known. Two spans
    that start at one place are the same place.
    """

    path: str
    line: int
    column: int = 1
    end: tuple[int, int] | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Return `path:line:column`, which editors and CI systems can follow."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, doubtful or worth knowing about the record.

    `subject` names what it is about (`council/system`), `hint` how to mend it, `allowed` why it is
    knowingly accepted.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str | None = None
    subject: str | None = None
    allowed: str | None = None


def by_place(finding: Finding) -> tuple[str, int, int, str, str]:
    """Return the sort key that puts findings in reading order: file, line, column, code."""
    span = finding.span or Span("", 0, 0)
    return (span.path, span.line, span.column, finding.code, finding.message)
