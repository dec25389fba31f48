"""`estate rename`: another id, everywhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli import edits
from estate.cli.output import note
from estate.diagnostics import EstateError

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.editing.rename import Renaming
    from estate.reading import Reading

LISTED = 20


@click.command(name="rename")
@click.argument("old", metavar="RECORD")
@click.argument("new", metavar="ID")
@edits.dry_run
@edits.workspace
def rename_command(*, old: str, new: str, dry_run: bool, path: Path) -> int:
    """Change an id, and every reference to it.

    RECORD is COUNCIL/SYSTEM, COUNCIL/contracts/ID, catalogue/suppliers/ID and so on, or COUNCIL
    itself, whose file or folder is renamed with it. References in all files follow. Comments
    stay as they are; those that mention the old id are listed.

    \b
        estate rename strathallan/council-tax revenues --dry-run
        estate rename catalogue/suppliers/revmaster-ltd revmaster-group
        estate rename catalogue/capabilities/revenues.ndr revenues.rates
        estate rename strathallan strathmore
    """
    from estate.cli.records import files_of
    from estate.editing.rename import renaming

    reading = edits.opened(path)
    _all_read(reading)
    found = renaming(old, new, files_of(reading))
    status = edits.apply(
        reading,
        found.edits,
        dry_run=dry_run,
        moves=_moves(reading, found),
        respelled=_respelled(found.target.id, found.new),
    )
    for mention in found.mentions[:LISTED]:
        note(f"a comment mentions {found.target.id}: {mention}")
    if len(found.mentions) > LISTED:
        note(f"and {len(found.mentions) - LISTED} more comments")
    return status


def _all_read(reading: Reading) -> None:
    """Refuse while references may hide in a file that cannot be read.

    Raises:
        EstateError: after the faults have been listed.
    """
    if edits.unread_files(reading):
        from estate.cli.load import list_findings

        faults = [each for each in reading.findings if each.code in edits.UNREADABLE]
        list_findings(faults, reading)
        raise EstateError("mend these first: references in them could not be followed")


def _moves(reading: Reading, found: Renaming) -> list[edits.Move]:
    """Return the file and the folder that a council's files stand in, under the new name."""
    from estate.portfolio.references import COUNCILS

    if found.target.table != COUNCILS:
        return []
    folder = (Path(reading.root) / "councils").as_posix()
    old, new = f"{folder}/{found.target.id}", f"{folder}/{found.new}"
    paths = [part.source.path for part in reading.parts[found.target.id]]
    pair = (found.target.id, found.new)
    moves = []
    if f"{old}.toml" in paths:
        moves.append(edits.Move(f"{old}.toml", f"{new}.toml", pair))
    if any(path.startswith(f"{old}/") for path in paths):
        moves.append(edits.Move(old, new, pair))
    return moves


def _respelled(old: str, new: str) -> Callable[[str], str]:
    """Return what makes both ids the same word, so that messages can be compared."""
    either = "|".join(map(re.escape, (old, new)))
    spelling = re.compile(rf"(?<![A-Za-z0-9_-])(?:{either})(?![A-Za-z0-9_-])")
    return lambda text: spelling.sub("ID", text)
