"""From the files of one owner to one record, and what their being several may get wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from estate.diagnostics import Finding, Severity, Span
from estate.portfolio import Catalogue, Council, CouncilFile, Inventory, KeyPath
from estate.reading.reading import Part


def merged_catalogue(parts: Sequence[Part]) -> Catalogue:
    """Return the catalogue of all its files; of two entries with one id, the first stays."""
    return Catalogue.model_construct(**_tables(parts, Catalogue))


def merged_council(council: str, parts: Sequence[Part]) -> Inventory:
    """Return a council's record of all its files.

    Where no file says who the council is, which is a fault reported elsewhere, its id serves as
    its name, so that the rest can still be checked.
    """
    tables = _tables(parts, CouncilFile)
    told = [part.value.council for part in parts if isinstance(part.value, CouncilFile)]
    first = next((found for found in told if found is not None), None)
    tables["council"] = first or Council(name=council)
    return Inventory.model_construct(**tables)


def _tables(parts: Sequence[Part], model: type[Catalogue | CouncilFile]) -> dict[str, Any]:
    """Return the tables of all files together; with one file, its own."""
    tables: dict[str, Any] = {}
    for name in model.model_fields:
        found = [table for part in parts if (table := getattr(part.value, name, None))]
        if len(found) == 1:
            tables[name] = found[0]
        elif found and isinstance(found[0], dict):
            tables[name] = {key: value for table in reversed(found) for key, value in table.items()}
        elif found and isinstance(found[0], tuple):
            tables[name] = tuple(element for table in found for element in table)
    return tables


def repeated(parts: Sequence[Part]) -> Iterator[Finding]:
    """Yield a finding for each id that two files give, naming both places."""
    for name in type(parts[0].value).model_fields if parts else ():
        holders = [part for part in parts if isinstance(getattr(part.value, name), dict)]
        ids = [key for part in holders for key in getattr(part.value, name)]
        for key in sorted({key for key in ids if ids.count(key) > 1}) if _any_twice(ids) else ():
            yield from _twice((name, key), [p for p in holders if key in getattr(p.value, name)])


def repeated_council(parts: Sequence[Part]) -> Iterator[Finding]:
    """Yield a finding for each file after the first that has a table `[council]`."""
    told = [p for p in parts if isinstance(p.value, CouncilFile) and p.value.council is not None]
    yield from _twice(("council",), told)


def _any_twice(ids: Sequence[str]) -> bool:
    return len(set(ids)) < len(ids)


def _twice(path: KeyPath, holders: Sequence[Part]) -> Iterator[Finding]:
    for first, second in pairwise(holders):
        here, there = second.source.span(path), first.source.span(path)
        name = ".".join(str(part) for part in path)
        message = f"[{name}] is given twice: here and at {there}"
        hint = "remove one, or give it an id of its own"
        yield Finding("EST020", Severity.ERROR, message, here, hint)


def nameless_council(council: str, parts: Sequence[Part]) -> Finding:
    """Say that no file tells who the council is."""
    span = Span(parts[0].source.path, 1, 1)
    message = f"no table [council] says who `{council}` is"
    return Finding("EST021", Severity.ERROR, message, span, 'write [council] and name = "..."')
