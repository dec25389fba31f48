"""The parts of a TOML document as patterns, for texts that the TOML parser has accepted.

They need not tell right from wrong, only where each part ends. Quantifiers are possessive
throughout, so that no text makes them try twice.
"""

from __future__ import annotations

import re

_BASIC = r'"(?:[^"\\\n]++|\\.)*+"'
_LITERAL = r"'[^'\n]*+'"
# A text in three quotes may end in up to two quotes of its own.
_LONG_STRING = (
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{1,2})?+'
    r"|'''(?:[^']++|'(?!''))*+'''(?:'{1,2})?+"
)
_STRING = rf"(?:{_LONG_STRING}|{_BASIC}|{_LITERAL})"
_PART = rf"(?:[A-Za-z0-9_-]++|{_BASIC}|{_LITERAL})"
_KEY = rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+"


def _bracketed(depth: int) -> str:
    """Return a pattern for an array or inline table with at most `depth` more inside it."""
    inner = rf"|{_bracketed(depth - 1)}" if depth else ""
    return rf"""[\[{{](?:[^\[\]{{}}"'#]++|#[^\n]*+|{_STRING}{inner})*+[\]}}]"""


_NEST = _bracketed(3)
"""Arrays and inline tables nested as deep as inventories go; deeper ones take the slow way."""

_VALUE = rf"""(?:{_STRING}|{_NEST}|[^\[\]{{}}"'#\n]++)"""
_REST = r"[ \t]*+(?:#[^\n]*+)?+(?:\n|\Z)"

_LINES = (
    rf"(?:[ \t]*+(?:{_KEY}[ \t]*+=[ \t]*+{_VALUE})?+"
    r"(?:[ \t]*+(?:#[^\n]*+)?+\n|(?<=[^\n])\Z))++"
)

PART = re.compile(_PART, re.DOTALL)
"""One part of a key."""

KEY = re.compile(_KEY, re.DOTALL)
"""A key, dotted or not."""

PLAIN_LINES = re.compile(_LINES, re.DOTALL)
"""Blank lines, comments, and keys with their values, as many as follow one another."""

SECTION = re.compile(
    rf"(?P<header>[ \t]*+(?P<open>\[\[?+)[ \t]*+(?P<key>{_KEY})[ \t]*+\]\]?+{_REST})(?:{_LINES})?+",
    re.DOTALL,
)
"""A header of a table, or of an element of an array of tables, and the plain lines under it."""

PAIR = re.compile(rf"[ \t]*+(?P<key>{_KEY})[ \t]*+=[ \t]*+(?P<value>{_VALUE}){_REST}", re.DOTALL)
"""A key and its value to the end of the line, where the value is not nested too deep."""

KEY_AND_EQUALS = re.compile(rf"[ \t]*+(?P<key>{_KEY})[ \t]*+=[ \t]*+", re.DOTALL)
"""A key, as far as its value."""

ELEMENT = re.compile(rf"""(?:{_STRING}|{_NEST}|[^\[\]{{}}"',#\n]++)""", re.DOTALL)
"""A value inside an array or an inline table, where it is not nested too deep."""

FILLING = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
"""What may stand between the elements of an array or an inline table."""

BRACKETS = re.compile(rf"{_STRING}|#[^\n]*+|[\[{{\]}}]|\n", re.DOTALL)
"""What has to be looked at to find the end of a value however deep."""

STRINGS_AND_COMMENTS = re.compile(
    rf"""{_LONG_STRING}|(?P<long>\"{{3}}|'{{3}})|{_BASIC}|{_LITERAL}|#[^\n]*+|(?P<short>["'])""",
    re.DOTALL,
)
"""Texts and comments in turn; a quote that opens a text without an end is a group."""
