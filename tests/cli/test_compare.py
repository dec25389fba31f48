"""`estate compare` as people type it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.support.documents import ROOT, follow, run_estate

PAGE = ROOT / "docs" / "compare.md"
PARTS = ("--part", "matrix", "--part", "matches")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The workspace of the page, without what it prints."""
    follow(PAGE.read_text(encoding="utf-8").partition("```console")[0], tmp_path)
    return tmp_path


def compare(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_estate(["compare", *PARTS, *words], folder)


def data(folder: Path, *words: str) -> Any:  # noqa: ANN401  # a JSON document
    done = compare(folder, *words, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def rows(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    tables = [table for part in document["sections"] for table in part["tables"]]
    return next(table["rows"] for table in tables if table["name"] == name)


def test_councils_and_capabilities_narrow_what_is_compared(folder: Path) -> None:
    document = data(folder, "--council", "ardmore", "--council", "corran")
    assert [council["id"] for council in document["councils"]] == ["ardmore", "corran"]
    assert [row["councils"] for row in rows(document, "capabilities")] == [1, 1]
    document = data(folder, "--capability", "people.*")
    assert [row["capability"] for row in rows(document, "capabilities")] == ["Payroll"]


def test_what_is_the_same_can_be_taken_back(folder: Path) -> None:
    assert rows(data(folder), "capabilities")[0]["products"] == 1
    (folder / "apart.toml").write_text(
        '[[identity]]\nkind = "product"\ndifferent = ["ledgerette", "corrie-ledger"]\n'
        'because = "Two products with one history."\n'
    )
    document = data(folder, "--identity", "apart.toml")
    assert rows(document, "capabilities")[0]["products"] == 2
    assert not any(row["kind"] == "product" for row in rows(document, "matches"))


def test_risk_can_be_left_out(folder: Path) -> None:
    document = data(folder, "--no-risk")
    assert {row["red_rated"]["withheld"] for row in rows(document, "capabilities")} == {True}
    assert "red-rated, 1" not in json.dumps(document)


FAULTS = {
    'kind = "product"\nsame = ["ledgerette"]\nbecause = "x"': "at least two different ids",
    'kind = "product"\nsame = ["a", "b"]\ndifferent = ["c", "d"]\nbecause = "x"': "either `same`",
    'kind = "produkt"\nsame = ["a", "b"]\nbecause = "x"': "should be product or supplier",
    'kind = "product"\nsame = ["ledgerette", "corrie-ledger"]': "because` is missing",
    'kind = "product"\nsame = ["ledgerette", "corrie"]\nbecause = "x"': "no product 'corrie'",
    'kind = "supplier"\nsame = ["corrie", "ledgerette"]\nbecause = "x"': "no supplier 'ledgerette'",
    'kind = "product"\nsam = ["a", "b"]\nbecause = "x"': "not a key",
    "kind = ": "decisions.toml:2:",
}


@pytest.mark.parametrize(("text", "said"), FAULTS.items())
def test_a_fault_in_the_decisions_is_named_with_its_place(
    folder: Path, text: str, said: str
) -> None:
    (folder / "decisions.toml").write_text(f"[[identity]]\n{text}\n")
    done = compare(folder, "--identity", "decisions.toml")
    assert done.returncode == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert "decisions.toml:" in done.stderr
    assert "Traceback" not in done.stderr


def test_decisions_that_contradict_each_other_are_refused(folder: Path) -> None:
    pair = '["ledgerette", "corrie-ledger"]\nbecause = "x"\n'
    (folder / "decisions.toml").write_text(
        f'[[identity]]\nkind = "product"\nsame = {pair}'
        f'[[identity]]\nkind = "product"\ndifferent = {pair}'
    )
    done = compare(folder, "--identity", "decisions.toml")
    assert done.returncode == 1
    assert "decisions.toml:7:28: EST016" in done.stderr
    assert "are declared the same by decision 1" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--capability", "finance.leger"), "did you mean finance.ledger?"),
        (("--council", "ardmor"), "Did you mean ardmore?"),
        (("--part", "matrx"), "did you mean matrix?"),
    ],
)
def test_a_slip_on_the_command_line_is_answered(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    done = compare(folder, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_file_of_decisions_that_is_not_there(folder: Path) -> None:
    done = compare(folder, "--identity", "none.toml")
    assert done.returncode == 1
    assert "none.toml" in done.stderr


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_files_are_the_same_whatever_the_hash_seed_locale_and_zone(folder: Path) -> None:
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "NO_COLOR": "1"}
        out = folder / f"out{seed}"
        command = [sys.executable, "-m", "estate", "compare", *PARTS, "--out", str(out)]
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
        made.append(hashes(out))
    assert made[0] == made[1]
    assert {"index.html", "compare.xlsx", "compare.json", "matrix.svg", "systems.csv"} <= set(
        made[0]
    )


def test_every_part_is_made_of_the_sample_and_named_in_the_help_of_a_slip(tmp_path: Path) -> None:
    from estate.rendering.comparing.sections import names

    done = run_estate(["compare", "inventories", "--out", str(tmp_path)], ROOT)
    assert done.returncode == 0, done.stderr
    document = json.loads((tmp_path / "compare.json").read_text(encoding="utf-8"))
    assert len(document["sections"]) == len(names())
    slip = run_estate(["compare", "inventories", "--part", "zzz"], ROOT)
    assert all(name in slip.stderr for name in names())
