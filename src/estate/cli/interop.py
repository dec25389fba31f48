"""`estate interop`: how well systems work together, and what would help most."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, say_bytes, terminal
from estate.cli.status import Status

if TYPE_CHECKING:
    from datetime import date

MOST = 10_000


@click.command(name="interop")
@options.workspace
@options.as_of
@options.output_format("table", "json", "md")
@options.councils
@click.option(
    "--system",
    metavar="COUNCIL/SYSTEM",
    help="Only the interfaces of this system, each with its four parts.",
)
@click.option(
    "--top",
    type=click.IntRange(1, MOST),
    metavar="N",
    help="List N steps of each sort, and show the N interfaces with the most to gain whole.",
)
def interop_command(
    path: Path,
    as_of: date | None,
    format_: str,
    councils: tuple[str, ...],
    system: str | None,
    top: int | None,
) -> int:
    """Show how well systems work together, and what would help most.

    Each interface has four parts, technical, semantic, organisational and legal, derived from what
    is declared of it; what is not declared makes a range. A system without a working interface is
    not assessed. Steps are found by trying each next value of each fact through the same rules, and
    ranked by points gained times the weight of the other end; to do what is known to be otherwise
    is told apart from to find out what nobody has recorded. docs/interoperability.md has the rules.

    \b
        estate interop
        estate interop inventories --council strathallan --top 3
        estate interop inventories --system strathallan/benefits
        estate interop inventories --format json > interop.json
    """
    from estate.cli.load import load
    from estate.rendering.scores.interop_view import InteropView
    from estate.scoring.interoperability import interoperability

    loaded = load(path, as_of)
    chosen = options.known_councils(councils, loaded.portfolio)
    ref = options.known_system(system, loaded.portfolio) if system else None
    found = interoperability(loaded.graph, loaded.as_of)
    view = InteropView(loaded.graph, found, chosen, ref, top, loaded.where)
    if format_ == "json":
        from estate.rendering.kit.as_json import to_text
        from estate.rendering.scores.interop_json import interop_json

        say(to_text(interop_json(view)))
    elif format_ == "md":
        from estate.rendering.scores.interop_markdown import interop_markdown

        say_bytes(interop_markdown(view).encode())
    else:
        from estate.rendering.scores.interop_text import interop_text

        say(interop_text(view, terminal()))
    return Status.FINDINGS if loaded.errors else Status.SOUND
