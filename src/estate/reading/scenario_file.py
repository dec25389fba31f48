"""Reading a scenario: its file, what is wrong in it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from estate.diagnostics import Finding, Severity, Span
from estate.portfolio.scenario import Scenario, ScenarioFile
from estate.reading.faults import Fault, faults
from estate.reading.source import Source, open_source
from estate.reading.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from estate.portfolio import Fact
    from estate.studies.changing import ScenarioFault

CODE = "EST016"
"""The code of a fault in what a scenario says of the record: the two contradict each other."""


@dataclass(frozen=True, slots=True)
class ReadScenario:
    """What was read of a scenario's file: the scenario, or else all that is wrong with it."""

    source: Source
    scenario: Scenario | None
    findings: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        """Return its file's path, as typed, with forward slashes."""
        return self.source.path

    def against(self, found: Iterable[ScenarioFault]) -> tuple[Finding, ...]:
        """Return what is wrong with the scenario beside the record, each with its place."""
        return tuple(
            Finding(CODE, Severity.ERROR, each.message, self.source.span(each.path), each.hint)
            for each in found
        )

    def locate(self, fact: Fact) -> Span:
        """Return where a decision of the scenario stands."""
        return self.source.span(fact.path)

    def source_line(self, path: str, line: int) -> str | None:
        """Return a line of its file; None for another file, or where there is no such line."""
        lines = self.source.lines if path == self.path else ()
        return lines[line - 1] if 0 < line <= len(lines) else None


def read_scenario(path: Path) -> ReadScenario:
    """Return what is in a scenario's file. Never raises for what is in it."""
    shown = path.as_posix().encode(errors="backslashreplace").decode()
    source = open_source(path, shown)
    if isinstance(source, Finding):
        return ReadScenario(Source(shown, b""), None, (source,))
    return scenario_of(source)


def scenario_of(source: Source) -> ReadScenario:
    """Return what the bytes of a scenario's file hold."""
    secrets = tuple(source.secrets_found())
    tables = parse(source)
    if isinstance(tables, tuple):
        return ReadScenario(source, None, (*secrets, *tables))
    try:
        read = ScenarioFile.model_validate(tables)
    except ValidationError as error:
        found = faults(error.errors(include_url=False), tables, ScenarioFile)
        return ReadScenario(source, None, (*secrets, *(_finding(source, each) for each in found)))
    return ReadScenario(source, None if secrets else read.scenario, secrets)


def _finding(source: Source, fault: Fault) -> Finding:
    span = source.span(fault.path, at_key=fault.at_key)
    return Finding(fault.code, Severity.ERROR, fault.message, span, fault.hint)
