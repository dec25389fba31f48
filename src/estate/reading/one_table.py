"""Reading a file that holds one table: what is in it, or all that is wrong, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from estate.diagnostics import Finding, Severity
from estate.portfolio.base import Noun
from estate.reading.faults import Fault, faults
from estate.reading.source import Source, open_source
from estate.reading.syntax import parse

T = TypeVar("T", bound=Noun)


@dataclass(frozen=True, slots=True)
class ReadTable(Generic[T]):
    """What was read of a file: its value, or else all that is wrong with it."""

    source: Source
    value: T | None
    findings: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        """Return its file's path, as typed, with forward slashes."""
        return self.source.path

    def source_line(self, path: str, line: int) -> str | None:
        """Return a line of its file; None for another file, or where there is no such line."""
        lines = self.source.lines if path == self.path else ()
        return lines[line - 1] if 0 < line <= len(lines) else None


def read_table(path: Path, model: type[T], beyond: Callable[[T], Iterable[Fault]]) -> ReadTable[T]:
    """Return what is in a file. Never raises for what is in it.

    `beyond` finds what is wrong with a value though its form is right.
    """
    shown = path.as_posix().encode(errors="backslashreplace").decode()
    source = open_source(path, shown)
    if isinstance(source, Finding):
        return ReadTable(Source(shown, b""), None, (source,))
    return table_of(source, model, beyond)


def table_of(
    source: Source, model: type[T], beyond: Callable[[T], Iterable[Fault]]
) -> ReadTable[T]:
    """Return what the bytes of a file hold."""
    secrets = tuple(source.secrets_found())
    tables = parse(source)
    if isinstance(tables, tuple):
        return ReadTable(source, None, (*secrets, *tables))
    try:
        value = model.model_validate(tables)
    except ValidationError as error:
        found = faults(error.errors(include_url=False), tables, model)
        return ReadTable(source, None, (*secrets, *(_finding(source, each) for each in found)))
    wrong = (*secrets, *(_finding(source, each) for each in beyond(value)))
    return ReadTable(source, None if wrong else value, wrong)


def _finding(source: Source, fault: Fault) -> Finding:
    span = source.span(fault.path, at_key=fault.at_key)
    return Finding(fault.code, Severity.ERROR, fault.message, span, fault.hint)
