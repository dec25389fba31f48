"""Prints the page that is open, as somebody would who makes a PDF of it, and reads what it says."""

from __future__ import annotations

import base64
import re
import zlib
from typing import TYPE_CHECKING

from tests.support.browser import command

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

_OBJECT = re.compile(rb"^(\d+) 0 obj\n(.*?)\nendobj", re.MULTILINE | re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj|\[(.*?)\] TJ", re.DOTALL)
_CHARACTERS = re.compile(rb"beginbfchar\n(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange\n(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
A4 = {"paperWidth": 8.27, "paperHeight": 11.69}


def printed(opened: Chrome) -> bytes:
    """Return the page that is open, as a PDF of A4 sheets."""
    made = command(opened, "Page.printToPDF", preferCSSPageSize=True, generateTaggedPDF=True, **A4)
    return base64.b64decode(str(made["data"]))


def sheets(pdf: bytes) -> list[str]:
    """Return the text of each sheet, without any spaces, as the browser's own fonts map it."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts: dict[int, dict[int, str]] = {}
    pages = (body for body in objects.values() if _PAGE.search(body))
    contents = (re.search(rb"/Contents (\d+) 0 R", body) for body in pages)
    streams = (_stream(objects[int(found[1])]) for found in contents if found)
    return [_shown(stream, objects, fonts) for stream in streams]


def _stream(body: bytes) -> bytes:
    packed = body.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
    return zlib.decompress(packed) if b"/FlateDecode" in body else packed


def _shown(content: bytes, objects: dict[int, bytes], fonts: dict[int, dict[int, str]]) -> str:
    """Return the characters that a sheet shows, in the order in which it shows them."""
    letters: dict[int, str] = {}
    said = []
    for font, one, several in _SHOWN.findall(content):
        if font:
            number = int(font)
            letters = fonts.setdefault(number, {}) or _letters(objects[number], objects)
            fonts[number] = letters
        for codes in [one] if one else _HEX.findall(several):
            glyphs = bytes.fromhex(codes.decode())
            places = range(0, len(glyphs) - 1, 2)
            said += [letters.get(int.from_bytes(glyphs[at : at + 2]), "") for at in places]
    return "".join("".join(said).split())


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[int, str]:
    """Return what each glyph of a font stands for."""
    named = re.search(rb"/ToUnicode (\d+) 0 R", font)
    if named is None:
        return {}
    mapped = _stream(objects[int(named[1])])
    letters = {}
    for block in _CHARACTERS.findall(mapped):
        codes = [bytes.fromhex(code.decode()) for code in _HEX.findall(block)]
        for code, text in zip(codes[::2], codes[1::2], strict=True):
            letters[int.from_bytes(code)] = text.decode("utf-16-be")
    for block in _RANGES.findall(mapped):
        numbers = [int(code, 16) for code in _HEX.findall(block)]
        for first, last, to in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            letters |= {first + step: chr(to + step) for step in range(last - first + 1)}
    return letters
