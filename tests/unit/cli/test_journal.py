"""Several files changed as one: none torn, none lost, whatever fails or is killed."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from estate.cli.journal import JOURNAL, Move, Replacement, change, finish
from estate.diagnostics import EnvironmentFault

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = 4
KILLS = 30


def written(folder: Path, word: bytes, files: int = FILES) -> list[Replacement]:
    """Write files and return how each is to change."""
    (folder / "councils").mkdir(exist_ok=True)
    changes = []
    for number in range(files):
        path = folder / "councils" / f"c{number}.toml"
        path.write_bytes(b"old")
        changes.append(Replacement(path, b"old", word))
    return changes


def state(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_all_files_change_and_nothing_is_left_over(tmp_path: Path) -> None:
    changes = written(tmp_path, b"new")
    changes[0].path.chmod(0o640)
    fresh = Replacement(tmp_path / "councils" / "d" / "new.toml", None, b"fresh")

    change(tmp_path, [*changes, fresh])

    assert state(tmp_path) == {
        **{f"councils/c{number}.toml": b"new" for number in range(FILES)},
        "councils/d/new.toml": b"fresh",
    }
    assert stat.S_IMODE(changes[0].path.stat().st_mode) == 0o640


def failing(real: Callable[..., object], turn: int) -> Callable[..., object]:
    """Return a function that fails the `turn`-th time it is called."""
    calls = iter(range(10**6))

    def fails(*arguments: object, **options: object) -> object:
        if next(calls) == turn:
            raise OSError(28, "No space left on device", str(arguments[0]))
        return real(*arguments, **options)

    return fails


@pytest.mark.parametrize("turn", range(2 * FILES + 4))
@pytest.mark.parametrize("what", ["replace", "fsync", "fdopen"])
def test_whatever_call_fails_every_file_is_as_it_was_or_all_are_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int, what: str
) -> None:
    changes = written(tmp_path, b"new")
    move = Move(tmp_path / "councils" / "c0.toml", tmp_path / "councils" / "renamed.toml")
    before = state(tmp_path)
    monkeypatch.setattr(os, what, failing(getattr(os, what), turn))

    said = ""
    try:
        change(tmp_path, changes, [move])
    except EnvironmentFault as fault:
        said = str(fault)
    monkeypatch.undo()

    after = state(tmp_path)
    if said:
        assert after == before
        assert "nothing was changed" in said
    else:
        assert set(after.values()) == {b"new"}
        assert "councils/renamed.toml" in after


def test_where_nothing_can_be_put_back_the_next_command_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = written(tmp_path, b"new")
    real, calls = Path.replace, iter(range(1000))

    def fails_from_the_third_on(self: Path, target: Path) -> Path:
        if next(calls) >= 2:  # the journal and the first file are let through
            raise OSError(5, "Input/output error", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails_from_the_third_on)
    with pytest.raises(EnvironmentFault, match="The next command finishes"):
        change(tmp_path, changes)
    monkeypatch.undo()

    finish(tmp_path)

    assert set(state(tmp_path).values()) == {b"new"}
    assert "finished a change that had been interrupted" in capsys.readouterr().err


def test_a_file_that_changed_in_the_meantime_is_not_written_over(tmp_path: Path) -> None:
    changes = written(tmp_path, b"new")
    changes[2].path.write_bytes(b"somebody's work")
    before = state(tmp_path)

    with pytest.raises(EnvironmentFault, match=r"c2\.toml was changed by someone else"):
        change(tmp_path, changes)

    assert state(tmp_path) == before


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    changes = written(tmp_path, b"new")
    (tmp_path / "target").write_bytes(b"old")
    changes[1].path.unlink()
    changes[1].path.symlink_to(tmp_path / "target")

    with pytest.raises(EnvironmentFault, match="is a link"):
        change(tmp_path, changes)

    assert (tmp_path / "target").read_bytes() == b"old"
    assert changes[0].path.read_bytes() == b"old"


def test_what_someone_changed_after_an_interruption_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = written(tmp_path, b"new")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("estate.cli.journal._make", killed)
    with pytest.raises(KeyboardInterrupt):
        change(tmp_path, changes)
    changes[1].path.write_bytes(b"by hand")

    finish(tmp_path)

    assert state(tmp_path) == {
        "councils/c0.toml": b"new",
        "councils/c1.toml": b"by hand",
        "councils/c2.toml": b"new",
        "councils/c3.toml": b"new",
    }
    assert "c1.toml has been changed since" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"files": [{"path": "../x", "ready": "y"}], "moves": []}']
)
def test_a_strange_journal_moves_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / JOURNAL).write_text(text)

    with pytest.raises(EnvironmentFault, match="is not a journal of this program"):
        finish(tmp_path)


SCRIPT = """
import sys
from pathlib import Path
from estate.cli.journal import Replacement, change, finish
root = Path(sys.argv[1])
paths = sorted((root / "councils").glob("*.toml"))
print("ready", flush=True)
old, new = b"A" * 2000, b"B" * 2000
while True:
    finish(root)
    change(root, [Replacement(path, old, new) for path in paths])
    old, new = new, old
"""


@pytest.mark.skipif(os.name == "nt", reason="a process is killed otherwise there")
def test_killed_at_random_moments_no_file_is_torn_and_all_agree_after_the_next_command(
    tmp_path: Path,
) -> None:
    moments = random.Random(20)
    (tmp_path / "councils").mkdir()
    paths = [tmp_path / "councils" / f"c{number:02}.toml" for number in range(12)]
    interrupted = 0
    for _ in range(KILLS):
        for path in paths:
            path.write_bytes(b"A" * 2000)
        process = subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(tmp_path)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moments.uniform(0.0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()

        contents = {path.read_bytes() for path in paths}
        assert contents <= {b"A" * 2000, b"B" * 2000}
        interrupted += (tmp_path / JOURNAL).exists()
        finish(tmp_path)
        assert len({path.read_bytes() for path in paths}) == 1
        for rest in (tmp_path / "councils").glob(".*.part"):
            with suppress(OSError):
                rest.unlink()
    assert interrupted
