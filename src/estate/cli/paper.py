"""Papers and data of an estate: the board paper, the workbook, CSV files, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.cli.output import note, write_artifacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from estate.rendering.briefings.material import Material
    from estate.rendering.documents.pieces import Paper
    from estate.rendering.kit.artifact import Artifact

    Show = Callable[[str], None]

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
    from estate.cli.material import trail_words
    from estate.cli.progress import showing

    with showing() as show:
        made = FORMATS[format_](material, show)
        show("writing files")
        write_artifacts(out, tuple(sorted(made)), f"{format_}-manifest.json", trail_words(material))
    files = "1 file" if len(made) == 1 else f"{len(made)} files"
    first = "" if format_ == "csv" else f"; open {out / made[0].name}"
    note(f"wrote {files} into {out}{first}")


def _board_papers(material: Material, show: Show) -> Iterator[tuple[str, Paper]]:
    """Yield the paper of all councils, and where there are several that of each, with its name."""
    from estate.rendering.briefings.board import briefing
    from estate.rendering.documents.paper import paper
    from estate.rendering.documents.subjects import only
    from estate.rendering.kit.words import day

    trail = material.trail
    made = (
        (
            f"Made by estate {trail.version}, as of {day(material.as_of)}, from the record with "
            f"SHA-256 {trail.digest}."
        ),
        MORE,
    )
    several = material.councils if len(material.councils) > 1 else ()
    for council in (only(material), *several):
        scope = material.of(council)
        show(f"board paper: {scope.title}")
        told = briefing(scope)
        name = f"{BOARD_PAPER}-{council}" if council in several else BOARD_PAPER
        yield name, paper(told, material.as_of, made, illustrative=material.illustrative)


def _md(material: Material, show: Show) -> tuple[Artifact, ...]:
    from estate.rendering.canvas.svg import standalone
    from estate.rendering.documents.markdown import markdown
    from estate.rendering.kit.artifact import Artifact
    from estate.rendering.kit.origin import origin

    made_by = origin(material.trail.version, material.as_of, material.trail.digest)
    texts, pictures = [], {}
    for name, made in _board_papers(material, show):
        texts.append(Artifact.text(f"{name}.md", MEDIA["md"], markdown(made)))
        for image in made.images:
            pictures[image.name] = Artifact(
                f"{image.name}.svg", MEDIA["svg"], standalone(image.svg, made_by)
            )
    return (*texts, *pictures.values())


def _docx(material: Material, show: Show) -> tuple[Artifact, ...]:
    from estate.cli.raster import raster
    from estate.rendering.documents.docx import docx
    from estate.rendering.kit.artifact import Artifact

    return tuple(
        Artifact(f"{name}.docx", MEDIA["docx"], docx(made, raster))
        for name, made in _board_papers(material, show)
    )


def _pdf(material: Material, show: Show) -> tuple[Artifact, ...]:
    from estate.cli.typeset import pdf
    from estate.rendering.documents.typst_source import typst_files
    from estate.rendering.kit.artifact import Artifact

    return tuple(
        Artifact(f"{name}.pdf", MEDIA["pdf"], pdf(typst_files(made), material.as_of))
        for name, made in _board_papers(material, show)
    )


def _xlsx(material: Material, _: Show) -> tuple[Artifact, ...]:
    from estate.rendering.documents.workbook import workbook
    from estate.rendering.kit.artifact import Artifact

    return (Artifact("workbook.xlsx", MEDIA["xlsx"], workbook(material)),)


def _csv(material: Material, _: Show) -> tuple[Artifact, ...]:
    from estate.rendering.documents.data import csv_files

    return csv_files(material)


def _json(material: Material, _: Show) -> tuple[Artifact, ...]:
    from estate.rendering.documents.data import report_json
    from estate.rendering.kit.artifact import Artifact
    from estate.rendering.kit.as_json import to_text

    text = to_text(report_json(material))
    return (Artifact.text("report.json", MEDIA["json"], text),)


FORMATS: dict[str, Callable[[Material, Show], tuple[Artifact, ...]]] = {
    "md": _md,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
}
"""The formats: the board paper as Markdown, Word or PDF; the workbook; the data."""
