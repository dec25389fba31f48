"""From a path and a date to an estate that can be asked."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from estate.cli.clock import as_of_date
from estate.cli.output import complain, terminal
from estate.diagnostics import EstateError, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from estate.diagnostics import Finding
    from estate.graph import EstateGraph
    from estate.portfolio import Fact, Portfolio
    from estate.reading import Reading


class UnreadableInput(EstateError):
    """The inventory has faults that stop the run; they have been listed."""


@dataclass(frozen=True)
class Loaded:
    """A workspace as it was read, and the date at which it is judged."""

    reading: Reading
    portfolio: Portfolio
    as_of: date

    @cached_property
    def graph(self) -> EstateGraph:
        """The estate as a graph, built when it is first asked for."""
        from estate.graph import build

        return build(self.portfolio)

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """What is wrong: faults of the files, and references and dates that cannot be."""
        from estate.checks import check

        reading = self.reading
        return (
            *(found for found in reading.findings if found.severity is Severity.ERROR),
            *check(
                self.portfolio, self.as_of, reading.locate, reading.unread, least=Severity.ERROR
            ),
        )

    def where(self, fact: Fact) -> str | None:
        """Return `file:line` of a fact; None where it stands in no file."""
        span = self.reading.locate(fact)
        return f"{span.path}:{span.line}" if span else None


def read_workspace(path: Path) -> Reading:
    """Read every file of a workspace.

    What is read lives until the process ends, and hardly anything else does: looking for garbage
    among it would cost more than reading. So collecting stops, until `collect_again`.
    A change of several files that was interrupted is finished first.
    """
    from estate.cli.journal import finish
    from estate.reading import read

    finish(path)
    gc.disable()
    return read(path)


def collect_again() -> None:
    """Look for garbage again, but not among what has been read: for commands that run long."""
    gc.freeze()
    gc.enable()


def load(path: Path, asked: date | None, *, whole: bool = False) -> Loaded:
    """Read a workspace and fix its date; faults are listed on standard error.

    With `whole`, any fault stops the run: a plan over part of an estate would mislead.

    Raises:
        UnreadableInput: when nothing can be read, or a fault was found and `whole` is asked.
    """
    reading = read_workspace(path)
    portfolio = reading.portfolio
    if portfolio is None:
        list_findings(reading.findings, reading)
        raise UnreadableInput(f"{path} cannot be read as an estate")
    loaded = Loaded(reading, portfolio, as_of_date(asked, portfolio.workspace.as_of))
    list_findings(loaded.errors, reading)
    if loaded.errors and whole:
        raise UnreadableInput("mend these first: a plan over part of an estate would mislead")
    return loaded


def list_findings(findings: Sequence[Finding], reading: Reading) -> None:
    """Write findings to standard error, with the lines they point at."""
    if findings:
        from estate.rendering.kit.tables import findings_text

        complain(findings_text(findings, terminal(error=True), reading.source_line))
