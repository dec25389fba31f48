"""Sets a paper as PDF, with the typeface that the program carries, never the machine's."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, time
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from estate.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

STANDARD = "ua-1"
"""PDF/UA-1, ISO 14289-1: tagged, so that a screen reader can tell headings, tables and pictures."""


def pdf(sources: Mapping[str, bytes], as_of: date) -> bytes:
    """Return a document as tagged PDF; `sources` has its source as `main`, and its pictures.

    Nothing is read but these and the typeface, and the document's date is `as_of`: the same
    sources give the same bytes.

    Raises:
        EnvironmentFault: when typst is not installed, or cannot set the document.
    """
    try:
        import typst
    except ImportError as fault:
        raise EnvironmentFault(
            'PDF needs typst, which is not installed: pip install "estate[pdf]", or take another '
            "--format"
        ) from fault
    with ExitStack() as stack:
        folder = files("estate.rendering").joinpath("fonts")
        faces = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[stack.enter_context(as_file(folder))],
        )
        compile_: Any = typst.compile  # its types do not know of sources by name
        try:
            return bytes(
                compile_(
                    dict(sources),
                    font_paths=faces,
                    format="pdf",
                    pdf_standards=STANDARD,
                    timestamp=datetime.combine(as_of, time(), UTC),
                )
            )
        except typst.TypstError as fault:
            raise EnvironmentFault(f"cannot set the paper as PDF: {fault.message}") from fault
