"""The statements of a TOML document with their comments, for a text that a parser has accepted.

A comment is kept as part of what it is about: beside it on the line, directly above it (the lead),
directly beneath it with a blank line to follow (the tail), or apart, with blank lines on both
sides: a heading of what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from estate.editing.canonical_value import Value, not_understood, read_value
from estate.editing.canonical_words import KEY, STRING, key_of, text_part

Block = Sequence[str]
"""Lines of comment without a blank line between them; none at all is (), which is free."""

_STATEMENT = re.compile(
    rf"[ \t]*+(?:(?P<open>\[\[?+)[ \t]*+(?P<header>{KEY})[ \t]*+\]\]?+"
    rf"|(?P<key>{KEY})[ \t]*+=[ \t]*+(?P<value>{STRING}|[^\[{{\"'#\n][^#\n]*+)?+)?+",
    re.DOTALL,
)
_REST = re.compile(r"[ \t]*+(?P<comment>#[^\n]*+)?+(?:\n|\Z)")


@dataclass(slots=True)
class Pair:
    """A key and its value. `gap`: a blank line stands above it, or above its lead."""

    path: tuple[str, ...]
    key: str
    value: Value
    headings: Sequence[Block]
    lead: Block
    gap: bool
    beside: str = ""
    tail: Block = ()


@dataclass(slots=True)
class Section:
    """A header and what stands under it; what stands above the first header has none."""

    path: tuple[str, ...]
    header: str
    is_element: bool = False
    headings: Sequence[Block] = ()
    lead: Block = ()
    beside: str = ""
    intro: Block = ()
    pairs: list[Pair] = field(default_factory=list)
    tail: Block = ()


@dataclass(slots=True)
class Document:
    """A file: the comment at its top, its sections in written order, comments at its end."""

    head: Block
    sections: list[Section]
    foot: Sequence[Block]


@dataclass(slots=True)
class _Comments:
    """The comments since the last statement."""

    blocks: list[list[str]] = field(default_factory=list)
    is_open: bool = False
    touches: bool = True
    gap: bool = False

    def add(self, comment: str) -> None:
        if self.is_open:
            self.blocks[-1].append(comment)
            return
        if not self.blocks:
            self.touches = not self.gap
        self.blocks.append([comment])
        self.is_open = True

    def blank(self) -> None:
        self.is_open = False
        self.gap = True

    def take_lead(self) -> tuple[Block, bool]:
        """Return the comment directly above what follows, and whether a blank line is above it."""
        if not self.is_open:
            return (), self.gap
        lead = self.blocks.pop()
        return lead, bool(self.blocks) or not self.touches

    def take_tail(self) -> Block:
        """Return the comment directly beneath the statement before."""
        return self.blocks.pop(0) if self.blocks and self.touches else ()


def read_document(text: str) -> Document:
    """Return the statements of a text whose lines end in line feeds.

    Raises:
        EditRefused: when the end of a statement is not found.
        RecursionError: when values are nested too deep.
    """
    reader = _Reader()
    for statement, comment in _lines(text):
        reader.take(statement, comment)
    return reader.finished()


def _lines(text: str) -> Iterator[tuple[Pair | Section | None, str]]:
    """Yield each statement, None for a line without one, and the comment at its end."""
    at = 0
    while at < len(text):
        statement, end = _statement(text, at)
        rest = _REST.match(text, end)
        if rest is None:
            raise not_understood(text, end)
        yield statement, (rest["comment"] or "").rstrip()
        at = rest.end()


def _statement(text: str, at: int) -> tuple[Pair | Section | None, int]:
    """Return the statement that starts at an offset, if one does, and where it ends."""
    found = _STATEMENT.match(text, at)
    if found is None:
        return None, at
    if found["header"] is not None:
        path, key = key_of(found["header"])
        return Section(path, key, is_element=found["open"] == "[["), found.end()
    if found["key"] is None:
        return None, found.end()
    path, key = key_of(found["key"])
    value: Value
    if found["value"] is None:
        value, end = read_value(text, found.end())
    else:
        value, end = text_part(found["value"]), found.end()
    return Pair(path, key, value, (), (), gap=False), end


class _Reader:
    """Gives every comment a place."""

    def __init__(self) -> None:
        self._document = Document((), [Section((), "")], ())
        self._comments = _Comments()
        self._is_top = True

    def take(self, statement: Pair | Section | None, comment: str) -> None:
        if statement is None:
            if comment:
                self._comments.add(comment)
            else:
                self._comments.blank()
            return
        lead, gap = self._comments.take_lead()
        if self._is_top:
            lead = self._open(lead)
        statement.lead, statement.beside = lead, comment
        if isinstance(statement, Section):
            self._end_section()
            self._document.sections.append(statement)
        else:
            statement.gap = gap
            self._beneath(self._comments.take_tail())
            self._document.sections[-1].pairs.append(statement)
        statement.headings = self._comments.blocks or ()
        self._comments = _Comments()

    def _open(self, lead: Block) -> Block:
        """Set apart the comment at the top of the file, with the schema's line first."""
        self._is_top = False
        blocks, self._comments.touches = self._comments.blocks, False
        head = blocks.pop(0) if blocks else []
        above = list(lead)
        for block in (head, *blocks, above):
            schema = next((line for line in block if line.startswith("#:schema")), None)
            if schema is not None:
                block.remove(schema)
                head.insert(0, schema)
                break
        self._comments.blocks = [block for block in blocks if block]
        self._document.head = head
        return above

    def _end_section(self) -> None:
        section = self._document.sections[-1]
        tail = self._comments.take_tail()
        if section.pairs:
            section.tail = tail
        else:
            section.intro = tail

    def _beneath(self, tail: Block) -> None:
        """Keep the comment beneath a header or a pair, above the pair that comes now."""
        section = self._document.sections[-1]
        if section.pairs:
            section.pairs[-1].tail = tail
        else:
            section.intro = tail

    def finished(self) -> Document:
        """Return the document, once all of it was taken."""
        if self._is_top:
            self._open(())
        else:
            self._end_section()
        self._document.foot = self._comments.blocks
        return self._document
