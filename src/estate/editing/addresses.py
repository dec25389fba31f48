"""How people name a record: `strathallan/council-tax`, `strathallan/contracts/ledger`.

strathallan                            the council itself
strathallan/council-tax                a system
strathallan/contracts/council-tax      a record of another table, by its id
strathallan/interfaces/council-tax/ledger   an interface, by its two ends
strathallan/interfaces/3               an interface, by its place in the files, from 1
strathallan/council-tax/options/replace     a table inside a record
catalogue/products/revmaster           a record of the catalogue
estate                                 the workspace's own settings
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from estate.diagnostics import UsageFault, likely
from estate.editing.fields import model_of, types_at
from estate.portfolio import CATALOGUE, WORKSPACE, Catalogue, CouncilFile, KeyPath

LISTED = 4
LISTS = frozenset({"interfaces", "needs"})
"""Tables whose records have no id, but a place."""
_SIDES = 2
_RECORD = 2
"""The length of a path to a record: its table and its id."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class OwnFile:
    """A file of an owner: its path as people know it, its bytes, and what it says."""

    path: str
    raw: bytes
    tables: Mapping[str, Any]

    def records(self, table: str) -> Mapping[str, Any]:
        """Return a table's records by id; none where it is no such table."""
        found = self.tables.get(table)
        return found if isinstance(found, Mapping) else {}

    def elements(self, table: str) -> Sequence[Any]:
        """Return the elements of a list of tables; none where it is no list."""
        found = self.tables.get(table)
        return found if isinstance(found, list) else ()


Files = Mapping[str, Sequence[OwnFile]]
"""Every owner's files, in order of their names."""


class NotThere(UsageFault):
    """There is no such record, as far as the files could be read; `owner` is whose it would be."""

    def __init__(self, message: str, owner: str) -> None:
        super().__init__(message)
        self.owner = owner


@dataclass(frozen=True)
class Place:
    """Where a record stands: whose it is, in which file, and where in that file."""

    owner: str
    file: OwnFile
    path: KeyPath


def find(address: str, files: Files) -> Place:
    """Return where a record stands.

    Raises:
        UsageFault: when there is no such record, or more than one is meant; with what comes near.
    """
    owner, *rest = address.split("/")
    if owner not in files or not all((owner, *rest)):
        raise NotThere(_no_owner(address, files), owner)
    if owner == WORKSPACE:
        return _place(address, files[owner], owner, ("estate", *rest))
    if owner == CATALOGUE:
        return _of_table(address, files[owner], owner, rest, Catalogue)
    if not rest:
        return _place(address, files[owner], owner, ("council",))
    is_table = rest[0] in CouncilFile.model_fields and len(rest) > 1
    if is_table and not _holds(files[owner], ("systems", *rest)):
        return _of_table(address, files[owner], owner, rest, CouncilFile)
    return _place(address, files[owner], owner, ("systems", *rest))


def _of_table(
    address: str,
    files: Sequence[OwnFile],
    owner: str,
    rest: Sequence[str],
    model: type[Catalogue | CouncilFile],
) -> Place:
    if not rest or rest[0] not in model.model_fields:
        tables = ", ".join(model.model_fields)
        raise UsageFault(f"'{address}': after {owner}/ comes a table and an id. Tables: {tables}")
    table = rest[0]
    if table in LISTS:
        return _of_list(address, files, owner, table, rest[1:])
    return _place(address, files, owner, tuple(rest))


def _place(address: str, files: Sequence[OwnFile], owner: str, path: KeyPath) -> Place:
    if not types_at(model_of(owner), path):
        raise UsageFault(f"'{address}' cannot be a record")
    for file in files:
        if _reaches(file.tables, path):
            return Place(owner, file, path)
    if path == ("estate",) and files:
        return Place(owner, files[0], path)
    raise NotThere(_nothing_there(address, files, path), owner)


def _holds(files: Sequence[OwnFile], path: KeyPath) -> bool:
    return any(_reaches(file.tables, path) for file in files)


def _reaches(tables: Any, path: KeyPath) -> bool:  # noqa: ANN401  # whatever TOML may hold
    for part in path:
        if not isinstance(tables, Mapping) or part not in tables:
            return False
        tables = tables[part]
    return isinstance(tables, Mapping)


