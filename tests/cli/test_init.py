"""`estate init`, as a program: what it writes is sound, and what is there stays."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import tomli
from tests.support.documents import blocks


def estate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "estate", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_new_workspace_has_nothing_wrong_doubtful_or_missing(tmp_path: Path) -> None:
    done = estate(tmp_path, "init", "ours", "--council", "strathallan", "--name", 'The "S" Council')
    assert done.returncode == 0, done.stderr
    assert "wrote 19 files into ours" in done.stdout
    checked = estate(tmp_path, "check", "ours", "--as-of", "2026-11-22")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "0 errors, 0 warnings, 0 notes\n"
    council = tomli.loads((tmp_path / "ours/councils/strathallan.toml").read_text())
    assert council == {"council": {"name": 'The "S" Council'}}


def test_every_file_names_a_schema_that_is_there(tmp_path: Path) -> None:
    estate(tmp_path, "init", "--council", "a")
    for path in tmp_path.rglob("*.toml"):
        first = path.read_text().partition("\n")[0]
        named = path.parent / first.removeprefix("#:schema ")
        assert named.resolve().parent == tmp_path / "schemas", path
        assert named.is_file(), path


def test_the_examples_are_right(tmp_path: Path) -> None:
    estate(tmp_path, "init", "--council", "a")
    (example,) = (
        block.body
        for block in blocks((tmp_path / "README.md").read_text(encoding="utf-8"))
        if block.info == "toml"
    )
    with (tmp_path / "councils/a.toml").open("a", encoding="utf-8") as council:
        council.write(f"\n{example}")
    for name in ("products", "suppliers"):
        path = tmp_path / f"catalogue/{name}.toml"
        head, opening, examples = path.read_text().partition(f"\n[{name}]\n")
        bare = re.sub(r"^# ?", "", examples, flags=re.MULTILINE)
        path.write_text(head + opening + bare)
    checked = estate(tmp_path, "check", "--as-of", "2026-11-22")
    assert checked.returncode == 0, checked.stdout
    assert " error" not in checked.stdout.replace("0 errors", "")
    assert " warning: " not in checked.stdout
    assert estate(tmp_path, "fmt", "--check").returncode == 0
    planned = estate(tmp_path, "plan", "--as-of", "2026-11-22")
    assert planned.returncode == 0
    assert "Nothing to plan" not in planned.stdout + planned.stderr
    assert "ledger" in planned.stdout


def test_facts_set_by_command_stand_beside_no_example_of_their_own(tmp_path: Path) -> None:
    estate(tmp_path, "init", "--council", "a")
    done = estate(tmp_path, "set", "a", "population=91,400", "net_revenue_budget=£241m")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "councils/a.toml").read_text(encoding="utf-8")
    assert text.count("population") == text.count("net_revenue_budget") == 1
    assert "# population" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_what_is_there_already_is_said_in_a_line(tmp_path: Path) -> None:
    estate(tmp_path, "init", "--council", "a")
    done = estate(tmp_path, "init", "--council", "b")
    assert done.stdout.startswith(
        "wrote 1 file into .\n"
        "  councils/b.toml\n"
        "18 files already there, and left as they are\n"
        "\nnext:\n"
    )


def test_what_is_there_is_kept_and_what_lacks_is_added(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    estate(tmp_path, "init", "--council", "a")
    (tmp_path / "estate.toml").write_text("[estate]\n")
    (tmp_path / "schemas/estate.schema.json").unlink()
    before = files(tmp_path)
    assert before["README.md"] == b"mine"
    done = estate(tmp_path, "init", ".", "--council", "b")
    assert "wrote 2 files into .\n  councils/b.toml\n  schemas/estate.schema.json\n" in done.stdout
    after = files(tmp_path)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"councils/b.toml", "schemas/estate.schema.json"}


def test_what_cannot_be_an_id_is_told_with_what_could(tmp_path: Path) -> None:
    for asked, said in (
        (("--council", "Argyll & Bute"), "Write --council argyll-bute."),
        (("--council", "Dùn Èideann"), "Write --council dun-eideann."),
        (
            ("--council", "a" * 81),
            f"80 at most, and not a name with a meaning of its own. Write --council {'a' * 80}.",
        ),
        (("--council", "nul"), "a name that Windows keeps for a device. Write nul-council"),
        (("--council", "a", "--council", "com1"), "Windows keeps for a device"),
        (("--council", "catalogue"), "a name with a meaning of its own"),
        (("--council", "a", "--council", "b", "--name", "x"), "--name names one council"),
        (("--council", "a", "--name", "x\ny"), "--name should be a line of text"),
    ):
        done = estate(tmp_path, "init", *asked)
        assert done.returncode == 2, asked
        assert said in done.stderr
    assert files(tmp_path) == {}


def test_a_folder_of_a_council_is_not_given_a_second_record(tmp_path: Path) -> None:
    (tmp_path / "councils/a").mkdir(parents=True)
    done = estate(tmp_path, "init", "--council", "a")
    assert done.returncode == 2
    assert "is there already: add files to it" in done.stderr


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalogue").write_text("")
    done = estate(tmp_path, "init")
    assert done.returncode == 3
    assert "catalogue" in done.stderr
    assert "Traceback" not in done.stderr
