"""Addresses of machines in free text: what an attacker would look for first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args, get_type_hints

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import Fact, KeyPath
from estate.portfolio.base import Record, Text, Texts

_PART = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_QUAD = (
    rf"(?<![\w.@-])(?P<quad>{_PART}(?:\.{_PART}){{3}})"
    r"(?P<more>/\d{1,2}\b|:\d{2,5}\b)?(?![\w-]|\.\d)"
)
_SIX = r"(?<![\w:.])(?P<six>[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w:])"
_SUFFIXES = "local|internal|intranet|corp|lan|localdomain"
_NAMED = rf"(?<![\w@.-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,6}}(?:{_SUFFIXES})(?![\w-]|\.\w)"
_SHARE = r"\\\\[A-Za-z0-9][A-Za-z0-9.-]{0,252}\\[A-Za-z0-9_$.-]++"
_URL = r"://[^\s/:@]{1,253}:\d{2,5}(?!\d)|://[^\s/@]{1,253}@[A-Za-z0-9]"
_ADDRESS = re.compile(
    rf"(?P<share>{_SHARE})|{_QUAD}|{_SIX}|(?P<named>{_NAMED})|(?P<url>{_URL})", re.ASCII
)
_PERHAPS = re.compile(
    r"[.:\\](?:(?<=\d\.)\d|(?<=\\)\\|(?<=:)(?://|[0-9A-Fa-f]{0,4}:)"
    rf"|(?<=\.)(?:{_SUFFIXES}))",
    re.ASCII,
)
"""What every address has; it begins with one of three marks, so that it is quickly looked for."""
_BEFORE_A_VERSION = re.compile(
    r"(?i)(?:versions?|release|build|patch|firmware|update|level|driver|client|v)[ .:]{0,2}$"
)
_BEFORE_AN_ADDRESS = re.compile(
    r"(?i)\b(?:ips?|ipv4|address|host|server|gateway|subnet|dns|node|vlan|nat|proxy)[ :=]{1,3}$"
)
_LONGEST_WORD = 12
_NO_VERSION_PART = 100
_SIX_GROUPS = 8
_KINDS = {
    "share": "a share on a server",
    "quad": "an address of a machine",
    "six": "an address of a machine",
    "named": "the internal name of a machine",
    "url": "an address with a port or a user",
}


def host_named(view: View) -> Iterator[Issue]:
    """EST310: the address or internal name of a machine in a text."""
    for owner, path, record in view.records:
        keys = _texts(type(record))
        said = record.__pydantic_fields_set__
        if not keys.isdisjoint(said):
            yield from _in_record(owner, path, record, keys & said)
    for owner, path, record in view.evidenced:
        for key, evidence in record.evidence.items():
            for word, text in (("source", evidence.source), ("note", evidence.note)):
                if text is not None:
                    yield from _in_value(owner, (*path, "evidence", key, word), text)


def _in_record(owner: str, path: KeyPath, record: Record, keys: frozenset[str]) -> Iterator[Issue]:
    values = [(key, getattr(record, key)) for key in keys]
    # Most hold none, so all are first looked at in one go.
    together = [value if isinstance(value, str) else "\n".join(value) for _, value in values]
    if _PERHAPS.search("\n".join(together)):
        for key, value in sorted(values):
            yield from _in_value(owner, (*path, key), value)


@cache
def _texts(model: type[Record]) -> frozenset[str]:
    """Return the keys of a record under which people write freely."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(
        name for name, hint in hints.items() if hint in (Text, Texts) or Text in get_args(hint)
    )


def _in_value(owner: str, path: KeyPath, value: object) -> Iterator[Issue]:
    if isinstance(value, str):
        kind = kind_of_address(value) if _PERHAPS.search(value) else None
        if kind is not None:
            message = f"this text holds {kind}, and an inventory is read by many"
            hint = "leave it to the configuration database, and name that; or allow this rule"
            yield Issue(Fact(owner, path), message, hint)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _in_value(owner, (*path, index), part)


def kind_of_address(text: str) -> str | None:
    """Return what kind of address of a machine a text holds, or None.

    Four numbers with points are an address when a port or a mask follows, when a word such as
    *host* or *IP* stands before them, or when one of them has three digits; after a word such as
    *version* they never are. So `12.1.0.2` is a version.
    """
    for found in _ADDRESS.finditer(text):
        kind = str(found.lastgroup if found.lastgroup != "more" else "quad")
        if kind == "quad" and not _is_quad(text, found):
            continue
        if kind == "six" and not _is_six(found.group()):
            continue
        return _KINDS[kind]
    return None


def _is_quad(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - _LONGEST_WORD) : found.start()]
    if _BEFORE_A_VERSION.search(before):
        return False
    if found["more"] or _BEFORE_AN_ADDRESS.search(before):
        return True
    return any(int(part) >= _NO_VERSION_PART for part in found["quad"].split("."))


def _is_six(text: str) -> bool:
    """Whether groups with colons are an address: eight of them, or a gap and a digit."""
    groups = text.split(":")
    if "::" in text:
        return text.count("::") == 1 and any(letter.isdigit() for letter in text)
    return len(groups) == _SIX_GROUPS and all(groups)
