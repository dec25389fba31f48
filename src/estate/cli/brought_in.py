"""What a change brings in: findings that were not there before, wherever their lines have gone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from estate.cli.output import note
from estate.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from estate.checks.check import Locate
    from estate.diagnostics import Finding
    from estate.portfolio import Fact
    from estate.reading import Reading

LISTED = 20
"""Warnings that are shown; of more, only the number."""


def brought_in(
    reading: Reading, trial: Reading, as_of: date | None, respelled: Callable[[str], str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the errors and the warnings that were not there before.

    `respelled` makes a message say the same before and after, where the change is one of names.
    """
    from estate.cli.clock import as_of_date

    recorded = reading.portfolio.workspace.as_of if reading.portfolio else None
    day = as_of or as_of_date(None, recorded, quietly=True)
    after = _findings(trial, day, trial.locate)
    new = _new(_findings(reading, day, _nowhere), after, respelled) if after else []
    errors = [each for each in new if each.severity is Severity.ERROR]
    return errors, [each for each in new if each.severity is Severity.WARNING]


def warn(findings: Sequence[Finding], trial: Reading) -> None:
    """List the warnings of a change, which is made all the same."""
    if not findings:
        return
    from estate.cli.load import list_findings

    list_findings(findings[:LISTED], trial)
    count = "a warning" if len(findings) == 1 else f"{len(findings)} warnings"
    few = "" if len(findings) <= LISTED else f", of which {LISTED} are listed"
    note(f"the change brings in {count}{few}")


def _new(
    before: Sequence[Finding], after: Sequence[Finding], respelled: Callable[[str], str]
) -> list[Finding]:
    def mark(finding: Finding) -> tuple[str, Severity, str, str]:
        message, subject = respelled(finding.message), respelled(finding.subject or "")
        return finding.code, finding.severity, message, subject

    known = Counter(map(mark, before))
    new = []
    for finding in after:
        if known[mark(finding)]:
            known[mark(finding)] -= 1
        else:
            new.append(finding)
    return new


def _nowhere(_fact: Fact) -> None:
    """Locate nothing: where a finding stood before is not asked."""


def _findings(reading: Reading, day: date, locate: Locate) -> list[Finding]:
    """Return errors and warnings; notes of a rule may be raised to either by the workspace."""
    from estate.checks import check

    found = list(reading.findings)
    if reading.portfolio is not None:
        found += check(reading.portfolio, day, locate, reading.unread)
    return [each for each in found if each.severity is not Severity.NOTE]
