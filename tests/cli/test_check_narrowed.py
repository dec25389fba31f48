"""`estate check` asked for some findings only: by council, by rule, by severity."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import run_estate

if TYPE_CHECKING:
    from pathlib import Path

# glenmarnock: an error (unknown key) and a note (no owner); norrasay: a file that is not TOML;
# the catalogue: an error (unknown key).
FILES = {
    "estate.toml": "[estate]\nas_of = 2026-11-22\n",
    "catalogue/all.toml": '[suppliers.acme]\nname = "Acme"\nsiz = 3\n',
    "councils/glenmarnock.toml": '[council]\nname = "Glenmarnock"\n'
    '[systems.post]\nname = "Post"\n[systems.web]\nname = "Web"\nowner = "IT"\nhostin = "saas"\n',
    "councils/norrasay.toml": "[council\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def check(folder: Path, *words: str) -> tuple[int, list[str]]:
    """Return the exit status, and the codes shown before the last line."""
    done = run_estate(["check", *words], folder)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    shown = [line for line in lines if ": EST" in line]
    return done.returncode, [*(" ".join(line.split()[:3]) for line in shown), lines[-1]]


def test_a_council_alone_with_the_rest_counted(folder: Path) -> None:
    # Left out: the catalogue's error, and the other council's broken file.
    assert check(folder, "--council", "glenmarnock") == (
        1,
        [
            "councils/glenmarnock.toml:3:10: EST303 note:",
            "councils/glenmarnock.toml:8:1: EST010 error:",
            "1 error, 0 warnings, 1 note; 2 errors not shown",
        ],
    )


def test_a_council_of_which_no_file_can_be_read_is_one(folder: Path) -> None:
    status, lines = check(folder, "--council", "norrasay")
    assert (status, lines[-1]) == (1, "1 error, 0 warnings, 0 notes; 2 errors, 1 note not shown")
    assert lines[0].startswith("councils/norrasay.toml:1:")


@pytest.mark.parametrize("typed", [".", "../here", "whole"])
def test_the_path_typed_does_not_matter(folder: Path, typed: str) -> None:
    path = str(folder) if typed == "whole" else typed.replace("here", folder.name)
    assert check(folder, path, "--council", "glenmarnock")[1][-1] == (
        "1 error, 0 warnings, 1 note; 2 errors not shown"
    )


def test_a_rule_alone_decides_the_status(folder: Path) -> None:
    last = "0 errors, 0 warnings, 1 note; 3 errors not shown"
    assert check(folder, "--rule", "est303")[1][-1] == last
    assert check(folder, "--rule", "303")[0] == 0
    assert check(folder, "--rule", "303", "--fail-on", "note")[0] == 1
    assert check(folder, "--rule", "EST303", "--rule", "EST010")[1][-1] == (
        "2 errors, 0 warnings, 1 note; 1 error not shown"
    )


def test_what_is_less_severe_is_counted(folder: Path) -> None:
    assert check(folder, "--least", "error")[1][-1] == (
        "3 errors, 0 warnings, 0 notes; 1 note not shown"
    )
    assert check(folder, "--least", "note")[1][-1] == "3 errors, 0 warnings, 1 note"


def test_every_format_tells_of_what_is_left_out(folder: Path) -> None:
    def out(format_: str) -> str:
        return run_estate(["check", "--rule", "303", "--format", format_], folder).stdout

    assert out("summary") == "0 errors, 0 warnings, 1 note; 3 errors not shown\n"
    assert out("github").endswith("0 errors, 0 warnings, 1 note; 3 errors not shown\n")
    assert out("md").startswith("## Estate check: 0 errors, 0 warnings, 1 note; 3 errors not shown")
    document = json.loads(out("json"))
    assert document["not_shown"] == {"error": 3, "warning": 0, "note": 0}
    assert [finding["code"] for finding in document["findings"]] == ["EST303"]
    (run,) = json.loads(out("sarif"))["runs"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"] == "Only some findings were asked for: 3 errors not shown."
    assert [result["ruleId"] for result in run["results"]] == ["EST303"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rule", "EST30"], "there is no rule 'EST30': did you mean EST3"),
        (["--rule", "EST999"], "there is no rule 'EST999': `estate explain` lists them all"),
        (["--council", "norasay"], "Did you mean norrasay?"),
        (["--council", "catalogue"], "there is no council 'catalogue'"),
    ],
)
def test_what_is_not_known_is_said(folder: Path, words: list[str], said: str) -> None:
    done = run_estate(["check", *words], folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_folder_that_is_no_workspace_is_said_all_the_same(tmp_path: Path) -> None:
    done = run_estate(["check", "--council", "any", "--least", "error"], tmp_path)
    assert done.returncode == 1
    assert "EST001" in done.stdout
