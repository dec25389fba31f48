"""Papers and data of an estate: the board paper, the workbook, CSV files, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.cli.material import trail_words
from estate.cli.output import note, write_artifacts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from estate.rendering.briefings.material import Material
    from estate.rendering.documents.pieces import Paper
    from estate.rendering.kit.artifact import Artifact

MORE = (
    "The workbook that `estate report --format xlsx` makes has the figures behind this paper, and "
    "says in which line of which file each is recorded."
)
BOARD_PAPER = "board-paper"
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(material: Material, format_: str, out: Path) -> None:
    """Write one of `FORMATS` into a folder, with a manifest of its own, and say what to open.

    Raises:
        EnvironmentFault: when a program is missing that it takes, or the disk refuses.
    """
    made = FORMATS[format_](material)
    trail = trail_words(material)
    write_artifacts(out, tuple(sorted(made)), f"{format_}-manifest.json", trail)
    first = made[0].name if len(made) == 1 or format_ == "md" else ""
    files = "1 file" if len(made) == 1 else f"{len(made)} files"
    note(f"wrote {files}; open {out / first}" if first else f"wrote {files} into {out}")


def _board_paper(material: Material) -> Paper:
    from estate.rendering.briefings.board import briefing
    from estate.rendering.documents.paper import paper
    from estate.rendering.documents.subjects import only

    trail = material.trail
    made = (
        f"Made by estate {trail.version} from the record with SHA-256 {trail.digest}.",
        MORE,
    )
    told = briefing(material.of(only(material)))
    return paper(told, material.as_of, made, illustrative=material.illustrative)


def _md(material: Material) -> tuple[Artifact, ...]:
    from estate.rendering.canvas.svg import standalone
    from estate.rendering.documents.markdown import markdown
    from estate.rendering.kit.artifact import Artifact

    made = _board_paper(material)
    pictures = {
        image.name: Artifact(f"{image.name}.svg", MEDIA["svg"], standalone(image.svg))
        for image in made.images
    }
    text = Artifact.text(f"{BOARD_PAPER}.md", MEDIA["md"], markdown(made))
    return (text, *pictures.values())


def _docx(material: Material) -> tuple[Artifact, ...]:
    from estate.cli.raster import raster
    from estate.rendering.documents.docx import docx
    from estate.rendering.kit.artifact import Artifact

    content = docx(_board_paper(material), raster)
    return (Artifact(f"{BOARD_PAPER}.docx", MEDIA["docx"], content),)


def _pdf(material: Material) -> tuple[Artifact, ...]:
    from estate.cli.typeset import pdf
    from estate.rendering.documents.typst_source import typst_files
    from estate.rendering.kit.artifact import Artifact

    content = pdf(typst_files(_board_paper(material)), material.as_of)
    return (Artifact(f"{BOARD_PAPER}.pdf", MEDIA["pdf"], content),)


def _xlsx(material: Material) -> tuple[Artifact, ...]:
    from estate.rendering.documents.workbook import workbook
    from estate.rendering.kit.artifact import Artifact

    return (Artifact("workbook.xlsx", MEDIA["xlsx"], workbook(material)),)


def _csv(material: Material) -> tuple[Artifact, ...]:
    from estate.rendering.documents.data import csv_files

    return csv_files(material)


def _json(material: Material) -> tuple[Artifact, ...]:
    from estate.rendering.documents.data import report_json
    from estate.rendering.kit.artifact import Artifact
    from estate.rendering.kit.as_json import to_text

    text = to_text(report_json(material))
    return (Artifact.text("report.json", MEDIA["json"], text),)


FORMATS: dict[str, Callable[[Material], tuple[Artifact, ...]]] = {
    "md": _md,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
}
"""The formats: the board paper as Markdown, Word or PDF; the workbook; the data."""
