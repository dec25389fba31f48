"""`estate review`: records that somebody has confirmed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import edits, options
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from datetime import date


@click.command(name="review")
@click.argument("records", metavar="RECORD...", nargs=-1)
@click.option(
    "--council",
    "councils",
    multiple=True,
    metavar="ID",
    help="All systems of this council; may be given more than once.",
)
@click.option("--by", metavar="ROLE", help="The role that confirmed them; not a person's name.")
@click.option(
    "--on", type=options.Day(), metavar="DATE", help="The day on which they were confirmed."
)
@edits.dry_run
@options.as_of
@edits.workspace
def review_command(
    *,
    records: tuple[str, ...],
    councils: tuple[str, ...],
    by: str | None,
    on: date | None,
    dry_run: bool,
    as_of: date | None,
    path: Path,
) -> int:
    """Stamp records as confirmed on a date.

    RECORD is COUNCIL/SYSTEM, or any other record as `estate set` takes it. Without --on it is
    the as-of date; without --by the role that stands there stays.

    \b
        estate review strathallan/council-tax strathallan/ledger --by "Applications Manager"
        estate review --council strathallan --by "Applications Manager" --on 2026-09-30
        estate review strathallan/contracts/council-tax
    """
    from estate.cli.records import day, files_of
    from estate.editing.reviews import reviewed

    if not records and not councils:
        raise UsageFault("nothing to review: name records, or --council ID for all its systems")
    reading = edits.opened(path)
    as_of = day(reading, as_of)
    with edits.looking_in(reading):
        stamped = reviewed(records, councils, on or as_of, by, files_of(reading))
    return edits.apply(reading, stamped, dry_run=dry_run, as_of=as_of)
