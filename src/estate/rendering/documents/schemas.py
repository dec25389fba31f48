"""JSON Schemas of what the program writes for other programs: a report, and a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from estate.rendering.kit.as_json import to_text
from estate.rendering.records.json_schema import DIALECT, schema_of_type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _report() -> dict[str, Any]:
    from estate.rendering.documents.report_schema import report_schema  # noqa: PLC0415  # seldom

    return {"$schema": DIALECT, **report_schema()}


def _roadmap() -> dict[str, Any]:
    from estate.rendering.plan.plan_file import RoadmapFile  # noqa: PLC0415  # seldom asked for

    return schema_of_type(RoadmapFile, "roadmap.json: a plan, its proof and its reasons")


WRITTEN: Mapping[str, Callable[[], dict[str, Any]]] = {"report": _report, "roadmap": _roadmap}
"""The kinds of file that the program writes, with what makes the schema of each."""


def written_schema_text(kind: str) -> str:
    """Return the schema of one of `WRITTEN` as the text of its file, keys in a fixed order.

    Raises:
        KeyError: when there is no such kind.
    """
    return to_text(WRITTEN[kind]())
