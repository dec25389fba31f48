"""A picture as the source of a PDF page of its own size, with its words for those who only hear."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from estate.rendering.kit.words import visible

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 0.75
"""A user unit of a picture, in typographic points."""
MOST_POINTS = 14_400.0
"""No side of a PDF page is longer, by ISO 32000-1, annex C.2."""
MAIN, PICTURE = "main", "picture.svg"
_HALO = re.compile(r'(paint-order="stroke" stroke="#ffffff" stroke-width=)"[0-9.]+"')
_NARROW = r'\1"1.4"'
"""The paper round letters is narrower on a page: typst paints letter by letter, and that of each
would cover the end of the one before it."""
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def paper_source(picture: str, title: str, made: str = "") -> dict[str, str]:
    """Return typst source of one page as large as a picture, as `main`, and the picture.

    The picture's description is the text that stands for it; its letters stay text. `made` says
    what made it and from what, among the page's properties.

    Raises:
        ValueError: when the picture has no size.
    """
    root = ET.fromstring(_STYLE.sub("", picture))  # noqa: S314  # drawn by this package
    width, height = (float(root.get(side, "0")) * POINTS for side in ("width", "height"))
    if not width or not height:
        raise ValueError("a picture without a size cannot be put on a page")
    shrunk = min(1.0, MOST_POINTS / max(width, height))
    width, height = width * shrunk, height * shrunk
    description = root.findtext(f"{SVG}desc", "")
    about = f", description: {_quoted(visible(made))}" if made else ""
    source = (
        f"#set document(title: {_quoted(visible(title))}, author: (){about})\n"
        '#set text(lang: "en", region: "GB")\n'
        f"#set page(width: {width:.2f}pt, height: {height:.2f}pt, margin: 0pt)\n"
        f"#image({_quoted(PICTURE)}, alt: {_quoted(visible(description))}, width: {width:.2f}pt)\n"
    )
    return {MAIN: source, PICTURE: _HALO.sub(_NARROW, _STYLE.sub("", picture))}


def _quoted(words: str) -> str:
    """Return words as a string of typst, in which a backslash and a quote are escaped."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
