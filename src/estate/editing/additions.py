"""New records: where a person would put them, under an id that is new."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from estate.diagnostics import UsageFault, likely
from estate.editing.addresses import Files, NotThere, OwnFile
from estate.editing.edit import Edit
from estate.editing.facts import Evidence, read_facts
from estate.editing.fields import usual_order
from estate.editing.values import edit, set_values
from estate.editing.verify import Change
from estate.portfolio import CATALOGUE, WORKSPACE, KeyPath

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_ALIKE = 0.85
_RECORD = 2
"""The parts of an address of a system: council and id."""
_SCHEMA = "#:schema "


@dataclass(frozen=True, slots=True)
class Addition:
    """An edit that adds a record, and the records that look like the same thing."""

    edit: Edit
    alike: tuple[str, ...] = ()


def added_record(
    table: str,
    address: str,
    name: str | None,
    facts: Sequence[str],
    files: Files,
    evidence: Evidence | None = None,
) -> Addition:
    """Return the edit that adds a system or a contract, written `COUNCIL/ID`.

    The table may stand between them, as in other addresses: `COUNCIL/contracts/ID`. `evidence`
    says how the facts are known.

    Raises:
        UsageFault: when the id is no id or is taken, a key is unknown, or a value of another kind.
    """
    council, slash, new = address.partition("/")
    if not slash:
        raise UsageFault(f"'{address}' does not say which council: write COUNCIL/ID")
    own = _files_of(council, files)
    new = new.removeprefix(f"{table}/")
    if "/" in new:
        raise UsageFault(f"'{address}': write {council}/ID or {council}/{table}/ID")
    checked_id(new)
    there = _ids(own, table)
    if new in there:
        raise UsageFault(f"{council} has `{new}` among its {table} already; estate set changes it")
    typed = _with_evidence(read_facts(council, (table, new), facts), evidence)
    record = {"name": name, **typed} if name is not None else typed
    alike = tuple(f"{council}/{each}" for each in _alike(new, record.get("name"), there))
    return Addition(_written(own, council, table, new, record), alike)


def added_interface(
    council: str,
    ends: tuple[str, str],
    facts: Sequence[str],
    files: Files,
    evidence: Evidence | None = None,
) -> Addition:
    """Return the edit that adds an interface between two ends.

    Raises:
        UsageFault: when a key is unknown, or a value of another kind.
    """
    own = _files_of(council, files)
    typed = _with_evidence(read_facts(council, ("interfaces", 0), facts), evidence)
    record = {"from": ends[0], "to": ends[1], **typed}
    there = [each for file in own for each in file.elements("interfaces")]
    alike = tuple(
        f"{council}/interfaces/{number}"
        for number, each in enumerate(there, start=1)
        if isinstance(each, Mapping) and (each.get("from"), each.get("to")) == ends
    )
    return Addition(_written(own, council, "interfaces", None, record), alike)


def ends_of(
    record: str, words: Sequence[str], files: Files
) -> tuple[str, tuple[str, str], Sequence[str]]:
    """Return the council, the two ends and the facts of an interface as people write it.

    Either `COUNCIL FROM TO`, or in one word `COUNCIL/interfaces/FROM/TO`.

    Raises:
        UsageFault: when an end lacks, or where the one ends and the other begins cannot be told.
    """
    council, slash, rest = record.partition("/")
    if not slash:
        sender, receiver, *facts = *words[:2], *[""] * (2 - len(words[:2])), *words[2:]
        if not (sender and receiver) or "=" in sender + receiver:
            raise UsageFault(f"write {council} FROM TO, or {council}/interfaces/FROM/TO")
        return council, (sender, receiver), facts
    table, _, ends = rest.partition("/")
    parts = ends.split("/")
    splits = [at for at in (1, 2) if all(_is_end(each, files) for each in (parts[:at], parts[at:]))]
    if table != "interfaces" or len(splits) != 1:
        raise UsageFault(f"'{record}' names no two ends: write {council} FROM TO")
    (at,) = splits
    return council, ("/".join(parts[:at]), "/".join(parts[at:])), words


def _is_end(parts: Sequence[str], files: Files) -> bool:
    """Whether parts of an address may be a system, or a council and its system."""
    return all(parts) and (len(parts) == 1 or (len(parts) == _RECORD and parts[0] in files))


def checked_id(text: str) -> None:
    """Refuse what cannot be an id.

    Raises:
        UsageFault: with an id that could be meant.
    """
    if _ID.fullmatch(text):
        return
    made = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:80]
    hint = f"; write it {made}" if _ID.fullmatch(made) else ""
    raise UsageFault(f"'{text}' is no id: ids are lower-case letters, digits and hyphens{hint}")


def _files_of(council: str, files: Files) -> Sequence[OwnFile]:
    known = [owner for owner in files if owner not in {CATALOGUE, WORKSPACE}]
    if council not in known:
        close = likely(council, known) or known[:3]
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise NotThere(f"there is no council '{council}'.{hint}", council)
    return files[council]


def _ids(files: Sequence[OwnFile], table: str) -> dict[str, str]:
    """Return the ids of a table with their names."""
    found: dict[str, str] = {}
    for file in files:
        for key, record in file.records(table).items():
            name = record.get("name") if isinstance(record, Mapping) else None
            found[key] = name if isinstance(name, str) else ""
    return found


def _alike(new: str, name: object, there: Mapping[str, str]) -> list[str]:
    """Return the ids that look like a new one, or whose records have the same name."""
    plain = _plain(new)
    said = _plain(name) if isinstance(name, str) else None
    return [
        key
        for key, other in sorted(there.items())
        if _plain(key) == plain
        or (said and said in {_plain(other), _plain(key)})
        or difflib.SequenceMatcher(None, key, new).ratio() >= _ALIKE
    ]


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower()).removesuffix("s")


def _with_evidence(
    typed: Mapping[str, tuple[KeyPath, object]], evidence: Evidence | None
) -> dict[str, object]:
    """Return typed facts as a new record, each with the evidence where there is some."""
    record = _nested(typed)
    if evidence is None:
        return record
    if not typed:
        raise UsageFault("--source and the like speak of facts: write key=value beside them")
    entry = evidence.entry()
    entries = {".".join(map(str, path)): entry for path, _ in typed.values()}
    said = record.get("evidence")
    return {**record, "evidence": {**entries, **(said if isinstance(said, dict) else {})}}


def _nested(typed: Mapping[str, tuple[KeyPath, object]]) -> dict[str, object]:
    """Return typed facts as the tables of a new record."""
    record: dict[str, object] = {}
    for path, value in typed.values():
        table = record
        for part in path[:-1]:
            inner = table.setdefault(str(part), {})
            if not isinstance(inner, dict):
                raise UsageFault(f"`{part}` is given both a value and keys of its own")
            table = inner
        if str(path[-1]) in table:
            raise UsageFault(f"`{path[-1]}` is given both a value and keys of its own")
        table[str(path[-1])] = value
    return record


def _written(
    own: Sequence[OwnFile], council: str, table: str, new: str | None, record: Mapping[str, object]
) -> Edit:
    order = usual_order(council)
    if new is None:
        home = _home(own, table)
        count = len(home.elements(table)) if home else 0
        path: KeyPath = (table, count)
    else:
        home, path = _home(own, table), (table, new)
    ranks = list(order(path))
    value = {key: record[key] for key in sorted(record, key=ranks.index)}
    changes: list[Change] = [(path, value)]
    if home is not None:
        return edit(home.path, home.raw, changes, order)
    return _in_new_file(own, table, changes)


def _home(own: Sequence[OwnFile], table: str) -> OwnFile | None:
    """Return the file that holds a table: the last that has it, or the only one there is."""
    holders = [file for file in own if table in file.tables]
    if holders:
        return holders[-1]
    folder = own[0].path.rpartition("/")[0]
    is_single = len(own) == 1 and folder.rpartition("/")[2] == "councils"
    return own[0] if is_single else None


def _in_new_file(own: Sequence[OwnFile], table: str, changes: Sequence[Change]) -> Edit:
    """Return the edit that starts a file of a council's folder, with the schema of the others."""
    first = own[0].raw.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    start = f"{first}\n\n" if first.startswith(_SCHEMA) else ""
    folder = own[0].path.rpartition("/")[0]
    text = set_values("", changes)
    return Edit(f"{folder}/{table}.toml", b"", (start + text).encode(), is_new=True)
