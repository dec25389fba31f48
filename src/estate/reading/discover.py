"""Which files make up a workspace, and to whom each belongs."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from estate.diagnostics import Finding, Severity, Span, likely
from estate.portfolio import CATALOGUE, WORKSPACE, Catalogue, CouncilFile
from estate.reading.source import symbolic_link, unreadable

WORKSPACE_FILE = "estate.toml"
_FOLDERS = ("catalogue", "councils")
_SUFFIX = ".toml"
_OUR_TABLES = {*Catalogue.model_fields, *CouncilFile.model_fields}
"""Names that people give to files of ours; other TOML files may well lie beside them."""
_COUNCIL_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: where it is, and how people know it (as typed, with forward slashes)."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of a workspace, each group in order of their names."""

    workspace: File
    catalogue: tuple[File, ...]
    councils: Mapping[str, tuple[File, ...]]


@dataclass(slots=True)
class _Search:
    """What has been met on the way."""

    root: Path
    findings: list[Finding] = field(default_factory=list)

    def shown(self, path: Path) -> str:
        """Return a path as typed, with forward slashes; bytes that are no text are escaped."""
        return path.as_posix().encode(errors="backslashreplace").decode()

    def note(self, code: str, severity: Severity, path: Path, message: str, hint: str) -> None:
        """Add a finding about a whole file or folder."""
        span = Span(self.shown(path), 1, 1)
        self.findings.append(Finding(code, severity, message, span, hint))

    def entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """Return what is in a folder by name, without hidden files; nothing if it is not there."""
        try:
            with os.scandir(folder) as found:
                seen = [entry for entry in found if not entry.name.startswith(".")]
        except FileNotFoundError:
            return []
        except OSError as error:
            self.findings.append(unreadable(self.shown(folder), error))
            return []
        return sorted(seen, key=lambda entry: entry.name)


def discover(root: Path) -> tuple[Layout | None, tuple[Finding, ...]]:
    """Return the files of the workspace at `root`, or None with the reason; never raises."""
    fault = _not_a_workspace(root)
    if fault is not None:
        return None, (fault,)
    search = _Search(root)
    catalogue = tuple(_toml_files(search, root / "catalogue"))
    councils: dict[str, list[File]] = {}
    for council, file in _council_files(search):
        councils.setdefault(council, []).append(file)
    _look_for_stray_files(search)
    if not councils and not search.findings:
        hint = "write one council a file: councils/strathallan.toml"
        search.note("EST006", Severity.NOTE, root, "no council is recorded here", hint)
    layout = Layout(
        File(root / WORKSPACE_FILE, search.shown(root / WORKSPACE_FILE)),
        catalogue,
        {council: tuple(councils[council]) for council in sorted(councils)},
    )
    return layout, tuple(search.findings)


def _not_a_workspace(root: Path) -> Finding | None:
    try:
        status = root.stat()
        if stat.S_ISDIR(status.st_mode):
            if os.path.lexists(root / WORKSPACE_FILE):
                return None
            message = f"this folder has no {WORKSPACE_FILE}, so it is not a workspace"
        else:
            message = "this is a file; a workspace is a folder"
    except FileNotFoundError:
        message = "there is no such folder"
    except (OSError, ValueError) as error:
        message = f"this cannot be read: {getattr(error, 'strerror', None) or error}"
    span = Span(root.as_posix().encode(errors="backslashreplace").decode(), 1, 1)
    return Finding("EST001", Severity.ERROR, message, span, _suggestion(root))


def _suggestion(root: Path) -> str:
    """Name the workspaces one level down, or the nearest one above; else say how to start one."""
    try:
        below = sorted(
            entry.name
            for entry in os.scandir(root)
            if entry.is_dir() and os.path.lexists(Path(entry.path) / WORKSPACE_FILE)
        )
    except (OSError, ValueError):
        below = []
    if below:
        return "did you mean " + " or ".join((root / name).as_posix() for name in below[:3]) + "?"
    for above in list(root.parents)[:4]:
        if os.path.lexists(above / WORKSPACE_FILE):
            return f"did you mean {above.as_posix()}?"
    return f"start one: a folder of its own with a file {WORKSPACE_FILE}, which may be empty"


