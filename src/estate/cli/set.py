"""`estate set`: facts of a record, with their source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import edits, known_by

if TYPE_CHECKING:
    from typing import Unpack


@click.command(name="set")
@click.argument("record", metavar="RECORD")
@click.argument("facts", metavar="[KEY=VALUE]...", nargs=-1)
@click.option("--unset", multiple=True, metavar="KEY", help="Take a key away; may be repeated.")
@known_by.evidence_options
@edits.dry_run
@edits.workspace
def set_command(
    *,
    record: str,
    facts: tuple[str, ...],
    unset: tuple[str, ...],
    dry_run: bool,
    path: Path,
    **known: Unpack[known_by.Known],
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
        estate set strathallan/steps/new-ledger milestones.2.reached=2027-09-30
        estate set strathallan/council-tax --unset sponsor

    The change is shown first, and tried: one that brings in an error is not written. With
    --source, --confidence, --on or --by the evidence of each fact is written anew.
    """
    from estate.cli.records import files_of, stale_evidence
    from estate.editing.facts import changed

    reading = edits.opened(path)
    evidence = known_by.evidence_of(reading, known)
    with edits.looking_in(reading):
        change = changed(record, facts, unset, evidence, files_of(reading))
    stale_evidence(change)
    return edits.apply(reading, [change.edit], dry_run=dry_run, as_of=known["as_of"])
