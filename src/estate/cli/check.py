"""`estate check`: what is wrong, doubtful or missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status
from estate.diagnostics import Severity, UsageFault, did_you_mean
from estate.rendering.findings.formats import FORMATS, written
from estate.rendering.kit.found import Found

if TYPE_CHECKING:
    from datetime import date

    from estate.checks.check import Locate
    from estate.checks.narrowing import Narrowing
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
@click.option(
    "--full", is_flag=True, help="With --coverage: by council and group, and all at stake, too."
)
@options.councils
@click.option(
    "--rule",
    "rules",
    multiple=True,
    metavar="CODE",
    help="Only what this rule finds; may be given more than once.",
)
@click.option(
    "--least",
    type=click.Choice([severity.value for severity in Severity]),
    help="Show only findings of this severity and worse.",
)
def check_command(
    path: Path,
    as_of: date | None,
    format_: str,
    fail_on: str,
    watch: bool,
    coverage: bool,
    full: bool,
    councils: tuple[str, ...],
    rules: tuple[str, ...],
    least: str | None,
) -> int:
    """Say what is wrong, doubtful or missing in an inventory.

    WORKSPACE is the folder that holds estate.toml; without it, this folder.

    \b
        estate check
        estate check --watch
        estate check inventories --fail-on warning
        estate check inventories --council strathallan --least warning
        estate check inventories --rule EST303 --fail-on note
        estate check inventories --format sarif > estate.sarif
        estate check inventories --coverage --council strathallan

    Every finding names its file, line and column, and a code; `estate explain CODE` says more of
    it. The formats sarif and github are for code hosts, and md is for pull requests.

    With --council, --rule or --least only what is asked for is shown, and decides the exit
    status; the last line counts the rest. What the workspace and its catalogue have at fault
    belongs to no council.

    With --coverage it counts what is recorded instead, and nothing is at fault; --full and the
    format csv go with that alone.
    """
    if coverage or full or format_ == "csv":
        from estate.cli.coverage import Asked, said_instead

        asked = Asked(coverage, full, watch, narrowed=bool(rules or least))
        return said_instead(path, as_of, councils, format_, asked)

    def run() -> int:
        return _check(path, as_of, format_, Severity(fail_on), (councils, rules, least))

    if not watch:
        return run()
    if not FORMATS[format_].live:
        live = " or ".join(name for name, known in FORMATS.items() if known.live)
        raise click.UsageError(f"--watch goes with --format {live}, not {format_}")
    from estate.cli.repeating import repeat

    return repeat(path, run)


def _check(
    path: Path,
    as_of: date | None,
    format_: str,
    fail_on: Severity,
    asked: tuple[tuple[str, ...], tuple[str, ...], str | None],
) -> int:
    """Check once; return the status."""
    from estate.cli.load import read_workspace

    reading = read_workspace(path)
    narrowing = _narrowing(reading, *asked)
    locate = reading.locate if FORMATS[format_].places else _nowhere
    findings, left = narrowing.parted((*reading.findings, *_rules(reading, as_of, locate)))
    here = Path.cwd().as_posix()
    say(written(Found(findings, terminal(), reading.source_line, here, left), format_))
    failed = any(finding.severity.rank <= fail_on.rank for finding in findings)
    return Status.FINDINGS if failed else Status.SOUND


def _narrowing(
    reading: Reading, councils: tuple[str, ...], rules: tuple[str, ...], least: str | None
) -> Narrowing:
    """Return what is asked for; of a folder that is no workspace, whatever there is to say."""
    from estate.checks.narrowing import Narrowing
    from estate.portfolio import CATALOGUE, WORKSPACE

    codes = frozenset(map(_code, rules))
    if reading.portfolio is None:
        return Narrowing()
    # A council of which no file can be read is a council still, and what is wrong with it is asked.
    known = {*reading.portfolio.councils, *reading.parts} - {CATALOGUE, WORKSPACE}
    chosen = frozenset(options.known_names(councils, known)) if councils else frozenset()
    return Narrowing(chosen, codes, Severity(least or Severity.NOTE), reading.root)


def _code(asked: str) -> str:
    """Return the code of a rule that was meant.

    Raises:
        UsageFault: when there is no such rule.
    """
    from estate.rendering.findings.rule_pages import rule_pages

    known, code = rule_pages(), asked.strip().upper()
    code = f"EST{code}" if code.isdigit() else code
    if code in known:
        return code
    # A number is not like another number: of a code that is in form, none comes near.
    in_form = code.startswith("EST") and code[3:].isdigit() and len(code) == len("EST000")
    near = None if in_form else did_you_mean(code, known, most=3)
    hint = near or "`estate explain` lists them all"
    raise UsageFault(f"there is no rule '{terminal(error=True).plain(asked)}': {hint}")


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
