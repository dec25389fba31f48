"""One file: its bytes, read once, and what can be asked of them."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from estate.diagnostics import Finding, Severity, Span
from estate.portfolio import KeyPath
from estate.reading.limits import MAX_FILE_BYTES, line_and_column
from estate.reading.secrets import Secret, masked, secret_findings, secrets_in

if TYPE_CHECKING:
    from estate.reading.positions import Positions

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)
# Never through a link, never waiting for a pipe's other end; what a system lacks is left out.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True)
class Source:
    """A file as it was read. `path` is how people know it: as typed, with forward slashes."""

    path: str
    raw: bytes

    @cached_property
    def sha256(self) -> str:
        """The hash of the file's bytes, in hexadecimal."""
        return sha256(self.raw).hexdigest()

    @property
    def text(self) -> str:
        """The file as text: no byte order mark, lines ended by a line feed, secrets masked.

        Nothing that is made of it can then tell a secret. Only `raw` is the file as it stands.

        Raises:
            UnicodeDecodeError: when it is not UTF-8.
        """
        return masked(_as_text(self.raw, "strict"), self.secrets)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file, secrets masked; bytes that are not UTF-8 are replaced."""
        return tuple(masked(_as_text(self.raw, "replace"), self.secrets).split("\n"))

    @cached_property
    def secrets(self) -> tuple[Secret, ...]:
        """What looks like a secret in it."""
        return secrets_in(_as_text(self.raw, "replace"))

    def secrets_found(self) -> Iterator[Finding]:
        """Yield a finding for each secret in it."""
        if self.secrets:
            yield from secret_findings(self.path, _as_text(self.raw, "replace"), self.secrets)

    @cached_property
    def positions(self) -> Positions:
        """Where its keys and values stand; made when first asked for."""
        # The parser behind it is worth loading only where somebody asks for a place.
        from estate.reading.positions import Positions  # noqa: PLC0415

        return Positions(self.text)

    def span(self, path: KeyPath, *, at_key: bool = False) -> Span:
        """Return where the value of a key path stands, or its key; else the nearest ancestor."""
        start, end = self.positions.extent(path, at_key=at_key)
        return Span(self.path, start.line, start.column, end)


def _as_text(raw: bytes, errors: str) -> str:
    return raw.decode("utf-8-sig", errors=errors).replace("\r\n", "\n")


def open_source(file: Path, shown: str) -> Source | Finding:
    """Read a regular file whole, without following links or waiting for anyone."""
    try:
        status = os.lstat(file)
        refused = _refusal(status, shown)
        if refused is not None:
            return refused
        with os.fdopen(os.open(file, _FLAGS), "rb") as stream:
            refused = _refusal(os.fstat(stream.fileno()), shown)
            return refused or Source(shown, stream.read(MAX_FILE_BYTES + 1))
    except OSError as error:
        return unreadable(shown, error)


def unreadable(shown: str, error: OSError) -> Finding:
    """Say that the system refuses a file or folder."""
    reason = error.strerror or "the system refuses it"
    hint = None
    if error.errno in {errno.EACCES, errno.EPERM}:
        hint = "give your user the right to read it"
    return _fault("EST002", shown, f"it cannot be read: {reason[:1].lower()}{reason[1:]}", hint)


def symbolic_link(shown: str) -> Finding:
    """Say that a link is not followed."""
    return _fault(
        "EST002",
        shown,
        "this is a symbolic link; links are not followed",
        "put the file or folder itself here",
    )


def _refusal(status: os.stat_result, shown: str) -> Finding | None:
    if stat.S_ISLNK(status.st_mode):
        return symbolic_link(shown)
    for is_kind, name in _KINDS:
        if is_kind(status.st_mode):
            return _fault("EST002", shown, f"this is {name}, not a file", None)
    if status.st_size > MAX_FILE_BYTES:
        size = status.st_size / 1_000_000
        return _fault(
            "EST003",
            shown,
            f"the file has {size:.1f} MB; the limit is {MAX_FILE_BYTES // 1_000_000} MB",
            "split it: a council may be a folder of files, which are merged",
        )
    return None


def not_utf8(source: Source, error: UnicodeDecodeError) -> Finding:
    """Say where the first byte stands that is not UTF-8."""
    before = error.object[: error.start].decode(errors="ignore")
    line, column = line_and_column(before, len(before))
    message = f"the file is not UTF-8: byte 0x{error.object[error.start]:02X} cannot be read"
    if source.raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        message = "the file is UTF-16, and should be UTF-8"
    return _fault("EST004", source.path, message, "save it again as UTF-8", line, column)


def _fault(
    code: str, shown: str, message: str, hint: str | None, line: int = 1, column: int = 1
) -> Finding:
    span = Span(shown, line, column)
    return Finding(code, Severity.ERROR, message, span, hint)
