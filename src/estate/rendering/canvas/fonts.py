"""The typeface that pictures and pages carry with them, and how wide its letters are.

Arimo has the widths of Arial; its licence (SIL Open Font License 1.1) stands beside the files.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files

from estate.rendering.kit.words import visible

FAMILY = "Arimo, Arial, Helvetica, sans-serif"

# Advance widths of the characters from U+0020 to U+007E, in thousandths of the size.
_REGULAR = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 "
    "556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 "
    "280 389 584"
)
_WIDTHS = {
    bold: tuple(int(width) for width in table.split())
    for bold, table in ((False, _REGULAR), (True, _BOLD))
}
FIRST = 0x20
OTHER_LETTER = 700
WIDE_LETTER = 1000
WIDE_FROM = 0x1100
ELLIPSIS = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in user units; letters beyond ASCII are taken generously."""
    table = _WIDTHS[bold]
    return sum(_advance(ord(letter), table) for letter in text) * size / 1000


def _advance(code: int, table: tuple[int, ...]) -> int:
    if FIRST <= code < FIRST + len(table):
        return table[code - FIRST]
    return OTHER_LETTER if code < WIDE_FROM else WIDE_LETTER


def fit(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text that is no wider than `room`, with an ellipsis where it was cut.

    Control characters are shown, as they will be in the picture, before it is measured.
    """
    text = visible(text)
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + ELLIPSIS, size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


@cache
def face_rules() -> str:
    """Return the `@font-face` rules with both weights inside, as data."""
    return "".join(_face(weight) for weight in (400, 700))


def _face(weight: int) -> str:
    data = files("estate.rendering").joinpath("fonts", f"arimo-latin-{weight}.woff2").read_bytes()
    source = f"data:font/woff2;base64,{b64encode(data).decode('ascii')}"
    return (
        f'@font-face{{font-family:"Arimo";font-weight:{weight};font-style:normal;'
        f'font-display:swap;src:url("{source}") format("woff2")}}'
    )
