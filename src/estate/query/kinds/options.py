"""Options: what could be done with each system."""

from __future__ import annotations

from collections.abc import Iterator

from estate.portfolio import Option
from estate.query.columns import POUNDS, Column
from estate.query.kind import Kind
from estate.query.kinds.common import OF_COUNCIL, numbers
from estate.query.values import Range, Sort, number
from estate.query.world import Entry, World


def _rows(world: World) -> Iterator[Entry]:
    for council, inventory in sorted(world.portfolio.councils.items()):
        for system, record in sorted(inventory.systems.items()):
            for name in sorted(record.options):
                path = ("systems", system, "options", name)
                yield Entry(council, name, record.options[name], path, inside=system)


def _cost(_world: World, entry: Entry) -> Range | None:
    cost = entry.record.cost
    return number(cost.capital + cost.revenue) if cost else None


KIND = Kind(
    name="options",
    one="option",
    about="What could be done with each system.",
    model=Option,
    rows=_rows,
    shown=("council", "system", "id", "kind", "cost", "months"),
    derived=(
        *OF_COUNCIL,
        Column("system", Sort.TEXT, "The system's id.", lambda _, entry: entry.inside),
        numbers("cost", "What the work costs once, capital and revenue.", _cost, POUNDS),
    ),
)