def _of_list(
    address: str, files: Sequence[OwnFile], owner: str, table: str, rest: Sequence[str]
) -> Place:
    everyone = list(_elements(files, table))
    if len(rest) == 1 and rest[0].isdecimal() and rest[0].isascii():
        if not 0 < int(rest[0]) <= len(everyone):
            count = f"{owner} has {len(everyone)} {table}, counted from 1"
            raise NotThere(f"'{address}': {count}", owner)
        file, place, _ = everyone[int(rest[0]) - 1]
        return Place(owner, file, (table, place))
    if table == "interfaces" and len(rest) >= _SIDES:
        return _by_ends(address, everyone, owner, "/".join(rest))
    hint = " or FROM/TO" if table == "interfaces" else ""
    raise UsageFault(f"'{address}': after {table}/ comes its number, counted from 1{hint}")


def _elements(files: Sequence[OwnFile], table: str) -> Iterator[tuple[OwnFile, int, Any]]:
    for file in files:
        for place, element in enumerate(file.elements(table)):
            yield file, place, element


def _by_ends(
    address: str, everyone: Sequence[tuple[OwnFile, int, Any]], owner: str, ends: str
) -> Place:
    found = [
        (number, file, place)
        for number, (file, place, element) in enumerate(everyone, start=1)
        if isinstance(element, Mapping) and f"{element.get('from')}/{element.get('to')}" == ends
    ]
    if not found:
        raise NotThere(f"'{address}': {owner} has no interface from and to these", owner)
    if len(found) > 1:
        names = " or ".join(f"{owner}/interfaces/{number}" for number, _, _ in found)
        raise UsageFault(f"'{address}' may be any of {len(found)}: write {names}")
    _, file, place = found[0]
    return Place(owner, file, ("interfaces", place))


def _no_owner(address: str, files: Files) -> str:
    first, _, rest = address.partition("/")
    systems = [name for name in _systems(files) if name.partition("/")[2] == address]
    known = [owner for owner in files if owner != WORKSPACE]
    close = systems or list(likely(first, known))
    if not systems and rest:
        close = [f"{owner}/{rest}" for owner in close]
    hint = f" Did you mean {' or '.join(close[:LISTED])}?" if close else ""
    return f"there is no '{address}'; write COUNCIL/SYSTEM or COUNCIL/TABLE/ID.{hint}"


def _systems(files: Files) -> Iterator[str]:
    for owner, own in files.items():
        for file in own:
            yield from (f"{owner}/{system}" for system in file.records("systems"))


def _nothing_there(address: str, files: Sequence[OwnFile], path: KeyPath) -> str:
    """Say what is not there, and which ids of that table come near, or how to begin it."""
    if len(path) > _RECORD and _holds(files, path[:_RECORD]):
        parent = "/".join(address.split("/")[: _RECORD - len(path)])
        facts = f"{_dotted(path[_RECORD:])}.KEY=VALUE"
        return f"there is no '{address}'; `estate set {parent} {facts}` begins it"
    known = sorted(key for file in files for key in file.records(str(path[0])))
    name = str(path[1]) if len(path) > 1 else ""
    prefix = address[: address.rfind(name)] if name else address
    close = [prefix + each for each in likely(name, known, 3) if each != name]
    if close:
        return f"there is no '{address}'. Did you mean {' or '.join(close)}?"
    return f"there is no '{address}'{_to_begin_it(address, path)}"


def _to_begin_it(address: str, path: KeyPath) -> str:
    """Say how a record that is not there can be begun, or how one is addressed."""
    if len(path) != _RECORD:
        return "."
    table, key = map(str, path)
    owner = address.partition("/")[0]
    if table == "systems" and key in CouncilFile.model_fields:
        return f"; write {address}/{'FROM/TO' if key == 'interfaces' else 'ID'}"
    if table == "systems":
        return f"; `estate add system {owner}/{key} --name ...` adds it"
    if table == "contracts":
        return f"; `estate add contract {owner}/{key}` adds it"
    return f"; to begin one, write [{_dotted(path)}] and its keys into a file"


def _dotted(path: KeyPath) -> str:
    """Return a path as TOML writes it, quoted where it must be."""
    return ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in map(str, path))
