"""Where each key and value of a TOML document stands.

The parser that gives the values gives no places, so a second one is asked for them, and only when
somebody wants to know. It is asked twice: once for the headers of the whole file, which is quick,
and then for the keys of just those tables in which a place is wanted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import tomli
from tree_sitter import Language, Node, Parser
from tree_sitter_toml import language

from estate.portfolio import KeyPath


class Place(NamedTuple):
    """Line and column, from 1; columns count characters."""

    line: int
    column: int


class Pair(NamedTuple):
    """Where a key and its value start. Of a table with a header, both are in the header."""

    key: Place
    value: Place


@dataclass(frozen=True, slots=True)
class _Section:
    """The lines from one header to the next: bytes `start` to `end`, the first on line `row`."""

    start: int
    end: int
    row: int


_HEADERS = {"table", "table_array_element"}
_KEYS = {"bare_key", "quoted_key", "dotted_key"}
_TOP = Pair(Place(1, 1), Place(1, 1))


@cache
def parser() -> Parser:
    """Return the parser, made on first use."""
    return Parser(Language(language()))


class Positions:
    """The places of one document that the TOML parser has accepted."""

    def __init__(self, text: str) -> None:
        self._source = text.encode()
        self._lines = text.split("\n")
        self._known: dict[KeyPath, Pair] = {}
        self._sections: dict[KeyPath, list[_Section]] = defaultdict(list)
        self._read_headers()

    def find(self, path: KeyPath) -> tuple[Pair, bool]:
        """Return where a path stands, and whether it was found itself.

        What cannot be found falls back to its nearest ancestor, in the end to the file's start.
        """
        self._open_sections(path)
        for length in range(len(path), 0, -1):
            pair = self._known.get(path[:length])
            if pair is not None:
                return pair, length == len(path)
        return _TOP, not path

    def _open_sections(self, path: KeyPath) -> None:
        """Read the keys of every section that the path leads through; once each."""
        for length in range(len(path) + 1):
            for section in self._sections.pop(path[:length], ()):
                self._read_section(path[:length], section)

    def _read_headers(self) -> None:
        root = parser().parse(self._source).root_node
        counts: dict[KeyPath, int] = {}
        path: KeyPath = ()
        start = row = 0
        for node in root.children:
            if node.type not in _HEADERS:
                continue
            begins = node.start_byte - node.start_point.column
            self._sections[path].append(_Section(start, begins, row))
            start, row = begins, node.start_point.row
            path = self._header(node, counts)
        self._sections[path].append(_Section(start, len(self._source), row))

    def _header(self, node: Node, counts: dict[KeyPath, int]) -> KeyPath:
        """Note where a header's keys stand, and return the path of the table that it opens."""
        path: KeyPath = ()
        keys = node.named_child(0)
        parts = list(_parts(keys)) if keys is not None and keys.type in _KEYS else []
        for number, (key, key_node) in enumerate(parts, start=1):
            path = (*path, key)
            place = self._place(key_node, 0)
            last = number == len(parts)
            if last and node.type == "table_array_element":
                self._known.setdefault(path, Pair(place, place))
                counts[path] = counts.get(path, -1) + 1
            if last and node.type == "table":
                self._known[path] = Pair(place, place)
            if path in counts:
                path = (*path, counts[path])
            self._known.setdefault(path, Pair(place, place))
        return path

    def _read_section(self, base: KeyPath, section: _Section) -> None:
        root = parser().parse(self._source[section.start : section.end]).root_node
        holders = [child for child in root.children if child.type in _HEADERS] or [root]
        waiting = [(base, pair) for holder in holders for pair in _pairs(holder)]
        while waiting:
            path, node = waiting.pop()
            waiting.extend(self._read_pair(path, node, section.row))

    def _read_pair(self, base: KeyPath, node: Node, row: int) -> Iterator[tuple[KeyPath, Node]]:
        """Note where a pair stands; yield the pairs inside its value."""
        keys = [child for child in node.children if child.type in _KEYS]
        values = [child for child in node.named_children if child.type not in {*_KEYS, "comment"}]
        path, place = base, _TOP.key
        for key, key_node in (part for child in keys for part in _parts(child)):
            path, place = (*path, key), self._place(key_node, row)
            self._known.setdefault(path, Pair(place, place))
        for value in values[-1:]:
            self._known[path] = Pair(place, self._place(value, row))
            yield from self._inside(path, value, row)

    def _inside(self, path: KeyPath, value: Node, row: int) -> Iterator[tuple[KeyPath, Node]]:
        """Note where the elements of an array stand; yield every pair in the value."""
        waiting = [(path, value)]
        while waiting:
            at, node = waiting.pop()
            if node.type == "inline_table":
                yield from ((at, pair) for pair in _pairs(node))
            elif node.type == "array":
                elements = (n for n in node.named_children if n.type not in {"comment", "ERROR"})
                for index, element in enumerate(elements):
                    place = self._place(element, row)
                    self._known[*at, index] = Pair(place, place)
                    waiting.append(((*at, index), element))

    def _place(self, node: Node, row: int) -> Place:
        """Return where a node starts; `row` is the line, from 0, on which its parse began."""
        point = node.start_point
        line = self._lines[row + point.row]
        column = point.column
        if not line.isascii():
            column = len(line.encode()[:column].decode(errors="ignore"))
        return Place(row + point.row + 1, column + 1)


def broken_lines(text: str) -> list[Place]:
    """Return where a text is no TOML, one place a line, none inside another."""
    source = text.encode()
    lines = text.split("\n")
    places: dict[int, Place] = {}
    waiting = [parser().parse(source).root_node]
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            row, column = node.start_point
            place = Place(row + 1, len(lines[row].encode()[:column].decode(errors="ignore")) + 1)
            places[row] = min(place, places.get(row, place))
        elif node.has_error:
            waiting.extend(node.children)
    return sorted(places.values())


def _pairs(holder: Node) -> Iterator[Node]:
    return (child for child in holder.named_children if child.type == "pair")


def _parts(key: Node) -> Iterator[tuple[str, Node]]:
    """Yield the parts of a key, dotted or not, with what they say."""
    flat: list[Node] = []
    waiting = [key]
    while waiting:
        node = waiting.pop()
        if node.type == "dotted_key":
            waiting.extend(reversed([n for n in node.named_children if n.type in _KEYS]))
        else:
            flat.append(node)
    return ((_said(node), node) for node in flat)


def _said(key: Node) -> str:
    text = (key.text or b"").decode(errors="replace")
    if key.type == "bare_key":
        return text
    try:
        return next(iter(tomli.loads(f"{text}=0")))
    except (tomli.TOMLDecodeError, StopIteration):
        return text
