"""Reading the key of a council's packs. No message ever tells what is in the file."""

from __future__ import annotations

import re
from pathlib import Path

from estate.diagnostics import EstateError, Finding
from estate.reading.show import printable
from estate.reading.source import open_source
from estate.sharing.ids import KEY_BYTES, Key

_FORM = re.compile(rb"estate-share-key-1 ([0-9a-f]{%d})\r?\n?" % (2 * KEY_BYTES))
_HOW = "make one with `estate share --new-key FILE`, and keep it: other keys give other ids"


class KeyFault(EstateError):
    """A file that should hold a key does not; the message says so, and not what it holds."""


def read_key(path: Path) -> Key:
    """Return the key in a file.

    Raises:
        KeyFault: when it cannot be read, or is not a key that `--new-key` made.
    """
    shown = printable(path.as_posix())
    source = open_source(path, shown)
    if isinstance(source, Finding):
        raise KeyFault(f"{shown}: {source.message}; {_HOW}")
    found = _FORM.fullmatch(source.raw)
    if found is None:
        raise KeyFault(f"{shown}: not a key of share packs; {_HOW}")
    return Key(bytes.fromhex(found[1].decode()))


def key_text(secret: bytes) -> bytes:
    """Return the file of a key."""
    return b"estate-share-key-1 " + secret.hex().encode() + b"\n"
