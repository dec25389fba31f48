"""Which kind of file something is: from where it lies, else from what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from estate.portfolio import Catalogue, CouncilFile, WorkspaceFile

Kind = type[WorkspaceFile] | type[Catalogue] | type[CouncilFile]

_SCHEMA = re.compile(r"#:schema\s[^\n]*?(catalogue|council|estate)\.schema\.json\s*")
_BY_SCHEMA: dict[str, Kind] = {
    "catalogue": Catalogue,
    "council": CouncilFile,
    "estate": WorkspaceFile,
}


def kind_of(place: Sequence[str], text: str, tables: Iterable[str]) -> Kind:
    """Return the type of a file.

    `place` is the way to it: folders and, last, its name. Where that does not tell, the line
    `#:schema` at the top does, else its tables; what could be several is a council's.
    """
    return _by_place(place) or _by_schema(text) or _by_tables(set(tables))


def _by_place(place: Sequence[str]) -> Kind | None:
    if place and place[-1] == "estate.toml":
        return WorkspaceFile
    folders = list(place[-3:-1])
    if folders[-1:] == ["catalogue"]:
        return Catalogue
    return CouncilFile if "councils" in folders else None


def _by_schema(text: str) -> Kind | None:
    found = _SCHEMA.match(text)
    return _BY_SCHEMA[found[1]] if found else None


def _by_tables(tables: set[str]) -> Kind:
    if "estate" in tables:
        return WorkspaceFile
    if tables & {*Catalogue.model_fields} - {*CouncilFile.model_fields}:
        return Catalogue
    return CouncilFile
