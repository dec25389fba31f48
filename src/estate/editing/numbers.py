"""Numbers as people type them: with pounds, commas and, for sums, k and m."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from estate.portfolio.base import Money

_WHOLE = re.compile(r"£?\s?(-?\d{1,3}(?:[,_ ]\d{3})+|-?\d+(?:_\d+)*)")
_SHORT = re.compile(r"£?\s?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s?([km])", re.IGNORECASE)
_NUMBER = re.compile(r"£?\s?(-?\d{1,3}(?:[,_ ]\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s?%?")
_BADLY_GROUPED = re.compile(r"£?\s?-?[\d,]*\d,[\d,]*(?:\.\d+)?\s?[km%]?", re.IGNORECASE)
_TIMES = {"k": 1_000, "m": 1_000_000}
_LONGEST = 18
"""Digits; whole numbers of TOML have 64 bits."""
_GROUPS = "a number whose commas part off three digits each, such as 118,000"


class NotThatKind(ValueError):
    """A text that is no value of the kind that is wanted."""


def most_of(annotation: Any) -> int | None:  # noqa: ANN401  # a type, or the field of one
    """Return the largest number that a type or a field allows; None where it names none."""
    return min(_limits(annotation), default=None)


def _limits(found: Any) -> Iterator[int]:  # noqa: ANN401
    largest = getattr(found, "le", None)
    if isinstance(largest, int):
        yield largest
    elif isinstance(found, FieldInfo):
        for inner in (*found.metadata, found.annotation):
            yield from _limits(inner)
    elif get_origin(found) is Annotated or type(None) in get_args(found):
        for inner in get_args(found):
            yield from _limits(inner)


_MOST_MONEY = most_of(Money)


def whole(text: str, most: int | None = None) -> int:
    """Return a whole number as typed; of a sum, which its limit tells, k and m may follow.

    Raises:
        NotThatKind: when it is none, is not whole, or is more than `most`.
    """
    is_sum = most is not None and most == _MOST_MONEY
    said = text.strip()
    found, short = _WHOLE.fullmatch(said), _SHORT.fullmatch(said) if is_sum else None
    if found is None and short is None:
        raise NotThatKind(_wanted(said, is_sum=is_sum))
    digits, unit = (short[1], short[2]) if short else (found[1] if found else "", "")
    plain = re.sub(r"[,_ ]", "", digits)
    if len(plain.partition(".")[0]) > _LONGEST:
        raise NotThatKind(_at_most(most))
    value = Decimal(plain[: 3 * _LONGEST]) * _TIMES.get(unit.lower(), 1)
    if value != int(value):
        raise NotThatKind("whole pounds")
    if most is not None and value > most:
        raise NotThatKind(_at_most(most))
    return int(value)


def _wanted(said: str, *, is_sum: bool) -> str:
    if _BADLY_GROUPED.fullmatch(said):
        return _GROUPS
    if is_sum:
        return "whole pounds, such as 118000, £118,000, 118k or 1.2m"
    return "a whole number, such as 118000 or 118,000"


def _at_most(most: int | None) -> str:
    limit = f"{_LONGEST} digits" if most is None else f"{most:,}"
    return f"a whole number of at most {limit}"


def decimal(text: str) -> float:
    """Return a number as typed: whole where it is written whole.

    Raises:
        NotThatKind: when it is none.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or len(found[1]) > _LONGEST:
        badly = _BADLY_GROUPED.fullmatch(text.strip())
        raise NotThatKind(_GROUPS if badly else "a number, such as 2.5")
    plain = re.sub(r"[,_ ]", "", found[1])
    return float(plain) if "." in plain else int(plain)
