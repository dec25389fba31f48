"""What a file may ask of the reader; `docs/limits.md` explains each limit."""

from __future__ import annotations

import re
from itertools import islice

MAX_FILE_BYTES = 10_000_000
"""The largest file that is opened, in bytes."""

SPLIT = "split it: a council may be a folder of files, which are merged"
"""How to keep more than one file can hold."""

MAX_KEY_PARTS = 50
"""The most parts that a dotted key or a table's header may have."""

MAX_FINDINGS_PER_FILE = 500
"""The most faults that are listed for one file; what is beyond is counted."""

MAX_FAULTS = 20_000
"""The most faults with which what is sound in a file is still used."""

MAX_LINES = 500_000
"""The most lines of a file."""

MAX_PIECES = 350_000
"""The most keys and values of a file: marks that part them, in texts and comments too."""

MAX_TABLES = 30_000
"""The most arrays, tables and parts of dotted keys of a file, counted likewise.

The parser keeps about a kilobyte for each table that a key or header opens.
"""

MAX_DIGITS_IN_A_ROW = 200_000
"""The most digits in a row that the parser is given: it takes a hundred bytes for each."""

_SURELY_SMALL = 2 * MAX_TABLES
"""A text with fewer characters passes no limit of number: a piece takes two at least."""

_SHORTEST_LONG_KEY = 2 * MAX_KEY_PARTS
"""The fewest characters that a key over the limit takes: a letter and a dot each part."""

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{MAX_KEY_PARTS}}}{_PART}")
_LONG_LINE = re.compile(rf"[^\n]{{{_SHORTEST_LONG_KEY},}}+")
_DIGIT = "[0-9A-Fa-f_.box]"
_LONG_NUMBER = re.compile(rf"(?<!{_DIGIT})[0-9]{_DIGIT}{{{MAX_DIGITS_IN_A_ROW},}}+")
_NEXT_PART = re.compile(rf"\.[ \t]*+{_PART}[ \t]*+(?=[.=\]])")
_OPENERS_AND_STRINGS = re.compile(r"""[\[{\]}]|"[^"\n]*"|'[^'\n]*'""")


def overlong_key(text: str) -> tuple[int, int] | None:
    """Return line and column of the first key with more than `MAX_KEY_PARTS` parts, else None.

    A reader of TOML needs time and memory beyond reason for many such keys, so they are looked
    for before it sees them. Only lines that are long enough and have the dots are searched.
    """
    long = [line for line in text.split("\n") if len(line) >= _SHORTEST_LONG_KEY]
    if not any(line.count(".") >= MAX_KEY_PARTS for line in long):
        return None
    for line in _LONG_LINE.finditer(text):
        if text.count(".", *line.span()) >= MAX_KEY_PARTS:
            found = _LONG_KEY.search(text, *line.span())
            if found:
                return line_and_column(text, found.start())
    return None


def long_number(text: str) -> tuple[int, int] | None:
    """Return line and column of the first run of more digits than the parser is given."""
    if len(text) <= MAX_DIGITS_IN_A_ROW or max(map(len, text.split("\n"))) <= MAX_DIGITS_IN_A_ROW:
        return None
    found = _LONG_NUMBER.search(text)
    return line_and_column(text, found.start()) if found else None


def overfull(text: str) -> str | None:
    """Return what a text has too many of for its size to be bearable once it is read, else None.

    Ten megabytes of the smallest tables would take gigabytes.
    """
    if len(text) < _SURELY_SMALL:
        return None
    tables = text.count("[") + text.count("{")
    if text.count("\n") > MAX_LINES:
        return f"{MAX_LINES:,} lines"
    if tables + text.count("=") + text.count(",") > MAX_PIECES:
        return f"{MAX_PIECES:,} keys and values"
    parts = islice(_NEXT_PART.finditer(text), MAX_TABLES + 1)
    if tables + sum(1 for _ in parts) > MAX_TABLES:
        return f"{MAX_TABLES:,} arrays, tables and parts of dotted keys"
    return None


def deepest_bracket(text: str) -> tuple[int, int]:
    """Return line and column of the bracket that is nested deepest, strings left aside."""
    depth = deepest = place = 0
    for found in _OPENERS_AND_STRINGS.finditer(text):
        mark = found.group()
        if mark in "[{":
            depth += 1
            if depth > deepest:
                deepest, place = depth, found.start()
        elif mark in "]}":
            depth = max(0, depth - 1)
    return line_and_column(text, place)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column, both from 1, of a character's offset in a text."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
