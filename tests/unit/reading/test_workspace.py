"""Finding the workspace, merging its files, and finding facts again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.checking import write

from estate.diagnostics import Span
from estate.portfolio import Fact
from estate.reading import read

COUNCIL = '[council]\nname = "Inverfirth Council"\n'


def test_paths_are_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "inventories", {"councils/inverfirth.toml": "x = 1\n" + COUNCIL})
    monkeypatch.chdir(tmp_path)
    for typed, shown in (
        ("inventories", "inventories/councils/inverfirth.toml"),
        ("inventories/", "inventories/councils/inverfirth.toml"),
        ("./inventories/../inventories", "inventories/../inventories/councils/inverfirth.toml"),
    ):
        assert read(Path(typed)).findings[0].span == Span(shown, 1, 1)
    monkeypatch.chdir(tmp_path / "inventories")
    assert read(Path()).findings[0].span == Span("councils/inverfirth.toml", 1, 1)


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        (".", "this folder has no estate.toml, so it is not a workspace", "did you mean {}/inv?"),
        ("inv/councils", "this folder has no estate.toml, so it is not a workspace", "{}/inv?"),
        ("inv/estate.toml", "this is a file; a workspace is a folder", "did you mean {}/inv?"),
        ("gone", "there is no such folder", "start one: a folder of its own"),
    ],
)
def test_what_is_no_workspace_is_told_with_what_was_meant(
    tmp_path: Path, path: str, message: str, hint: str
) -> None:
    write(tmp_path / "inv", {"councils/a.toml": COUNCIL})
    reading = read(tmp_path / path)
    assert reading.portfolio is None
    assert not reading.sound
    (found,) = reading.findings
    assert (found.code, found.message) == ("EST001", message)
    assert hint.format(tmp_path.as_posix()) in (found.hint or "")


def test_a_path_with_a_null_character_is_a_finding() -> None:
    (found,) = read(Path("a\0b")).findings
    assert found.code == "EST001"


def test_an_empty_workspace_is_sound(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {}))
    assert reading.sound
    assert reading.portfolio is not None
    assert [found.code for found in reading.findings] == ["EST006"]


WHOLE = """[council]
name = "Inverfirth Council"

[systems.ledger]
name = "Ledger"

[systems.payroll]
name = "Payroll"

[[interfaces]]
from = "payroll"
to = "ledger"

[[interfaces]]
from = "ledger"
to = "payroll"

[contracts.ledger]
ends = 2028-03-31

