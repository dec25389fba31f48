"""`estate list` as people type it, and the page that says how."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_start_up import modules_after
from tests.support.documents import ROOT, Block, blocks, replay, run_estate

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "query.md"
PLAYED = [block for block in blocks(PAGE.read_text(encoding="utf-8")) if block.console]


@pytest.mark.parametrize("block", PLAYED, ids=lambda block: block.body.splitlines()[0][14:60])
def test_the_page_prints_what_it_says_it_prints(block: Block) -> None:
    """Mend with `python -m tests.support.documents --here docs/query.md`, and read what changed."""
    assert replay(block, ROOT) == block.body


def test_every_question_of_the_cookbook_has_an_answer() -> None:
    answers = [block.body for block in PLAYED if "estate: --where" not in block.body]

    assert len(answers) >= 12
    assert [body for body in answers if "\n---" not in body] == []


def write(folder: Path, council: str) -> Path:
    """Write a workspace of one council."""
    (folder / "councils").mkdir(parents=True)
    (folder / "estate.toml").write_text("[estate]\nas_of = 2026-09-30\n")
    (folder / "councils" / "glen.toml").write_text(council, encoding="utf-8")
    return folder


GLEN = """
[council]
name = "Glen"
[systems.tax]
name = "Tax"
owner = "Head of Revenues"
users = 12
[systems.web]
name = "=cmd()"
"""


@pytest.fixture(scope="module")
def glen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("list") / "w", GLEN)


def test_a_list_of_this_folder_by_default(glen: Path) -> None:
    done = run_estate(["list", "systems", "--where", "users > 10", "--columns", "id,users"], glen)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "id   users\n"
        "---  -----\n"
        "tax     12\n"
        "\n"
        "1 system. 1 more might match: users is not known for 1.\n"
    )


def test_data_has_its_remarks_on_standard_error(glen: Path) -> None:
    words = ["list", "systems", "--where", "users > 10 or id = web", "--columns", "id,name,users"]
    done = run_estate([*words, "--format", "csv", "--total", "users"], glen)

    assert list(csv.reader(io.StringIO(done.stdout))) == [
        ["id", "name", "users"],
        ["tax", "Tax", "12"],
        ["web", "'=cmd()", ""],
    ]
    assert done.stderr == "estate: Total users: 12; not known for 1.\n"


def test_csv_ends_its_lines_once_on_every_system(glen: Path) -> None:
    import subprocess
    import sys

    raw = subprocess.run(
        [sys.executable, "-m", "estate", "list", "systems", "--columns", "id", "--format", "csv"],
        cwd=glen,
        capture_output=True,
        check=True,
    ).stdout
    assert raw == b"id\r\ntax\r\nweb\r\n"


def test_a_slip_of_the_pen_is_not_an_empty_answer(glen: Path) -> None:
    words = ["list", "systems", "--where", "id = taxx"]
    said = "No system looked at has id 'taxx'; did you mean tax?"

    table = run_estate(words, glen).stdout
    assert table == f"No system is known to match.\n{said}\n"
    assert run_estate([*words, "--count"], glen).stderr == f"estate: {said}\n"


def test_a_count(glen: Path) -> None:
    words = ["list", "systems", "--where", "users > 10", "--count"]
    done = run_estate(words, glen)
    assert done.stdout == "1\n"
    assert done.stderr == "estate: 1 more might match: users is not known for 1.\n"

    told = json.loads(run_estate([*words, "--format", "json"], glen).stdout)
    assert (told["matching"], told["might_match"], "rows" in told) == (1, 1, False)


def test_json_and_what_may_match(glen: Path) -> None:
    words = ["list", "systems", "--where", "users > 10", "--columns", "id,where"]
    done = run_estate([*words, "--include-unknown", "--format", "json"], glen)

    assert json.loads(done.stdout)["rows"] == [
        {"id": "tax", "where": "councils/glen.toml:4", "match": "yes"},
        {"id": "web", "where": "councils/glen.toml:8", "match": "may"},
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sytems"], "estate: 'sytems' cannot be listed; did you mean systems?\n"),
        (["system"], "estate: 'system' cannot be listed; did you mean systems?\n"),
        (["systems", "--where", ""], "estate: --where: the condition is empty\n"),
        (["systems", "--columns", "x"], "systems have no column 'x'"),
        (
            ["systems", "--sort", "-nmae"],
            "--sort: systems have no column 'nmae'; did you mean name?",
        ),
        (["systems", "--total", "name"], "--total: 'name' is text, which cannot be summed"),
        (["systems", "--council", "glne"], "there is no council 'glne'. Did you mean glen?"),
        (["products", "--council", "glen"], "products belong to the catalogue"),
        (["systems", "--where", "(" * 5_000], "the condition ends too early"),
        (["systems", "--where", "x" * 20_000], "the condition has 20,000 characters"),
    ],
)
def test_what_cannot_be_asked_is_a_fault_of_usage(glen: Path, words: list[str], said: str) -> None:
    done = run_estate(["list", *words], glen)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_what_can_be_listed_is_said_without_an_inventory(tmp_path: Path) -> None:
    for words, said in (
        ([], "\nsystems       Applications and services"),
        (["help"], "\nsuppliers "),
        (["systems", "--help-columns"], "annual_cost.licence  number (pounds)\n"),
        (["contracts", "--columns", "help"], "notice_by  date\n"),
    ):
        done = run_estate(["list", *words], tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert said in done.stdout


def test_what_could_be_read_is_listed_and_the_fault_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "w", GLEN)
    (folder / "councils" / "other.toml").write_text("[council\n")

    done = run_estate(["list", "systems", "--columns", "id"], folder)

    assert done.returncode == 1
    assert "councils/other.toml:1:" in done.stderr
    assert done.stdout.endswith("tax\nweb\n\n2 systems.\n")


def test_a_list_without_scores_needs_neither_them_nor_a_graph() -> None:
    words = ["list", "systems", "inventories", "--columns", "id,ends", "--count"]

    assert "lark" not in modules_after(*words)
    assert "estate.graph" not in modules_after(*words, "--where", "ends < today")
    assert "estate.graph" in modules_after(*words, "--where", "risk > 20")
