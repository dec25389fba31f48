"""A kind of record: where its rows come from, and which columns it has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from estate.query.columns import Column, record_columns
from estate.query.world import Entry, World

if TYPE_CHECKING:
    from estate.portfolio.base import Noun

Rows = Callable[[World], Iterator[Entry]]


@dataclass(frozen=True)
class Kind:
    """A kind of record that can be listed.

    Its columns are what `model` records and what is `derived`; a derived one goes before a
    recorded one of its name. `shown` are those that a list has unless others are asked for.
    `aliases` are other names of columns.
    """

    name: str
    one: str
    about: str
    model: type[Noun]
    rows: Rows
    shown: tuple[str, ...]
    derived: tuple[Column, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    councils: bool = True
    """Whether each belongs to a council; else they belong to the catalogue."""

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Every column by name, derived ones first; without those reached by another name."""
        found = {column.name: column for column in self.derived}
        for column in record_columns(self.model):
            found.setdefault(column.name, column)
        return found

    def column(self, name: str) -> Column | None:
        """Return a column by its name or another name of it; None if there is no such column."""
        return self.columns.get(self.aliases.get(name, name))

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything that a column may be called."""
        return (*self.columns, *self.aliases)
