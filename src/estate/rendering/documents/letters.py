"""What the typeface that the program carries can show, and what stands for what it cannot."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LIKE = {"→": "->", "←": "<-", "≥": ">=", "≤": "<=", "≈": "about "}
_TABLES, _ENTRY = 12, 16
_CHARACTER_MAP, _SEGMENTS = b"cmap", 4


def typeable(text: str) -> str:
    r"""Return a text that the typeface can show.

    A letter that it lacks is written without its marks where that helps, else as its number, such
    as `\u4e2d`; the formats that take the reader's own typefaces keep it.
    """
    if text.isascii():
        return text
    known = letters()
    return "".join(letter if letter in known else _instead(letter, known) for letter in text)


def _instead(letter: str, known: frozenset[str]) -> str:
    if letter == "\n":
        return letter
    plain = LIKE.get(letter) or "".join(
        part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)
    )
    if plain and all(part in known for part in plain):
        return plain
    code = ord(letter)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  # four digits


@cache
def letters() -> frozenset[str]:
    """Return every letter that both weights of the typeface have."""
    regular, bold = (frozenset(map(chr, _codes(_face(weight)))) for weight in (400, 700))
    return regular & bold


def _face(weight: int) -> bytes:
    folder = files("estate.rendering").joinpath("fonts")
    return folder.joinpath(f"arimo-latin-{weight}.ttf").read_bytes()


def _codes(face: bytes) -> Iterator[int]:
    """Yield the code points of a TrueType face, by its map in format 4 (OpenType, "cmap")."""
    (count,) = struct.unpack_from(">H", face, 4)
    for place in range(_TABLES, _TABLES + count * _ENTRY, _ENTRY):
        tag, _, start, _ = struct.unpack_from(">4sLLL", face, place)
        if tag == _CHARACTER_MAP:
            yield from _mapped(face, start)


def _mapped(face: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", face, start + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">L", face, start + 8 + 8 * number)
        (form,) = struct.unpack_from(">H", face, start + offset)
        if form == _SEGMENTS:
            yield from _segments(face, start + offset)


def _segments(face: bytes, start: int) -> Iterator[int]:
    (twice,) = struct.unpack_from(">H", face, start + 6)
    for place in range(0, twice, 2):
        (last,) = struct.unpack_from(">H", face, start + 14 + place)
        (first,) = struct.unpack_from(">H", face, start + 16 + twice + place)
        if last != 0xFFFF:  # noqa: PLR2004  # the segment that closes every map
            yield from range(first, last + 1)
