"""`estate check --coverage`: how much is known, and what to find out first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from estate.cli.load import Loaded
    from estate.completeness import Coverage, PlanGaps, Questions

FORMATS = ("table", "summary", "json", "csv", "md")
"""How coverage can be printed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which options were given beside path, date, councils and format.

    `narrowed`: one of those that choose among findings, of which coverage has none.
    """

    coverage: bool
    full: bool
    watch: bool
    narrowed: bool


def said_instead(
    path: Path, as_of: date | None, councils: tuple[str, ...], format_: str, asked: Asked
) -> int:
    """Write coverage, where the options that go with it make sense together.

    Raises:
        click.UsageError: when they do not.
    """
    if not asked.coverage:
        alone = "--full" if asked.full else "--format csv"
        raise click.UsageError(f"{alone} goes with --coverage")
    if asked.watch:
        raise click.UsageError("--watch does not go with --coverage")
    if asked.narrowed:
        raise click.UsageError("--rule and --least choose findings; --coverage has none")
    if format_ not in FORMATS:
        known = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
        raise click.UsageError(f"--coverage goes with --format {known}, not {format_}")
    return say_coverage(path, as_of, councils, format_, full=asked.full)


def say_coverage(
    path: Path, as_of: date | None, councils: tuple[str, ...], format_: str, *, full: bool
) -> int:
    """Write how much is known of an estate, or of some councils; return the exit status.

    Raises:
        UnreadableInput: when nothing can be read.
        UsageFault: when there is no such council.
    """
    from estate.cli.load import load
    from estate.completeness import coverage, plan_gaps, questions
    from estate.scoring import score

    loaded = load(path, as_of)
    chosen = options.known_councils(councils, loaded.portfolio)
    scores = score(loaded.graph, loaded.as_of, chosen)
    found = coverage(loaded.graph, scores)
    asks, gaps = questions(loaded.graph, scores), plan_gaps(loaded.graph, scores)
    if format_ == "table" and not full:
        from estate.rendering.findings.coverage_text import coverage_in_short

        say(coverage_in_short(found, asks, gaps, terminal()))
    else:
        say(_written(found, asks, gaps, loaded, format_))
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _written(found: Coverage, asks: Questions, gaps: PlanGaps, loaded: Loaded, format_: str) -> str:
    from estate.rendering.findings import coverage_json, coverage_sheets, coverage_text

    portfolio = loaded.portfolio
    if format_ == "json":
        from estate.rendering.kit.as_json import to_text

        return to_text(coverage_json.coverage_json(found, asks, gaps, loaded.where))
    if format_ == "csv":
        return coverage_json.coverage_csv(found, portfolio)
    if format_ == "md":
        return coverage_text.coverage_markdown(found, asks, gaps, portfolio)
    if format_ == "summary":
        return coverage_sheets.in_one_sentence(found)
    return coverage_text.coverage_text(found, asks, gaps, portfolio, terminal())
