"""Texts of a condition that no record has: most often a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.diagnostics import likely
from estate.query.syntax import Bare, Text, Value, comparisons
from estate.query.values import Many, Sort

if TYPE_CHECKING:
    from estate.query.columns import Column
    from estate.query.judging import Row
    from estate.query.kind import Kind
    from estate.query.syntax import Condition

EXACT = ("=", "in", "has")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A text that a column is compared with and never has; `meant` is what comes near.

    `is_group`: it is what stands before the dot of texts that the column has.
    """

    column: str
    text: str
    meant: tuple[str, ...]
    is_group: bool = False


def strangers(kind: Kind, where: Condition | None, rows: Sequence[Row]) -> tuple[Stranger, ...]:
    """Return the texts that a condition asks for as they are and that no record has.

    Patterns are left out: they are meant to search.
    """
    asked: dict[tuple[str, str], Column] = {}
    for one in comparisons(where) if where else ():
        column = kind.column(one.column.name)
        if column is not None and column.sort is Sort.TEXT and one.relation in EXACT:
            names = {(one.column.name, text): column for text in _texts(one.values, kind)}
            asked.update(names)
    return tuple(
        Stranger(name, text, likely(text, had), any(one.startswith(f"{text}.") for one in had))
        for (name, text), column in asked.items()
        if text not in (had := _had(rows, column))
    )


def _texts(values: Iterable[Value], kind: Kind) -> list[str]:
    quoted = [value.text for value in values if isinstance(value, Text)]
    bare = [value.word for value in values if isinstance(value, Bare)]
    return quoted + [word for word in bare if kind.column(word) is None]


def _had(rows: Iterable[Row], column: Column) -> frozenset[str]:
    """Return every text that a column has anywhere."""
    found: set[str] = set()
    for row in rows:
        cell = row[column.name]
        found.update(
            map(str, cell.items if isinstance(cell, Many) else [cell] * (cell is not None))
        )
    return frozenset(found)
