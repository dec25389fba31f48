"""`estate show`: everything about one system."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status

if TYPE_CHECKING:
    from datetime import date


@click.command(name="show")
@click.argument("system", metavar="COUNCIL/SYSTEM")
@options.workspace
@options.as_of
@options.output_format("table", "json")
def show_command(system: str, path: Path, as_of: date | None, format_: str) -> int:
    """Show everything known and derived about one system.

    Facts with file and line, its score by contribution, neighbours, contracts and options.

    \b
        estate show strathallan/council-tax inventories
    """
    from estate.cli.load import load
    from estate.scoring import score_system

    loaded = load(path, as_of)
    ref = options.known_system(system, loaded.portfolio)
    score = score_system(loaded.graph, ref, loaded.as_of)
    if format_ == "json":
        from estate.rendering.as_json import system_json, to_text

        say(to_text(system_json(loaded.portfolio, score, loaded.where)))
    else:
        from estate.rendering.show import system_text

        say(system_text(loaded.graph, score, terminal(), loaded.where, loaded.as_of))
    return Status.FINDINGS if loaded.errors else Status.SOUND
