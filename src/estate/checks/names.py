"""Names that two records share, so that people take them for one, or they are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from estate.checks.rule import Issue
from estate.checks.view import View
from estate.portfolio import CATALOGUE, Fact, KeyPath
from estate.portfolio.base import Record

_TABLES = ("suppliers", "products", "platforms", "frameworks", "standards", "bodies")
_ALSO = ("aliases", "former_names")
_OF_SYSTEM = frozenset({"system", "application", "app", "software", "the"})
_OF_COMPANY = frozenset(
    {"ltd", "limited", "plc", "llp", "lp", "inc", "uk", "gb", "co", "company", "group", "the"}
)
_BLANKS = {ord(mark): " " for mark in "-_./,:;()[]'\"&+"}
_SHORTEST_PLURAL = 4

_Called = tuple[str, KeyPath, str]
"""An entry's id, the key that names it, and the name."""


@lru_cache(maxsize=65_536)
def alike(text: str, idle: frozenset[str]) -> str:
    """Return what is left of a name when case, marks, blanks, plurals and idle words are gone.

    Digits stay, as they tell a second from a first. Where every word is idle, all of them stay.
    """
    words = [_singular(word) for word in text.casefold().translate(_BLANKS).split()]
    return "".join([word for word in words if word not in idle] or words)


@cache
def _singular(word: str) -> str:
    plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


def systems_alike(view: View) -> Iterator[Issue]:
    """EST108: two systems of a council, both in use, with one name or nearly."""
    for council, inventory in view.councils:
        found: dict[str, str] = {}
        for name in sorted(inventory.systems):
            system = inventory.systems[name]
            if not system.in_use:
                continue
            keys = {alike(said, _OF_SYSTEM) for said in (name, system.name, *system.aliases)}
            others = sorted({found.setdefault(key, name) for key in keys} - {name})
            if others:
                other = inventory.systems[others[0]]
                message = (
                    f'`{name}` ("{system.name}") looks like `{others[0]}` ("{other.name}"): '
                    "are they one system?"
                )
                hint = "keep one of them, or give them names that tell them apart"
                yield Issue(Fact(council, ("systems", name)), message, hint)


def entries_alike(view: View) -> Iterator[Issue]:
    """EST109: two entries of a table of the catalogue that have or claim one name."""
    for table in _TABLES:
        entries: Mapping[str, Record] = getattr(view.portfolio.catalogue, table)
        idle = _OF_COMPANY if table == "suppliers" else _OF_SYSTEM
        claimed: dict[str, _Called] = {}
        for name in sorted(entries):
            told: set[str] = set()
            for called in _called(name, entries[name]):
                first = claimed.setdefault(alike(called[2], idle), called)
                if first[0] not in {name, *told} and not _related(entries, name, first[0]):
                    told.add(first[0])
                    yield _claimed_twice(table, called, first)
    yield from _one_number(view)


def _called(name: str, record: Record) -> Iterator[_Called]:
    yield name, (), name
    yield name, ("name",), getattr(record, "name", name)
    for key in _ALSO:
        for index, said in enumerate(getattr(record, key, ())):
            yield name, (key, index), said


def _related(entries: Mapping[str, Record], one: str, other: str) -> bool:
    """Whether one is recorded as the owner of the other: they may share a name."""
    parents = (getattr(entries[one], "parent", None), getattr(entries[other], "parent", None))
    return other == parents[0] or one == parents[1]


def _claimed_twice(table: str, called: _Called, first: _Called) -> Issue:
    name, path, said = called
    other, where, theirs = first
    key = ".".join((table, other, *(str(part) for part in where[:1])))
    message = f'`{name}` is called "{said}", and `{other}` "{theirs}" ({key}): are they one?'
    hint = "keep one entry and give it both names, or take the name from one of them"
    return Issue(Fact(CATALOGUE, (table, name, *path)), message, hint)


def _one_number(view: View) -> Iterator[Issue]:
    suppliers = view.portfolio.catalogue.suppliers
    first: dict[str, str] = {}
    for name in sorted(suppliers):
        number = suppliers[name].company_number
        owner = first.setdefault(number, name) if number is not None else name
        if owner != name:
            message = f"`{name}` has the company number of `{owner}` (suppliers.{owner}): {number}"
            hint = "keep one entry, and give it the other's names as aliases"
            yield Issue(Fact(CATALOGUE, ("suppliers", name, "company_number")), message, hint)


def also_called(word: str, entries: Mapping[str, Record]) -> str | None:
    """Return the id of the entry that a word is another name of; None where it is of none."""
    idle = _OF_COMPANY | _OF_SYSTEM
    meant = alike(word, idle)
    for name in sorted(entries):
        if any(alike(said, idle) == meant for _, _, said in _called(name, entries[name])):
            return name
    return None
