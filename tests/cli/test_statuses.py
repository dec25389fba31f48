"""The documented exit statuses, seen from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import ROOT, run_estate
from tests.support.tiny import write_tutorial

from estate.cli.main import main
from estate.planning import Roadmap, plan

if TYPE_CHECKING:
    from pathlib import Path

ESTATE_TOML = "[estate]\nas_of = 2026-09-30\n"


def workspace(folder: Path, council: str, **others: str) -> Path:
    """Write a workspace of one council."""
    (folder / "councils").mkdir(parents=True)
    (folder / "estate.toml").write_text(ESTATE_TOML)
    (folder / "councils" / "glenmarnock.toml").write_text(council)
    for name, text in others.items():
        (folder / "councils" / f"{name}.toml").write_text(text)
    return folder


SOUND = '[council]\nname = "Glenmarnock"\n[systems.web]\nname = "Website"\nowner = "Head of Web"\n'


def test_sound(tmp_path: Path) -> None:
    assert run_estate(["check"], workspace(tmp_path / "w", SOUND)).returncode == 0


def test_a_fault_in_one_file_is_named_and_the_other_is_still_read(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", SOUND, elsewhere="[council\nname = 3\n")

    done = run_estate(["check"], folder)

    assert done.returncode == 1
    assert "councils/elsewhere.toml:1:" in done.stdout
    scored = run_estate(["score"], folder)
    assert scored.returncode == 1
    assert "glenmarnock/web" in scored.stdout
    assert "councils/elsewhere.toml:1:" in scored.stderr


def test_a_summary_counts_the_same_findings(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", SOUND.replace('owner = "Head of Web"\n', ""))

    summary = run_estate(["check", "--format", "summary"], folder).stdout.splitlines()
    assert summary == run_estate(["check"], folder).stdout.splitlines()[-1:]


def test_fail_on_decides_what_counts(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", SOUND.replace('owner = "Head of Web"\n', ""))

    assert run_estate(["check"], folder).returncode == 0
    assert run_estate(["check", "--fail-on", "note"], folder).returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["scor"], "Did you mean 'score'?"),
        (["score", "--as-of", "31/03/2027"], "write it as 2027-03-31"),
        (["show", "glenmarnock/wbe"], "Did you mean glenmarnock/web?"),
        (["show", "web"], "Did you mean glenmarnock/web?"),
        (["plan", "--council", "glenmarnoch"], "Did you mean glenmarnock?"),
        (["schema"], "catalogue, council, estate"),
        (["plan", "--as-of", "0001-01-01"], "outside the years 1970 to 2199"),
        (["plan", "--as-of", "9999-12-31"], "outside the years 1970 to 2199"),
    ],
)
def test_usage(tmp_path: Path, words: list[str], said: str) -> None:
    done = run_estate(words, workspace(tmp_path / "w", SOUND))

    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_no_workspace(tmp_path: Path) -> None:
    done = run_estate(["check", "nowhere"], tmp_path)

    assert done.returncode == 1
    assert "nowhere" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_out_that_is_a_file(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", SOUND)
    (folder / "build").write_text("in the way")

    done = run_estate(["plan", "--out", "build"], folder)

    assert done.returncode == 3
    assert "cannot write into build" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")  # noqa: PTH110
@pytest.mark.parametrize("words", [["check"], ["score"], ["schema", "council"], ["--help"]])
def test_a_full_disk_is_said_in_one_line(tmp_path: Path, words: list[str]) -> None:
    folder = workspace(tmp_path / "w", SOUND)
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "estate", *words],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 3
    assert done.stderr.splitlines() == ["estate: cannot write: No space left on device"]


def test_nothing_is_planned_over_a_reference_to_nothing(tmp_path: Path) -> None:
    text = SOUND + 'depends_on = ["webb"]\n'

    done = run_estate(["plan"], workspace(tmp_path / "w", text))

    assert done.returncode == 1
    assert "councils/glenmarnock.toml:6:" in done.stderr
    assert "EST101" in done.stderr
    assert done.stdout == ""
    scored = run_estate(["score"], tmp_path / "w")
    assert scored.returncode == 1
    assert "EST101" in scored.stderr
    assert "glenmarnock/web" in scored.stdout


IMPOSSIBLE = """
[council]
name = "Glenmarnock"

[systems.web]
name = "Website"
owner = "Head of Web"
must_change_by = 2027-06-30

[systems.web.options.replace]
cost = { capital = 50_000 }
months = 6

[budgets.2026-27]
capital = 10_000
revenue = 0

[budgets.2027-28]
capital = 10_000
revenue = 0
"""


def test_no_roadmap_can_exist(tmp_path: Path) -> None:
    """50,000 is needed by June 2027, and only 20,000 is there."""
    done = run_estate(["plan"], workspace(tmp_path / "w", IMPOSSIBLE))

    assert done.returncode == 4, done.stderr
    assert "web" in done.stdout + done.stderr


def test_a_picture_that_cannot_be_drawn_is_named_and_the_rest_is_written(tmp_path: Path) -> None:
    folder = write_tutorial(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "estate", "plan", "--out", "build"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1", "ESTATE_DOT": str(tmp_path / "no-such-program")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 3
    assert "not drawn" in done.stderr
    assert "cannot run" in done.stderr
    page = (folder / "build" / "architects.html").read_text(encoding="utf-8")
    assert "is not drawn" in page
    assert not list((folder / "build" / "pictures").glob("landscape-*"))
    assert list((folder / "build" / "pictures").glob("timeline-*.svg"))


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_plan_is_saved_or_says_that_there_is_none(
    tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    command = [
        "plan",
        str(ROOT / "inventories"),
        "--effort",
        "thorough",
        "--out",
        str(tmp_path / "o"),
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "estate", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    time.sleep(8)
    process.send_signal(sent)
    printed, said = process.communicate(timeout=60)

    assert process.returncode == status, said
    assert "Traceback" not in said
    saved = (tmp_path / "o" / "index.html").exists()
    assert saved or "no plan had been found yet" in said
    assert not saved or "stopped early" in printed + said


def test_a_plan_that_was_stopped_is_saved_before_its_pages_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*given: object) -> object:
        found = plan(*given)  # type: ignore[arg-type]  # as they came
        assert isinstance(found, Roadmap)
        return replace(found, stopped_early=True)

    def stopped_again(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("estate.planning.plan", stopped)
    monkeypatch.setattr("estate.cli.material.material_of", stopped_again)
    folder, out = workspace(tmp_path / "w", SOUND), tmp_path / "o"

    with pytest.raises(SystemExit) as ended:
        main(["plan", str(folder), "--out", str(out)])

    assert ended.value.code == 130
    assert json.loads((out / "roadmap.json").read_text("utf-8"))["stopped_early"]
    assert "stopped: the plan so far is at most 0.00% above" in capsys.readouterr().err
