"""Making changes to a workspace: shown first, tried in memory, then written whole or not at all."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from estate.cli.masking import diff_of
from estate.cli.output import note, say, terminal
from estate.cli.status import Status
from estate.diagnostics import EstateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from estate.editing import Edit
    from estate.reading import Reading

UNREADABLE = frozenset({"EST002", "EST003", "EST004", "EST005"})
"""The codes of what keeps a whole file from being read."""

F = TypeVar("F", bound="Callable[..., Any]")


@dataclass(frozen=True, slots=True)
class Move:
    """A file or folder that gets another name, and with it a council another id.

    Paths are as the reading shows them. Edits name the file by its old path.
    """

    old: str
    new: str
    council: tuple[str, str]


def workspace(command: F) -> F:
    """Add the option that names the workspace, for commands whose arguments are records."""
    return click.option(
        "-C",
        "--workspace",
        "path",
        metavar="WORKSPACE",
        default=".",
        type=click.Path(path_type=Path),
        help="The folder that holds estate.toml; without it, this folder.",
    )(command)


def dry_run(command: F) -> F:
    """Add the option that shows what would change and writes nothing."""
    return click.option(
        "--dry-run", is_flag=True, help="Show what would change, and write nothing."
    )(command)


def opened(path: Path) -> Reading:
    """Read a workspace that is to be changed.

    Raises:
        EstateError: when there is no workspace at all; the reason has been listed.
    """
    from estate.cli.load import list_findings, read_workspace

    reading = read_workspace(path)
    if reading.portfolio is None:
        list_findings(reading.findings, reading)
        raise EstateError(f"{path} cannot be read as an estate")
    for place in unread_files(reading):
        note(
            f"{place} cannot be read, so nothing in it is changed and its records are not found; "
            "estate check says why"
        )
    return reading


def unread_files(reading: Reading) -> list[str]:
    """Return the files that are there and say nothing, because they cannot be read at all."""
    return sorted(
        {each.span.path for each in reading.findings if each.span and each.code in UNREADABLE}
        - {part.source.path for parts in reading.parts.values() for part in parts}
    )


@contextlib.contextmanager
def looking_in(reading: Reading) -> Iterator[None]:
    """Look for records: what is not found may stand in a file that cannot be read.

    Raises:
        EstateError: where the owner of what is not found has such a file; its faults are listed.
    """
    from estate.editing.addresses import NotThere

    try:
        yield
    except NotThere as fault:
        unread = [file for file in unread_files(reading) if _owner(reading, file) == fault.owner]
        if not unread:
            raise
        from estate.cli.load import list_findings

        found = [each for each in reading.findings if each.span and each.span.path in unread]
        list_findings(found, reading)
        raise EstateError(
            f"{fault.owner} has a file that cannot be read, and its records cannot be found: "
            f"mend {_listed(unread)} first"
        ) from fault


def _owner(reading: Reading, file: str) -> str:
    """Return whose a file is, by where it stands."""
    table, _, rest = file.removeprefix(f"{Path(reading.root).as_posix()}/").partition("/")
    return (rest.partition("/")[0] if table == "councils" else table).removesuffix(".toml")


def apply(
    reading: Reading,
    edits: Sequence[Edit],
    *,
    dry_run: bool = False,
    as_of: date | None = None,
    moves: Sequence[Move] = (),
    shown: bool = True,
    respelled: Callable[[str], str] = str,
) -> int:
    """Show edits as diffs, try them in memory, and write them together; return the exit status.

    Without `shown` no diff is printed: for commands that print something else for machines.

    Edits that bring in an error that was not there before are not written: the errors are listed
    on standard error, and the status is 1. Warnings that it brings in are listed, and stop nothing.
    An edit that changes nothing is left out. `respelled` makes a message say the same before and
    after, where the change is one of names.

    Raises:
        EnvironmentFault: when a file was changed in the meantime, or the machine refuses. Nothing
            has been written then.
    """
    from estate.cli.brought_in import brought_in, warn
    from estate.cli.load import list_findings

    real = [edit for edit in edits if edit.before != edit.after or edit.is_new]
    if not real and not moves:
        note("nothing to change: it stands there already")
        return Status.SOUND
    if shown:
        _show(real, moves)
    trial = _trial(reading, real, moves)
    errors, warnings = brought_in(reading, trial, as_of, respelled)
    if errors:
        list_findings(errors, trial)
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        note(f"nothing was written: the change would bring in {count}")
        return Status.FINDINGS
    warn(warnings, trial)
    if dry_run:
        note("nothing was written (--dry-run)")
        return Status.SOUND
    _write(reading, real, moves)
    return Status.SOUND


def _show(edits: Sequence[Edit], moves: Sequence[Move]) -> None:
    from estate.rendering.kit.diffs import diff_text

    names = {move.old: move.new for move in moves}
    renamed = "".join(f"rename {old} => {new}\n" for old, new in sorted(names.items()))
    say(diff_text("".join(map(diff_of, edits)) + renamed, terminal()))


def _trial(reading: Reading, edits: Sequence[Edit], moves: Sequence[Move]) -> Reading:
    """Return the workspace as it would be."""
    from estate.reading import read

    instead = {edit.path: edit.after for edit in edits}
    return read(Path(reading.root), instead, dict(move.council for move in moves))


def _write(reading: Reading, edits: Sequence[Edit], moves: Sequence[Move]) -> None:
    from estate.cli import journal

    root = Path(reading.root)
    replacements = [
        journal.Replacement(Path(edit.path), None if edit.is_new else edit.before, edit.after)
        for edit in edits
    ]
    renames = [journal.Move(Path(move.old), Path(move.new)) for move in moves]
    journal.change(root, replacements, renames)
    if edits:
        note(f"wrote {_listed([edit.path for edit in edits])}")
    for move in moves:
        note(f"renamed {move.old} to {move.new}")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if len(names) <= 10 else f"{len(names)} files"  # noqa: PLR2004
