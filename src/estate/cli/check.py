"""`estate check`: what is wrong, doubtful or missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status
from estate.diagnostics import Severity
from estate.rendering.findings_formats import FORMATS, Found, written

if TYPE_CHECKING:
    from datetime import date

    from estate.checks.check import Locate
    from estate.diagnostics import Finding
    from estate.portfolio import Fact
    from estate.reading import Reading


@click.command(name="check")
@options.workspace
@options.as_of
@options.output_format(*FORMATS, "csv")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
@click.option(
    "--watch", is_flag=True, help="Check again whenever a file of it changes; Ctrl-C ends it."
)
@click.option(
    "--coverage", is_flag=True, help="Say how much is known, and what to find out first, instead."
)
@options.councils
def check_command(  # noqa: PLR0917  # click hands options over by name
    path: Path,
    as_of: date | None,
    format_: str,
    fail_on: str,
    watch: bool,
    coverage: bool,
    councils: tuple[str, ...],
) -> int:
    """Say what is wrong, doubtful or missing in an inventory.

    WORKSPACE is the folder that holds estate.toml; without it, this folder.

    \b
        estate check
        estate check --watch
        estate check inventories --fail-on warning
        estate check inventories --format sarif > estate.sarif
        estate check inventories --coverage --council strathallan

    Every finding names its file, line and column, and a code; `estate explain CODE` says more of
    it. The formats sarif and github are for code hosts, and md is for pull requests.

    With --coverage it counts what is recorded instead, and nothing is at fault; --council and
    the format csv go with that alone.
    """
    if coverage or councils or format_ == "csv":
        from estate.cli.coverage import said_instead

        return said_instead(path, as_of, councils, format_, coverage=coverage, watch=watch)

    def run() -> int:
        return _check(path, as_of, format_, Severity(fail_on))

    if not watch:
        return run()
    if not FORMATS[format_].live:
        live = " or ".join(name for name, known in FORMATS.items() if known.live)
        raise click.UsageError(f"--watch goes with --format {live}, not {format_}")
    from estate.cli.repeating import repeat

    return repeat(path, run)


def _check(path: Path, as_of: date | None, format_: str, fail_on: Severity) -> int:
    """Check once; return the status."""
    from estate.cli.load import read_workspace

    reading = read_workspace(path)
    locate = reading.locate if FORMATS[format_].places else _nowhere
    findings = (*reading.findings, *_rules(reading, as_of, locate))
    here = Path.cwd().as_posix()
    say(written(Found(findings, terminal(), reading.source_line, here), format_))
    failed = any(finding.severity.rank <= fail_on.rank for finding in findings)
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
