"""Tables of comparisons as blocks: the same cells, with what each is sorted by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from estate.comparison.view import Withheld
from estate.rendering.canvas.page_model import Cell, Head, Table
from estate.rendering.kit.grid_values import sort_key, value_words
from estate.rendering.kit.words import visible

if TYPE_CHECKING:
    from estate.rendering.canvas.page_model import Ref
    from estate.rendering.kit.grids import Column, Grid, Value

Leads = Mapping[str, Callable[[str], "Ref | None"]]
"""By a column's id, what the words of its cells lead to."""


def grid_table(
    grid: Grid,
    *,
    without: Collection[str] = (),
    leads: Leads | None = None,
    most: int | None = None,
    tools: bool = False,
) -> Table:
    """Return a comparison's table as a block, some columns left out, and at most so many rows.

    A caption says where rows are left out.
    """
    kept = [place for place, column in enumerate(grid.columns) if column.id not in without]
    columns = [grid.columns[place] for place in kept]
    rows = tuple(
        tuple(_cell(row[place], grid.columns[place], leads or {}) for place in kept)
        for row in grid.rows[:most]
    )
    left = len(grid.rows) - len(rows)
    caption = f"{grid.caption}: the first {len(rows):,} of {len(grid.rows):,}" if left else None
    heads = tuple(Head(visible(one.heading), _is_number(one), one.filter) for one in columns)
    return Table(caption or grid.caption, heads, rows, tools=tools)


def _is_number(column: Column) -> bool:
    return column.kind not in {"text", "date"}


def _cell(value: Value, column: Column, leads: Leads) -> Cell:
    words = value_words(value, column.kind)
    missing = value is None or isinstance(value, Withheld)
    plain = missing or isinstance(value, str)
    lead = leads.get(column.id)
    ref = lead(value) if lead is not None and isinstance(value, str) else None
    return Cell(words, ref=ref, key="" if plain else sort_key(value))
