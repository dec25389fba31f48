"""`estate check-pack`: whether packs that were received are whole, meant for us, and current."""

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


@click.command(name="check-pack")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--max-age",
    type=click.IntRange(0, 100_000),
    metavar="DAYS",
    help="Warn of packs that are older than this.",
)
@click.option(
    "--recipient",
    metavar="NAME",
    help="Who reads them: a pack that does not name it is at fault, unless it is public.",
)
@options.as_of
@options.output_format("table", "json")
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
def check_pack_command(
    paths: tuple[Path, ...],
    max_age: int | None,
    recipient: str | None,
    as_of: date | None,
    format_: str,
    fail_on: str,
) -> int:
    """Check share packs that were received: whole, fitting, current.

    PATH is a pack, or a folder of which each *.pack.json is read. A pack is held against its hash,
    the form that this program knows, its own list of fields, the ceilings of its level, the dates
    of its agreement and the other packs there. --max-age and --recipient ask for more.

    \b
        estate check-pack packs
        estate check-pack packs --max-age 180 --recipient "Scotland Excel"
        estate check-pack packs/dunarrow.sector.pack.json --as-of 2026-11-30 --format json

    A pack with an error should not be used; `estate compare` leaves it out and says so.
    """
    from estate.cli.clock import as_of_date
    from estate.reading.sources import packs_at
    from estate.rendering.sharing.checks import checked_json, checked_text
    from estate.sharing.checking import Expected, check_packs

    files = packs_at(paths)
    on = as_of_date(as_of, None)
    packs = check_packs(files, Expected(on, max_age, recipient))
    say(checked_json(packs, on) if format_ == "json" else checked_text(packs, on, terminal()))
    worst = Severity(fail_on).rank
    failed = any(found.severity.rank <= worst for each in packs for found in each.findings)
    return Status.FINDINGS if failed else Status.SOUND
