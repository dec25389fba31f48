"""What a path leads to: a workspace, packs, or both."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from estate.diagnostics import EstateError
from estate.reading.discover import WORKSPACE_FILE
from estate.reading.pack_file import SUFFIX, read_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate.sharing.checking import PackFile

MAX_PACKS = 1_000
"""The most packs that are read at once."""


class NoSource(EstateError):
    """A path leads to nothing that can be compared; the message says why."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What some paths lead to: at most one workspace, and packs in order of their names."""

    workspace: Path | None
    packs: tuple[PackFile, ...] = ()


def read_sources(paths: Iterable[Path]) -> Sources:
    """Return the workspace among some paths, not yet read, and the packs, read.

    A folder that holds estate.toml is a workspace; of any other folder each `*.pack.json` is read,
    in folders inside it as well; a file is a pack, whatever its name. A path that leads nowhere is
    taken for a workspace when it is the only one: whoever reads that says what is missing.

    Raises:
        NoSource: when there are two workspaces, no pack is in a folder, or too many are.
    """
    given = list(dict.fromkeys(paths))
    files = [file for path in given for file in _packs_in(path, alone=len(given) == 1)]
    workspaces = [path for path in given if _is_workspace(path, alone=len(given) == 1)]
    if len(workspaces) > 1:
        named = " and ".join(path.as_posix() for path in workspaces[:2])
        raise NoSource(f"{named} are two workspaces: name one, and packs of the others' councils")
    if len(files) > MAX_PACKS:
        raise NoSource(f"there are more than {MAX_PACKS:,} packs; name some of them")
    found = tuple(read_pack(file) for file in sorted(set(files)))
    return Sources(workspaces[0] if workspaces else None, found)


def packs_at(paths: Iterable[Path]) -> tuple[PackFile, ...]:
    """Return the packs at some paths, read, in order of their names.

    Raises:
        NoSource: when no pack is in a folder, or too many are.
    """
    files = sorted({file for path in paths for file in _packs_in(path, alone=False)})
    if len(files) > MAX_PACKS:
        raise NoSource(f"there are more than {MAX_PACKS:,} packs; name some of them")
    return tuple(map(read_pack, files))


def _is_workspace(path: Path, *, alone: bool) -> bool:
    if not path.is_dir():
        return alone and not path.exists()
    return os.path.lexists(path / WORKSPACE_FILE) or (alone and not any(_inside(path)))


def _packs_in(path: Path, *, alone: bool) -> list[Path]:
    """Return the files that should be packs; none for a workspace."""
    if _is_workspace(path, alone=alone):
        return []
    if not path.is_dir():
        return [path]
    found = list(_inside(path))
    if not found:
        raise NoSource(f"{path.as_posix()} holds no share pack: no file there ends in {SUFFIX}")
    return found


def _inside(folder: Path) -> Iterator[Path]:
    """Yield packs of a folder and of those in it; no link is followed, nothing hidden is read."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(SUFFIX) and not name.startswith("."):
                yield Path(parent, name)
