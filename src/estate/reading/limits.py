"""What a file may ask of the reader; `docs/limits.md` explains each limit."""

from __future__ import annotations

import re

MAX_FILE_BYTES = 10_000_000
"""The largest file that is opened, in bytes."""

MAX_KEY_PARTS = 50
"""The most parts that a dotted key or a table's header may have."""

MAX_FINDINGS_PER_FILE = 500
"""The most faults that are listed for one file; what is beyond is counted."""

_SHORTEST_LONG_KEY = 2 * MAX_KEY_PARTS
"""The fewest characters that a key over the limit takes: a letter and a dot each part."""

_PART = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{MAX_KEY_PARTS}}}{_PART}")
_OPENERS_AND_STRINGS = re.compile(r"""[\[{\]}]|"[^"\n]*"|'[^'\n]*'""")


def overlong_key(text: str) -> tuple[int, int] | None:
    """Return line and column of the first key with more than `MAX_KEY_PARTS` parts, else None.

    A reader of TOML needs time and memory beyond reason for many such keys, so they are looked
    for before it sees them. Only lines that are long enough and have the dots are searched.
    """
    for line in text.split("\n"):
        if len(line) > _SHORTEST_LONG_KEY and line.count(".") >= MAX_KEY_PARTS:
            found = _LONG_KEY.search(line)
            if found:
                return line_and_column(text, text.index(line) + found.start())
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
