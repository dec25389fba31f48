"""The same subjects for machines: a CSV file each, and one JSON document of them all.

In JSON a key that is null is not recorded, and a key that is absent does not apply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.documents.cells import NONE, UNKNOWN
from estate.rendering.documents.subjects import subjects, title
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.grid_csv import grid_csv
from estate.rendering.kit.grid_values import value_data
from estate.rendering.kit.groups import slug

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.as_json import Json
    from estate.rendering.kit.grids import Grid

FORM = "estate-report/1"
"""The version of the document; the number rises when something in it changes its meaning."""
CSV = "text/csv; charset=utf-8"


def csv_files(material: Material) -> tuple[Artifact, ...]:
    """Return a CSV file for each subject, named after it, in order of names."""
    return tuple(
        sorted(
            Artifact.text(f"{slug(grid.name)}.csv", CSV, grid_csv(grid, UNKNOWN))
            for grid in subjects(material)
        )
    )


def report_json(material: Material) -> Json:
    """Return every subject as one document."""
    plan = material.plan
    return {
        "form": FORM,
        "title": title(material),
        "as_of": material.as_of.isoformat(),
        "illustrative": material.illustrative,
        "made_by": {"program": "estate", "version": material.trail.version},
        "input_sha256": material.trail.digest,
        "councils": list(material.councils),
        "plan": {"starts": plan.start.isoformat(), "ends": plan.end.isoformat()} if plan else None,
        "subjects": {slug(grid.name): _table(grid) for grid in subjects(material)},
    }


def _table(grid: Grid) -> Json:
    ids = [column.id for column in grid.columns]
    rows = [
        {key: value_data(value) for key, value in zip(ids, row, strict=True) if value != NONE}
        for row in grid.rows
    ]
    return {"caption": grid.caption, "rows": rows}
