"""How to write a value that was written wrongly."""

from __future__ import annotations

import re
from datetime import date, datetime

from estate.diagnostics import likely
from estate.reading.show import quoted

_UNKNOWN = {"", "-", "?", "n/a", "na", "none", "not known", "tba", "tbc", "tbd", "unknown"}
_YES = {"yes", "y", "true", "1"}
_NO = {"no", "n", "false", "0"}
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_UK_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_LONGEST_INTEGER = 12
_SHORTEST_BEGINNING = 3
_LONGEST_WORD = 200
"""What is longer is no slip of the pen, and comparing it takes long."""


def nearest(word: str, known: tuple[str, ...] | list[str]) -> str | None:
    """Return the known word that is most like a word, or None if none is."""
    if len(word) > _LONGEST_WORD:
        return None
    written = word.lower().replace(" ", "-")
    found = likely(written, known)
    return found[0] if found else _that_begins(written, known)


def _that_begins(word: str, known: tuple[str, ...] | list[str]) -> str | None:
    """Return the only known word that goes on where a word of three letters or more stops."""
    if len(word) < _SHORTEST_BEGINNING:
        return None
    begun = [one for one in known if one.startswith((f"{word}_", f"{word}-"))]
    return begun[0] if len(begun) == 1 else None


def how_to_write(expected: str, key: str, value: object) -> str | None:
    """Return how to write a value of the expected sort, as near as can be to what stands there.

    `expected` is one of text, integer, number, boolean, date, array.
    """
    if isinstance(value, str) and value.strip().lower() in _UNKNOWN:
        return "leave the key out: what is left out counts as unknown"
    written = _WRITERS[expected](value)
    if written is None and isinstance(value, float):
        return "round it to a whole number"
    return f"write {key} = {written}" if written else _GENERAL[expected]


def as_toml(bare: str) -> str | None:
    """Return how TOML writes what stands there without quotes: a date, a number, yes or no, a text.

    None where it only says that nothing is known.
    """
    if bare.strip().lower() in _UNKNOWN:
        return None
    for sort in ("date", "integer", "number", "boolean"):
        written = _WRITERS[sort](bare)
        if written:
            return written
    return quoted(bare)


def _text(value: object) -> str | None:
    if isinstance(value, (int, float, date)) and not isinstance(value, bool):
        shown = str(value) if not isinstance(value, int) or abs(value) < 10**18 else ""
        return f'"{shown}"' if shown else None
    return None


def _integer(value: object) -> str | None:
    if isinstance(value, str):
        digits = re.sub(r"[£, _]", "", value)
        if re.fullmatch(r"\d+", digits, re.ASCII) and len(digits) <= _LONGEST_INTEGER:
            return f"{int(digits):_}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**_LONGEST_INTEGER:
        return f"{int(value):_}"
    return None


def _number(value: object) -> str | None:
    if isinstance(value, str):
        digits = re.sub(r"[£%, _]", "", value)
        if re.fullmatch(r"\d+(\.\d+)?", digits, re.ASCII) and len(digits) <= _LONGEST_INTEGER:
            return digits
    return None


def _boolean(value: object) -> str | None:
    word = str(value).strip().lower() if isinstance(value, str) or value in (0, 1) else ""
    return "true" if word in _YES else "false" if word in _NO else None


def _date(value: object) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if not isinstance(value, str):
        return None
    text = value.strip()
    iso, uk = _ISO_DAY.fullmatch(text), _UK_DAY.fullmatch(text)
    parts = iso.groups() if iso else uk.groups()[::-1] if uk else ()
    try:
        return date(*map(int, parts)).isoformat() if parts else None
    except ValueError:
        return None


def _array(value: object) -> str | None:
    return f"[{quoted(value)}]" if isinstance(value, str) else None


_WRITERS = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "array": _array,
}
_GENERAL = {
    "text": "write it in quotes",
    "integer": "write it without quotes or commas, such as 118_000",
    "number": "write it without quotes, such as 2.5",
    "boolean": "write true or false, without quotes",
    "date": "write it without quotes, such as 2027-03-31",
    "array": 'write it in brackets, such as ["one", "two"]',
}
