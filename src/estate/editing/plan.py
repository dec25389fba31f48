"""What changes come down to: values replaced, keys added to a table that is there, keys removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from estate.editing.edit import EditRefused
from estate.editing.verify import Change, same
from estate.portfolio import KeyPath


@dataclass(frozen=True, slots=True)
class Insertion:
    """Elements that come into an array behind the element `after`; -1 puts them first."""

    after: int
    elements: tuple[object, ...]


@dataclass(slots=True)
class Steps:
    """The elementary steps of a set of changes; each path is one of the document before."""

    replaced: dict[KeyPath, object] = field(default_factory=dict)
    added: dict[KeyPath, dict[str, Any]] = field(default_factory=dict)
    inserted: dict[KeyPath, list[Insertion]] = field(default_factory=dict)
    removed: set[KeyPath] = field(default_factory=set)


def steps(tables: Mapping[str, Any], changes: Sequence[Change]) -> Steps:
    """Return what has to be done to tables so that they are as the changes want them.

    Raises:
        EditRefused: when a path leads through something that is no table.
    """
    found = Steps()
    _apart([path for path, _ in changes])
    for path, value in changes:
        _step(found, tables, path, value)
    return found


def _apart(paths: Sequence[KeyPath]) -> None:
    """Refuse changes of which one lies within another: their order would matter."""
    known: set[KeyPath] = set()
    for path in sorted(paths, key=len):
        if not path:
            raise EditRefused("a change needs a key")
        if any(path[:length] in known for length in range(1, len(path) + 1)):
            shown = ".".join(map(str, path))
            raise EditRefused(f"two changes at once concern `{shown}`; make them one by one")
        known.add(path)


def _step(found: Steps, tables: Mapping[str, Any], path: KeyPath, value: object) -> None:
    node: Any = tables
    for depth, part in enumerate(path):
        if not _holds(node, part):
            if value is not None:
                _add(found, node, path, depth, value)
            return
        node = node[part]
    if value is None:
        found.removed.add(path)
    else:
        _replace(found, path, node, value)


def _holds(node: object, part: str | int) -> bool:
    if isinstance(node, Mapping):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _add(found: Steps, node: object, path: KeyPath, depth: int, value: object) -> None:
    """Note a value for which the part at `depth` of its path is the first that is not there."""
    holder, part = path[:depth], path[depth]
    for name in reversed(path[depth + 1 :]):
        value = {name: value} if isinstance(name, str) else [value]
    if isinstance(node, Mapping) and isinstance(part, str):
        _merge(found.added.setdefault(holder, {}), part, value)
    elif isinstance(node, list) and isinstance(part, int):
        there = found.inserted.setdefault(holder, [])
        there.append(Insertion(len(node) - 1, (value,)))
    else:
        shown = ".".join(map(str, holder))
        raise EditRefused(f"`{shown}` is not a table, so nothing can be set in it")


def _merge(into: dict[str, Any], part: str, value: object) -> None:
    old = into.get(part)
    if isinstance(old, dict) and isinstance(value, Mapping):
        for inner, each in value.items():
            _merge(old, str(inner), each)
    else:
        into[part] = dict(value) if isinstance(value, Mapping) else value


def _replace(found: Steps, path: KeyPath, old: object, new: object) -> None:
    """Note what turns a value into another; what is alike in both stays as it is written."""
    if isinstance(old, dict) and isinstance(new, Mapping):
        for name in old:
            if name not in new:
                found.removed.add((*path, name))
        for name, value in new.items():
            if name in old:
                _replace(found, (*path, name), old[name], value)
            else:
                found.added.setdefault(path, {})[name] = value
    elif isinstance(old, list) and isinstance(new, Sequence) and not isinstance(new, str) and old:
        _replace_list(found, path, old, list(new))
    elif not same(old, new):
        found.replaced[path] = new


def _replace_list(found: Steps, path: KeyPath, old: list[Any], new: list[Any]) -> None:
    if not new:
        found.replaced[path] = new
        return
    for first, last, start, end in _differences(old, new):
        common = min(last - first, end - start)
        for offset in range(common):
            _replace(found, (*path, first + offset), old[first + offset], new[start + offset])
        found.removed.update((*path, place) for place in range(first + common, last))
        if start + common < end:
            there = found.inserted.setdefault(path, [])
            there.append(Insertion(first + common - 1, tuple(new[start + common : end])))


def _differences(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int, int, int]]:
    """Yield which elements of the one list give way to which of the other."""
    matcher = SequenceMatcher(None, [_mark(each) for each in old], [_mark(each) for each in new])
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            yield first, last, start, end


def _mark(value: object) -> str:
    return f"{type(value).__name__} {value!r}"
