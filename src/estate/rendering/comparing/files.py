"""Everything that a comparison leaves in its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.canvas.svg import standalone
from estate.rendering.comparing.data import compared_json, table_csv
from estate.rendering.comparing.page import about_councils, compared_html, handling
from estate.rendering.comparing.workbook import workbook
from estate.rendering.kit.artifact import Artifact
from estate.rendering.kit.as_json import to_text
from estate.rendering.kit.words import day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from estate.rendering.comparing.section import Compared, Section

HTML, CSV, JSON = "text/html; charset=utf-8", "text/csv; charset=utf-8", "application/json"
SVG = "image/svg+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
INDEX = "index.html"


def compared_files(
    compared: Compared, parts: Sequence[Section], title: str
) -> tuple[Artifact, ...]:
    """Return the page, the workbook, the data, and each table and picture; in order of names."""
    return tuple(sorted(_files(compared, parts, title)))


def _files(compared: Compared, parts: Sequence[Section], title: str) -> Iterator[Artifact]:
    yield Artifact.text(INDEX, HTML, compared_html(compared, parts, title))
    yield Artifact("compare.xlsx", XLSX, workbook(parts, _about(compared, title)))
    yield Artifact.text("compare.json", JSON, to_text(compared_json(compared, parts)))
    for part in parts:
        for grid in part.tables:
            yield Artifact.text(f"{grid.name}.csv", CSV, table_csv(grid))
        for picture in part.pictures:
            yield Artifact(f"{picture.name}.svg", SVG, standalone(picture.svg))


def _about(compared: Compared, title: str) -> list[str]:
    sector = compared.sector
    fictional = ["Illustrative: what is here is fictional."] if sector.illustrative else []
    return [
        title,
        f"As of {day(sector.as_of)}",
        *fictional,
        handling(sector),
        "",
        *about_councils(sector),
    ]
