"""How keys and values of a document are shown in messages: short, and safe to print."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from math import isnan

from estate.portfolio import KeyPath

_LONGEST = 60
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LARGEST_SHOWN = 10**18


def dotted(path: KeyPath) -> str:
    """Return a key path as one would write it; positions in arrays are left to the line number."""
    return ".".join(
        part if _BARE.fullmatch(part) and len(part) <= _LONGEST else quoted(part)
        for part in path
        if isinstance(part, str)
    )


def quoted(text: str) -> str:
    """Return a text in quotes, cut to 60 characters, control characters escaped."""
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
    return f'"{printable(cut)}"'


def printable(text: str) -> str:
    """Return a text with control and other invisible characters escaped."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in text
    )


def kind_of(value: object) -> str:  # noqa: PLR0911  # one sort of value a return
    """Return what sort of value it is and, where short, the value: `the text "8"`."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"the text {quoted(value)}"
        case int() | float():
            return _number(value)
        case datetime() | time():
            return "a time"
        case date():
            return f"the date {value.isoformat()}"
        case list() | tuple():
            return "an array"
        case dict():
            return "a table"
        case _:
            return "something else"


def _number(value: float) -> str:
    if isinstance(value, float) and isnan(value):
        return "not a number"
    return f"the number {value}" if abs(value) < _LARGEST_SHOWN else "a huge number"


def either(words: tuple[str, ...] | list[str]) -> str:
    """Return `a`, `a or b`, `a, b or c`."""
    if len(words) < 2:  # noqa: PLR2004  # one word needs no joining
        return "".join(words)
    return ", ".join(words[:-1]) + " or " + words[-1]
