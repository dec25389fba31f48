"""The only writer: whole files or none, and one run at a time in a folder."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from estate.cli import output
from estate.cli.output import MANIFEST, replace_file, write_artifacts
from estate.diagnostics import EnvironmentFault
from estate.rendering.kit.artifact import Artifact

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Artifact.text("index.html", "text/html", "<p>one</p>")
PICTURE = Artifact.text("roadmap.svg", "image/svg+xml", "<svg/>")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_manifest_lists_what_was_written(tmp_path: Path) -> None:
    write_artifacts(tmp_path / "out", [PAGE, PICTURE])

    listed = json.loads((tmp_path / "out" / MANIFEST).read_text())["files"]
    assert names(tmp_path / "out") == {"index.html", "roadmap.svg", MANIFEST}
    # printf '<svg/>' | sha256sum
    assert listed["roadmap.svg"] == {
        "bytes": 6,
        "media_type": "image/svg+xml",
        "sha256": "d4dc56669143034f31aa309635d4113d9ad76a02b1739da22c965ed2049be9e6",
    }


def test_a_file_of_an_earlier_run_goes_and_a_strangers_file_stays(tmp_path: Path) -> None:
    write_artifacts(tmp_path, [PAGE, PICTURE])
    (tmp_path / "notes.txt").write_text("mine")

    write_artifacts(tmp_path, [PAGE])

    assert names(tmp_path) == {"index.html", MANIFEST, "notes.txt"}


def test_a_folder_that_is_a_file_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")

    with pytest.raises(EnvironmentFault, match=r"out: it is a file, not a folder"):
        write_artifacts(tmp_path / "out", [PAGE])


def test_a_file_that_no_run_wrote_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")

    with pytest.raises(EnvironmentFault, match="no earlier run wrote it"):
        write_artifacts(tmp_path, [PICTURE, PAGE])

    assert names(tmp_path) == {"index.html"}
    assert (tmp_path / "index.html").read_text() == "mine"


@pytest.mark.parametrize("call", ["replace", "fsync"])
@pytest.mark.parametrize("nth", range(3))
def test_when_the_nth_write_fails_the_old_files_stay_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int
) -> None:
    """SQLite's way: fail the Nth call, for every N, and look at what is left."""
    write_artifacts(tmp_path, [PAGE, PICTURE])
    new = [Artifact(old.name, old.media_type, old.content * 2) for old in (PAGE, PICTURE)]
    count = iter(range(100))

    def failing(*arguments: object) -> object:
        if next(count) == nth:
            raise OSError(28, "No space left on device", str(arguments[0]))
        return real(*arguments)

    real = getattr(os, call)
    monkeypatch.setattr(os, call, failing)
    with pytest.raises(EnvironmentFault, match="No space left"):
        write_artifacts(tmp_path, new)

    monkeypatch.undo()
    assert names(tmp_path) == {"index.html", "roadmap.svg", MANIFEST}, "no litter"
    for old, renewed in zip((PAGE, PICTURE), new, strict=True):
        assert (tmp_path / old.name).read_bytes() in {old.content, renewed.content}


def test_what_a_broken_off_run_had_written_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the next run would take it for a stranger's."""
    inner = Artifact.text("systems/one.html", "text/html", "one")

    def broken_off(path: Path, content: bytes, mode: int | None = None) -> None:
        if path.name == PICTURE.name:
            raise KeyboardInterrupt
        replace_file(path, content, mode)

    (tmp_path / "notes.txt").write_text("mine")
    with monkeypatch.context() as patched:
        patched.setattr(output, "replace_file", broken_off)
        with pytest.raises(KeyboardInterrupt):
            write_artifacts(tmp_path, [PAGE, inner, PICTURE])

    assert names(tmp_path) == {"notes.txt"}
    write_artifacts(tmp_path, [PAGE, inner, PICTURE])
    assert names(tmp_path) == {"notes.txt", "systems", MANIFEST, "index.html", "roadmap.svg"}


def test_a_run_that_was_killed_is_known_to_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that is killed takes nothing back: a hidden list says what is its own."""

    def killed(path: Path, content: bytes, mode: int | None = None) -> None:
        if path.name == PICTURE.name:
            raise KeyboardInterrupt
        replace_file(path, content, mode)

    with monkeypatch.context() as patched:
        patched.setattr(output, "replace_file", killed)
        patched.setattr(output, "drop", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            write_artifacts(tmp_path, [PAGE, PICTURE])
    assert (tmp_path / "index.html").exists()

    write_artifacts(tmp_path, [PICTURE])
    assert names(tmp_path) == {"roadmap.svg", MANIFEST}
