"""`estate fmt`: files in the usual order and layout."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from estate.cli.masking import diff_of
from estate.cli.output import complain, note, say, say_bytes, terminal
from estate.cli.status import Status
from estate.diagnostics import Severity, UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.diagnostics import Finding
    from estate.editing import Edit
    from estate.reading.discover import File
    from estate.reading.source import Source

STDIN = Path("-")
WORKSPACE_FILE = "estate.toml"


@click.command(name="fmt")
@click.argument(
    "paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path, allow_dash=True)
)
@click.option("--check", "only_check", is_flag=True, help="Name what would change; write nothing.")
@click.option("--diff", "show_diff", is_flag=True, help="Show what would change; write nothing.")
@click.option(
    "--stdin-filename",
    "stands_for",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With PATH -: the file that standard input is, which tells what kind of file it is.",
)
def fmt_command(
    paths: tuple[Path, ...], only_check: bool, show_diff: bool, stands_for: Path | None
) -> int:
    """Put files into the usual order and layout. Facts and comments stay the same.

    PATH is a workspace, a folder in one, a file, or - for standard input to standard output;
    without it, this folder is the workspace.

    \b
        estate fmt
        estate fmt inventories --check
        estate fmt councils/strathallan.toml --diff
        estate fmt - --stdin-filename councils/strathallan.toml < old.toml > new.toml

    Records stay in the order in which you wrote them, with the comments above them. With --check
    the exit status is 1 if any file would change. A file that is not valid TOML is left alone.
    """
    if STDIN in paths:
        if len(paths) > 1:
            raise UsageFault("- stands alone: give files and standard input one at a time")
        return _filter(stands_for, only_check=only_check, show_diff=show_diff)
    run = _Run(writes=not (only_check or show_diff), show_diff=show_diff)
    for path in paths or (Path(),):
        run.take(path)
    if not show_diff:
        say(run.summary())
    return Status.FINDINGS if run.failed or (only_check and run.changed) else Status.SOUND


class _Run:
    """Goes through files one at a time: each is written as soon as it is in order."""

    def __init__(self, *, writes: bool, show_diff: bool) -> None:
        self._writes = writes
        self._show_diff = show_diff
        self._seen: set[Path] = set()
        self.changed = 0
        self.failed = 0

    def take(self, path: Path) -> None:
        """Put everything at a path in order."""
        if self._writes:
            from estate.cli.journal import finish

            finish(_workspace_of(path if path.is_dir() else path.parent))
        files, faults = _files(path)
        _complain(faults, None)
        self.failed += len(faults)
        for file in files:
            if file.path not in self._seen:
                self._seen.add(file.path)
                self._file(file)

    def _file(self, file: File) -> None:
        from estate.reading.source import Source, open_source

        source = open_source(file.path, file.shown)
        if not isinstance(source, Source):
            _complain([source], None)
        edit = _edit(source, file.path) if isinstance(source, Source) else None
        if edit is None:
            self.failed += 1
        elif edit.before != edit.after:
            self.changed += 1
            self._change(edit, file.path)

    def _change(self, edit: Edit, path: Path) -> None:
        if self._writes:
            from estate.cli.journal import Replacement, change

            change(path.parent, [Replacement(path, edit.before, edit.after)])
        say(_diff(edit) if self._show_diff else terminal().plain(edit.path))

    def summary(self) -> str:
        """Return how many files changed, or would."""
        from estate.rendering.kit.words import plural

        files = plural(len(self._seen), "file")
        if self.changed:
            done = f"{self.changed} of {files} {'put in order' if self._writes else 'would change'}"
        else:
            done = f"0 of {files} to put in order"
        return f"{done}; {self.failed} left as found" if self.failed else done


def _filter(stands_for: Path | None, *, only_check: bool, show_diff: bool) -> int:
    """Put standard input in order, for editors."""
    from estate.reading.limits import MAX_FILE_BYTES
    from estate.reading.source import Source

    raw = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    if len(raw) > MAX_FILE_BYTES:
        raise UsageFault(f"standard input has more than {MAX_FILE_BYTES // 1_000_000} MB")
    edit = _edit(Source(_shown(stands_for or STDIN), raw), stands_for)
    if edit is None:
        return Status.FINDINGS
    if show_diff:
        say(_diff(edit))
    elif not only_check:
        say_bytes(edit.after)
    return Status.FINDINGS if only_check and edit.before != edit.after else Status.SOUND


def _edit(source: Source, path: Path | None) -> Edit | None:
    """Return a file as it is and as it should be; None, once it was said why, if it cannot be."""
    from estate.editing import Edit, EditRefused
    from estate.editing.canonical import canonical_bytes
    from estate.editing.canonical_kind import kind_of
    from estate.reading.syntax import parse

    tables = parse(source)
    if isinstance(tables, tuple):
        _complain(tables, source)
        return None
    place = _whole(path).parts if path else ()
    try:
        after = canonical_bytes(source.raw, kind_of(place, source.text, tables))
    except EditRefused as refusal:
        note(f"{source.path} was left as it is: {refusal}")
        return None
    return Edit(source.path, source.raw, after)


def _files(path: Path) -> tuple[list[File], list[Finding]]:
    """Return the files at a path: a file, all of a workspace, or what is in a folder of one."""
    from estate.reading.discover import File, discover

    if not path.is_dir():
        return [File(path, _shown(path))], []
    root = _workspace_of(path)
    layout, found = discover(root)
    faults = [finding for finding in found if finding.severity is Severity.ERROR]
    if layout is None:
        return [], faults
    councils = (file for files in layout.councils.values() for file in files)
    files = [layout.workspace, *layout.catalogue, *councils]
    if root == path:
        return files, faults
    inside = [path / rest for file in files if (rest := _beneath(file.path, path)) is not None]
    return [File(file, _shown(file)) for file in inside], []


def _workspace_of(folder: Path) -> Path:
    """Return the folder itself if it is a workspace or in none, else the workspace around it."""
    if os.path.lexists(folder / WORKSPACE_FILE):
        return folder
    above = (each for each in _whole(folder).parents if os.path.lexists(each / WORKSPACE_FILE))
    return next(above, folder)


def _beneath(file: Path, folder: Path) -> Path | None:
    whole, start = _whole(file), _whole(folder)
    return whole.relative_to(start) if whole.is_relative_to(start) else None


def _whole(path: Path) -> Path:
    """Return the path from the root down, without dots; links in it stay."""
    return Path(os.path.normpath(path.absolute()))


def _shown(path: Path) -> str:
    return path.as_posix().encode(errors="backslashreplace").decode()


def _complain(findings: Sequence[Finding], source: Source | None) -> None:
    """List faults on standard error as check does."""
    if findings:
        from estate.rendering.kit.tables import findings_text

        def line_of(_path: str, line: int) -> str | None:
            lines = source.lines if source else ()
            return lines[line - 1] if 0 < line <= len(lines) else None

        complain(findings_text(findings, terminal(error=True), line_of))


def _diff(edit: Edit) -> str:
    from estate.rendering.kit.diffs import diff_text

    return diff_text(diff_of(edit), terminal())
