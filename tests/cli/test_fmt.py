"""`estate fmt` as people use it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.documents import ROOT, run_estate

MESSY = '[systems.web]\nowner="Head of Web" # a role\nname="Website"\n'
NEAT = '[systems.web]\nname = "Website"\nowner = "Head of Web"  # a role\n'
COUNCIL = '[council]\nname = "Ross"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "councils" / "ross").mkdir(parents=True)
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "estate.toml").write_text('[estate]\nname = "E"\n')
    (tmp_path / "catalogue" / "skills.toml").write_text('[skills.dba]\nname = "DBA"\n')
    (tmp_path / "councils" / "ross" / "council.toml").write_text(COUNCIL)
    (tmp_path / "councils" / "ross" / "systems.toml").write_text(MESSY)
    return tmp_path


def piped(words: list[str], given: bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "estate", *words],
        cwd=folder, input=given, env={**os.environ, "NO_COLOR": "1"}, capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip


def test_a_workspace_is_put_in_order_once(folder: Path) -> None:
    systems = folder / "councils" / "ross" / "systems.toml"
    systems.chmod(0o640)

    first = run_estate(["fmt"], folder)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "councils/ross/systems.toml\n1 of 4 files put in order\n"
    assert systems.read_text() == NEAT
    assert (systems.stat().st_mode & 0o777 == 0o640) or os.name == "nt"

    when = systems.stat().st_mtime_ns
    second = run_estate(["fmt"], folder)
    assert second.stdout == "0 of 4 files to put in order\n"
    assert systems.stat().st_mtime_ns == when
    left = sorted(path.name for path in folder.rglob("*") if path.is_file())
    assert left == ["council.toml", "estate.toml", "skills.toml", "systems.toml"]


def test_check_names_what_would_change_and_writes_nothing(folder: Path) -> None:
    done = run_estate(["fmt", "--check"], folder)
    assert done.returncode == 1
    assert done.stdout == "councils/ross/systems.toml\n1 of 4 files would change\n"
    assert (folder / "councils" / "ross" / "systems.toml").read_text() == MESSY

    run_estate(["fmt"], folder)
    assert run_estate(["fmt", "--check"], folder).returncode == 0


def test_diff_shows_what_would_change_and_writes_nothing(folder: Path) -> None:
    done = run_estate(["fmt", "councils", "--diff"], folder)
    assert done.returncode == 0
    assert done.stdout == (
        "--- councils/ross/systems.toml\n"
        "+++ councils/ross/systems.toml\n"
        "@@ -1,3 +1,3 @@\n"
        " [systems.web]\n"
        '-owner="Head of Web" # a role\n'
        '-name="Website"\n'
        '+name = "Website"\n'
        '+owner = "Head of Web"  # a role\n'
    )
    assert (folder / "councils" / "ross" / "systems.toml").read_text() == MESSY
    assert run_estate(["fmt", "--diff", "--check"], folder).returncode == 1


def test_a_folder_of_a_workspace_and_a_file_are_paths_too(folder: Path) -> None:
    inside = run_estate(["fmt", "--check", "."], folder / "councils")
    assert inside.stdout == "ross/systems.toml\n1 of 2 files would change\n"
    file = run_estate(
        ["fmt", "--check", "systems.toml", "./systems.toml"], folder / "councils/ross"
    )
    assert file.stdout == "systems.toml\n1 of 1 file would change\n"


def test_a_file_that_is_not_toml_is_said_and_the_rest_is_put_in_order(folder: Path) -> None:
    broken = folder / "councils" / "ross" / "broken.toml"
    broken.write_bytes(b'[systems.a]\nname = "x\n')

    done = run_estate(["fmt"], folder)
    assert done.returncode == 1
    assert done.stdout == "councils/ross/systems.toml\n1 of 5 files put in order; 1 left as found\n"
    assert done.stderr.startswith("councils/ross/broken.toml:2:")
    assert " EST005 error: " in done.stderr
    assert '     2 | name = "x\n' in done.stderr
    assert broken.read_bytes() == b'[systems.a]\nname = "x\n'


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["fmt", "missing.toml"], 1, "missing.toml:1:1: EST002 error: it cannot be read"),
        (["fmt", "-", "estate.toml"], 2, "estate: - stands alone"),
        (["fmt", "--chek"], 2, "No such option '--chek'"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str], status: int, said: str, folder: Path
) -> None:
    done = run_estate(words, folder)
    assert done.returncode == status
    assert said in done.stderr


def test_a_folder_that_is_no_workspace_and_in_none_is_said(tmp_path: Path) -> None:
    done = run_estate(["fmt"], tmp_path)
    assert done.returncode == 1
    assert "EST001 error: this folder has no estate.toml" in done.stderr


def test_a_link_is_not_written_through(folder: Path) -> None:
    outside = folder / "outside.txt"
    outside.write_text(MESSY)
    try:
        (folder / "councils" / "ross" / "more.toml").symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")

    done = run_estate(["fmt"], folder)
    assert done.returncode == 1
    assert "councils/ross/more.toml:1:1: EST002 error: this is a symbolic link" in done.stderr
    assert outside.read_text() == MESSY


def test_standard_input_goes_to_standard_output_byte_for_byte(folder: Path) -> None:
    crlf = MESSY.replace("\n", "\r\n").encode()
    done = piped(["fmt", "-"], crlf, folder)
    assert (done.returncode, done.stdout) == (0, NEAT.replace("\n", "\r\n").encode())
    assert done.stderr == b""

    # A council's skill has `people`, a catalogue's `specialist`: the key that is unknown is last.
    text = b'[skills.dba]\nspecialist = true\nname = "DBA"\npeople = 2\n'
    named = ["fmt", "-", "--stdin-filename"]
    council = piped([*named, "councils/ross.toml"], text, folder)
    assert council.stdout == b'[skills.dba]\nname = "DBA"\npeople = 2\nspecialist = true\n'
    catalogue = piped([*named, "catalogue/skills.toml"], text, folder)
    assert catalogue.stdout == b'[skills.dba]\nname = "DBA"\nspecialist = true\npeople = 2\n'


def test_broken_standard_input_gives_no_output(folder: Path) -> None:
    done = piped(["fmt", "-", "--stdin-filename", "councils/ross.toml"], b"a = \xff\n", folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"councils/ross.toml:1:5: EST004 error: the file is not UTF-8")


def test_standard_input_can_be_checked(folder: Path) -> None:
    assert piped(["fmt", "-", "--check"], NEAT.encode(), folder).returncode == 0
    messy = piped(["fmt", "-", "--check"], MESSY.encode(), folder)
    assert (messy.returncode, messy.stdout) == (1, b"")


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def test_two_architects_add_systems_and_git_merges_both(folder: Path) -> None:
    systems = folder / "councils" / "ross" / "systems.toml"
    systems.write_text(
        '# ---- Money ----\n\n[systems.ledger]\nname = "Ledger"\n\n'
        '# ---- Places ----\n\n[systems.gis]\nname = "Maps"\n'
    )  # fmt: skip
    run_estate(["fmt"], folder)
    git(folder, "init", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "start")

    git(folder, "checkout", "-b", "one")
    text = systems.read_text()
    payroll = (
        "[systems.payroll]\nowner='HR'\nname='Payroll'\n"
        "[systems.payroll.options.retire]\nmonths=1\n"
    )
    systems.write_text(text.replace("\n# ---- Places", f"{payroll}\n# ---- Places"))
    run_estate(["fmt"], folder)
    git(folder, "commit", "-am", "payroll")

    git(folder, "checkout", "main")
    systems.write_text(text + "[systems.bins]\nreviewed = 2026-01-01\nname='Bins'\n")
    run_estate(["fmt"], folder)
    git(folder, "commit", "-am", "bins")
    git(folder, "merge", "--no-edit", "one")

    assert run_estate(["fmt", "--check"], folder).returncode == 0
    assert systems.read_text() == (
        '# ---- Money ----\n\n[systems.ledger]\nname = "Ledger"\n\n'
        '[systems.payroll]\nname = "Payroll"\nowner = "HR"\n\n'
        "[systems.payroll.options.retire]\nmonths = 1\n\n"
        '# ---- Places ----\n\n[systems.gis]\nname = "Maps"\n\n'
        '[systems.bins]\nname = "Bins"\nreviewed = 2026-01-01\n'
    )


def test_the_editors_formatter_leaves_alone_what_fmt_wrote(tmp_path: Path) -> None:
    tombi = Path(sys.executable).with_name("tombi.exe" if os.name == "nt" else "tombi")
    if not tombi.exists():
        pytest.skip("tombi is not installed")
    for path in sorted((ROOT / "inventories").rglob("*.toml")):
        (tmp_path / "-".join(path.parts[-2:])).write_bytes(path.read_bytes())
    run_estate(["fmt", *sorted(path.name for path in tmp_path.iterdir())], tmp_path)

    done = subprocess.run(
        [tombi, "format", "--offline", "--check", "."],
        cwd=tmp_path, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
