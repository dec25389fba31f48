"""Reading a workspace: every file once, every fault listed, every valid record kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from estate.diagnostics import Finding, Severity, Span, by_place
from estate.portfolio import (
    CATALOGUE,
    WORKSPACE,
    Catalogue,
    CouncilFile,
    Fact,
    KeyPath,
    Portfolio,
    Workspace,
    WorkspaceFile,
)
from estate.reading.discover import File, Layout, discover
from estate.reading.faults import Fault
from estate.reading.limits import MAX_FINDINGS_PER_FILE
from estate.reading.merge import (
    merged_catalogue,
    merged_council,
    nameless_council,
    repeated,
    repeated_council,
)
from estate.reading.reading import Part, Reading
from estate.reading.records import Records, records
from estate.reading.source import Source, open_source
from estate.reading.syntax import Tables, parse
from estate.reading.trying import as_changed

Model = type[WorkspaceFile] | type[Catalogue] | type[CouncilFile]

# Tables that are always valid, for a file of which nothing else is.
_EMPTY: dict[Model, Tables] = {WorkspaceFile: {"estate": {}}, Catalogue: {}, CouncilFile: {}}


@dataclass(slots=True)
class _Desk:
    """What gathers while the files are read."""

    instead: Mapping[str, bytes]
    findings: list[Finding] = field(default_factory=list)
    unread: set[Fact] = field(default_factory=set)
    sources: list[Source] = field(default_factory=list)
    parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)


def read(
    path: Path,
    instead: Mapping[str, bytes] | None = None,
    renamed: Mapping[str, str] | None = None,
) -> Reading:
    """Read the workspace in the folder `path`. Never raises for what is in it.

    Every fault becomes a finding with its place; what is valid is kept. The order of the files on
    disk does not matter. `instead` gives bytes to be read for some of its files, by the path that
    findings show, in place of what is on disk or beside it: that is how a change is tried before
    it is made. `renamed` gives new ids to councils, whose files keep their paths.
    """
    layout, found = discover(path)
    root = path.as_posix().encode(errors="backslashreplace").decode()
    if layout is None:
        return Reading(root, None, found)
    if instead or renamed:
        layout = as_changed(layout, path, instead or {}, renamed or {})
    desk = _Desk(instead or {}, list(found))
    with _collector_paused():
        portfolio = _portfolio(desk, layout)
    return Reading(
        root,
        portfolio,
        tuple(sorted(desk.findings, key=by_place)),
        frozenset(desk.unread),
        tuple(desk.sources),
        desk.parts,
    )


def _portfolio(desk: _Desk, layout: Layout) -> Portfolio:
    workspace = _read_parts(desk, WORKSPACE, [layout.workspace], WorkspaceFile)
    catalogue = _read_parts(desk, CATALOGUE, layout.catalogue, Catalogue)
    desk.findings.extend(repeated(catalogue))
    councils = {}
    for council, files in layout.councils.items():
        parts = _read_parts(desk, council, files, CouncilFile)
        desk.findings.extend(repeated(parts))
        desk.findings.extend(repeated_council(parts))
        if not any(_names_council(part) for part in parts) and not _partly_lost(desk, council):
            desk.findings.append(nameless_council(council, parts))
        if parts:
            councils[council] = merged_council(council, parts)
    return Portfolio(_workspace(workspace), merged_catalogue(catalogue), councils)


def _workspace(parts: Sequence[Part]) -> Workspace:
    values = [part.value.estate for part in parts if isinstance(part.value, WorkspaceFile)]
    return values[0] if values else Workspace()


def _names_council(part: Part) -> bool:
    return isinstance(part.value, CouncilFile) and part.value.council is not None


def _partly_lost(desk: _Desk, council: str) -> bool:
    """Whether the table `[council]` may be in what could not be read."""
    return not desk.unread.isdisjoint({Fact(council, ()), Fact(council, ("council",))})


def _read_parts(desk: _Desk, owner: str, files: Sequence[File], model: Model) -> tuple[Part, ...]:
    parts = tuple(part for file in files if (part := _read_part(desk, owner, file, model)))
    desk.parts[owner] = parts
    return parts


def _read_part(desk: _Desk, owner: str, file: File, model: Model) -> Part | None:
    source = _source(desk, file)
    if isinstance(source, Finding):
        desk.findings.append(source)
        desk.unread.add(Fact(owner, ()))
        return None
    desk.sources.append(source)
    desk.findings.extend(source.secrets_found())
    tables = parse(source)
    if isinstance(tables, tuple):
        desk.findings.extend(tables)
        desk.unread.add(Fact(owner, ()))
        return None
    return _checked_part(desk, owner, source, tables, model)


def _source(desk: _Desk, file: File) -> Source | Finding:
    if file.shown in desk.instead:
        return Source(file.shown, desk.instead[file.shown])
    return open_source(file.path, file.shown)


def _checked_part(desk: _Desk, owner: str, source: Source, tables: Tables, model: Model) -> Part:
    if not tables and model is not WorkspaceFile:
        span = Span(source.path, 1, 1)
        desk.findings.append(
            Finding("EST006", Severity.WARNING, "there is nothing in this file", span)
        )
    found: Records[WorkspaceFile | Catalogue | CouncilFile]
    found = records({**_EMPTY[model], **tables}, model, _EMPTY[model])
    desk.findings.extend(_findings(owner, source, found.faults))
    desk.unread.update(Fact(owner, path) for path in _without_places(found.left_out))
    return Part(source, found.value, found.kept)


def _findings(owner: str, source: Source, faults: Sequence[Fault]) -> Iterator[Finding]:
    for fault in faults[:MAX_FINDINGS_PER_FILE]:
        span = source.span(fault.path, at_key=fault.at_key)
        is_system = fault.path[:1] == ("systems",) and len(fault.path) > 1
        subject = f"{owner}/{fault.path[1]}" if is_system else owner
        yield Finding(fault.code, Severity.ERROR, fault.message, span, fault.hint, subject)
    beyond = len(faults) - MAX_FINDINGS_PER_FILE
    if beyond > 0:
        message = f"{beyond} more faults in this file are not listed"
        yield Finding("EST003", Severity.ERROR, message, Span(source.path, 1, 1))


def _without_places(left_out: Sequence[KeyPath]) -> Iterator[KeyPath]:
    """Yield the paths of what was left out; elements of an array, without id, as their array."""
    for path in left_out:
        yield path[:1] if len(path) > 1 and isinstance(path[1], int) else path


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from searching for garbage while nothing but what is kept is made.

    Validation is about four times as fast so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
