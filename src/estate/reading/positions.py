"""Where each key and value of a TOML document stands.

The parser that gives the values gives no places, so they are looked for in a text that it has
accepted, and only when somebody asks: first the headers of the file, then the keys of just those
tables, and the inside of just those values, that the question leads through.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import tomli

from estate.portfolio import KeyPath
from estate.reading.lexis import (
    BRACKETS,
    ELEMENT,
    FILLING,
    KEY_AND_EQUALS,
    PAIR,
    PART,
    PLAIN_LINES,
    SECTION,
)


class Place(NamedTuple):
    """Line and column, from 1; columns count characters."""

    line: int
    column: int


class Pair(NamedTuple):
    """Where a key and its value start. Of a table with a header, both are in the header."""

    key: Place
    value: Place


_PLAIN_KEY = re.compile(r"[A-Za-z0-9_.-]+")
_Offsets = tuple[int, int]
"""Where a key and its value start, in characters from the start of the text."""


class Positions:
    """The places of one document that the TOML parser has accepted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[KeyPath, _Offsets] = {}
        self._sections: dict[KeyPath, list[tuple[int, int]]] = {}
        self._unopened: dict[KeyPath, int] = {}
        self._read_headers()

    def find(self, path: KeyPath) -> tuple[Pair, bool]:
        """Return where a path stands, and whether it was found itself.

        What cannot be found falls back to its nearest ancestor, in the end to the file's start.
        """
        length, offsets = self._look_up(path)
        return Pair(*map(self._place, offsets)), length == len(path)

    def extent(self, path: KeyPath, *, at_key: bool = False) -> tuple[Place, Place | None]:
        """Return where a path's value starts and where it ends, or its key's start and end.

        The end is just behind the last character. What cannot be found falls back to the key of
        its nearest ancestor, in the end to the file's start, which has no end.
        """
        length, (key, value) = self._look_up(path)
        if not length:
            return Place(1, 1), None
        in_array = isinstance(path[length - 1], int)
        if in_array or (length == len(path) and not at_key and key != value):
            start, end = value, _end_of_value(self._text, value)
        else:
            part = PART.match(self._text, key)
            start, end = key, part.end() if part else key + 1
        end = start + len(self._text[start:end].rstrip())
        return self._place(start), self._place(end)

    def _look_up(self, path: KeyPath) -> tuple[int, _Offsets]:
        """Return how much of a path is found, and the offsets of that much."""
        for length in range(len(path) + 1):
            for start, end in self._sections.pop(path[:length], ()):
                self._read_section(path[:length], start, end)
            opening = self._unopened.pop(path[:length], None)
            if opening is not None:
                self._read_inside(path[:length], opening)
        for length in range(len(path), 0, -1):
            offsets = self._known.get(path[:length])
            if offsets is not None:
                return length, offsets
        return 0, (0, 0)

    @cached_property
    def _line_starts(self) -> list[int]:
        lengths = map(len, self._text.split("\n"))
        return list(accumulate(lengths, lambda start, length: start + length + 1, initial=0))

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._line_starts, offset)
        return Place(line, offset - self._line_starts[line - 1] + 1)

    def _read_headers(self) -> None:
        """Note where the headers stand, and which part of the text belongs to each."""
        text, start = self._text, 0
        path: KeyPath = ()
        counts: dict[KeyPath, int] = {}
        lines = PLAIN_LINES.match(text)
        at = lines.end() if lines else 0
        while at < len(text):
            section = SECTION.match(text, at)
            if section is None:
                at = _end_of_line(text, at)
                continue
            self._sections.setdefault(path, []).append((start, at))
            parts = _parts(text, *section.span("key"))
            path = self._header(parts, counts, in_array=section["open"] == "[[")
            start, at = section.end("header"), section.end()
        self._sections.setdefault(path, []).append((start, len(text)))

    def _header(
        self, parts: list[tuple[str, int]], counts: dict[KeyPath, int], *, in_array: bool
    ) -> KeyPath:
        """Note where a header's keys stand, and return the path of the table that it opens."""
        path: KeyPath = ()
        for number, (key, offset) in enumerate(parts, start=1):
            path = (*path, key)
            if number == len(parts):
                if in_array:
                    counts[path] = counts.get(path, -1) + 1
                else:
                    self._known[path] = (offset, offset)
            self._known.setdefault(path, (offset, offset))
            if path in counts:
                path = (*path, counts[path])
                self._known.setdefault(path, (offset, offset))
        return path

    def _read_section(self, base: KeyPath, start: int, end: int) -> None:
        """Note where the keys between two headers stand."""
        text, at = self._text, start
        while at < end:
            pair = PAIR.match(text, at)
            if pair is not None:
                self._note(base, pair.span("key"), pair.start("value"))
                at = pair.end()
                continue
            deep = KEY_AND_EQUALS.match(text, at)
            if deep is not None:
                self._note(base, deep.span("key"), deep.end())
            at = _end_of_line(text, at)

    def _note(self, base: KeyPath, key: tuple[int, int], value: int) -> None:
        """Note where a key and its value stand; what is inside the value waits to be asked for."""
        path, at = base, value
        for part, offset in _parts(self._text, *key):
            path, at = (*path, part), offset
            self._known.setdefault(path, (offset, offset))
        self._known[path] = (at, value)
        if self._text[value] in "[{":
            self._unopened[path] = value

    def _read_inside(self, path: KeyPath, opening: int) -> None:
        """Note what is in the array or inline table that opens at an offset."""
        text, index = self._text, 0
        at = _after_filling(text, opening + 1)
        while text[at] not in "]}":
            if text[opening] == "{":
                key = KEY_AND_EQUALS.match(text, at)
                if key is None:
                    return
                at = key.end()
                self._note(path, key.span("key"), at)
            else:
                self._known[*path, index] = (at, at)
                if text[at] in "[{":
                    self._unopened[*path, index] = at
                index += 1
            at = _after_filling(text, _end_of_value(text, at))


def _parts(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """Return the parts of a key, each with what it says and where it stands."""
    key = text[start:end]
    if "." not in key and key[0] not in "\"'":
        return [(key, start)]
    if _PLAIN_KEY.fullmatch(key):
        names = key.split(".")
        offsets = accumulate(map(len, names), lambda at, length: at + length + 1, initial=start)
        return list(zip(names, offsets, strict=False))
    return [(_said(part.group()), part.start()) for part in PART.finditer(text, start, end)]


def _said(part: str) -> str:
    return next(iter(tomli.loads(f"{part}=0"))) if part[0] in "\"'" else part


def _after_filling(text: str, at: int) -> int:
    filling = FILLING.match(text, at)
    return filling.end() if filling else at


def _end_of_value(text: str, at: int) -> int:
    """Return the offset after a value inside an array or inline table."""
    value = ELEMENT.match(text, at)
    if value is not None:
        return value.end()
    depth = 0
    for mark in BRACKETS.finditer(text, at):
        depth += 1 if mark.group() in "[{" else -1 if mark.group() in "]}" else 0
        if depth == 0:
            return mark.end()
    return len(text)


def _end_of_line(text: str, at: int) -> int:
    """Return the offset after a statement whose value may be nested deep, over several lines."""
    depth = 0
    for mark in BRACKETS.finditer(text, at):
        depth += 1 if mark.group() in "[{" else -1 if mark.group() in "]}" else 0
        if mark.group() == "\n" and depth == 0:
            return mark.end()
    return len(text)
