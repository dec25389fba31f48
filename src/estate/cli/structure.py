"""`estate structure`: what hangs on what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import options
from estate.cli.output import say, terminal
from estate.cli.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from estate.cli.load import Loaded
    from estate.rendering.structure.model import Page
    from estate.rendering.structure.view import StructureView

SHOWN = 3
MOST = 1_000_000


@click.command(name="structure")
@options.workspace
@options.as_of
@options.output_format("table", "json", "md")
@options.councils
@click.option(
    "--top",
    type=click.IntRange(1, MOST),
    default=SHOWN,
    show_default=True,
    metavar="N",
    help="How many of each ranking to print.",
)
def structure_command(
    path: Path, as_of: date | None, format_: str, councils: tuple[str, ...], top: int
) -> int:
    """Show what hangs on what: how tightly, in which circles, by which single points.

    How much depends on what, directly or not (propagation cost); circles of systems that move
    together, and what opens each; cut points; whose failure touches most; the weakest system that
    each service of citizens rests on; suppliers, products and people on whom most rests. Of the
    whole estate, or of each council asked for. docs/structure.md defines every figure.

    \b
        estate structure
        estate structure inventories --council strathallan
        estate structure inventories --council strathallan --top 20 --format md
        estate structure inventories --format json > structure.json
    """
    from estate.cli.load import load
    from estate.rendering.structure.view import StructureView

    loaded = load(path, as_of)
    chosen = options.known_councils(councils, loaded.portfolio)
    asked = chosen if councils or len(chosen) == 1 else ()
    view = StructureView(loaded.graph, loaded.as_of, top, asked or None)
    if format_ == "json":
        from estate.rendering.kit.as_json import to_text
        from estate.rendering.structure.structure_json import structure_json

        say(to_text(structure_json(view, asked, loaded.where)))
    else:
        say("\n".join(_written(page, format_) for page in _pages(view, asked, loaded)))
    return Status.FINDINGS if loaded.errors else Status.SOUND


def _pages(view: StructureView, asked: tuple[str, ...], loaded: Loaded) -> Iterator[Page]:
    from estate.rendering.structure.sections import council_page, estate_page

    if not asked:
        yield estate_page(view, loaded.where)
    for council in asked:
        yield council_page(view, council, loaded.where)


def _written(page: Page, format_: str) -> str:
    from estate.rendering.structure.text import page_markdown, page_text

    return page_markdown(page) if format_ == "md" else page_text(page, terminal())
