"""Councils: what they record of themselves, and sums over their systems."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from estate.portfolio import Council, SystemRef
from estate.query.columns import POUNDS, Column
from estate.query.kind import Kind
from estate.query.kinds.common import ID, WHERE, count, default, ranges
from estate.query.values import Range
from estate.query.world import Entry, World


def _rows(world: World) -> Iterator[Entry]:
    for council, inventory in sorted(world.portfolio.councils.items()):
        yield Entry(council, council, inventory.council, ("council",))


def _cost(world: World, entry: Entry) -> Range:
    """Return the running cost of its systems; at least so much where one has none recorded."""
    systems = world.portfolio.councils[entry.id].systems.values()
    costs = [system.annual_cost.total if system.annual_cost else None for system in systems]
    total = Fraction(sum(cost for cost in costs if cost is not None))
    return Range(total, None if None in costs else total)


def _red(world: World, entry: Entry) -> Range:
    """Return how many of its systems in use are red-rated, counting to those that may be."""
    inventory = world.portfolio.councils[entry.id]
    classes = [
        world.score(SystemRef(entry.id, name)).red_rated.value
        for name, system in inventory.systems.items()
        if system.in_use
    ]
    sure = classes.count("yes")
    return Range(Fraction(sure), Fraction(sure + classes.count("unknown")))


def _of(table: str) -> Column:
    def items(world: World, entry: Entry) -> Collection[object]:
        records: Collection[object] = getattr(world.portfolio.councils[entry.id], table)
        return records

    return count(table, f"How many {table} it has recorded.", items)


KIND = Kind(
    name="councils",
    one="council",
    about="Councils and other bodies that keep systems.",
    model=Council,
    rows=_rows,
    shown=("id", "name", "population", "systems", "contracts", "cost"),
    derived=(
        ID,
        WHERE,
        default(
            "kind", "council, or body; council unless recorded.", ("council", "body"), "council"
        ),
        *map(_of, ("systems", "contracts", "interfaces", "steps", "risks", "barriers")),
        ranges("cost", "What its systems cost to run, a year.", _cost, POUNDS),
        ranges("red", "How many of its systems in use are red-rated.", _red),
    ),
    aliases={"council": "id"},
)
