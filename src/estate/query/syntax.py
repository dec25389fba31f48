"""What a condition is made of, before it is known which columns there are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from estate.diagnostics import UsageFault

DEEPEST = 100
"""Conditions are nested at most so deep."""
LONGEST = 10_000
"""A condition has at most so many characters."""
CONTRARIES = {"=": "!=", "~": "!~", "in": "not in"}
"""Relations that have a contrary of their own."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the text of a condition: from the 0th character, and how long."""

    start: int
    length: int


NOWHERE = Place(0, 0)


class ConditionFault(UsageFault):
    """A condition that cannot be understood: what is wrong, where, and what was expected."""

    def __init__(self, message: str, place: Place, hint: str = "", text: str = "") -> None:
        """Take the message, the place it points at, how to mend it, and the whole condition."""
        super().__init__(message)
        self.message, self.place, self.hint, self.text = message, place, hint, text


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    text: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Bare:
    """A word without quotes: a column, a word of an enumeration, an id, or `today`."""

    word: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number, or a sum of money where it was written with a pound sign."""

    value: Fraction
    money: bool = False
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Day:
    """A date."""

    day: date
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Span:
    """A month, `2027-04`, or a financial year, `2027-28`."""

    label: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Shifted:
    """So many days, weeks, months or years after `today`; before it where negative."""

    amount: int
    unit: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


Value = Text | Bare | Number | Day | Span | Shifted


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a column."""

    name: str
    place: Place = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """A column, a relation such as `<`, and the values of which one is enough."""

    column: Name
    relation: str
    values: tuple[Value, ...]
    place: Place = field(default=NOWHERE, compare=False, repr=False)
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a column is known."""

    column: Name
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Flag:
    """A column of yes and no, standing alone."""

    column: Name
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    inner: Condition
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class All:
    """Every one of several."""

    parts: tuple[Condition, ...]
    depth: int = field(default=1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of several."""

    parts: tuple[Condition, ...]
    depth: int = field(default=1, compare=False, repr=False)


Condition = Compare | Known | Flag | Not | All | AnyOf


def contrary(inner: Condition) -> Not:
    """Return `not` of a condition."""
    return Not(inner, depth=inner.depth + 1)


def joined(kind: type[All | AnyOf], parts: Iterable[Condition]) -> Condition:
    """Return conditions joined by `and` or `or`; groups within groups of a kind become one."""
    flat: list[Condition] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else (part,)
    if len(flat) == 1:
        return flat[0]
    return kind(tuple(flat), depth=1 + max(part.depth for part in flat))


def columns_in(condition: Condition) -> tuple[str, ...]:
    """Return the columns that a condition looks at, in order of their first mention."""
    match condition:
        case Compare() | Known() | Flag():
            return (condition.column.name,)
        case Not():
            return columns_in(condition.inner)
        case All() | AnyOf():
            return tuple(
                dict.fromkeys(name for part in condition.parts for name in columns_in(part))
            )


def comparisons(condition: Condition) -> tuple[Compare, ...]:
    """Return the comparisons of a condition, in order."""
    match condition:
        case Compare():
            return (condition,)
        case Not():
            return comparisons(condition.inner)
        case All() | AnyOf():
            return tuple(one for part in condition.parts for one in comparisons(part))
        case _:
            return ()


def written(condition: Condition) -> str:
    """Return a condition as text that is read as the same condition."""
    match condition:
        case All() | AnyOf():
            word = " and " if isinstance(condition, All) else " or "
            return word.join(map(_grouped, condition.parts))
        case Not():
            return _written_contrary(condition.inner)
        case Compare():
            return f"{condition.column.name} {condition.relation} {_values(condition)}"
        case Known():
            return f"{condition.column.name} is known"
        case Flag():
            return condition.column.name


def _written_contrary(inner: Condition) -> str:
    if isinstance(inner, Known):
        return f"{inner.column.name} is unknown"
    if isinstance(inner, Compare) and inner.relation in CONTRARIES:
        return f"{inner.column.name} {CONTRARIES[inner.relation]} {_values(inner)}"
    return f"not {_grouped(inner)}"


def _grouped(condition: Condition) -> str:
    text = written(condition)
    return f"({text})" if isinstance(condition, All | AnyOf) else text


def _values(condition: Compare) -> str:
    shown = ", ".join(map(written_value, condition.values))
    return f"[{shown}]" if condition.relation == "in" else shown


def written_value(value: Value) -> str:
    """Return a value as one would write it."""
    match value:
        case Text():
            escaped = value.text.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case Bare():
            return value.word
        case Number():
            sign = "-" if value.value < 0 else ""
            return f"{sign}{'£' if value.money else ''}{_decimal(abs(value.value))}"
        case Day():
            return value.day.isoformat()
        case Span():
            return value.label
        case Shifted():
            sign = "-" if value.amount < 0 else "+"
            return f"today {sign} {abs(value.amount)} {value.unit}"


def _decimal(value: Fraction) -> str:
    """Return a number of finitely many decimals, not negative, in full."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = f"{(value * 10**places).numerator:0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
