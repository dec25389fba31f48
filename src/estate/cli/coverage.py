"""`estate check --coverage`: how much is known, and what to find out first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

FORMATS = ("table", "json", "csv", "markdown")


def say_coverage(path: Path, as_of: date | None, councils: tuple[str, ...], format_: str) -> int:
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
    if format_ == "json":
        from estate.rendering.as_json import to_text
        from estate.rendering.coverage_json import coverage_json

        say(to_text(coverage_json(found, asks, gaps, loaded.where)))
    elif format_ == "csv":
        from estate.rendering.coverage_json import coverage_csv

        say(coverage_csv(found, loaded.portfolio))
    elif format_ == "markdown":
        from estate.rendering.coverage_text import coverage_markdown

        say(coverage_markdown(found, asks, gaps, loaded.portfolio))
    else:
        from estate.rendering.coverage_text import coverage_text

        say(coverage_text(found, asks, gaps, loaded.portfolio, terminal()))
    return Status.FINDINGS if loaded.errors else Status.SOUND