def _toml_files(search: _Search, folder: Path) -> Iterator[File]:
    if folder.is_symlink():
        search.findings.append(symbolic_link(search.shown(folder)))
        return
    for entry in search.entries(folder):
        path = folder / entry.name
        if entry.name.endswith(_SUFFIX):
            yield File(path, search.shown(path))
        elif entry.is_symlink() or entry.is_dir(follow_symlinks=False):
            _look_inside(search, path, entry)
        elif entry.name.lower().endswith(_SUFFIX):
            _not_read(search, path, "rename it: the name should end in .toml")


def _look_inside(search: _Search, path: Path, entry: os.DirEntry[str]) -> None:
    """Say that a folder is not read, where it is a link or holds what looks like ours."""
    if entry.is_symlink():
        search.findings.append(symbolic_link(search.shown(path)))
    elif any(inner.name.endswith(_SUFFIX) for inner in search.entries(path)):
        _not_read(search, path, "put its files one level up")


def _council_files(search: _Search) -> Iterator[tuple[str, File]]:
    """Yield each council file with its council: `ID.toml`, or any file of the folder `ID`."""
    folder = search.root / "councils"
    if folder.is_symlink():
        search.findings.append(symbolic_link(search.shown(folder)))
        return
    for entry in search.entries(folder):
        path = folder / entry.name
        if entry.is_symlink():
            search.findings.append(symbolic_link(search.shown(path)))
        elif entry.is_dir(follow_symlinks=False):
            yield from _council_folder(search, path, entry.name)
        elif entry.name.endswith(_SUFFIX):
            if _is_council_id(search, path, entry.name.removesuffix(_SUFFIX)):
                yield entry.name.removesuffix(_SUFFIX), File(path, search.shown(path))
        elif entry.name.lower().endswith(_SUFFIX):
            _not_read(search, path, "rename it: the name should end in .toml")


def _council_folder(search: _Search, path: Path, name: str) -> Iterator[tuple[str, File]]:
    files = list(_toml_files(search, path))
    if not files:
        hint = "put the council's .toml files in it, or remove it"
        search.note("EST006", Severity.WARNING, path, "no .toml file is in this folder", hint)
    elif _is_council_id(search, path, name):
        for file in files:
            yield name, file


def _is_council_id(search: _Search, path: Path, name: str) -> bool:
    reserved = name in {CATALOGUE, WORKSPACE}
    if _COUNCIL_ID.fullmatch(name) and not reserved:
        return True
    shown = name.encode(errors="backslashreplace").decode()
    message = f"`{shown}` cannot be a council's id, so nothing of it is read"
    if reserved:
        hint = "choose another: this name has a meaning of its own"
    else:
        hint = "rename it with lower-case letters, digits and hyphens, such as `inverfirth`"
    search.note("EST008", Severity.ERROR, path, message, hint)
    return False


def _look_for_stray_files(search: _Search) -> None:
    """Warn of what lies beside `estate.toml` and looks as if it should be read."""
    for entry in search.entries(search.root):
        path = search.root / entry.name
        if entry.is_dir(follow_symlinks=False):
            meant = likely(entry.name.lower(), _FOLDERS, likeness=0.8)
            if entry.name not in _FOLDERS and meant:
                _not_read(search, path, f"did you mean {meant[0]}?")
        elif path.suffix.lower() == _SUFFIX and path.stem.lower() in _OUR_TABLES:
            _not_read(search, path, "put it in catalogue or councils")


def _not_read(search: _Search, path: Path, hint: str) -> None:
    search.note("EST007", Severity.WARNING, path, "this is not read", hint)
