"""The smallest parts of a TOML document, and how each is written."""

from __future__ import annotations

import re

from estate.editing.scan import said

BASIC = r'"(?:[^"\\\n]++|\\.)*+"'
LITERAL = r"'[^'\n]*+'"
# A text in three quotes may end in up to two quotes of its own.
STRING = (
    r'(?:"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{1,2})?+'
    rf"|'''(?:[^']++|'(?!''))*+'''(?:'{{1,2}})?+|{BASIC}|{LITERAL})"
)
_PART = rf"(?:[A-Za-z0-9_-]++|{BASIC}|{LITERAL})"
KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"
"""A key, dotted or not. Quantifiers are possessive, so that no text makes them try twice."""

PARTS = re.compile(_PART, re.DOTALL)
"""One part of a key."""
BARE = re.compile(r"[A-Za-z0-9_-]+")
"""A part of a key that needs no quotes."""
COMMENTS = re.compile(rf"{STRING}|(?P<comment>#[^\n]*+)", re.DOTALL)
"""Every comment of a document; the strings, in which there are none, are found as well."""

_NEEDS_LITERAL = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')
_WHOLE = re.compile(r"[+-]?[0-9](?:_?[0-9])*")
_GROUPED_FROM = 5
"""Numbers of this many digits and more are written in groups of three."""


def key_of(text: str) -> tuple[tuple[str, ...], str]:
    """Return what a key says, part by part, and how it is written."""
    if BARE.fullmatch(text):
        return (text,), text
    parts = [part.group() for part in PARTS.finditer(text)]
    return tuple(said(part) for part in parts), ".".join(key_part(part) for part in parts)


def key_part(part: str) -> str:
    """Return one part of a key: bare where it can be, else in double quotes where it can be."""
    if part[0] in "\"'" and BARE.fullmatch(part, 1, len(part) - 1):
        return part[1:-1]
    return text_part(part)


def text_part(text: str) -> str:
    """Return a string in double quotes unless it holds what would need a backslash there.

    Strings in three quotes, and values that are no strings, stay as they are.
    """
    if text[0] != "'":
        return text.rstrip(" \t") if text[0] != '"' else text
    if text.startswith("'''") or _NEEDS_LITERAL.search(text):
        return text
    return f'"{text[1:-1]}"'


def grouped(text: str) -> str:
    """Return a whole decimal number of five digits or more in groups of three; else the text."""
    if len(text) < _GROUPED_FROM or not _WHOLE.fullmatch(text):
        return text
    digits = text.replace("_", "")
    sign = digits[0] if digits[0] in "+-" else ""
    digits = digits.removeprefix(sign)
    if len(digits) < _GROUPED_FROM:
        return text
    start = len(digits) % 3
    groups = [digits[:start]] if start else []
    groups += [digits[at : at + 3] for at in range(start, len(digits), 3)]
    return sign + "_".join(groups)
