"""The JSON Schema of `report.json`, made from the columns that its rows are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.documents.data import FORM
from estate.rendering.documents.subjects import COLUMNS
from estate.rendering.kit.groups import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.kit.as_json import Json
    from estate.rendering.kit.grids import Column, Kind

DATE = {"type": "string", "format": "date"}
TEXT = {"type": "string"}
TYPES: dict[Kind, Json] = {
    "text": {"type": ["string", "null"]},
    "number": {"type": ["integer", "null"]},
    "pounds": {"type": ["number", "null"]},
    "pence": {"type": ["number", "null"]},
    "percent": {"type": ["number", "null"]},
    "decimal": {"type": ["number", "null"]},
    "date": {"type": ["string", "null"], "format": "date"},
}
UNITS: dict[Kind, str] = {
    "pounds": " Pounds.",
    "pence": " Pounds, to the penny.",
    "percent": " As a share of 1.",
}
PLAN: Json = {
    "starts": DATE | {"description": "The first day of the plan."},
    "ends": DATE | {"description": "The first day after the plan."},
}


def report_schema() -> Json:
    """Return the schema, without its dialect."""
    return _object(
        {
            "form": {"const": FORM, "description": "The version of this format."},
            "title": TEXT | {"description": "The council, or the workspace of several."},
            "as_of": DATE | {"description": "The day at which everything is judged."},
            "illustrative": {"type": "boolean", "description": "Whether the record is made up."},
            "made_by": _object(
                {
                    "program": {"const": "estate", "description": "The program's name."},
                    "version": TEXT | {"description": "The program's version."},
                }
            )
            | {"description": "What made this document."},
            "input_sha256": {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
                "description": "SHA-256 of the listing of all files that were read.",
            },
            "councils": {
                "type": "array",
                "items": TEXT,
                "description": "The ids of the councils that this tells of.",
            },
            "plan": {
                "anyOf": [_object(PLAN), {"type": "null"}],
                "description": "The time that the plan covers; null where no plan was made.",
            },
            "subjects": _subjects() | {"description": "The tables, by what they are about."},
        },
    ) | {
        "title": "report.json: what the workbook holds, for machines",
        "description": "A key that is null is not recorded; a key that is absent does not apply.",
    }


def _subjects() -> Json:
    tables = {slug(name): _table(name, columns) for name, columns in COLUMNS.items()}
    required = [name for name in tables if name != "money-in-all"]
    return _object(tables) | {"required": sorted(required)}


def _table(name: str, columns: Sequence[Column]) -> Json:
    row = {
        "type": "object",
        "additionalProperties": False,
        "properties": {column.id: _cell(column) for column in columns},
        "required": [columns[0].id],
    }
    parts: Json = {
        "caption": TEXT | {"description": "What the table tells, in a line."},
        "rows": {"type": "array", "items": row, "description": "Its rows, in order."},
    }
    return _object(parts) | {"description": f"What the sheet '{name}' of the workbook holds."}


def _cell(column: Column) -> Json:
    return TYPES[column.kind] | {"description": f"{column.heading}.{UNITS.get(column.kind, '')}"}


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": sorted(properties),
    }