[[needs]]
capability = "finance.ledger"
"""


def test_a_council_in_many_files_is_the_same_as_in_one(tmp_path: Path) -> None:
    blocks = WHOLE.split("\n\n")
    many = {f"councils/inverfirth/{n}.toml": block for n, block in enumerate(blocks)}
    one = read(write(tmp_path / "one", {"councils/inverfirth.toml": WHOLE}))
    split = read(write(tmp_path / "many", many))
    assert one.findings == split.findings == ()
    assert one.portfolio is not None
    assert split.portfolio is not None
    assert one.portfolio.councils == split.portfolio.councils


def test_a_catalogue_in_many_files_is_merged(tmp_path: Path) -> None:
    files = {f"catalogue/{n}.toml": f"[products.p{n}]\nname = 'P'\n" for n in range(3)}
    portfolio = read(write(tmp_path, {**files, "councils/a.toml": COUNCIL})).portfolio
    assert portfolio is not None
    assert sorted(portfolio.catalogue.products) == ["p0", "p1", "p2"]


def test_a_merged_record_passes_validation_again(tmp_path: Path) -> None:
    portfolio = read(write(tmp_path, {"councils/inverfirth.toml": WHOLE})).portfolio
    assert portfolio is not None
    inventory = portfolio.councils["inverfirth"]
    copy = type(inventory).model_validate(inventory.model_dump(by_alias=True, exclude_unset=True))
    assert copy == inventory


FAULTY = {
    "councils/i/a.toml": COUNCIL + "\n[[interfaces]]\nfrom = 'x'\nto = 3\n"
    "\n[[interfaces]]\nfrom = 'x'\nto = 'y'\n",
    "councils/i/b.toml": "[[interfaces]]\nfrom = 'y'\nto = 'z'\nname = 'second'\n"
    "[systems.x]\nname = 'X'\n[systems.y]\nnam = 'Y'\n",
    "councils/i/c.toml": "systems.z.name = 'Z'\nsystems.z.technology = ['a', 'b']\n",
}


@pytest.mark.parametrize(
    ("fact", "place"),
    [
        (Fact("i", ("council", "name")), "councils/i/a.toml:2:8"),
        (Fact("i", ("council", "population")), "councils/i/a.toml:1:2"),
        (Fact("i", ("systems", "x")), "councils/i/b.toml:5:10"),
        (Fact("i", ("systems", "x", "owner")), "councils/i/b.toml:5:10"),
        (Fact("i", ("systems", "z", "technology", 1)), "councils/i/c.toml:2:30"),
        # The first interface of the file is at fault and left out, so the second is the first.
        (Fact("i", ("interfaces", 0, "to")), "councils/i/a.toml:10:6"),
        (Fact("i", ("interfaces", 1, "name")), "councils/i/b.toml:4:8"),
        (Fact("i", ("interfaces", 9)), "councils/i/a.toml:1:1"),
        (Fact("i", ()), "councils/i/a.toml:1:1"),
        (Fact("i", ("systems", "gone")), "councils/i/a.toml:1:1"),
        (Fact("estate", ("estate", "as_of")), "estate.toml:1:1"),
        (Fact("nobody", ("systems",)), None),
        (Fact("catalogue", ("products", "p")), None),
    ],
)
def test_facts_are_found_in_the_file_that_has_them(
    tmp_path: Path, fact: Fact, place: str | None
) -> None:
    span = read(write(tmp_path, FAULTY)).locate(fact)
    assert (span and str(span).removeprefix(f"{tmp_path.as_posix()}/")) == place


def test_what_is_at_fault_is_told_apart_from_what_is_absent(tmp_path: Path) -> None:
    reading = read(
        write(tmp_path, {**FAULTY, "councils/j.toml": "no toml", "catalogue/k.toml": ""})
    )
    assert reading.unread == {
        Fact("i", ("systems", "y")),
        Fact("i", ("interfaces",)),
        Fact("j", ()),
    }


def test_files_are_listed_with_their_hashes(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"councils/a.toml": COUNCIL}))
    names = [file.path.removeprefix(f"{tmp_path.as_posix()}/") for file in reading.files]
    assert names == ["councils/a.toml", "estate.toml"]
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert reading.files[1].sha256 == empty


def test_a_line_of_a_file_can_be_shown(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"councils/a.toml": COUNCIL.replace("\n", "\r\n")}))
    name = f"{tmp_path.as_posix()}/councils/a.toml"
    assert reading.source_line(name, 2) == 'name = "Inverfirth Council"'
    assert reading.source_line(name, 99) is None
    assert reading.source_line("other.toml", 1) is None


def test_a_change_can_be_read_before_it_is_made(tmp_path: Path) -> None:
    root = write(tmp_path, {"councils/a.toml": COUNCIL})
    name = f"{tmp_path.as_posix()}/councils/a.toml"
    before = read(root)
    assert before.content(name) == COUNCIL.encode()
    assert before.content("other.toml") is None
    tried = read(root, {name: b'[council]\nname = "Another"\nnam = 1\n'})
    assert tried.portfolio is not None
    assert tried.portfolio.councils["a"].council.name == "Another"
    assert [str(finding.span) for finding in tried.findings] == [f"{name}:3:1"]
    assert (tmp_path / "councils/a.toml").read_bytes() == COUNCIL.encode()
