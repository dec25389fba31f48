"""From a reading to what the editing commands work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.cli.clock import as_of_date
from estate.cli.output import note
from estate.portfolio import WORKSPACE

if TYPE_CHECKING:
    from datetime import date

    from estate.editing.addresses import Files
    from estate.editing.facts import Changed
    from estate.reading import Reading


def files_of(reading: Reading) -> Files:
    """Return every owner's files with what they say, faults in their records included.

    A file that is not valid TOML is left out: nothing can be changed in it.
    """
    from estate.editing.addresses import OwnFile
    from estate.editing.lazy import Tables

    return {
        owner: tuple(
            OwnFile(part.source.path, part.source.raw, Tables(part.source.raw)) for part in parts
        )
        for owner, parts in sorted(reading.parts.items())
        if parts or owner == WORKSPACE
    }


def day(reading: Reading, asked: date | None) -> date:
    """Return the day on which a change is made: as of which facts are judged."""
    recorded = reading.portfolio.workspace.as_of if reading.portfolio else None
    return as_of_date(asked, recorded)


def stale_evidence(change: Changed) -> None:
    """Say of each fact that it changes while its evidence speaks of the old value."""
    for key, says in change.stale:
        note(f"evidence.{key} still says {says}: give --source with the new value")
