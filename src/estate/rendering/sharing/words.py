"""A pack in words: its manifest, its columns, and how a value in it is shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from estate.rendering.kit.words import day, listing
from estate.sharing.classes import KINDS, Kind
from estate.sharing.pack import Amount, Days, PackContract, PackExtension, PackSystem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estate.portfolio.base import Noun
    from estate.sharing.manifest import Because, How, Manifest, SharedField
    from estate.sharing.pack import Content, Pack

SYSTEM_COLUMNS = tuple(PackSystem.model_fields)
"""Columns of systems, as the pack has them."""
CONTRACT_COLUMNS = tuple(PackContract.model_fields)
"""Columns of contracts, likewise."""

HOW: dict[How, str] = {
    "as-recorded": "as recorded",
    "in-bands": "in bands",
    "by-quarter": "by quarter",
    "by-half-year": "by half-year",
    "by-financial-year": "by financial year",
}
BECAUSE: dict[Because, str] = {
    "never-leaves": "never leaves the council",
    "no-place": "packs have no place for it",
    "not-at-this-level": "not at this level",
    "not-asked": "the recipe does not ask for it",
    "not-agreed": "asked for, but the agreement does not name it",
    "left-out": "the recipe leaves it out",
}
_ORDER = tuple(BECAUSE)


def cell_of(record: Noun, column: str) -> object:
    """Return a record's value for a table: a number or date as it is, anything else as text."""
    return in_words(getattr(record, column))


def in_words(value: object) -> object:
    """Return a value of a pack as a cell: ranges as `10000 to 24999`; nothing as None."""
    match value:
        case None | ():
            return None
        case Amount():
            return _amount(value)
        case Days():
            return value.exact or f"{value.first} to {value.last}"
        case tuple():
            return "; ".join(str(in_words(each)) for each in value)
        case PackExtension():
            return f"{value.months} by {value.by}{' (taken)' if value.taken else ''}"
        case _:
            return value


def _amount(value: Amount) -> object:
    if value.exact is not None:
        return value.exact
    return f"{value.low} or more" if value.high is None else f"{value.low} to {value.high}"


def manifest_lines(pack: Pack) -> list[str]:
    """Return what a pack is: a title, then a line a fact."""
    manifest, content = pack.manifest, pack.content
    whose = content.council.name or manifest.council
    agreed = manifest.agreement
    lines = [
        f"Share pack of {whose}, level {manifest.level}",
        f"Council: {manifest.council}",
        f"For: {_recipients(manifest)}",
        f"Purpose: {manifest.purpose}",
        f"Agreement: from {day(agreed.signed_on)}, until {day(agreed.expires)}",
        f"Facts as of {day(manifest.as_of)}",
        f"Made by {manifest.tool}, pack version {manifest.version}",
        f"Holds {_holdings(content)}",
        *_counts(pack),
        f"SHA-256 of its content: {manifest.content_sha256}",
    ]
    return [*lines, "The council is fictional."] if manifest.illustrative else lines


def _holdings(content: Content) -> str:
    counts = (
        _number(len(content.systems), "system"),
        _number(len(content.contracts), "contract"),
        _number(len(content.interfaces), "sort of interface", "sorts of interface"),
        _number(len(content.steps), "step"),
    )
    return listing(counts)


def _recipients(manifest: Manifest) -> str:
    anyone = ", and anyone" if manifest.level == "public" else ""
    return listing(manifest.recipients) + anyone


def _counts(pack: Pack) -> Iterator[str]:
    for each in pack.content.counts:
        cells = each.cells
        said = "not told, since a class is too small or holds nearly all"
        if cells is not None:
            said = ", ".join(f"{name} {cells[name]}" for name in sorted(cells))
        yield f"Systems by {each.score}: {said}"


def _number(count: int, noun: str, plural: str | None = None) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {plural or noun + 's'}"


def withheld_rows(manifest: Manifest) -> list[list[str]]:
    """Return a row a class and reason: what never leaves first. Classes, never records."""
    found = sorted(manifest.withheld, key=lambda each: (_ORDER.index(each.because), each.kind))
    return [
        [f"{each.kind}: {covers(each.kind)}", str(each.fields), BECAUSE[each.because]]
        for each in found
    ]


def covers(kind: str) -> str:
    """Return what a class covers; of one that this version does not know, that it is so."""
    known = {each.value: rule.covers for each, rule in KINDS.items()}
    return known.get(kind, KINDS[Kind.UNCLASSIFIED].covers)


def told_columns(manifest: Manifest, place: str) -> tuple[str, ...]:
    """Return the columns of a place, `systems`, that the pack tells: id first, withheld last."""
    told = {field.place for field in manifest.fields}
    columns = SYSTEM_COLUMNS if place == "systems" else CONTRACT_COLUMNS
    kept = [name for name in columns if f"{place}.{name}" in told]
    return ("id", *kept, "withheld")


def values_at(pack: Pack, field: SharedField) -> list[object]:
    """Return the values that a pack has for a field, in its order; those that are known."""
    nodes: list[object] = [pack.content]
    for part in field.place.split("."):
        nodes = [inner for node in nodes for inner in _inside(node, part)]
    return [value for value in nodes if value is not None and value != ()]


def _inside(node: object, part: str) -> Iterator[object]:
    if isinstance(node, tuple):
        for each in node:
            yield getattr(each, part)
    elif isinstance(node, dict):
        for each in node.values():
            yield each if isinstance(each, str) else getattr(each, part)
    else:
        yield getattr(node, part)


def plain(value: object) -> str:
    """Return a value as a text for a terminal."""
    shown = in_words(value)
    if shown is None:
        return ""
    if isinstance(shown, bool):
        return "true" if shown else "false"
    return shown.isoformat() if isinstance(shown, date) else str(shown)
