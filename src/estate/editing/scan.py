"""Where every statement of a TOML document starts and ends, for texts that a parser accepted.

It need not tell right from wrong: every change that is made with it is compared afterwards with
what the parser reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import tomli

from estate.editing.edit import EditRefused
from estate.portfolio import KeyPath

_BASIC = r'"(?:[^"\\\n]++|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
# A text in three quotes may end in up to two quotes of its own.
_STRING = (
    r'(?:"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{1,2})?+'
    rf"|'''(?:[^']++|'(?!''))*+'''(?:'{{1,2}})?+|{_BASIC}|{_LITERAL})"
)
_PART = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
_REST = r"[ \t]*+(?:#[^\n]*+)?+\r?+(?:\n|\Z)"

_STRINGS = re.compile(_STRING, re.DOTALL)
_PARTS = re.compile(_PART, re.DOTALL)
_BARE_VALUE = re.compile(r"""[^\[\]{}"'#,\r\n]++""")
_TRIVIA = re.compile(_REST)
_HEADER = re.compile(
    rf"[ \t]*+(?P<open>\[\[?+)[ \t]*+(?P<key>{_KEY})[ \t]*+\]\]?+{_REST}", re.DOTALL
)
_KEY_EQUALS = re.compile(rf"[ \t]*+(?P<key>{_KEY})[ \t]*+=[ \t]*+", re.DOTALL)
_TOKEN = re.compile(rf"{_STRING}|#[^\n]*+|[\[{{\]}}]", re.DOTALL)
_FILLING = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_END_OF_LINE = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?+(?=\r?\n)")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"

Span = tuple[int, int]
"""Start and end of a piece of text, in characters."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A header or a key with its value: whole lines from `start` to `end`.

    `path` is where it leads in the document. `key` is the key as written, `parts` where each
    part of it stands. `value` is empty for a header. `header` is the place of its section's
    header among the statements, -1 before the first.
    """

    kind: Literal["table", "element", "pair"]
    path: KeyPath
    key: Span
    parts: tuple[Span, ...]
    value: Span
    start: int
    end: int
    header: int


@dataclass(frozen=True, slots=True)
class Item:
    """One element of an array, or key and value of an inline table.

    `chunk` is all that goes with it: from behind the item before, to its comma and what stands
    behind that on the line. `comma` is where its comma stands, None where it has none.
    """

    path: KeyPath
    parts: tuple[Span, ...]
    start: int
    value: Span
    comma: int | None
    chunk: Span


@dataclass(frozen=True)
class Document:
    """A text and its statements."""

    text: str
    statements: tuple[Statement, ...]
    _items: dict[Span, tuple[Item, ...]] = field(default_factory=dict)

    @cached_property
    def under(self) -> dict[KeyPath, list[int]]:
        """For each path that some statement leads through or to, those statements in order."""
        found: dict[KeyPath, list[int]] = {}
        for number, statement in enumerate(self.statements):
            for length in range(len(statement.path) + 1):
                found.setdefault(statement.path[:length], []).append(number)
        return found

    @cached_property
    def exact(self) -> dict[KeyPath, int]:
        """For each path that a statement leads to, that statement."""
        return {statement.path: number for number, statement in enumerate(self.statements)}

    @cached_property
    def newline(self) -> str:
        """The line end that the text uses first; a line feed where it has none."""
        at = self.text.find("\n")
        return "\r\n" if at > 0 and self.text[at - 1] == "\r" else "\n"

    def items(self, path: KeyPath, value: Span) -> tuple[Item, ...]:
        """Return what is in the array or inline table that stands at `value`."""
        if value not in self._items:
            self._items[value] = tuple(_inside(self.text, path, *value))
        return self._items[value]

    def value(self, path: KeyPath) -> Span | None:
        """Return where the value at a path is written; None where it is a table with a header."""
        for length in range(len(path), 0, -1):
            number = self.exact.get(path[:length])
            if number is not None and self.statements[number].kind == "pair":
                return self._deeper(path, path[:length], self.statements[number].value)
        return None

    def _deeper(self, path: KeyPath, here: KeyPath, value: Span) -> Span | None:
        if here == path:
            return value
        if self.text[value[0]] not in "[{":
            return None
        for item in self.items(here, value):
            if path[: len(item.path)] == item.path:
                return self._deeper(path, item.path, item.value)
        return None

    def keys(self, path: KeyPath) -> list[Span]:
        """Return every place at which a path's last key is written, in headers and keys."""
        depth = sum(isinstance(part, str) for part in path)
        found = []
        for number in self.under.get(path, ()):
            statement = self.statements[number]
            base = self.statements[statement.header].path if self._is_in(statement) else ()
            above = sum(isinstance(part, str) for part in base)
            if above < depth:
                found.append(statement.parts[depth - above - 1])
        return found or self._inline_key(path)

    def _is_in(self, statement: Statement) -> bool:
        return statement.kind == "pair" and statement.header >= 0

    def _inline_key(self, path: KeyPath) -> list[Span]:
        for length in range(len(path) - 1, 0, -1):
            value = self.value(path[:length])
            if value is None or self.text[value[0]] != "{":
                continue
            return [
                item.parts[len(path) - length - 1]
                for item in self.items(path[:length], value)
                if item.path[: len(path)] == path
            ]
        return []


