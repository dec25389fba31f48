"""Arrays and inline tables: read with the comments inside them, put in order, and written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from estate.editing.canonical_order import Shape, in_order
from estate.editing.canonical_words import KEY, STRING, grouped, key_of, text_part
from estate.editing.edit import EditRefused

WIDTH = 100
"""As many columns a line may have before an array is broken into a line an element."""
_INDENT = "  "

_TOKEN = re.compile(
    rf"(?P<blank>[ \t,]++)|(?P<line>\n)|(?P<comment>#[^\n]*+)|(?P<close>[\]}}])"
    rf"|(?P<open>[\[{{])|(?P<word>{STRING}|[^\[\]{{}}\"'#,\n]++)",
    re.DOTALL,
)
_KEY_EQUALS = re.compile(rf"(?P<key>{KEY})[ \t]*+=[ \t]*+", re.DOTALL)


@dataclass(slots=True)
class Item:
    """An element of an array, or a key with its value of an inline table."""

    value: Value
    path: tuple[str, ...]
    key: str
    lead: list[str] | None
    beside: str = ""


@dataclass(slots=True)
class Nest:
    """An array or an inline table; `last` are the comments behind its last item."""

    is_table: bool
    items: list[Item] = field(default_factory=list)
    last: list[str] | None = None

    @property
    def has_own_comments(self) -> bool:
        """Whether comments stand between its items."""
        return bool(self.last) or any(item.lead or item.beside for item in self.items)

    @property
    def has_comments(self) -> bool:
        """Whether comments stand anywhere in it, so that it cannot be one line."""
        inner = (item.value for item in self.items if isinstance(item.value, Nest))
        return self.has_own_comments or any(nest.has_comments for nest in inner)


Value = str | Nest
"""What is neither array nor inline table is kept as the text that it is."""


def read_value(text: str, at: int) -> tuple[Value, int]:
    """Return the value inside an array, an inline table or behind a key, and where it ends.

    Raises:
        EditRefused: when its end is not found.
        RecursionError: when it is nested too deep.
    """
    found = _TOKEN.match(text, at)
    if found is None or found.lastgroup not in {"open", "word"}:
        raise not_understood(text, at)
    if found.lastgroup == "word":
        return text_part(found.group()), found.end()
    return _nest(text, found.end(), Nest(found.group() == "{"))


def _nest(text: str, at: int, nest: Nest) -> tuple[Nest, int]:
    on_line = False
    while (found := _TOKEN.match(text, at)) is not None and found.lastgroup != "close":
        kind, at = found.lastgroup, found.end()
        if kind == "line":
            on_line = False
        elif kind == "comment":
            _keep(nest, found.group().rstrip(), beside=on_line)
        elif kind != "blank":
            at = _item(text, found.start(), nest)
            on_line = True
    if found is None:
        raise not_understood(text, at)
    return nest, found.end()


def _keep(nest: Nest, comment: str, *, beside: bool) -> None:
    """Keep a comment beside the item whose line it ends; the others wait for the next item."""
    if beside and not nest.items[-1].beside:
        nest.items[-1].beside = comment
    else:
        nest.last = nest.last or []
        nest.last.append(comment)


def _item(text: str, at: int, nest: Nest) -> int:
    path: tuple[str, ...] = ()
    key = ""
    if nest.is_table:
        found = _KEY_EQUALS.match(text, at)
        if found is None:
            raise not_understood(text, at)
        path, key = key_of(found["key"])
        at = found.end()
    value, at = read_value(text, at)
    nest.items.append(Item(value, path, key, nest.last))
    nest.last = None
    return at


def not_understood(text: str, at: int) -> EditRefused:
    """Return the refusal of a text whose parts cannot be told apart at an offset."""
    line = text.count("\n", 0, at) + 1
    return EditRefused(f"line {line} is written in a way that fmt does not understand")


def written(value: Value, shape: Shape, indent: str = "", used: int = 0) -> str:
    """Return a value as it should stand; `used` columns of its first line are taken already."""
    if isinstance(value, str):
        return grouped(value) if shape.is_number else value
    if value.has_comments:
        return _on_lines(value, shape, indent)
    flat = _flat(value, shape)
    fits = "\n" not in flat and used + len(flat) <= WIDTH
    return flat if value.is_table or fits else _on_lines(value, shape, indent)


def _flat(value: Value, shape: Shape) -> str:
    """Return a value without comments on one line; texts of several lines stay as they are."""
    if isinstance(value, str):
        return grouped(value) if shape.is_number else value
    if not value.is_table:
        return f"[{', '.join(_flat(item.value, shape.element) for item in value.items)}]"
    if not value.items:
        return "{}"
    entries = (
        f"{item.key} = {_flat(item.value, shape.at(item.path))}"
        for item in in_order(value.items, shape)
    )
    return f"{{ {', '.join(entries)} }}"


def _on_lines(nest: Nest, shape: Shape, indent: str) -> str:
    """Return an array or inline table with an item a line.

    An inline table without comments of its own stays on the line, and only what is in it is
    broken: an older reader of TOML takes no line ends between the keys of an inline table.
    """
    if nest.is_table and not nest.has_own_comments:
        entries = [_item_text(item, nest, shape, indent) for item in in_order(nest.items, shape)]
        return f"{{ {', '.join(entries)} }}"
    opening, closing = "{}" if nest.is_table else "[]"
    lines = [opening, *_item_lines(nest, shape, indent + _INDENT), indent + closing]
    return "\n".join(lines)


def _item_lines(nest: Nest, shape: Shape, indent: str) -> Iterator[str]:
    for item in in_order(nest.items, shape) if nest.is_table else nest.items:
        yield from (indent + comment for comment in item.lead or ())
        beside = f"  {item.beside}" if item.beside else ""
        yield f"{indent}{_item_text(item, nest, shape, indent)},{beside}"
    yield from (indent + comment for comment in nest.last or ())


def _item_text(item: Item, nest: Nest, shape: Shape, indent: str) -> str:
    inner = shape.at(item.path) if nest.is_table else shape.element
    start = f"{item.key} = " if nest.is_table else ""
    return start + written(item.value, inner, indent, len(indent) + len(start) + 1)
