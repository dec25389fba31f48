"""`estate check --watch`, as a process: what changes is checked again, until it is interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.documents import run_estate

SOUND = '[council]\nname = "Glenmarnock"\n[systems.web]\nname = "Website"\nowner = "Head of Web"\n'
PATIENCE = 30.0
# A shell makes what it runs in the background deaf to interruptions; this one is to hear them.
HEEDING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("estate", run_name="__main__", alter_sys=True)
"""


@dataclass
class Watch:
    """A running `estate check --watch`, with what it has printed so far."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def printed(self) -> str:
        return self.out.read_text(encoding="utf-8")

    def runs(self) -> int:
        return self.err.read_text(encoding="utf-8").count("watching .; Ctrl-C ends it")

    def after(self, change: Callable[[], object]) -> str:
        """Make a change, wait for the check that follows, and return what it printed."""
        known, before = self.runs(), len(self.printed())
        change()
        self.wait(lambda: self.runs() > known)
        return self.printed()[before:]

    def wait(self, come: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not come():
            assert self.process.poll() is None, self.err.read_text(encoding="utf-8")
            assert time.monotonic() < end, self.printed()
            time.sleep(0.02)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    (folder / "councils").mkdir(parents=True)
    (folder / "estate.toml").write_text("[estate]\nas_of = 2026-11-22\n")
    (folder / "councils" / "glenmarnock.toml").write_text(SOUND)
    return folder


@contextmanager
def watching(folder: Path) -> Iterator[Watch]:
    out, err = folder.parent / "out.txt", folder.parent / "err.txt"
    with out.open("wb") as printed, err.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", HEEDING, "check", "--watch"],
            cwd=folder,
            stdout=printed,
            stderr=said,
            env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1"},
        )
    watch = Watch(process, out, err)
    try:
        watch.wait(lambda: watch.runs() == 1)
        yield watch
    finally:
        process.kill()
        process.wait()


def test_every_kind_of_change_is_checked_and_an_interruption_is_quiet(folder: Path) -> None:
    council = folder / "councils" / "glenmarnock.toml"
    other = folder / "councils" / "strathallan.toml"

    def save_by_rename() -> None:
        draft = council.with_name(".glenmarnock.toml.tmp")
        draft.write_text(SOUND)
        draft.replace(council)

    with watching(folder) as watch:
        first = watch.printed()
        assert first == "0 errors, 0 warnings, 0 notes\n"

        spoilt = watch.after(lambda: council.write_text(SOUND + 'hostin = "saas"\n'))
        assert spoilt.startswith("\n---- changed: councils/glenmarnock.toml ----")
        assert "councils/glenmarnock.toml:6:1: EST010 error:" in spoilt
        assert len(spoilt.splitlines()[1]) == 100

        torn = watch.after(lambda: council.write_bytes(b"\xff[systems"))
        assert "EST004 error" in torn

        assert watch.after(save_by_rename).splitlines()[2:] == first.splitlines()

        new = watch.after(lambda: other.write_text("[council]\n"))
        assert "councils/strathallan.toml:1:2: EST011 error" in new

        assert watch.after(other.unlink).splitlines()[2:] == first.splitlines()

        refused = watch.after(
            lambda: (folder / "estate.toml").write_text("[estate]\nas_of = 0001-01-01\n")
        )
        assert refused.count("\n") == 2
        assert "outside the years 1970 to 2199" in watch.err.read_text(encoding="utf-8")

        gone = watch.after((folder / "estate.toml").unlink)
        assert "EST001 error" in gone

        back = watch.after(
            lambda: (folder / "estate.toml").write_text("[estate]\nas_of = 2026-11-22\n")
        )
        assert back.splitlines()[2:] == first.splitlines()

        before = watch.printed()
        (folder / "notes.md").write_text("not ours")
        (folder / ".git").mkdir()
        (folder / ".git" / "x.toml").write_text("not ours")
        time.sleep(1)
        assert watch.printed() == before

        said = watch.err.read_text(encoding="utf-8")
        watch.process.send_signal(signal.SIGINT)
        assert watch.process.wait(PATIENCE) == 130
        assert watch.printed() == before
        assert watch.err.read_text(encoding="utf-8") == said + "\n"
        assert "Traceback" not in said


def test_a_council_s_folder_that_is_moved_in_whole_is_seen(folder: Path) -> None:
    outside = folder.parent / "inverfirth"
    outside.mkdir()
    (outside / "council.toml").write_text('[council]\nnam = "Inverfirth"\n')

    with watching(folder) as watch:
        moved = watch.after(lambda: outside.rename(folder / "councils" / "inverfirth"))
        assert "councils/inverfirth/council.toml:2:1: EST010 error" in moved


def test_what_changes_while_a_check_runs_is_not_missed(folder: Path) -> None:
    """Of many quick changes, the last is seen, in the end."""
    council = folder / "councils" / "glenmarnock.toml"
    with watching(folder) as watch:
        for number in range(40):
            council.write_text(f"{SOUND}key-{number} = 1\n")
            time.sleep(0.05)
        watch.wait(lambda: "key-39` is not a key" in watch.printed())


@pytest.mark.parametrize("format_", ["json", "sarif", "github", "md"])
def test_a_format_for_machines_is_not_watched(format_: str, folder: Path) -> None:
    done = run_estate(["check", "--watch", "--format", format_], folder)

    assert done.returncode == 2
    assert "--watch goes with --format table or summary" in " ".join(done.stderr.split())


def test_what_is_no_workspace_is_checked_once(tmp_path: Path) -> None:
    done = run_estate(["check", "--watch"], tmp_path)

    assert done.returncode == 1
    assert "EST001" in done.stdout


def test_only_watching_loads_what_watches(folder: Path) -> None:
    script = (
        "import sys\n"
        "from estate.cli.main import main\n"
        "try:\n    main(['check'])\n"
        "except SystemExit:\n    pass\n"
        "print(sorted({'watchfiles', 'anyio', 'asyncio'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
