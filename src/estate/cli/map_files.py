"""Maps as files or on standard output: the picture, and beside it the text that says the same."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.cli.output import note, say, say_bytes, terminal, write_artifacts, write_plain_files
from estate.diagnostics import UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from estate.rendering.maps import Sheet

ENDINGS = {"svg": "svg", "png": "png", "pdf": "pdf", "mermaid": "mmd", "dot": "dot", "text": "txt"}
"""What files of each format end in."""
MEDIA = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "mermaid": "text/vnd.mermaid; charset=utf-8",
    "dot": "text/vnd.graphviz; charset=utf-8",
    "text": "text/plain; charset=utf-8",
}
COMMENTS = {"mermaid": "%%", "dot": "//"}
"""What a line begins with that says where a source comes from, and is not drawn."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What pictures say of where they come from."""

    as_of: date
    trail: Mapping[str, str]
    """`as_of`, `input_sha256` and `made_by`, for a list of what was written."""

    @property
    def words(self) -> str:
        """Return it in a line, for a file."""
        from estate import __version__
        from estate.rendering.kit.origin import origin

        return origin(__version__, self.as_of, self.trail["input_sha256"])


def deliver(sheets: Sequence[Sheet], format_: str, out: Path | None, origin: Origin) -> None:
    """Write sheets where they were asked for; all of them are made before any is written.

    Raises:
        UsageFault: when several sheets are to go to one place.
        EnvironmentFault: when a sheet cannot be drawn, or the disk or the rights refuse.
    """
    if out is None:
        _print(sheets, format_, origin)
    elif _is_file(out):
        contents = _files(sheets, format_, out, origin)
        write_plain_files(out.parent, contents)
        note(f"wrote {' and '.join(contents)}")
    else:
        _write_folder(sheets, format_, out, origin)


def _files(sheets: Sequence[Sheet], format_: str, out: Path, origin: Origin) -> dict[str, bytes]:
    """Return a file and the text beside it, or all the texts in one file."""
    if format_ == "text":
        return {out.name: _texts(sheets).encode()}
    _one_of(sheets, f"{out} is one file: name a folder")
    text = content(sheets[0], "text", origin)
    return {out.name: content(sheets[0], format_, origin), f"{out.name}.txt": text}


def _texts(sheets: Sequence[Sheet]) -> str:
    return "\n".join(_text(sheet) for sheet in sheets)


def content(sheet: Sheet, format_: str, origin: Origin) -> bytes:
    """Return a sheet in a format, as bytes of a file."""
    match format_:
        case "text":
            return _text(sheet).encode()
        case "mermaid" | "dot":
            return f"{_source(sheet, format_)}{COMMENTS[format_]} {origin.words}\n".encode()
        case "png":
            from estate.cli.raster import raster

            return raster(_svg(sheet), sheet.title, origin.words)
        case "pdf":
            return _pdf(sheet, origin)
        case _:
            from estate.rendering.canvas.svg import standalone

            return standalone(_svg(sheet), origin.words)


def _pdf(sheet: Sheet, origin: Origin) -> bytes:
    """Return a sheet as a tagged PDF page of its own size, its letters as text."""
    from estate.cli.typeset import pdf
    from estate.rendering.canvas.on_paper import paper_source
    from estate.rendering.documents.letters import typeable

    source = paper_source(_svg(sheet), sheet.title, origin.words)
    return pdf({name: typeable(text).encode() for name, text in source.items()}, origin.as_of)


def _text(sheet: Sheet) -> str:
    from estate.rendering.maps import Chart
    from estate.rendering.maps.text import diagram_text

    return sheet.text if isinstance(sheet, Chart) else diagram_text(sheet)


def _source(sheet: Sheet, format_: str) -> str:
    from estate.rendering.canvas.dot import whole
    from estate.rendering.canvas.mermaid import mermaid
    from estate.rendering.maps import Chart

    if isinstance(sheet, Chart):
        raise UsageFault(f"{sheet.title} is a chart, which {format_} cannot hold")
    return mermaid(sheet) if format_ == "mermaid" else whole(sheet)


def _svg(sheet: Sheet) -> str:
    from estate.cli.layout import layout
    from estate.rendering.canvas.svg import laid_out
    from estate.rendering.maps import Chart

    return sheet.svg if isinstance(sheet, Chart) else laid_out(sheet, layout)


def _print(sheets: Sequence[Sheet], format_: str, origin: Origin) -> None:
    if format_ == "text":
        screen = terminal()
        lines = _texts(sheets).split("\n")
        say("\n".join(screen.letters(line) for line in lines))
        return
    _one_of(sheets, "give --out FOLDER")
    if format_ in {"png", "pdf"} and sys.stdout.isatty():
        raise UsageFault(f"a terminal cannot show a {format_.upper()}: give --out FILE")
    say_bytes(content(sheets[0], format_, origin))


def _one_of(sheets: Sequence[Sheet], advice: str) -> None:
    if len(sheets) > 1:
        raise UsageFault(
            f"this makes {len(sheets)} sheets: {advice}, or narrow it with --council or "
            "--capability"
        )


def _is_file(out: Path) -> bool:
    """Whether a place is meant as a file: it has an ending, and is no folder already."""
    return bool(out.suffix) and not out.is_dir()


def _write_folder(sheets: Sequence[Sheet], format_: str, folder: Path, origin: Origin) -> None:
    from estate.rendering.kit.artifact import Artifact

    artifacts = [
        Artifact(f"{sheet.name}.{ENDINGS[one]}", MEDIA[one], content(sheet, one, origin))
        for sheet in sheets
        for one in dict.fromkeys((format_, "text"))
    ]
    write_artifacts(folder, artifacts, f"{sheets[0].name}.manifest.json", origin.trail)
    first = artifacts[0].name
    note(f"wrote {len(artifacts)} files into {folder}; open {folder / first}")
