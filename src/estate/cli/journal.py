"""Several files changed as one: all of them or none, whatever stops the program between two.

Each new content is first written whole beside its file. Then one small journal in the workspace
says which of them belong together. From then on the change counts as made: should the program be
killed while it moves them into place, the next command that reads the workspace finishes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from estate.cli import output
from estate.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Sequence

JOURNAL = ".estate-edit.json"
"""The name of the journal, in the workspace's folder."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file's content before and after; `before` is None for a file that is not there yet."""

    path: Path
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Move:
    """A file or folder that gets another name, after its content has changed."""

    old: Path
    new: Path


@dataclass(frozen=True, slots=True)
class _Staged:
    replacement: Replacement
    ready: Path


def change(root: Path, replacements: Sequence[Replacement], moves: Sequence[Move] = ()) -> None:
    """Change files together, and give some of them other names.

    Raises:
        EnvironmentFault: when a file is no longer as it was read, or the disk or the rights do not
            allow it. Nothing has changed then.
    """
    finish(root)
    _unchanged(replacements, moves)
    staged: list[_Staged] = []
    try:
        staged.extend(_stage(each) for each in replacements)
        _unchanged(replacements, moves)
        _write_journal(root, staged, moves)
    except OSError as fault:
        _drop(staged)
        raise _refused(fault) from fault
    except BaseException:
        _drop(staged)
        raise
    _make(root, staged, moves)


def _stage(replacement: Replacement) -> _Staged:
    mode = None if replacement.before is None else stat.S_IMODE(replacement.path.stat().st_mode)
    if replacement.before is None:
        replacement.path.parent.mkdir(parents=True, exist_ok=True)
    return _Staged(replacement, output.stage(replacement.path, replacement.after, mode))


def _unchanged(replacements: Sequence[Replacement], moves: Sequence[Move]) -> None:
    """Refuse where a file is not as it was read, so that nobody's work is written over."""
    for each in replacements:
        if _content(each.path) != each.before:
            raise EnvironmentFault(
                f"{each.path.as_posix()} was changed by someone else in the meantime; nothing was "
                "written. Give the command again"
            )
    for move in moves:
        if os.path.lexists(move.new):
            raise EnvironmentFault(f"{move.new.as_posix()} is there already; nothing was written")


