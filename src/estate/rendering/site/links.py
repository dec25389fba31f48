"""Where pages stand in the site, and how one leads to another.

Every path is relative, so that a site works from a disk, a stick or any folder of a server.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from estate.rendering.canvas.page_model import Ref

INDEX = "index.html"
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that Windows keeps for itself, whatever their ending."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where something is told of: a page's path from the site's folder, and a place in it."""

    path: str
    fragment: str = ""


def file_name(name: str) -> str:
    """Return a record's id as the name of a file that every system can hold."""
    stem = name.partition(".")[0]
    return f"{name}-" if stem in _RESERVED else name


def page_path(ref: Ref) -> str:
    """Return the path of the page of a record, such as `systems/strathallan/council-tax.html`."""
    if ref.kind == "page":
        council, _, name = ref.id.rpartition("/")
        return f"councils/{file_name(council)}-{name}.html" if council else f"{ref.id}.html"
    folder = {"capability": "capabilities", "opportunity": "opportunities"}
    parts = "/".join(file_name(part) for part in ref.id.split("/"))
    return f"{folder.get(ref.kind, f'{ref.kind}s')}/{parts}.html"


def relative(start: str, target: Target) -> str:
    """Return the link from one page to a place; to the place alone on the same page.

    Names of files may hold signs that have a meaning in links, such as `#` and `%`.
    """
    place = f"#{quote(target.fragment)}" if target.fragment else ""
    if start == target.path:
        return place or quote(posixpath.basename(target.path))
    return quote(posixpath.relpath(target.path, posixpath.dirname(start) or ".")) + place


@dataclass(frozen=True)
class Directory:
    """Everything that the site tells of, and where."""

    targets: Mapping[Ref, Target]
    sources: Mapping[str, tuple[int, ...]]
    """For each file that is shown: at which lines its second and later pages begin."""

    @classmethod
    def of(
        cls, targets: Iterable[tuple[Ref, Target]], sources: Mapping[str, tuple[int, ...]]
    ) -> Directory:
        """Return the directory of some places."""
        return cls(dict(targets), sources)

    def find(self, ref: Ref) -> Target | None:
        """Return where something is told of; None where the site does not."""
        if ref.kind != "source":
            return self.targets.get(ref)
        path, _, line = ref.id.rpartition(":")
        if path not in self.sources or not line.isdecimal():
            return None
        part = sum(int(line) >= start for start in self.sources[path])
        return Target(source_path(path, part), f"L{line}")


def source_path(path: str, part: int = 0) -> str:
    """Return the page of a file that was read, or of a later part of it."""
    whole = "/".join(file_name(one) for one in path.split("/") if one not in {"", ".", ".."})
    return f"sources/{whole}{f'-{part + 1}' if part else ''}.html"
