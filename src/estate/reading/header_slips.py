"""Slips in the headers of tables: one that is there already, one with letters that no id takes."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

import tomli

from estate.reading.forms import SLUG, as_id, form
from estate.reading.lexis import KEY, PART
from estate.reading.show import printable
from estate.reading.slip import Slip

LONGEST = 120
"""A header that is longer is not written out in a hint."""
MOST_TRIED = 5
"""As many lines that look like the header are tried; most often the first one is it."""
_OPENED = re.compile(r"[ \t]*+\[\[?+[ \t]*+")
_BARE = re.compile(r"(?P<open>[ \t]*\[\[?)(?P<key>[^\[\]\"'=#]+)(?P<close>\]\]?)[ \t]*(?:#.*)?")


def header_given_twice(lines: list[str], at: int) -> Slip | None:
    """Return where a table was given before; None where that cannot be told for sure."""
    found = _key_of(lines[at])
    if found is None:
        return None
    parts = _parts(found[0])
    same = islice((number for number in range(at) if _heads(lines[number], parts)), MOST_TRIED)
    first = next((number for number in same if _is_whole("\n".join(lines[:number]))), None)
    if first is None:
        return None
    message = (
        f"the table `{printable(found[0][:LONGEST])}` is there already, first in line {first + 1}"
    )
    hint = "put its keys under one header, or give this one an id of its own"
    return Slip(found[1] + 1, found[2] + 1, hint, message)


def _key_of(line: str) -> tuple[str, int, int] | None:
    """Return the key of a header, and the offsets at which it begins and ends."""
    opened = _OPENED.match(line)
    key = KEY.match(line, opened.end()) if opened else None
    return (key.group(), key.start(), key.end()) if key else None


def _heads(line: str, parts: list[str]) -> bool:
    found = _key_of(line)
    return found is not None and _parts(found[0]) == parts


def _parts(key: str) -> list[str]:
    """Return the parts of a key, without the quotes in which they may stand."""
    return [part.strip("\"'") for part in PART.findall(key)]


def _is_whole(text: str) -> bool:
    """Whether a text is TOML as far as it goes: what looks like a header behind it is one."""
    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def slip_of_header(written: str, column: int) -> Slip | None:
    """Return which letters an id takes, for a header with others; None where it has none."""
    found = _BARE.fullmatch(written.rstrip()) if len(written) <= LONGEST else None
    if found is None:
        return None
    parts = [part.strip() for part in found["key"].split(".")]
    wrong = next((part for part in parts if part and not re.fullmatch(r"[A-Za-z0-9_-]+", part)), "")
    meant = [_plain(part) for part in parts]
    if not wrong or not all(meant):
        return None
    start = written.find(wrong) + 1
    if not start <= column <= start + len(wrong):
        return None
    mended = f"{found['open'].strip()}{'.'.join(map(str, meant))}{found['close']}"
    message = f"`{printable(wrong)}` should be {form(SLUG)}"
    return Slip(start, start + len(wrong), f"write {mended}", message)


def _plain(part: str) -> str | None:
    """Return a part of a key as it may be written: as it is where it may, else as an id."""
    if re.fullmatch(r"[A-Za-z0-9_-]+", part):
        return part
    letters = unicodedata.normalize("NFKD", part)
    return as_id("".join(one for one in letters if not unicodedata.combining(one)) + " ")
