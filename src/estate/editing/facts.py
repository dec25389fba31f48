"""Facts of records as people type them, and the edits that write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from estate.diagnostics import UsageFault
from estate.editing.addresses import Files, Place, find
from estate.editing.edit import Edit
from estate.editing.fields import known_key, model_of, read_value, record_at, usual_order
from estate.editing.values import edit
from estate.editing.verify import Change
from estate.portfolio import KeyPath


@dataclass(frozen=True, slots=True)
class Evidence:
    """How somebody knows the facts that are being recorded; `on` is the date of that."""

    source: str | None
    confidence: str | None
    on: date
    by: str | None

    def entry(self) -> dict[str, object]:
        """Return it as it is written beside a fact."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Changed:
    """An edit, and the evidence that still speaks of a value which the edit changes."""

    edit: Edit
    stale: tuple[tuple[str, str], ...] = ()


def changed(
    address: str,
    facts: Sequence[str],
    unset: Sequence[str],
    evidence: Evidence | None,
    files: Files,
) -> Changed:
    """Return the edit that sets facts, written `key=value`, and takes others away.

    Raises:
        UsageFault: when there is no such record or key, or a value is not of its key's kind.
        EditRefused: when the file cannot be changed without touching more.
    """
    place = find(address, files)
    if not facts and not unset:
        raise UsageFault("nothing to set: write key=value, or --unset key")
    typed = read_facts(place.owner, place.path, facts, elements=True)
    for key, (path, _) in typed.items():
        _has_elements(place, key, path)
    _said_once([*typed, *unset])
    changes: list[Change] = [(place.path + path, value) for path, value in typed.values()]
    changes += [(_unset(place, key), None) for key in unset]
    stale: tuple[tuple[str, str], ...] = ()
    if evidence is not None:
        changes += _evidence(place, typed, evidence)
    else:
        stale = tuple(_stale(place, changes))
    return Changed(edit(place.file.path, place.file.raw, changes, usual_order(place.owner)), stale)


def _has_elements(place: Place, key: str, path: KeyPath) -> None:
    """Refuse a number that leads to no entry of a list."""
    for length, part in enumerate(path):
        if isinstance(part, int):
            held = value_at(place.file.tables, place.path + path[:length])
            count = len(held) if isinstance(held, list) else 0
            if part >= count:
                name, has = ".".join(map(str, path[:length])), f"{count} in the record"
                raise UsageFault(f"`{key}`: there is no entry {part + 1} of `{name}`, but {has}")


def read_facts(
    owner: str, base: KeyPath, facts: Sequence[str], *, elements: bool = False
) -> dict[str, tuple[KeyPath, object]]:
    """Return typed facts by their keys as typed: the path inside the record, and the value.

    With `elements` a key may lead to one entry of a list of tables, `milestones.2.reached`.

    Raises:
        UsageFault: when one has no `=`, an unknown key or a value of another kind.
    """
    model = model_of(owner)
    typed: dict[str, tuple[KeyPath, object]] = {}
    for fact in facts:
        key, equals, text = fact.partition("=")
        if not equals:
            raise UsageFault(f"'{fact}' has no value: write key=value; quote a value with blanks")
        path = known_key(model, base, key.strip(), elements=elements)
        if key in typed:
            raise UsageFault(f"`{key}` is given twice")
        typed[key.strip()] = (path[len(base) :], read_value(model, path, text, key.strip()))
    return typed


def _said_once(keys: Sequence[str]) -> None:
    for number, key in enumerate(keys):
        for other in keys[number + 1 :]:
            if key == other or key.startswith(f"{other}.") or other.startswith(f"{key}."):
                raise UsageFault(f"`{key}` and `{other}` say something about one key: give one")


def _unset(place: Place, key: str) -> KeyPath:
    """Return the path of what goes: the key, and tables that would be empty without it."""
    path = known_key(model_of(place.owner), place.path, key)
    if value_at(place.file.tables, path) is None:
        raise UsageFault(f"`{key}` is not recorded there, so it cannot be taken away")
    while len(path) - 1 > len(place.path):
        holder = value_at(place.file.tables, path[:-1])
        if not isinstance(holder, Mapping) or len(holder) > 1:
            break
        path = path[:-1]
    return path


def value_at(tables: Any, path: KeyPath) -> Any:  # noqa: ANN401  # whatever TOML may hold
    """Return the value at a path; None where there is none."""
    for part in path:
        try:
            tables = tables[part]
        except (KeyError, IndexError, TypeError):
            return None
    return tables


def _record(place: Place) -> int:
    length = record_at(model_of(place.owner), place.path)
    if length is None:
        raise UsageFault("this record holds no evidence; leave out --source and the like")
    return length


def _evidence(
    place: Place, typed: Mapping[str, tuple[KeyPath, object]], evidence: Evidence
) -> list[Change]:
    """Return the entries of evidence for the facts; what stood there spoke of older values."""
    entry = evidence.entry()
    base = place.path[: _record(place)]
    inner = place.path[len(base) :]
    keys = [".".join(map(str, _up_to_list((*inner, *path)))) for path, _ in typed.values()]
    return [((*base, "evidence", key), entry) for key in dict.fromkeys(keys)]


def _up_to_list(path: KeyPath) -> KeyPath:
    """Return a path as far as the list that it leads into: evidence is of all its entries."""
    numbers = [at for at, part in enumerate(path) if isinstance(part, int)]
    return path[: numbers[0]] if numbers else path


def _stale(place: Place, changes: Sequence[Change]) -> list[tuple[str, str]]:
    """Return the evidence of facts that change, by key, with what it says."""
    length = record_at(model_of(place.owner), place.path)
    entries = value_at(place.file.tables, (*place.path[:length], "evidence")) if length else None
    if not isinstance(entries, Mapping):
        return []
    found = []
    for path, value in changes:
        key = ".".join(map(str, path[length:]))
        for name, entry in entries.items():
            touches = name == key or name.startswith(f"{key}.") or key.startswith(f"{name}.")
            if touches and value_at(place.file.tables, path) != value:
                found.append((str(name), _said(entry)))
    return list(dict.fromkeys(found))


def _said(entry: object) -> str:
    values = entry.values() if isinstance(entry, Mapping) else (entry,)
    return ", ".join(str(value) for value in values)
