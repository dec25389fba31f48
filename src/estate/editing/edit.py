"""One file as it was and as it is to be."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estate.diagnostics import EstateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTEXT = 3
"""Lines shown around what changes."""
FEW = 4
"""Where no more than one line in so many differs, lines are taken to have stayed in place."""
Run = tuple[int, int, int, int]
"""Start and end of lines before, and of those after."""
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
        origin = "/dev/null" if self.is_new else self.path
        hunks = list(_hunks(_shown(self.before), _shown(self.after)))
        for line in (f"--- {origin}\n", f"+++ {self.path}\n", *hunks) if hunks else ():
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _shown(raw: bytes) -> list[str]:
    text = raw.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return _LINE.findall(text)


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a diff: runs of changes, with those around them that are near."""
    group: list[Run] = []
    for run in _runs(old, new):
        if group and run[0] - group[-1][1] > 2 * CONTEXT:
            yield from _hunk(old, new, group)
            group = []
        group.append(run)
    if group:
        yield from _hunk(old, new, group)


def _hunk(old: Sequence[str], new: Sequence[str], runs: Sequence[Run]) -> Iterator[str]:
    above = min(CONTEXT, runs[0][0])
    below = min(CONTEXT, len(old) - runs[-1][1])
    first, last = runs[0][0] - above, runs[-1][1] + below
    start, end = runs[0][2] - above, runs[-1][3] + below
    yield f"@@ -{_extent(first, last)} +{_extent(start, end)} @@\n"
    at = first
    for run in runs:
        yield from (f" {line}" for line in old[at : run[0]])
        yield from (f"-{line}" for line in old[run[0] : run[1]])
        yield from (f"+{line}" for line in new[run[2] : run[3]])
        at = run[1]
    yield from (f" {line}" for line in old[at:last])


def _extent(start: int, end: int) -> str:
    """Return where lines stand as diffs say it: an empty place is named by the line before it."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + 1 if end > start else start},{end - start}"


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Yield which lines of the one text give way to which of the other.

    Most edits change lines and move none, so lines are first compared place by place; searching
    for what moved takes a second and more for a file of some size.
    """
    if len(old) == len(new):
        changed = [place for place, line in enumerate(old) if line != new[place]]
        if len(changed) * FEW <= len(old) + CONTEXT:
            yield from _in_place(changed)
            return
    above = _alike(old, new)
    below = _alike(old[above:][::-1], new[above:][::-1])
    middle = old[above : len(old) - below], new[above : len(new) - below]
    for tag, first, last, start, end in difflib.SequenceMatcher(None, *middle).get_opcodes():
        if tag != "equal":
            yield first + above, last + above, start + above, end + above


def _in_place(changed: Sequence[int]) -> Iterator[Run]:
    start = 0
    for number, place in enumerate(changed, start=1):
        if number == len(changed) or changed[number] != place + 1:
            yield changed[start], place + 1, changed[start], place + 1
            start = number


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """Return how many lines are the same from the start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, two) in pairs if one != two), min(len(old), len(new)))
