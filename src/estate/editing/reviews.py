"""Records that somebody has confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from estate.diagnostics import UsageFault, did_you_mean
from estate.editing.addresses import Files, NotThere, OwnFile, Place, find
from estate.editing.edit import Edit
from estate.editing.fields import is_model, model_of, types_at, usual_order
from estate.editing.values import edit
from estate.editing.verify import Change
from estate.portfolio import CATALOGUE, WORKSPACE
from estate.portfolio.base import Record


def reviewed(
    addresses: Sequence[str], councils: Sequence[str], on: date, by: str | None, files: Files
) -> list[Edit]:
    """Return the edits that stamp records, and all systems of some councils, as confirmed.

    Raises:
        UsageFault: when there is no such record, or one that cannot be reviewed.
    """
    places = [find(address, files) for address in addresses]
    for address, place in zip(addresses, places, strict=True):
        types = types_at(model_of(place.owner), place.path)
        if not any(is_model(each) and issubclass(each, Record) for each in types):
            raise UsageFault(f"'{address}' has no review of its own")
    for council in councils:
        places += _systems(council, files)
    return _stamped(places, on, by)


def _systems(council: str, files: Files) -> list[Place]:
    found = [
        Place(council, file, ("systems", system))
        for file in files.get(council, ())
        for system in file.records("systems")
    ]
    if not found and council in files:
        raise NotThere(f"{council} has no systems to review", council)
    if not found:
        near = did_you_mean(council, (one for one in files if one not in {CATALOGUE, WORKSPACE}))
        raise NotThere(f"there is no council '{council}'{'; ' + near if near else ''}", council)
    return found


def _stamped(places: Sequence[Place], on: date, by: str | None) -> list[Edit]:
    by_file: dict[str, tuple[str, OwnFile, dict[Change, None]]] = {}
    for place in places:
        _, _, changes = by_file.setdefault(place.file.path, (place.owner, place.file, {}))
        changes[(*place.path, "reviewed"), on] = None
        if by is not None:
            changes[(*place.path, "reviewed_by"), by] = None
    return [
        edit(path, file.raw, list(changes), usual_order(owner))
        for path, (owner, file, changes) in sorted(by_file.items())
    ]
