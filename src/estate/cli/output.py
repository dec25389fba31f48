"""The only writer: standard output, standard error, and files."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TextIO

import click

from estate.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from estate.rendering.kit.artifact import Artifact
    from estate.rendering.kit.terminal import Terminal

MANIFEST = "manifest.json"


def say(text: str) -> None:
    """Write a result to standard output."""
    click.echo(text, nl=not text.endswith("\n"))


def say_bytes(content: bytes) -> None:
    """Write a result to standard output byte for byte, its line ends as they are."""
    click.echo(content, nl=False)


def note(text: str) -> None:
    """Write a remark to standard error, where it does not mix with results."""
    click.echo(f"estate: {text}", err=True)


def complain(text: str) -> None:
    """Write text to standard error as it is."""
    click.echo(text, err=True, nl=not text.endswith("\n"))


def terminal(*, error: bool = False) -> Terminal:
    """Return what the reader's terminal can show.

    Colour only on a terminal, and never against NO_COLOR; 100 columns where there is no terminal.
    """
    from estate.rendering.kit.terminal import Terminal

    stream = sys.stderr if error else sys.stdout
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    encoding = (stream.encoding or "ascii").lower().replace("-", "")
    return Terminal(
        width=_columns(stream),
        unicode=encoding in {"utf8", "cp65001"},
        colour=stream.isatty() and not plain,
    )


def _columns(stream: TextIO) -> int:
    if not stream.isatty():
        return 100
    return max(40, min(200, os.get_terminal_size(stream.fileno()).columns))


def write_plain_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into a folder, each whole or not at all, beside whatever is there.

    Raises:
        EnvironmentFault: when the disk or the rights do not allow it.
    """
    with _writing_into(folder):
        for name, content in contents.items():
            replace_file(folder / name, content)


def write_missing_files(
    folder: Path, contents: Mapping[str, bytes]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write those files that are not there yet; return which were written, and which were there.

    Names may lead into folders, which are made.

    Raises:
        EnvironmentFault: when the disk or the rights do not allow it.
    """
    with _writing_into(folder):
        kept = tuple(name for name in contents if os.path.lexists(folder / name))
        written = tuple(name for name in contents if name not in kept)
        for name in written:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            replace_file(folder / name, contents[name])
    return written, kept


def write_artifacts(
    folder: Path,
    artifacts: Sequence[Artifact],
    manifest: str = MANIFEST,
    trail: Mapping[str, str] | None = None,
) -> None:
    """Write files into a folder, each whole or not at all, and a manifest of hashes last.

    Names may lead into folders, which are made. `trail` is what the manifest says besides of where
    the files come from.

    A run that is interrupted takes back the files that were not there before it; of one that had
    no time for that, a hidden list stands, by which the next run knows them.

    A file that an earlier run wrote and this one does not is removed, so that the folder never
    shows two runs at once once the manifest stands. Runs that keep a `manifest` of their own, with
    a name that ends in `manifest.json`, leave one another's files alone.

    Raises:
        EnvironmentFault: when the disk or the rights do not allow it, or a file that no run wrote
            stands in the way; old files stay.
    """
    with _writing_into(folder):
        names = {artifact.name for artifact in artifacts}
        pending = folder / f".{manifest}.pending"
        before = _written_before(folder / manifest) | _written_before(pending)
        others = (_written_before(other) for other in sorted(folder.glob(f"*{MANIFEST}")))
        _spare_strangers(folder, names - before.union(*others))
        stale = before - names
        replace_file(pending, _manifest(artifacts, {}))
        _write_all(folder, artifacts, pending)
        for name in sorted(stale):
            with contextlib.suppress(FileNotFoundError):
                (folder / name).unlink()
        _drop_empty(folder, stale)
        replace_file(folder / manifest, _manifest(artifacts, trail or {}))
        drop(pending)


def _write_all(folder: Path, artifacts: Sequence[Artifact], pending: Path) -> None:
    """Write files into a folder; if that is broken off, take back those that are new.

    `pending` is the list that is no longer needed once they are gone.
    """
    new: list[Path] = []
    try:
        for inner in sorted({(folder / artifact.name).parent for artifact in artifacts}):
            inner.mkdir(parents=True, exist_ok=True)
        for artifact in artifacts:
            place = folder / artifact.name
            if not place.exists():
                new.append(place)
            replace_file(place, artifact.content)
    except BaseException:
        for place in (*new, pending):
            drop(place)
        _drop_empty(folder, {artifact.name for artifact in artifacts})
        raise


def new_private_file(file: Path, content: bytes) -> None:
    """Write a file that was not there, which only its owner may read.

    Raises:
        EnvironmentFault: when it is there already, or the disk or the rights do not allow it.
    """
    with _writing_into(file.parent):
        if os.path.lexists(file):
            raise EnvironmentFault(f"{file} is there already, and is left as it is")
        replace_file(file, content, 0o600)


@contextlib.contextmanager
def _writing_into(folder: Path) -> Iterator[None]:
    """Make the folder, and turn whatever the machine refuses into one clear line."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except (FileExistsError, NotADirectoryError) as fault:
        place = fault.filename or folder
        raise EnvironmentFault(f"cannot write into {place}: it is a file, not a folder") from fault
    except OSError as fault:
        place = fault.filename or folder
        reason = fault.strerror or str(fault)
        raise EnvironmentFault(f"cannot write {place}: {reason}") from fault


def _spare_strangers(folder: Path, names: set[str]) -> None:
    """Refuse to write over files that no earlier run has listed as its own."""
    for name in sorted(names):
        if (folder / name).exists():
            raise EnvironmentFault(
                f"{folder / name} is there already, and no earlier run wrote it: choose another "
                "folder, or move it away"
            )


def _drop_empty(folder: Path, gone: set[str]) -> None:
    """Remove the folders in which only files stood that are gone."""
    parents = {parent for name in gone for parent in PurePosixPath(name).parents} - {
        PurePosixPath()
    }
    for parent in sorted(parents, reverse=True):
        with contextlib.suppress(OSError):
            (folder / parent).rmdir()


def _manifest(artifacts: Sequence[Artifact], trail: Mapping[str, str]) -> bytes:
    files = {
        artifact.name: {
            "bytes": len(artifact.content),
            "media_type": artifact.media_type,
            "sha256": hashlib.sha256(artifact.content).hexdigest(),
        }
        for artifact in artifacts
    }
    return (json.dumps({**trail, "files": files}, indent=2, sort_keys=True) + "\n").encode()


def _written_before(manifest: Path) -> set[str]:
    """Return the names that a manifest lists, as far as they stay within its folder."""
    try:
        listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in listed if _stays_within(name)}


def _stays_within(name: str) -> bool:
    parts = name.split("/")
    return all(part not in {"", ".", ".."} and Path(part).name == part for part in parts)


def replace_file(path: Path, content: bytes, mode: int | None = None) -> None:
    """Write a file beside its place and move it there, so that no reader sees half of it."""
    waiting = stage(path, content, mode)
    try:
        put(waiting, path)
    except BaseException:
        with contextlib.suppress(OSError):
            waiting.unlink()
        raise


def stage(path: Path, content: bytes, mode: int | None = None) -> Path:
    """Write what is to become a file whole beside its place, and return where it waits.

    It gets the rights `mode`, or those of any new file.
    """
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask() if mode is None else mode)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    return Path(temporary)


def put(waiting: Path, path: Path) -> None:
    """Move a file or folder to its place, at once."""
    waiting.replace(path)


def drop(path: Path) -> None:
    """Remove a file, if it is there."""
    path.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Have the system write the names in a folder to the disk, where it knows how."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
