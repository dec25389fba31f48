"""What somebody meant who wrote a line that is not TOML: the usual slips, told from the line."""

from __future__ import annotations

import tomli

from estate.reading.header_slips import header_given_twice, slip_of_header
from estate.reading.hints import as_toml
from estate.reading.lexis import KEY_AND_EQUALS
from estate.reading.show import printable
from estate.reading.slip import Slip

MOST_LINES = 200
"""As many lines are looked through for where a key stood before."""
LONGEST = 60
"""A value that is longer is not written out in a hint."""
NOT_PLAIN = "\"'[]{}\\="
_AT_VALUES = ("Invalid value", "Expected newline or end of document after a statement")
_IN_HEADERS = ("Invalid initial character for a key part", "Expected ']")


def slip_in(text: str, line: int, column: int, said: str) -> Slip | None:
    """Return what is known of a fault at a place of a text, given what the parser says of it."""
    lines = text.split("\n")
    written = lines[line - 1]
    if said in _AT_VALUES:
        return _slip_of_value(written, column)
    if said == "Cannot overwrite a value":
        return _key_written_twice(lines, line - 1)
    if said.startswith("Cannot declare"):
        return header_given_twice(lines, line - 1)
    if said.startswith(_IN_HEADERS):
        return slip_of_header(written, column)
    return None


def _slip_of_value(written: str, column: int) -> Slip | None:
    """Return how to write a plain value that was written as people write it, not as TOML does."""
    key = KEY_AND_EQUALS.match(written)
    if key is None:
        return None
    value = written[key.end() :].partition("#")[0].rstrip()
    if column <= key.end() or len(value) > LONGEST or any(mark in value for mark in NOT_PLAIN):
        return None
    meant = as_toml(value)
    name = key["key"]
    hint = (
        f"write {name} = {meant}"
        if meant
        else "leave the key out: what is left out counts as unknown"
    )
    return Slip(column, max(key.end() + len(value), column) + 1, hint)


def _key_written_twice(lines: list[str], at: int) -> Slip | None:
    """Return where in its table a key was written before; None where it cannot be told for sure."""
    key = KEY_AND_EQUALS.match(lines[at])
    if key is None:
        return None
    start = at
    # A table is short; in a longer one than that nothing is looked for.
    while start and at - start < MOST_LINES and not lines[start - 1].lstrip().startswith("["):
        start -= 1
    try:
        before = tomli.loads("\n".join(lines[start:at]))
        (name,) = tomli.loads(f"{key['key']}=0")
    except (ValueError, RecursionError):
        return None
    places = (number for number in range(start, at) if _begins(lines, start, number, key["key"]))
    first = next(places, None) if name in before else None
    if first is None:
        return None
    shown = printable(key["key"][:LONGEST])
    message = f"the key `{shown}` is written twice, first in line {first + 1}"
    return Slip(key.start("key") + 1, key.end("key") + 1, "keep one of the two", message)


def _begins(lines: list[str], start: int, number: int, key: str) -> bool:
    """Whether a line begins with a key, and is not within a text of several lines."""
    found = KEY_AND_EQUALS.match(lines[number])
    if found is None or found["key"] != key:
        return False
    try:
        tomli.loads("\n".join(lines[start:number]))
    except (ValueError, RecursionError):
        return False
    return True