def scan(text: str) -> Document:
    """Return the statements of a text that a TOML parser has accepted.

    Raises:
        EditRefused: when the end of a statement is not found.
    """
    return Document(text, tuple(_statements(text)))


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Yield every comment of a text, with where it starts."""
    for token in _TOKEN.finditer(text):
        if token.group().startswith("#"):
            yield token.start(), token.group()


def _statements(text: str) -> Iterator[Statement]:
    at = len(BOM) if text.startswith(BOM) else 0
    base: KeyPath = ()
    header, number = -1, -1
    counts: dict[KeyPath, int] = {}
    while at < len(text):
        trivia = _TRIVIA.match(text, at)
        if trivia is not None:
            at = trivia.end()
            continue
        found = _HEADER.match(text, at)
        number += 1
        if found is not None:
            statement = _header(text, found, counts, number)
            base, header = statement.path, number
        else:
            statement = _pair(text, at, base, header)
        yield statement
        at = statement.end


def _header(text: str, found: re.Match[str], counts: dict[KeyPath, int], number: int) -> Statement:
    parts = _part_spans(text, *found.span("key"))
    is_element = found["open"] == "[["
    path: KeyPath = ()
    for place, part in enumerate(parts, start=1):
        path = (*path, said(text[slice(*part)]))
        if is_element and place == len(parts):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    kind: Literal["table", "element"] = "element" if is_element else "table"
    key = found.span("key")
    return Statement(kind, path, key, parts, (0, 0), found.start(), found.end(), number)


def _pair(text: str, at: int, base: KeyPath, header: int) -> Statement:
    found = _KEY_EQUALS.match(text, at)
    if found is None:
        raise lost(text, at)
    end = end_of_value(text, found.end())
    rest = _TRIVIA.match(text, end)
    if rest is None:
        raise lost(text, end)
    parts = _part_spans(text, *found.span("key"))
    path = (*base, *(said(text[slice(*part)]) for part in parts))
    return Statement(
        "pair", path, found.span("key"), parts, (found.end(), end), at, rest.end(), header
    )


def _part_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(part.span() for part in _PARTS.finditer(text, start, end))


def said(part: str) -> str:
    """Return what a part of a key says, quotes and escapes resolved."""
    return next(iter(tomli.loads(f"{part}=0"))) if part[0] in "\"'" else part


def end_of_value(text: str, at: int) -> int:
    """Return the offset behind the value that starts at an offset."""
    if text[at : at + 1] in {"[", "{"}:
        return _end_of_brackets(text, at)
    found = (_STRINGS if text[at : at + 1] in {'"', "'"} else _BARE_VALUE).match(text, at)
    if found is None:
        raise lost(text, at)
    return at + len(found.group().rstrip(" \t"))


def _end_of_brackets(text: str, at: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, at):
        mark = token.group()
        depth += 1 if mark in "[{" else -1 if mark in "]}" else 0
        if depth == 0:
            return token.end()
    raise lost(text, at)


def _inside(text: str, path: KeyPath, start: int, end: int) -> Iterator[Item]:
    is_table = text[start] == "{"
    chunk = start + 1
    at = _filled(text, chunk)
    index = 0
    while at < end - 1:
        begin = at
        parts: tuple[Span, ...] = ()
        inner: KeyPath = (*path, index)
        if is_table:
            key = _KEY_EQUALS.match(text, at)
            if key is None:
                raise lost(text, at)
            parts = _part_spans(text, *key.span("key"))
            inner = (*path, *(said(text[slice(*part)]) for part in parts))
            at = key.end()
        value = (at, end_of_value(text, at))
        after = _filled(text, value[1])
        comma = after if text[after] == "," else None
        behind = _to_end_of_line(text, value[1] if comma is None else comma + 1)
        yield Item(inner, parts, begin, value, comma, (chunk, behind))
        chunk, at = behind, _filled(text, behind if comma is not None else after)
        index += 1


def _filled(text: str, at: int) -> int:
    found = _FILLING.match(text, at)
    return found.end() if found else at


def _to_end_of_line(text: str, at: int) -> int:
    """Return the end of the line where only blanks and a comment are left on it, else `at`."""
    found = _END_OF_LINE.match(text, at)
    return found.end() if found else at


def lost(text: str, at: int) -> EditRefused:
    """Return the refusal for a text in which the way was lost."""
    line = text.count("\n", 0, at) + 1
    return EditRefused(f"line {line} is written in a way that is not changed by command")
