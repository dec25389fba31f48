"""`estate score`: systems ranked by legacy risk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status

if TYPE_CHECKING:
    from datetime import date

SHOWN = 20


@click.command(name="score")
@options.workspace
@options.as_of
@options.output_format("table", "json")
@options.councils
@click.option("--all", "everything", is_flag=True, help=f"List all systems, not the worst {SHOWN}.")
def score_command(
    path: Path, as_of: date | None, format_: str, councils: tuple[str, ...], everything: bool
) -> int:
    """Rank systems by legacy risk, with every figure's reason.

    Scores follow the UK's Legacy IT Risk Assessment Framework: seven likelihood criteria of 1 to 6,
    six impact criteria of 1 to 5, overall up to 30; legacy where any likelihood is 3 or more,
    red-rated from 16. What is not recorded gives a range, and a class only where the range allows.

    \b
        estate score
        estate score inventories --all
        estate score inventories --format json > scores.json
    """
    from estate.cli.load import load
    from estate.scoring import score

    loaded = load(path, as_of)
    chosen = options.known_councils(councils, loaded.portfolio)
    scores = score(loaded.graph, loaded.as_of, chosen)
    if format_ == "json":
        from estate.rendering.as_json import scores_json, to_text

        say(to_text(scores_json(scores, loaded.portfolio, loaded.where)))
    else:
        from estate.rendering.tables import scores_text

        say(scores_text(scores, terminal(), None if everything else SHOWN))
    return Status.FINDINGS if loaded.errors else Status.SOUND
