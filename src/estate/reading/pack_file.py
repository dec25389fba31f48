"""Reading a share pack that somebody sent: whatever it holds, a pack or a clear reason."""

from __future__ import annotations

import json
import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from estate.diagnostics import Severity
from estate.reading.show import printable
from estate.sharing.checking import PackFile, PackFinding
from estate.sharing.pack import FORMAT, MAX_PACK_BYTES, VERSION, Pack

if TYPE_CHECKING:
    from collections.abc import Sequence

SUFFIX = ".pack.json"
"""How the name of a pack's file ends."""
MAX_PIECES = 400_000
"""The most objects, arrays and values of a pack: marks that part them, in texts too."""
_AGAIN = "ask the council for it again"
# Never through a link, never waiting for a pipe's other end; what a system lacks is left out.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class _NotAPack(Exception):
    """What is wrong with a file, as a finding."""

    def __init__(self, code: str, message: str, hint: str | None = _AGAIN) -> None:
        super().__init__(message)
        self.finding = PackFinding(code, Severity.ERROR, message, hint)


def read_pack(path: Path) -> PackFile:
    """Return what is in a file; never raises."""
    shown = printable(path.as_posix().encode(errors="backslashreplace").decode())
    try:
        raw = _bytes(path)
    except _NotAPack as fault:
        return PackFile(shown, None, fault.finding)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "the system refuses it"
        message = f"it cannot be read: {reason[:1].lower()}{reason[1:]}"
        return PackFile(shown, None, PackFinding("unreadable", Severity.ERROR, message))
    digest = sha256(raw).hexdigest()
    try:
        pack, content = parse_pack(raw)
        return PackFile(shown, pack, None, digest, content)
    except _NotAPack as fault:
        return PackFile(shown, None, fault.finding, digest)


def parse_pack(raw: bytes) -> tuple[Pack, str]:
    """Return the pack that some bytes hold, and the hash of its content as it stands there.

    Raises:
        _NotAPack: when they hold none; its finding says why.
    """
    document = _json(raw)
    manifest = document.get("manifest") if isinstance(document, dict) else None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _NotAPack("not-a-pack", "this is JSON, but not a share pack", _HOW)
    version = manifest.get("version")
    if version != VERSION or isinstance(version, bool):
        raise _NotAPack(
            "unknown-version",
            f"it has version {printable(json.dumps(version))[:20]} of the pack's form; this "
            f"program reads version {VERSION}",
            "a newer program may read it",
        )
    try:
        pack = Pack.model_validate_json(raw.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        more = f", and {len(faults) - 1:,} more faults" if len(faults) > 1 else ""
        place = _place(faults[0]["loc"])
        raise _NotAPack(
            "malformed", f"{place}: {printable(faults[0]['msg'])[:160]}{more}"
        ) from None
    # As it was written, not as this program would write it: what it leaves out stays out.
    content = json.dumps(document["content"], ensure_ascii=False, indent=2, sort_keys=True)
    return pack, sha256(f"{content}\n".encode(errors="surrogatepass")).hexdigest()


_HOW = "`estate share COUNCIL --out FOLDER` writes packs, as COUNCIL.LEVEL.pack.json"


def _bytes(path: Path) -> bytes:
    """Return a regular file's bytes, without following links or waiting for anyone."""
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        raise _NotAPack("unreadable", "this is a symbolic link; links are not followed", None)
    if not stat.S_ISREG(status.st_mode):
        raise _NotAPack("unreadable", "this is not a file", None)
    with os.fdopen(os.open(path, _FLAGS), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise _NotAPack("unreadable", "this is not a file", None)
        raw = stream.read(MAX_PACK_BYTES + 1)
    if len(raw) > MAX_PACK_BYTES:
        raise _NotAPack("too-large", f"it is larger than {MAX_PACK_BYTES:,} bytes", _HOW)
    return raw


def _json(raw: bytes) -> Any:  # noqa: ANN401  # whatever JSON holds
    if sum(raw.count(mark) for mark in (b"{", b"[", b",")) > MAX_PIECES:
        raise _NotAPack("too-large", f"it has more than {MAX_PIECES:,} values", _HOW)
    try:
        return json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except UnicodeDecodeError:
        raise _NotAPack("not-json", "this is not text in UTF-8") from None
    except json.JSONDecodeError as fault:
        place = f"line {fault.lineno}, column {fault.colno}"
        raise _NotAPack("not-json", f"not JSON, or cut off: {fault.msg} at {place}") from None
    except (RecursionError, ValueError):
        raise _NotAPack("not-json", "this is JSON beyond reason") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object; a key that is there twice could tell two readers two things."""
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise _NotAPack("malformed", f"the key {printable(name)[:80]} is there twice")
        made[name] = value
    return made


def _no_number(word: str) -> object:
    raise _NotAPack("not-json", f"{word} is not a number")


def _place(path: Sequence[int | str]) -> str:
    """Return where in a document: `content.systems[3].users`."""
    said = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return printable(said.lstrip("."))[:120] or "the whole"
