"""The files of a workspace as they would be after a change: some of them new, a council renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from estate.reading.discover import File, Layout


def as_changed(
    layout: Layout, root: Path, given: Iterable[str], renamed: Mapping[str, str]
) -> Layout:
    """Return a layout with files that are given and not on disk, and councils under new ids.

    A given path that no workspace would read is left out.
    """
    catalogue = list(layout.catalogue)
    councils = {council: list(files) for council, files in layout.councils.items()}
    known = {layout.workspace.shown, *(file.shown for file in catalogue)}
    known.update(file.shown for files in councils.values() for file in files)
    for shown in sorted(set(given) - known):
        file = File(Path(shown), shown)
        match _inside(root, shown):
            case ("catalogue", _):
                catalogue.append(file)
            case ("councils", name):
                councils.setdefault(name.removesuffix(".toml"), []).append(file)
            case ("councils", council, _):
                councils.setdefault(council, []).append(file)
            case _:
                continue
    return replace(
        layout,
        catalogue=_by_name(catalogue),
        councils={
            council: _by_name(files)
            for council, files in sorted((renamed.get(c, c), f) for c, f in councils.items())
        },
    )


def _inside(root: Path, shown: str) -> tuple[str, ...]:
    path = Path(shown)
    inside = path.is_relative_to(root) and path.suffix == ".toml"
    return path.relative_to(root).parts if inside else ()


def _by_name(files: Iterable[File]) -> tuple[File, ...]:
    return tuple(sorted(files, key=lambda file: file.path.name))
