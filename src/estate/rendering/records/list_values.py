"""The cells of a list in each form: as a reader types them, as data, as words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from estate.query.columns import POUNDS
from estate.query.values import Many, Range
from estate.rendering.kit.as_json import number
from estate.rendering.kit.words import decimal, listing, plural, pounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from estate.query.columns import Column
    from estate.query.listing import Listing, Total
    from estate.query.strangers import Stranger
    from estate.query.values import Cell, Scalar

UNKNOWN = "?"
"""What is not recorded, in a table for people."""
NONE = "none"
"""What is recorded as an empty list; a blank would look like something forgotten."""


def shown(cell: Cell, column: Column) -> str:
    """Return a cell for people: `£118,000`, `12-18`, `3 or more`, `a, b`; `?` where unknown.

    Of several values, `?` among them says that there may be more.
    """
    if cell is None:
        return UNKNOWN
    if isinstance(cell, Many):
        values = [_scalar(item, column) for item in cell.items]
        return ", ".join(values + [UNKNOWN] * cell.open) or NONE
    return _scalar(cell, column)


def _scalar(value: Scalar, column: Column) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case Range():
            return _range(value, _money if column.unit == POUNDS else _figure)
        case _:
            return value


def _range(value: Range, write: Callable[[Fraction], str]) -> str:
    if value.high is None:
        return f"{write(value.low)} or more"
    low, high = write(value.low), write(value.high)
    return low if value.exact else f"{low}-{high}"


def _figure(value: Fraction) -> str:
    return f"{value.numerator:,}" if value.denominator == 1 else decimal(value)


def _money(value: Fraction) -> str:
    return pounds(round(value))


def as_data(cell: Cell) -> Any:  # noqa: ANN401  # any JSON
    """Return a cell as JSON: null where unknown, a range as its ends, several values as an array.

    An array in which something may be missing ends with null.
    """
    match cell:
        case Many():
            return [as_data(item) for item in cell.items] + [None] * cell.open
        case Range() if cell.high is not None and cell.exact:
            return as_figure(cell.low)
        case Range():
            high = None if cell.high is None else as_figure(cell.high)
            return {"low": as_figure(cell.low), "high": high}
        case date():
            return cell.isoformat()
        case _:
            return cell


def as_figure(value: Fraction) -> int | float:
    """Return a number for machines: whole where it is, else to four decimals."""
    return value.numerator if value.denominator == 1 else number(value)


def might_match(listing_: Listing) -> str:
    """Return how many more rows may match, and what is not known of them; empty where none."""
    if not listing_.might:
        return ""
    reasons = [f"{name} is not known for {count:,}" for name, count in listing_.because.items()]
    first, *others = reasons or ["the record does not say"]
    rest = [reason.replace(" is not known", "") for reason in others]
    which = "others may match" if listing_.question.include_unknown else "more might match"
    return f"{listing_.might:,} {which}: {listing([first, *rest])}."


def counted(listing_: Listing) -> str:
    """Return how many rows match: `56 systems`."""
    kind = listing_.question.kind
    return plural(listing_.matching, kind.one, kind.name)


def closing(listing_: Listing) -> str:
    """Return how many rows match, how many more might, and why that is not known."""
    kind = listing_.question.kind
    if listing_.matching:
        found = f"{counted(listing_)}."
    elif listing_.question.where is None:
        found = f"No {kind.one} is recorded."
    else:
        found = f"No {kind.one} is known to match."
    return f"{found} {might_match(listing_)}".rstrip()


def strange(listing_: Listing) -> list[str]:
    """Return what is asked for and no record has, with what was probably meant."""
    one = listing_.question.kind.one
    return [
        f"No {one} looked at has {found.column} '{found.text}'{_meant(found)}"
        for found in listing_.strangers
    ]


def _meant(found: Stranger) -> str:
    if found.is_group:
        return f'; did you mean {found.column} ~ "{found.text}.*"?'
    return f"; did you mean {found.meant[0]}?" if found.meant else "."


def total_words(total: Total) -> str:
    """Return a sum in words: `Total cost: £1,234,000; not known for 3.`."""
    unknown = f"; not known for {total.unknown:,}" if total.unknown else ""
    return f"Total {total.name}: {shown(total.total, total.column)}{unknown}."
