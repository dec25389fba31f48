"""Small cuts into a text, made all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from estate.editing import write
from estate.editing.edit import EditRefused
from estate.editing.plan import Insertion
from estate.editing.scan import Document, Item, Span
from estate.portfolio import KeyPath


@dataclass(frozen=True, slots=True)
class Cut:
    """Text from `start` to `end` that gives way to `text`."""

    start: int
    end: int
    text: str


def spliced(text: str, cuts: Iterable[Cut]) -> str:
    """Return a text with cuts made; cuts at one place come in the order in which they are given.

    Raises:
        EditRefused: when cuts overlap.
    """
    pieces, at = [], 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        if cut.start < at:
            raise EditRefused("these changes touch one another; make them one after the other")
        pieces += [text[at : cut.start], cut.text]
        at = cut.end
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class Container:
    """An array or inline table that is changed: what comes in where, and what goes."""

    path: KeyPath
    value: Span
    insertions: Sequence[Insertion]
    removed: frozenset[KeyPath]


def into_container(document: Document, container: Container) -> list[Cut]:
    """Return the cuts that change an array or an inline table, its layout kept."""
    items = document.items(container.path, container.value)
    kept = [item for item in items if item.path not in container.removed]
    if not kept:
        return [_refilled(document, container)]
    cuts = [
        _without(document, items, number)
        for number, item in enumerate(items)
        if item.path in container.removed
    ]
    cuts += _last_comma(document, container, items, kept)
    for insertion in container.insertions:
        behind = [item for item in items[: insertion.after + 1] if item in kept]
        if behind:
            cuts += _behind(document, container, behind[-1], insertion.elements)
        else:
            cuts.append(_before(document, container, kept[0], insertion.elements))
    return cuts


def _refilled(document: Document, container: Container) -> Cut:
    """Return the cut that writes a container anew, of which nothing old is left."""
    start, end = container.value
    if "#" in document.text[start:end]:
        raise EditRefused("this would remove a comment with the last of what it stands by")
    elements = [each for insertion in container.insertions for each in insertion.elements]
    is_table = document.text[start] == "{"
    written = [_written(each, is_table=is_table) for each in elements]
    inside = ", ".join(written)
    if is_table:
        return Cut(start, end, f"{{ {inside} }}" if inside else "{}")
    return Cut(start, end, f"[{inside}]")


def _without(document: Document, items: Sequence[Item], number: int) -> Cut:
    """Return the cut that takes an item away, with the blanks between it and the next."""
    item = items[number]
    if number + 1 < len(items):
        following = items[number + 1].start
        if "\n" not in document.text[item.start : following]:
            return Cut(item.start, following, "")
    return Cut(*item.chunk, "")


def _last_comma(
    document: Document, container: Container, items: Sequence[Item], kept: Sequence[Item]
) -> list[Cut]:
    """Take away the comma behind the last that stays, where what followed it had none."""
    last = kept[-1]
    if last is items[-1] or items[-1].comma is not None or last.comma is None:
        return []
    grows = any(insertion.after >= items.index(last) for insertion in container.insertions)
    if grows and _own_line(document, last) is not None:
        return []
    return [Cut(last.comma, last.comma + 1, "")]


def _behind(
    document: Document, container: Container, item: Item, elements: Sequence[object]
) -> list[Cut]:
    text = document.text
    written = [_written(each, is_table=text[container.value[0]] == "{") for each in elements]
    indent = _own_line(document, item)
    if indent is None:
        return [Cut(item.value[1], item.value[1], "".join(f", {each}" for each in written))]
    lines = "".join(f"{document.newline}{indent}{each}," for each in written)
    if item.comma is not None:
        return [Cut(item.chunk[1], item.chunk[1], lines)]
    return [
        Cut(item.value[1], item.value[1], ","),
        Cut(item.chunk[1], item.chunk[1], lines.removesuffix(",")),
    ]


def _before(
    document: Document, container: Container, item: Item, elements: Sequence[object]
) -> Cut:
    is_table = document.text[container.value[0]] == "{"
    written = [_written(each, is_table=is_table) for each in elements]
    indent = _own_line(document, item)
    behind = ", " if indent is None else f",{document.newline}{indent}"
    return Cut(item.start, item.start, "".join(each + behind for each in written))


def _own_line(document: Document, item: Item) -> str | None:
    """Return the blanks before an item that starts a line; None where others stand before it."""
    line = document.text.rfind("\n", 0, item.start) + 1
    before = document.text[line : item.start]
    return None if before.strip() else before


def _written(element: object, *, is_table: bool) -> str:
    if is_table and isinstance(element, Mapping):
        # In an inline table, an element is a key with its value.
        pairs = (f"{write.key(name)} = {write.value(what)}" for name, what in element.items())
        return ", ".join(pairs)
    return write.value(element)
