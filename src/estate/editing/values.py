"""Setting values in a text, and nothing else in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from estate.editing import write
from estate.editing.edit import Edit, EditRefused
from estate.editing.plan import Insertion, Steps, steps
from estate.editing.scan import Document, scan
from estate.editing.sections import Order, into_table, new_elements
from estate.editing.splice import Container, Cut, into_container, spliced
from estate.editing.verify import Change, expected, parsed, verify
from estate.portfolio import KeyPath


def _no_order(_path: KeyPath) -> Sequence[str]:
    return ()


def set_values(text: str, changes: Sequence[Change], order: Order = _no_order) -> str:
    """Return a TOML text with values set; whatever is not asked for stays byte for byte.

    Each change is a path and its new value (text, number, boolean, date, list or table); None
    takes the key away. Tables that are missing are made. Comments, order, line ends, a byte order
    mark and the quotes of a text that is replaced stay. `order` says where a new key goes; without
    it a new key comes last in its table.

    Raises:
        EditRefused: when the text is not valid TOML, or the result would not say exactly what it
            said before with these changes. What is returned always does; only tables that a removal
            leaves empty may be gone.
    """
    before = parsed(text)
    after = spliced(text, _cuts(scan(text), steps(before, changes), order))
    wanted = [expected(before, changes)]
    if any(value is None for _, value in changes):
        wanted.append(expected(before, changes, pruned=True))
    verify(after, *wanted)
    return after


def edit(path: str, before: bytes, changes: Sequence[Change], order: Order = _no_order) -> Edit:
    """Return the edit of a file that sets values in it.

    Raises:
        EditRefused: as `set_values`, and when the file is not UTF-8.
    """
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise EditRefused(f"{path} is not UTF-8, so it is not changed") from fault
    try:
        return Edit(path, before, set_values(text, changes, order).encode())
    except EditRefused as fault:
        raise EditRefused(f"{path}: {fault}") from fault


def _cuts(document: Document, found: Steps, order: Order) -> list[Cut]:
    cuts = [_replaced(document, path, value) for path, value in found.replaced.items()]
    containers: dict[KeyPath, Container] = {}
    for path in sorted(found.removed, key=len):
        holder = document.value(path[:-1]) if path[:-1] else None
        if holder is None:
            cuts += _statements_removed(document, path)
        else:
            removed = frozenset(each for each in found.removed if each[:-1] == path[:-1])
            containers[path[:-1]] = Container(path[:-1], holder, (), removed)
    for path, entries in found.added.items():
        cuts += _added(document, path, entries, order, containers)
    for path, insertions in found.inserted.items():
        cuts += _inserted(document, path, insertions, containers)
    for container in containers.values():
        cuts += into_container(document, _expanded(document, container))
    return cuts


def _replaced(document: Document, path: KeyPath, value: object) -> Cut:
    place = document.value(path)
    if place is None:
        raise EditRefused(
            f"`{'.'.join(map(str, path))}` is a table with a header of its own: change it in an "
            "editor"
        )
    old = document.text[slice(*place)]
    line = document.text.rfind("\n", 0, place[0]) + 1
    if isinstance(value, str):
        return Cut(*place, write.text_like(value, old))
    return Cut(*place, write.value(value, document.newline, used=place[0] - line))


def _statements_removed(document: Document, path: KeyPath) -> list[Cut]:
    """Return the cuts that take away every line that writes something of a path."""
    statements = [document.statements[number] for number in document.under.get(path, ())]
    if not statements:
        raise EditRefused(f"the place of `{'.'.join(map(str, path))}` is not found in the file")
    return [Cut(each.start, each.end, "") for each in statements]


def _added(
    document: Document,
    path: KeyPath,
    entries: Mapping[str, Any],
    order: Order,
    containers: dict[KeyPath, Container],
) -> list[Cut]:
    place = document.value(path) if path else None
    if place is None:
        return into_table(document, path, entries, order)
    last = len(document.items(path, place)) - 1
    _insert(
        containers,
        path,
        place,
        [Insertion(last, ({name: value},)) for name, value in entries.items()],
    )
    return []


def _inserted(
    document: Document,
    path: KeyPath,
    insertions: Sequence[Insertion],
    containers: dict[KeyPath, Container],
) -> list[Cut]:
    place = document.value(path)
    if place is not None:
        _insert(containers, path, place, insertions)
        return []
    elements = [each for insertion in insertions for each in insertion.elements]
    tables = [each for each in elements if isinstance(each, Mapping)]
    last = max(_places(document, path), default=-1)
    if len(tables) < len(elements) or any(each.after < last for each in insertions):
        raise EditRefused("tables can only be added behind the last of their kind")
    return [new_elements(document, path, tables)]


def _places(document: Document, path: KeyPath) -> Iterator[int]:
    """Yield the places of an array's elements that have headers."""
    for number in document.under.get(path, ()):
        place = document.statements[number].path[len(path) : len(path) + 1]
        yield from (part for part in place if isinstance(part, int))


def _insert(
    containers: dict[KeyPath, Container],
    path: KeyPath,
    place: tuple[int, int],
    insertions: Sequence[Insertion],
) -> None:
    old = containers.get(path)
    gone = old.removed if old else frozenset()
    containers[path] = Container(path, place, tuple(insertions), gone)


def _expanded(document: Document, container: Container) -> Container:
    """Return a container whose removed paths are those of its items, dotted keys included."""
    items = document.items(container.path, container.value)
    removed = frozenset(
        item.path
        for item in items
        if any(item.path[: len(path)] == path for path in container.removed)
    )
    return Container(container.path, container.value, container.insertions, removed)
