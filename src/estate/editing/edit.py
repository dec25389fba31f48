"""One file as it was and as it is to be."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.diagnostics import EstateError

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT = 3
"""Lines shown around what changes."""
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


class EditRefused(EstateError):
    """A change that cannot be made without touching more than it should; nothing was written."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A file's change. `path` is how people know it: as typed, with forward slashes.

    `is_new` is set for a file that is not there yet; `before` is empty then.
    """

    path: str
    before: bytes
    after: bytes
    is_new: bool = False

    def diff(self) -> str:
        """Return a unified diff with three lines of context; empty where nothing changes.

        Line ends are shown as line feeds, and bytes that are not UTF-8 as replacements.
        """
        return "".join(self._lines())

    def _lines(self) -> Iterator[str]:
        old, new = _shown(self.before), _shown(self.after)
        origin = "/dev/null" if self.is_new else self.path
        for line in difflib.unified_diff(old, new, origin, self.path, n=CONTEXT, lineterm="\n"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _shown(raw: bytes) -> list[str]:
    text = raw.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return _LINE.findall(text)
