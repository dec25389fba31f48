"""Texts of the repository that travel with the package: pages that explain, common vocabulary.

They stand where people read and mend them, in `docs` and `inventories`; building the package copies
them beside this module. In a checkout that is installed in place they are read where they stand.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

HOMES = {
    "criteria": ("docs", "criteria"),
    "rules": ("docs", "rules"),
    "vocabulary": ("inventories", "catalogue"),
}
"""The folder of the package for each kind of text, and where it stands in the repository."""


@cache
def packaged(kind: str, name: str) -> str | None:
    """Return a text of a kind in `HOMES` by its file name; None if there is none of that name."""
    found = _folder(kind).joinpath(name)
    return found.read_text(encoding="utf-8") if found.is_file() else None


@cache
def packaged_names(kind: str) -> tuple[str, ...]:
    """Return the file names of a kind, sorted."""
    return tuple(sorted(entry.name for entry in _folder(kind).iterdir() if entry.is_file()))


def _folder(kind: str) -> Traversable:
    here = files("estate.rendering") / kind
    return here if here.is_dir() else files("estate") / ".." / ".." / "/".join(HOMES[kind])