def _content(path: Path) -> bytes | None:
    """Return a file's bytes; None where there is none. A link is never followed."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise EnvironmentFault(f"{path.as_posix()} is a link or no file; it is not written")
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise _refused(fault) from fault


def _write_journal(root: Path, staged: Sequence[_Staged], moves: Sequence[Move]) -> None:
    if len(staged) + len(moves) < 2:  # noqa: PLR2004  # one step is whole by itself
        return
    entries = [
        {
            "path": os.path.relpath(each.replacement.path, root),
            "ready": os.path.relpath(each.ready, root),
            "before": _hash(each.replacement.before),
            "after": _hash(each.replacement.after),
        }
        for each in staged
    ]
    steps = [[os.path.relpath(move.old, root), os.path.relpath(move.new, root)] for move in moves]
    text = json.dumps({"files": entries, "moves": steps}, indent=2) + "\n"
    output.replace_file(root / JOURNAL, text.encode())
    output.settle(root)


def _hash(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _make(root: Path, staged: Sequence[_Staged], moves: Sequence[Move]) -> None:
    """Move everything into place; where the system refuses, put back what was moved."""
    made: list[Replacement] = []
    moved: list[Move] = []
    try:
        for each in staged:
            _put(each)
            made.append(each.replacement)
        for move in moves:
            output.put(move.old, move.new)
            moved.append(move)
    except OSError as fault:
        _undo(root, staged, made, moved, fault)
        raise _refused(fault) from fault
    _settle(staged, moves)
    output.drop(root / JOURNAL)


def _settle(staged: Sequence[_Staged], moves: Sequence[Move]) -> None:
    """Have the new names on the disk before the journal goes."""
    folders = {each.ready.parent for each in staged} | {move.new.parent for move in moves}
    for folder in sorted(folders):
        output.settle(folder)


def _put(staged: _Staged) -> None:
    try:
        output.put(staged.ready, staged.replacement.path)
    except FileNotFoundError:
        # Another command that started meanwhile may have taken the change for interrupted.
        if _content(staged.replacement.path) != staged.replacement.after:
            raise


def _undo(
    root: Path,
    staged: Sequence[_Staged],
    made: Sequence[Replacement],
    moved: Sequence[Move],
    fault: OSError,
) -> None:
    try:
        for move in reversed(moved):
            output.put(move.new, move.old)
        for each in reversed(made):
            if each.before is None:
                output.drop(each.path)
            else:
                mode = stat.S_IMODE(each.path.stat().st_mode)
                output.replace_file(each.path, each.before, mode)
    except OSError as second:
        raise EnvironmentFault(
            f"cannot write {fault.filename}: {fault.strerror or fault}; and what was written so "
            f"far cannot be put back: {second.strerror or second}. The next command finishes the "
            f"change, as {JOURNAL} says"
        ) from second
    output.drop(root / JOURNAL)
    _drop(staged)


def _drop(staged: Sequence[_Staged]) -> None:
    for each in staged:
        with contextlib.suppress(OSError):
            output.drop(each.ready)


def _refused(fault: OSError) -> EnvironmentFault:
    place = fault.filename or "the files"
    reason = fault.strerror or str(fault)
    return EnvironmentFault(f"cannot write {place}: {reason}; nothing was changed")


def finish(root: Path) -> None:
    """Finish a change that was interrupted, if there is one; otherwise do nothing.

    A file that someone has changed since stays as it is, and that is said.

    Raises:
        EnvironmentFault: when the disk or the rights do not allow it.
    """
    journal = root / JOURNAL
    if not os.path.lexists(journal):
        return
    try:
        entries = _read_journal(journal)
        left = [path for each in entries["files"] if (path := _finish_file(root, each))]
        for old, new in entries["moves"]:
            _finish_move(root / old, root / new)
        output.drop(journal)
    except OSError as fault:
        raise EnvironmentFault(
            f"an earlier change was interrupted and cannot be finished: {fault.strerror or fault}"
        ) from fault
    names = ", ".join(each["path"] for each in entries["files"])
    output.note(f"finished a change that had been interrupted: {names}")
    for path in left:
        output.note(f"{path} has been changed since, and was left as it is: look at it")


def _read_journal(journal: Path) -> dict[str, Any]:
    """Return what a journal says; one that is not ours stops the run before anything is moved."""
    try:
        found: dict[str, Any] = json.loads(journal.read_bytes())
        places = [each[key] for each in found["files"] for key in ("path", "ready")]
        places += [place for move in found["moves"] for place in move]
        if all(_is_inside(place) for place in places):
            return found
    except (ValueError, KeyError, TypeError) as fault:
        raise EnvironmentFault(_STRANGE.format(journal)) from fault
    raise EnvironmentFault(_STRANGE.format(journal))


_STRANGE = "{} is not a journal of this program; look at it, and remove it"


def _is_inside(place: str) -> bool:
    path = Path(place)
    return not path.is_absolute() and ".." not in path.parts


def _finish_file(root: Path, entry: dict[str, Any]) -> str | None:
    """Move one file into place if it still waits; return its path if someone changed it."""
    path, ready = root / entry["path"], root / entry["ready"]
    now = _hash(_content(path))
    waiting = _hash(_content(ready))
    if waiting == entry["after"] and now == entry["before"]:
        output.put(ready, path)
        return None
    with contextlib.suppress(OSError):
        output.drop(ready)
    return None if now == entry["after"] or (now is None and waiting is None) else entry["path"]


def _finish_move(old: Path, new: Path) -> None:
    if os.path.lexists(old) and not os.path.lexists(new):
        output.put(old, new)
