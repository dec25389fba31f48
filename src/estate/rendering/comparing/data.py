"""A comparison as data: JSON, and a CSV file a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.kit.grid_csv import grid_csv
from estate.rendering.kit.grid_values import value_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.comparing.section import Compared, Section
    from estate.rendering.kit.grids import Grid

FORM = "estate-compare/1"
MAIN = "systems"
"""The table that is printed where only one can be."""


def compared_json(compared: Compared, parts: Sequence[Section]) -> dict[str, object]:
    """Return the comparison as a document. In it null is unknown, and withheld says so."""
    sector = compared.sector
    return {
        "form": FORM,
        "as_of": sector.as_of.isoformat(),
        "illustrative": sector.illustrative,
        "councils": [
            {
                "id": council.id,
                "name": council.name,
                "source": council.source,
                "level": council.level,
                "as_of": council.as_of.isoformat() if council.as_of else None,
                "withheld": dict(sorted(council.withheld.items())),
            }
            for council in sector.councils
        ],
        "missing": dict(sorted(sector.missing.items())),
        "capabilities": list(compared.capabilities),
        "sections": [_section(part) for part in parts],
    }


def _section(part: Section) -> dict[str, object]:
    return {
        "id": part.id,
        "title": part.title,
        "lead": list(part.lead),
        "notes": list(part.notes),
        "tables": [_table(grid) for grid in part.tables],
    }


def _table(grid: Grid) -> dict[str, object]:
    ids = [column.id for column in grid.columns]
    return {
        "name": grid.name,
        "caption": grid.caption,
        "columns": [
            {"id": column.id, "heading": column.heading, "kind": column.kind}
            for column in grid.columns
        ],
        "rows": [
            {name: value_data(value) for name, value in zip(ids, row, strict=True)}
            for row in grid.rows
        ],
    }


def table_csv(grid: Grid) -> str:
    """Return a table as CSV that a spreadsheet shows and does not run."""
    return grid_csv(grid)


def main_csv(parts: Sequence[Section]) -> str:
    """Return the table of every system as CSV; the first table where that one was not asked for."""
    grids = [grid for part in parts for grid in part.tables]
    return table_csv(next((grid for grid in grids if grid.name == MAIN), grids[0]))
