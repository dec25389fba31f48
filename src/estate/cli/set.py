"""`estate set`: facts of a record, with their source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from estate.cli import edits, options
from estate.portfolio.base import Confidence

if TYPE_CHECKING:
    from datetime import date


@click.command(name="set")
@click.argument("record", metavar="RECORD")
@click.argument("facts", metavar="[KEY=VALUE]...", nargs=-1)
@click.option("--unset", multiple=True, metavar="KEY", help="Take a key away; may be repeated.")
@click.option("--source", metavar="TEXT", help="Where the facts come from, such as a ledger.")
@click.option(
    "--confidence", type=click.Choice(get_args(Confidence)), help="How far to trust them."
)
@click.option(
    "--on", type=options.Day(), metavar="DATE", help="When they were known to be so; else as of."
)
@click.option("--by", metavar="ROLE", help="The role that recorded them; not a person's name.")
@edits.dry_run
@options.as_of
@edits.workspace
def set_command(
    *,
    record: str,
    facts: tuple[str, ...],
    unset: tuple[str, ...],
    source: str | None,
    confidence: str | None,
    on: date | None,
    by: str | None,
    dry_run: bool,
    as_of: date | None,
    path: Path,
) -> int:
    """Change facts of a record, with their source.

    RECORD is COUNCIL/SYSTEM, COUNCIL itself, COUNCIL/contracts/ID, COUNCIL/interfaces/FROM/TO,
    catalogue/products/ID and so on. Values are read as their key wants them: whole numbers may
    have commas and a pound sign, lists have commas, dates are written 2027-03-31.

    \b
        estate set strathallan/council-tax owner="Head of Revenues" users=64
        estate set strathallan/council-tax annual_cost.licence=£118,000 \\
            --source "ledger 2026-27" --confidence verified
        estate set strathallan/contracts/council-tax ends=2028-03-31 --dry-run
        estate set strathallan/council-tax --unset sponsor

    The change is shown first, and tried: one that brings in an error is not written. With
    --source, --confidence, --on or --by the evidence of each fact is written anew.
    """
    from estate.cli.records import day, files_of, stale_evidence
    from estate.editing.facts import Evidence, changed

    reading = edits.opened(path)
    evidence = None
    if source or confidence or on or by:
        as_of = day(reading, as_of)
        evidence = Evidence(source, confidence, on or as_of, by)
    change = changed(record, facts, unset, evidence, files_of(reading))
    stale_evidence(change)
    return edits.apply(reading, [change.edit], dry_run=dry_run, as_of=as_of)
