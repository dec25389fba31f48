"""What reading a workspace gives: the portfolio, what is wrong, and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from estate.diagnostics import Finding, Severity, Span
from estate.portfolio import Catalogue, CouncilFile, Fact, KeyPath, Portfolio, WorkspaceFile
from estate.reading.source import Source


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read, for a manifest: how people know it, and the hash of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one file gives to its owner.

    `kept` says, for an array that lost elements at fault, where in the file the others stand.
    """

    source: Source
    value: WorkspaceFile | Catalogue | CouncilFile
    kept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def holds(self, path: KeyPath) -> bool:
        """Whether the record that a path leads into is in this file."""
        table = getattr(self.value, str(path[0]), None) if path else None
        if isinstance(table, Mapping) and len(path) > 1:
            return path[1] in table
        return bool(table) if not isinstance(self.value, WorkspaceFile) else True

    def count(self, table: str) -> int:
        """Return how many elements it gives to an array of its owner."""
        return len(getattr(self.value, table, ()))


@dataclass(frozen=True)
class Reading:
    """A workspace as read.

    `portfolio` is None when there is no workspace at all. Otherwise it holds every valid record;
    `unread` tells what is missing from it because of a fault: a record (`systems.ledger`), some of
    an array (`interfaces`), or no one knows what, where a file could not be read (an empty path).
    Look at `sound` before relying on it.
    """

    root: str
    portfolio: Portfolio | None
    findings: tuple[Finding, ...]
    unread: frozenset[Fact] = frozenset()
    sources: tuple[Source, ...] = ()
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether all of the workspace could be read and nothing in it is at fault."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)

    @cached_property
    def files(self) -> tuple[SourceFile, ...]:
        """Every file that was read, by path, with the SHA-256 of the bytes that were used."""
        read = (SourceFile(source.path, source.sha256) for source in self.sources)
        return tuple(sorted(read, key=lambda file: file.path))

    def locate(self, fact: Fact) -> Span | None:
        """Return where a fact stands, or the nearest that is known; None for an unknown owner.

        A table is found at its header, a value where it starts, a missing key at its table.
        """
        path = fact.path
        parts = self.parts.get(fact.owner, ())
        if len(path) > 1 and isinstance(path[1], int):
            return _locate_element(parts, str(path[0]), path[1], path[2:])
        for part in parts:
            if part.holds(path):
                return part.source.span(path)
        return Span(parts[0].source.path, 1, 1) if parts else None

    def source_line(self, path: str, line: int) -> str | None:
        """Return a line of a file, as it stands; None if there is no such file or line."""
        source = self._by_path.get(path)
        if source is None or not 0 < line <= len(source.lines):
            return None
        return source.lines[line - 1]

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a file as they were read; None if there is no such file."""
        source = self._by_path.get(path)
        return source.raw if source else None

    @cached_property
    def _by_path(self) -> Mapping[str, Source]:
        return {source.path: source for source in self.sources}


def _locate_element(parts: tuple[Part, ...], table: str, place: int, rest: KeyPath) -> Span | None:
    """Return where an element of a merged array stands, or a key in it."""
    for part in parts:
        here = part.count(table)
        if place < here:
            kept = part.kept.get(table)
            return part.source.span((table, kept[place] if kept else place, *rest))
        place -= here
    return Span(parts[0].source.path, 1, 1) if parts else None
