"""Facts of records as typed properties: every key that is filled, in the record's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from estate.portfolio import Fact
from estate.portfolio.base import Evidence, Money, Noun
from estate.rendering.exchange.archimate.model import Prop, one_line
from estate.rendering.exchange.fields import filled
from estate.rendering.kit.words import RED_WORDS, decimal, span

if TYPE_CHECKING:
    from collections.abc import Collection

    from pydantic.fields import FieldInfo

    from estate.rendering.exchange.material import Material
    from estate.scoring.results import Interval, LegacyScore

UNSAID = frozenset({"allow", "description", "name", "notes", "sharing"})
"""Keys that are no property: names and descriptions stand by themselves, the rest is kept back."""
_MOST_MONEY = 10_000_000_000
"""The bound by which a sum of pounds is told from a count."""


def properties(record: Noun, skip: Collection[str] = ()) -> tuple[Prop, ...]:
    """Return what is filled in a record, besides the keys named; tables within it key by key."""
    found: list[Prop] = []
    for key in filled(record):
        top = key.partition(".")[0]
        if top in skip or top in UNSAID:
            continue
        if top == "evidence":
            found += _evidence(getattr(record, top))
        else:
            found.append(_prop(record, key))
    return tuple(found)


def _prop(record: Noun, key: str) -> Prop:
    holder, own = _holder(record, key)
    field, value = type(holder).model_fields[own], getattr(holder, own)
    kind = _kind(value, field)
    unit = " (£)" if kind == "currency" else ""
    return Prop(f"{label(key)}{unit}", kind, said(value))


def label(key: str) -> str:
    """Return a key as people read it: `annual_cost.licence` is `Annual cost: licence`."""
    words = key.rstrip("_").replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]


def _kind(value: object, field: FieldInfo) -> str:
    match value:
        case bool():
            return "boolean"
        case date():
            return "date"
        case int() if _is_money(field):
            return "currency"
        case int() | float():
            return "number"
        case _:
            return "string"


def _is_money(field: FieldInfo) -> bool:
    bounds = (getattr(rule, "le", None) for rule in field.metadata)
    return Money in get_args(field.annotation) or _MOST_MONEY in bounds


def said(value: Any) -> str:  # noqa: ANN401  # a value of any key
    """Return a value as text: dates as 2027-03-31, lists with commas, tables as `key value`."""
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case float():
            return f"{value:g}"
        case Noun() | Mapping() | tuple() | list():
            return _said_whole(value)
        case _:
            return one_line(str(value))


def _said_whole(value: Noun | Mapping[Any, Any] | tuple[Any, ...] | list[Any]) -> str:
    match value:
        case Noun():
            parts = (
                f"{label(key).lower()} {said(getattr(*_holder(value, key)))}"
                for key in filled(value)
            )
            return ", ".join(parts)
        case Mapping():
            return "; ".join(
                f"{one_line(str(key))}: {said(own)}" for key, own in sorted(value.items())
            )
        case _:
            between = "; " if value and isinstance(value[0], Noun) else ", "
            return between.join(map(said, value))


def _holder(record: Noun, key: str) -> tuple[Noun, str]:
    """Return the table that a key with dots leads into, and the last part of the key."""
    top, _, inner = key.partition(".")
    return _holder(getattr(record, top), inner) if inner else (record, top)


def _evidence(evidence: Mapping[str, Evidence]) -> Iterator[Prop]:
    for key, each in sorted(evidence.items()):
        parts = (each.source, each.confidence, each.on and each.on.isoformat(), each.by)
        words = "; ".join(one_line(part) for part in parts if part)
        yield Prop("Evidence", "string", f"{one_line(key)}: {words or 'not said'}")


def source(material: Material, owner: str, *path: str | int) -> tuple[Prop, ...]:
    """Return where a record stands, as `file:line`; nothing where it stands in no file."""
    found = material.where(Fact(owner, path))
    return () if found is None else (Prop("Recorded in", "string", one_line(found)),)


def risk_properties(score: LegacyScore) -> tuple[Prop, ...]:
    """Return a system's scores: ranges as text, both ends of the overall one as numbers."""
    return (
        Prop("Legacy risk (0 to 30)", "string", span(score.overall)),
        *ends("Legacy risk", score.overall),
        Prop("Likelihood", "string", span(score.likelihood)),
        Prop("Impact", "string", span(score.impact)),
        Prop("Red-rated", "string", RED_WORDS[score.red_rated]),
    )


def ends(name: str, interval: Interval) -> tuple[Prop, Prop]:
    """Return both ends of a range as numbers, rounded to one place for show."""
    return (
        Prop(f"{name}: least", "number", decimal(interval.low)),
        Prop(f"{name}: most", "number", decimal(interval.high)),
    )


def dated(name: str, day: date) -> Prop:
    """Return a day as a property."""
    return Prop(name, "date", day.isoformat())
