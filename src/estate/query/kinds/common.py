"""Columns and rows that several kinds of record share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from estate.portfolio import CATALOGUE, SystemRef
from estate.query.columns import Column
from estate.query.values import Many, Sort, number
from estate.query.world import Entry

if TYPE_CHECKING:
    from estate.query.columns import Get
    from estate.query.kind import Rows
    from estate.query.values import Range
    from estate.query.world import World

ID = Column("id", Sort.TEXT, "Its id.", lambda _, entry: entry.id)
WHERE = Column(
    "where", Sort.TEXT, "File and line of its record.", lambda world, entry: world.where(entry.fact)
)
OF_COUNCIL = (
    Column("council", Sort.TEXT, "The council's id.", lambda _, entry: entry.owner),
    ID,
    Column(
        "council_name",
        Sort.TEXT,
        "The council's name.",
        lambda world, entry: world.portfolio.councils[entry.owner].council.name,
    ),
    WHERE,
)
"""What every record of a council has."""
OF_CATALOGUE = (ID, WHERE)
"""What every record of the catalogue has."""


def of_councils(table: str) -> Rows:
    """Return the rows of a table of records by id in every council's files."""

    def rows(world: World) -> Iterator[Entry]:
        for council, inventory in sorted(world.portfolio.councils.items()):
            records = getattr(inventory, table)
            for name in sorted(records):
                yield Entry(council, name, records[name], (table, name))

    return rows


def of_catalogue(table: str) -> Rows:
    """Return the rows of a table of records by id in the catalogue."""

    def rows(world: World) -> Iterator[Entry]:
        records = getattr(world.portfolio.catalogue, table)
        for name in sorted(records):
            yield Entry(CATALOGUE, name, records[name], (table, name))

    return rows


def count(name: str, about: str, items: Callable[[World, Entry], Collection[object]]) -> Column:
    """Return a column that counts."""
    return Column(name, Sort.NUMBER, about, lambda world, entry: number(len(items(world, entry))))


def using(about: str, refs: Callable[[World, Entry], Collection[SystemRef]]) -> tuple[Column, ...]:
    """Return the columns that say which systems use something, and in which councils."""

    def systems(world: World, entry: Entry) -> Many:
        return Many(tuple(str(ref) for ref in refs(world, entry)))

    def councils(world: World, entry: Entry) -> Many:
        return Many(tuple(sorted({ref.council for ref in refs(world, entry)})))

    return (
        Column("used_by", Sort.TEXT, f"The systems {about}.", systems, many=True),
        Column("councils", Sort.TEXT, f"The councils with systems {about}.", councils, many=True),
        count("systems", f"How many systems {about}.", refs),
    )


def default(column: str, about: str, words: tuple[str, ...], value: str) -> Column:
    """Return a column of words in which a record that says nothing means one of them."""

    def get(_world: World, entry: Entry) -> str:
        recorded: str | None = getattr(entry.record, column)
        return value if recorded is None else recorded

    return Column(column, Sort.WORD, about, get, words=words)


def numbers(
    name: str, about: str, get: Callable[[World, Entry], Range | None], unit: str = ""
) -> Column:
    """Return a column of numbers that are known exactly or not at all."""
    return Column(name, Sort.NUMBER, about, get, unit=unit)


def ranges(
    name: str, about: str, get: Callable[[World, Entry], Range | None], unit: str = ""
) -> Column:
    """Return a column of numbers of which sometimes only a range is known."""
    return Column(name, Sort.NUMBER, about, get, unit=unit, ranges=True)


def dates(name: str, about: str, get: Get, *, many: bool = False) -> Column:
    """Return a column of dates."""
    return Column(name, Sort.DATE, about, get, many=many)
