"""Looks for canaries in whatever leaves: raw and unpacked, however they were written.

`views` opens bytes: archives, compressed streams, base64, base32 and hex, text of two bytes a
letter, entities and escapes, tags cut out. `found` looks in every view for canaries, forwards and
backwards, and for hashes of them that no key went into.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import gzip
import hashlib
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import product
from urllib.parse import unquote

from tests.support.canaries import SIGN, Canaries

_DEEPEST = 3
"""Packings inside packings that are opened."""
_LONG_RUN = 4_000
_HASHES = ("md5", "sha1", "sha256", "sha512", "blake2b")
_SHORTEST_HASH = 8
"""Letters of a hash that are as good as the whole."""

_SIGNS = re.compile(
    rf"{SIGN}[0189]|[0189]{SIGN[::-1]}|cve-2099|9902-evc|198[.]51[.]100|001[.]15[.]891"
    r"|canary[.]invalid|dilavni[.]yranac"
)
_YEAR = re.compile(r"(?<![0-9])209[89](?:(?![0-9])|[01][0-9][0-3][0-9](?![0-9]))")
_DAYS = re.compile(r"[0-9]{1,2}[-/. ](?:[a-z]{3,9}|[0-9]{1,2})[-/. ]9[89](?![0-9])")
_TAGS = re.compile(r"<[^<>]*>")
_BLANKS = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]+")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[,_ '\u00a0\u202f.](?=[0-9])")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}")
_BASE32 = re.compile(rb"[A-Z2-7a-z]{24,}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}[ :]?){8,}")
_HASH_WORDS = re.compile(r"[0-9a-z]{8,}")
_ESCAPES = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8}))")
_MANIFEST_HASH = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def views(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield every reading of a file as lower-case text, with how it was read."""
    yield f"the name {name}", name.lower()
    for how, raw in unpacked(name, content, 0):
        for text in _texts(raw):
            yield from _readings(how, text)


def unpacked(how: str, content: bytes, depth: int) -> Iterator[tuple[str, bytes]]:
    """Yield bytes and everything that is packed into them."""
    yield how, content
    if depth == _DEEPEST:
        return
    for inner, packed in _packed(content):
        yield from unpacked(f"{how} > {inner}", packed, depth + 1)


def _packed(content: bytes) -> Iterator[tuple[str, bytes]]:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield "comment", archive.comment
            for member in archive.infolist():
                yield "member name", member.filename.encode() + b" " + member.comment
                yield member.filename, archive.read(member)
        return
    yield from _streams(content)
    yield from _coded(content)


def _coded(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what runs of letters are in base64, base32 and hex."""
    for run in {found.group() for found in _BASE64.finditer(content)}:
        for start in range(4) if len(run) < _LONG_RUN else (0,):
            yield "base64", _decoded(run[start:])
    for run in {found.group() for found in _BASE32.finditer(content)}:
        whole = run[: len(run) // 8 * 8].upper()
        with contextlib.suppress(binascii.Error):
            yield "base32", base64.b32decode(whole)
    for run in {found.group() for found in _HEX.finditer(content)}:
        yield "hex", bytes.fromhex(re.sub(r"[ :]", "", run.decode()))


def _streams(content: bytes) -> Iterator[tuple[str, bytes]]:
    for found in re.finditer(rb"\x1f\x8b\x08|x[\x01\x5e\x9c\xda]", content):
        rest = content[found.start() :]
        try:
            kind = 31 if rest[:2] == b"\x1f\x8b" else 15
            yield "compressed", zlib.decompressobj(kind).decompress(rest)
        except (zlib.error, gzip.BadGzipFile):
            continue


def _decoded(run: bytes) -> bytes:
    whole = run.translate(bytes.maketrans(b"-_", b"+/"))
    return base64.b64decode(whole[: len(whole) // 4 * 4])


def _texts(raw: bytes) -> Iterator[str]:
    yield raw.decode("utf-8", errors="replace")
    if b"\0" in raw:
        yield raw.replace(b"\0", b"").decode("utf-8", errors="replace")


def _readings(how: str, text: str) -> Iterator[tuple[str, str]]:
    text = text.lower()
    plain = _ESCAPES.sub(_letter, unquote(html.unescape(html.unescape(text))))
    seen = set()
    for cut, joined in product((False, True), (False, True)):
        reading = _TAGS.sub("", plain) if cut else plain
        reading = _BLANKS.sub("", reading) if joined else reading
        if reading not in seen:
            seen.add(reading)
            yield f"{how}{', tags cut' * cut}{', blanks cut' * joined}", reading
    if plain != text:
        yield how, text


def _letter(found: re.Match[str]) -> str:
    code = int(next(each for each in found.groups() if each), 16)
    return chr(code) if code < 0x110000 else ""


def found(files: Mapping[str, bytes], canaries: Canaries) -> list[str]:
    """Return where canaries, or hashes of them, are in files; empty where none is."""
    numbers = {*canaries.numbers, *(number[::-1] for number in canaries.numbers)}
    hashes = _hashes(canaries)
    return [
        f"{how}: ...{what}..."
        for name, content in files.items()
        for how, text in views(name, content)
        for what in _in_text(text, numbers, hashes)
    ]


def _in_text(text: str, numbers: set[str], hashes: Mapping[str, str]) -> Iterator[str]:
    for sign in _SIGNS.finditer(text):
        yield text[max(0, sign.start() - 30) : sign.end() + 30]
    # The pack's own hash may hold any digits; nothing else of that length is spared below.
    without = _MANIFEST_HASH.sub("", text)
    for pattern in (_YEAR, _DAYS):
        for sign in pattern.finditer(without):
            yield without[max(0, sign.start() - 30) : sign.end() + 30]
    for run in re.findall(r"[0-9]{9,}", _BETWEEN_DIGITS.sub("", without)):
        if any(
            run[start : start + size] in numbers for size in (9, 10) for start in range(len(run))
        ):
            yield run
    for word in _HASH_WORDS.findall(text):
        if word[:_SHORTEST_HASH] in hashes:
            yield f"a plain hash of {hashes[word[:_SHORTEST_HASH]]}"


def _hashes(canaries: Canaries) -> dict[str, str]:
    values = {*canaries.texts, *canaries.numbers}
    values |= {f"examplebury/{text}" for text in canaries.texts}
    return {
        written[:_SHORTEST_HASH]: value
        for value in values
        for kind in _HASHES
        for written in _written(hashlib.new(kind, value.encode()).digest())
    }


def _written(digest: bytes) -> tuple[str, str]:
    return digest.hex(), base64.b32encode(digest[:10]).decode().lower()
