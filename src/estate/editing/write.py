"""How values are written: as the samples are, on one line where they fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from math import isinf, isnan

from estate.editing.edit import EditRefused

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_GROUPED_FROM = 10_000
"""Numbers of five digits and more are written in groups of three."""
_LONGEST_LINE = 100
_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}
_LAST_CONTROL, _DELETE = 0x1F, 0x7F


def key(name: str) -> str:
    """Return a key, in quotes where it needs them."""
    return name if _BARE.fullmatch(name) else basic(name)


def basic(text: str) -> str:
    """Return a text in double quotes."""
    return f'"{"".join(_escaped(character) for character in text)}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    code = ord(character)
    return f"\\u{code:04X}" if code <= _LAST_CONTROL or code == _DELETE else character


def text_like(text: str, old: str) -> str:
    """Return a text in the quotes of `old` where it can stand in them, else in double quotes."""
    is_literal = old.startswith("'") and not old.startswith("'''")
    plain = "'" not in text and all(_escaped(each) == each or each in '"\\\t' for each in text)
    return f"'{text}'" if is_literal and plain else basic(text)


def value(what: object, newline: str = "\n", indent: str = "", used: int = 0) -> str:
    """Return a value as TOML; `used` is how many columns of its line stand before it.

    A list that does not fit its line is written with one element a line.

    Raises:
        EditRefused: when TOML has no such value.
    """
    if isinstance(what, Mapping):
        return inline_table(what)
    if isinstance(what, Sequence) and not isinstance(what, (str, bytes)):
        return _array(what, newline, indent, used)
    return _scalar(what)


def inline_table(entries: Mapping[str, object]) -> str:
    """Return a table on one line; what is None is left out."""
    pairs = [f"{key(name)} = {value(what)}" for name, what in entries.items() if what is not None]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def _array(elements: Sequence[object], newline: str, indent: str, used: int) -> str:
    written = [value(element) for element in elements]
    line = f"[{', '.join(written)}]"
    if len(indent) + used + len(line) <= _LONGEST_LINE or len(written) < 2:  # noqa: PLR2004
        return line
    lines = [f"{indent}  {each}," for each in written]
    return newline.join(["[", *lines, f"{indent}]"])


def _scalar(what: object) -> str:
    match what:
        case bool():
            return "true" if what else "false"
        case str():
            return basic(what)
        case int():
            return f"{what:_}" if abs(what) >= _GROUPED_FROM else str(what)
        case float():
            return _float(what)
        case date() | time():
            return what.isoformat()
        case _:
            raise EditRefused(f"a value of the kind {type(what).__name__} cannot be written")


def _float(what: float) -> str:
    if isnan(what):
        return "nan"
    if isinf(what):
        return "inf" if what > 0 else "-inf"
    return repr(what)
