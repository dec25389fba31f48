"""`estate check`: what is wrong, doubtful or missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status
from estate.diagnostics import Severity

if TYPE_CHECKING:
    from datetime import date

    from estate.checks.check import Locate
    from estate.diagnostics import Finding
    from estate.portfolio import Fact
    from estate.reading import Reading


@click.command(name="check")
@options.workspace
@options.as_of
@options.output_format("table", "summary", "json")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
def check_command(path: Path, as_of: date | None, format_: str, fail_on: str) -> int:
    """Say what is wrong, doubtful or missing in an inventory.

    WORKSPACE is the folder that holds estate.toml; without it, this folder.

    \b
        estate check
        estate check inventories --fail-on warning
        estate check inventories --format json

    Every finding names its file, line and column, and a code; docs/rules has a page for each.
    """
    from estate.cli.load import read_workspace

    reading = read_workspace(path)
    # A count needs no places, and finding them is a good part of the work.
    locate = _nowhere if format_ == "summary" else reading.locate
    findings = [*reading.findings, *_rules(reading, as_of, locate)]
    say(_written(findings, reading, format_))
    threshold = Severity(fail_on).rank
    failed = any(finding.severity.rank <= threshold for finding in findings)
    return Status.FINDINGS if failed else Status.SOUND


def _nowhere(_fact: Fact) -> None:
    """Locate nothing."""


def _rules(reading: Reading, asked: date | None, locate: Locate) -> tuple[Finding, ...]:
    """Run the rules over whatever could be read."""
    from estate.checks import check
    from estate.cli.clock import as_of_date

    if reading.portfolio is None:
        return ()
    as_of = as_of_date(asked, reading.portfolio.workspace.as_of)
    return check(reading.portfolio, as_of, locate, reading.unread)


def _written(findings: list[Finding], reading: Reading, format_: str) -> str:
    if format_ == "json":
        from estate.rendering.as_json import findings_json, to_text

        return to_text(findings_json(findings))
    from estate.rendering.tables import findings_text, tally

    if format_ == "summary":
        return tally(findings)
    return findings_text(findings, terminal(), reading.source_line)
