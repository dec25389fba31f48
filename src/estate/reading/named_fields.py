"""Fields of the inventory that an agreement or a recipe names: whether they can be told at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from estate.diagnostics import did_you_mean
from estate.reading.faults import Fault
from estate.reading.show import quoted
from estate.sharing.classes import CLASSES, class_of
from estate.sharing.places import IN_BANDS, PLACES


def unknown_or_kept(table: str, named: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
    """Yield a fault for each named field that does not exist, never leaves, or has no place.

    `named` has the fields by the key of the table under which they stand.
    """
    for key, fields in named.items():
        for place, field in enumerate(fields):
            said = _wrong(field)
            if said is not None:
                code, message, hint = said
                yield Fault(code, (table, key, place), f"`{table}.{key}`: {message}", hint)


def _wrong(field: str) -> tuple[str, str, str | None] | None:
    """Return code, message and hint of what is wrong with a field that is named."""
    shown = quoted(field)
    if field not in CLASSES:
        known = [name for name in PLACES if class_of(name).ceiling != "council"]
        return "EST013", f"{shown} is no field of the inventory", did_you_mean(field, known)
    found = class_of(field)
    if found.ceiling == "council":
        hint = "take it out; nothing that is written here can raise it"
        return "EST016", f"{shown} never leaves a council: its class is {found.kind}", hint
    if field not in PLACES:
        return "EST016", f"{shown} cannot be told: a pack has no place for it", "take it out"
    return None


def not_exact(table: str, exact: Iterable[str], fields: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each field named as exact that is never in bands, or not named at all."""
    raised = set(fields)
    for place, field in enumerate(exact):
        path = (table, "exact", place)
        where = PLACES.get(field)
        if where is None:
            continue
        if where.shape not in IN_BANDS:
            message = f"{quoted(field)} is not told in bands that could be left out"
            yield Fault("EST016", path, f"`{table}.exact`: {message}", "take it out")
        elif field not in raised:
            message = f"{quoted(field)} is not among `fields`"
            yield Fault("EST016", path, f"`{table}.exact`: {message}", "add it there too")
