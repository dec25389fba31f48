"""A record under another id, and every reference to it with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from estate.diagnostics import UsageFault
from estate.editing import write
from estate.editing.additions import checked_id
from estate.editing.addresses import Files, OwnFile, find
from estate.editing.edit import Edit, EditRefused
from estate.editing.file_names import checked_file_name
from estate.editing.scan import Document, comments, scan
from estate.editing.splice import Cut, spliced
from estate.editing.verify import verify, without_unknown
from estate.portfolio import CATALOGUE, WORKSPACE, KeyPath
from estate.portfolio.references import COUNCILS, Target, references, renamed

_CAPABILITY = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")
_RECORD = 2
"""How long the path to a record is that has an id of its own: table and id."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """The edits of a renaming; `mentions` are comments with the old id, as `path:line: text`."""

    target: Target
    new: str
    edits: tuple[Edit, ...]
    mentions: tuple[str, ...]


def renaming(old: str, new: str, files: Files) -> Renaming:
    """Return the edits that give a record another id, references in all files included.

    `new` is an id, or the whole address with it.

    Raises:
        UsageFault: when there is no such record, or the new id is none or is taken.
        EditRefused: when a file cannot be changed without touching more.
    """
    target = target_of(old, files)
    new_id = _new_id(old, new, target)
    _is_free(target, new_id, files)
    edits: list[Edit] = []
    mentions: list[str] = []
    spelling = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(target.id)}(?![A-Za-z0-9_-])")
    for owner, own in files.items():
        for file in own:
            if target.id.encode() in file.raw:
                edits += _edit(owner, file, target, new_id)
                mentions += _mentions(file, spelling)
    return Renaming(target, new_id, tuple(edits), tuple(mentions))


def target_of(address: str, files: Files) -> Target:
    """Return the record that an address names.

    Raises:
        UsageFault: when there is none, or one that has no id of its own.
    """
    if address in files and address not in {CATALOGUE, WORKSPACE}:
        return Target(address, COUNCILS, address)
    place = find(address, files)
    table, record = place.path[0], place.path[-1]
    if len(place.path) != _RECORD or isinstance(record, int) or table == "budgets":
        raise UsageFault(f"'{address}' has no id that others could refer to; change it by hand")
    target = Target(place.owner, str(table), record)
    if table == "skills" and place.owner != CATALOGUE:
        _is_own_skill(target, files)
    return target


def _is_own_skill(target: Target, files: Files) -> None:
    for file in files.get(CATALOGUE, ()):
        if target.id in file.records("skills"):
            raise UsageFault(
                f"the skill `{target.id}` is named in the catalogue: rename "
                f"catalogue/skills/{target.id}, and every council follows"
            )


def _new_id(old: str, new: str, target: Target) -> str:
    prefix, slash, _ = old.rpartition("/")
    if slash and new.startswith(f"{prefix}/"):
        new = new[len(prefix) + 1 :]
    if "/" in new:
        raise UsageFault(f"'{new}': a record stays where it is; write only its new id")
    if target.table != "capabilities":
        checked_id(new)
    elif not _CAPABILITY.fullmatch(new):
        raise UsageFault(f"'{new}' is no capability: write group.name, such as {target.id}")
    if new in {CATALOGUE, WORKSPACE} and target.table == COUNCILS:
        raise UsageFault(f"'{new}' has a meaning of its own: choose another id")
    if target.table == COUNCILS:
        checked_file_name(new)
    if new == target.id:
        raise UsageFault(f"that is its id already: {new}")
    return new


def _is_free(target: Target, new: str, files: Files) -> None:
    if target.table == COUNCILS:
        taken = new in files
    else:
        taken = any(new in file.records(target.table) for file in files[target.owner])
    if taken:
        raise UsageFault(f"`{new}` is there already; two records cannot be made one by renaming")


def _edit(owner: str, file: OwnFile, target: Target, new: str) -> Iterator[Edit]:
    keys, values = _places(owner, file, target, new)
    if not keys and not values:
        return
    text = file.raw.decode()
    document = scan(text)
    cuts = [cut for path, key in keys.items() for cut in _key_cuts(document, path, key)]
    cuts += [_value_cut(document, path, said) for path, said in values.items()]
    after = spliced(text, cuts)
    try:
        verify(after, _expected(file.tables, keys, values))
    except EditRefused as fault:
        raise EditRefused(f"{file.path}: {fault}") from fault
    yield Edit(file.path, file.raw, after.encode())


def _places(
    owner: str, file: OwnFile, target: Target, new: str
) -> tuple[dict[KeyPath, str], dict[KeyPath, str]]:
    """Return the keys and the values that change, by path, with what they are to say."""
    keys: dict[KeyPath, str] = {}
    values: dict[KeyPath, str] = {}
    if owner == target.owner and target.id in file.records(target.table):
        keys[target.table, target.id] = new
    for use in references(owner, file.tables):
        said = renamed(use, target, new)
        if said is not None:
            is_key = use.reference.place[-1] == "*"
            (keys if is_key else values)[use.path] = said
    return keys, values


def _key_cuts(document: Document, path: KeyPath, new: str) -> list[Cut]:
    places = document.keys(path)
    if not places:
        raise EditRefused(f"the place of `{'.'.join(map(str, path))}` is not found in the file")
    return [Cut(*place, _key_like(new, document.text[slice(*place)])) for place in places]


def _key_like(new: str, old: str) -> str:
    return write.text_like(new, old) if old[0] in "\"'" else write.key(new)


def _value_cut(document: Document, path: KeyPath, said: str) -> Cut:
    place = document.value(path)
    if place is None:
        raise EditRefused(f"the place of `{'.'.join(map(str, path))}` is not found in the file")
    return Cut(*place, write.text_like(said, document.text[slice(*place)]))


def _expected(
    tables: Mapping[str, Any], keys: Mapping[KeyPath, str], values: Mapping[KeyPath, str]
) -> dict[str, Any]:
    wanted: dict[str, Any] = without_unknown(dict(tables))
    for path, said in values.items():
        _holder(wanted, path)[path[-1]] = said
    for path in sorted(keys, key=len, reverse=True):
        holder = _holder(wanted, path)
        holder[keys[path]] = holder.pop(path[-1])
    return wanted


def _holder(tables: dict[str, Any], path: KeyPath) -> Any:  # noqa: ANN401  # a table or a list
    node: Any = tables
    for part in path[:-1]:
        node = node[part]
    return node


def _mentions(file: OwnFile, spelling: re.Pattern[str]) -> Sequence[str]:
    text = file.raw.decode()
    return [
        f"{file.path}:{text.count(chr(10), 0, start) + 1}: {comment.strip()}"
        for start, comment in comments(text)
        if spelling.search(comment)
    ]
