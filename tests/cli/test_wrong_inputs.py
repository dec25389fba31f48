"""Reports, exports and maps that cannot be: one line that says what to do, never a traceback."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_export import FOLDER, estate
from tests.support.documents import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HEAD = FOLDER["estate.toml"]
COUNCIL = '[council]\nname = "A"\n'
BARE = {
    "no-council": {"estate.toml": HEAD},
    "no-system": {"estate.toml": HEAD, "councils/a.toml": COUNCIL},
    "one-system": {"estate.toml": HEAD, "councils/a.toml": f'{COUNCIL}[systems.x]\nname = "X"\n'},
    "broken": {"estate.toml": HEAD, "councils/a.toml": "[council\n"},
}
WITHOUT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"typst", "resvg_py"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
from estate.cli.main import main
main(sys.argv[1:])
"""
"""Runs the program as where what PDF and PNG take is not installed."""


def workspace(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = workspace(tmp_path_factory.mktemp("wrong"), FOLDER)
    done = estate(folder, "plan", ".", "--effort", "quick", "--format", "json")
    (folder / "roadmap.json").write_text(done.stdout, encoding="utf-8")
    (folder / "cut.json").write_text(done.stdout[:1500], encoding="utf-8")
    other = json.loads(done.stdout) | {"form": "estate-roadmap/999"}
    (folder / "newer.json").write_text(json.dumps(other), encoding="utf-8")
    (folder / "nothing.json").write_text("", encoding="utf-8")
    (folder / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["no-council", "no-system", "one-system"])
@pytest.mark.parametrize("plan", [(), ("--no-plan",)])
def test_a_site_can_be_made_of_next_to_nothing(
    name: str, plan: tuple[str, ...], tmp_path: Path
) -> None:
    workspace(tmp_path, BARE[name])
    done = estate(tmp_path, "report", ".", *plan, "--out", "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "members.html").exists()


@pytest.mark.parametrize(
    "format_", ["archimate", "likec4", "structurizr", "calm", "lgr", "mermaid"]
)
def test_an_export_of_no_council_is_refused(format_: str, tmp_path: Path) -> None:
    workspace(tmp_path, BARE["no-council"])
    done = estate(tmp_path, "export", ".", "--format", format_, "--out", "out")
    assert done.returncode == 2
    assert done.stderr == "estate: no council is recorded, so there is nothing to write\n"
    assert not (tmp_path / "out").exists()


def test_a_report_of_a_record_with_faults_says_so_by_its_status(tmp_path: Path) -> None:
    """It is written as far as it could be read, like a map or an export of such a record."""
    workspace(tmp_path, BARE["broken"])
    done = estate(tmp_path, "report", ".", "--no-plan", "--format", "json", "--out", "out")
    assert done.returncode == 1
    assert "a.toml:1:" in done.stderr
    assert (tmp_path / "out" / "report.json").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("report", ".", "--format", "json", "--out", "out"),
        ("export", ".", "--format", "archimate", "--out", "out"),
        ("map", "roadmap", ".", "--out", "out"),
    ],
)
@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("cut.json", "not JSON, or cut off"),
        ("nothing.json", "line 1, column 1"),
        ("deep.json", "JSON beyond reason"),
        ("newer.json", "estate-roadmap/999"),
        ("missing.json", "No such file"),
    ],
)
def test_a_file_that_is_no_plan_is_one_line_that_says_what_writes_one(
    words: tuple[str, ...], plan: str, said: str, planned: Path
) -> None:
    done = estate(planned, *words, "--plan", plan)
    assert done.returncode in {1, 2}, done.stderr
    assert said in done.stderr
    assert "estate plan --out" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (planned / "out").exists()


@pytest.mark.parametrize("name", ["a.jpg", "map.gif", "landscape.2027"])
def test_a_picture_is_not_written_under_the_ending_of_another_format(
    name: str, planned: Path
) -> None:
    done = estate(planned, "map", "heatmap", ".", "--out", name)
    assert done.returncode == 2
    assert "end " + name + " in one of .svg, .png, .pdf" in done.stderr
    assert not (planned / name).exists()
    asked = estate(planned, "map", "heatmap", ".", "--format", "svg", "--out", name)
    assert asked.returncode == 0
    (planned / name).unlink()


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (("report", ".", "--no-plan", "--format", "pdf", "--out", "o"), "take another --format"),
        (("map", "heatmap", ".", "--out", "h.pdf"), "take another --format"),
        (("map", "heatmap", ".", "--out", "h.png"), "take --format svg"),
    ],
)
def test_what_is_not_installed_is_named_with_another_way(
    words: tuple[str, ...], advice: str, planned: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *words],
        cwd=planned,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert advice in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [("heatmap",), ("roadmap", "--plan", "roadmap.json")])
def test_folders_with_spaces_and_any_letters_are_written_into(
    words: tuple[str, ...], planned: Path
) -> None:
    done = estate(planned, "map", *words[:1], ".", *words[1:], "--out", "Bericht für Räte 中")
    assert done.returncode == 0, done.stderr
    assert list((planned / "Bericht für Räte 中").glob("*.svg"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal to a process")
@pytest.mark.parametrize("seconds", [0.8, 1.6])
@pytest.mark.slow
def test_ctrl_c_leaves_nothing_and_says_so_by_its_status(seconds: float, tmp_path: Path) -> None:
    words = ["report", str(ROOT / "inventories"), "--no-plan", "--out", str(tmp_path / "site")]
    # Before the program has begun the signal is Python's own affair: so it says when it has.
    begin = f"from estate.cli.main import main; print('begun', flush=True); main({words!r})"
    process = subprocess.Popen(
        [sys.executable, "-c", begin], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not list(tmp_path.rglob("*.html"))
