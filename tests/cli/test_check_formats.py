"""The formats of `estate check`, of one small faulty workspace, as typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.documents import run_estate

from estate.rendering.findings.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

COUNCIL = """\
[council]
name = "Glenmarnock"

[systems.web]
name = "Website"
owner = "Head of Web"
hostin = "saas"

[systems.post]
name = "Post room"
allow = [{ rule = "EST303", because = "in hand" }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "councils").mkdir()
    (tmp_path / "estate.toml").write_text("[estate]\nas_of = 2026-11-22\n")
    (tmp_path / "councils" / "glenmarnock.toml").write_text(COUNCIL)
    return tmp_path


def check(folder: Path, format_: str, *words: str) -> str:
    done = run_estate(["check", "--format", format_, *words], folder)
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout


def test_table(folder: Path) -> None:
    assert (
        check(folder, "table")
        == """\
councils/glenmarnock.toml:7:1: EST010 error: `systems.web.hostin` is not a key that is known here
     7 | hostin = "saas"
       | ^^^^^^
  hint: did you mean hosting?
councils/glenmarnock.toml:9:10: EST303 note: no owner is recorded for `post` (allowed: in hand)
     9 | [systems.post]
       |          ^^^^
more: estate explain EST010
1 error, 0 warnings, 1 note
"""
    )


def test_summary(folder: Path) -> None:
    assert check(folder, "summary") == "1 error, 0 warnings, 1 note\n"


def test_json(folder: Path) -> None:
    document = json.loads(check(folder, "json"))
    assert document["counts"] == {"error": 1, "warning": 0, "note": 1}
    first, second = document["findings"]
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (7, 1, 7, 7)
    assert (first["allowed"], second["allowed"]) == (None, "in hand")


def test_sarif(folder: Path) -> None:
    (run,) = json.loads(check(folder, "sarif"))["runs"]
    first, second = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "councils/glenmarnock.toml"
    assert place["region"] == {"startLine": 7, "startColumn": 1, "endLine": 7, "endColumn": 7}
    assert "suppressions" not in first
    assert second["suppressions"][0]["justification"] == "in hand"


def test_sarif_of_a_path_from_the_root_is_told_from_here(folder: Path) -> None:
    (run,) = json.loads(check(folder, "sarif", str(folder)))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "councils/glenmarnock.toml", "uriBaseId": "%SRCROOT%"}


def test_github(folder: Path) -> None:
    assert check(folder, "github") == (
        "::error file=councils/glenmarnock.toml,line=7,col=1,endLine=7,endColumn=7,"
        "title=EST010%3A Unknown key::`systems.web.hostin` is not a key that is known here"
        "%0Adid you mean hosting?\n"
        "1 error, 0 warnings, 1 note (1 of the notes allowed)\n"
    )


def test_markdown(folder: Path) -> None:
    text = check(folder, "md")
    assert "| glenmarnock | 1 | 0 | 1 |\n" in text
    assert (
        "| error EST010 | `councils/glenmarnock.toml:7` | `systems.web.hostin` is not a key "
        "that is known here<br>did you mean hosting? |\n" in text
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_of_a_folder_that_is_not_there(format_: str, tmp_path: Path) -> None:
    done = run_estate(["check", "nowhere", "--format", format_], tmp_path)

    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert format_ == "summary" or "nowhere" in done.stdout


def test_the_severity_that_a_workspace_gives_shows_in_every_format(folder: Path) -> None:
    (folder / "estate.toml").write_text(
        '[estate]\nas_of = 2026-11-22\n[estate.rules]\nEST206 = "error"\n'
    )
    (folder / "councils" / "glenmarnock.toml").write_text(
        '[council]\nname = "G"\n[systems.web]\nname = "W"\nowner = "Head of Web"\n'
        'product = "acme"\n'
    )
    json_ = json.loads(check(folder, "json"))
    assert [found["severity"] for found in json_["findings"] if found["code"] == "EST206"] == [
        "error"
    ]
    assert "EST206 error" in check(folder, "table")
    assert "::error" in check(folder, "github")
    assert "| error EST206 |" in check(folder, "md")
    results = json.loads(check(folder, "sarif"))["runs"][0]["results"]
    assert ("EST206", "error") in [(found["ruleId"], found["level"]) for found in results]
