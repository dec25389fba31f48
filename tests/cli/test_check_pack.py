"""`estate check-pack`, and `estate compare` on packs, as people use them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.support.documents import ROOT, run_estate
from tests.support.packs import pack_of, write

from estate.sharing.pack import Pack, PackCounts

ON = ["--as-of", "2026-11-22"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three councils' packs, the last of them changed on the way, and a torn one."""
    packs = tmp_path / "packs"
    write(packs, pack_of("eastmuir"))
    write(packs, pack_of("westmuir", as_of=date(2026, 4, 30)))
    changed = write(packs, pack_of("northmuir"))
    changed.write_text(changed.read_text().replace("91400", "91401"))
    (packs / "torn.pack.json").write_text('{"manifest": ')
    return tmp_path


def test_each_pack_has_its_line_and_its_reasons(folder: Path) -> None:
    done = run_estate(["check-pack", "packs", *ON, "--max-age", "180"], folder)
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert [line.split()[-1] for line in lines[2:6]] == ["sound", "error", "error", "warning"]
    assert [line.split()[1] for line in lines[2:6]] == ["eastmuir", "northmuir", "?", "westmuir"]
    north = pack_of("northmuir").manifest.content_sha256
    assert f"manifest says {north[:16]}…" in done.stdout
    assert (
        "packs/torn.pack.json: error not-json: not JSON, or cut off: Expecting value at line 1, "
        "column 14" in done.stdout
    )
    assert "packs/westmuir.sector.pack.json: warning old: it is 206 days old" in done.stdout
    assert "no signature" in done.stdout
    assert lines[-1] == "4 packs, 2 of them can be used: 2 errors, 1 warning, 0 notes"


def test_the_same_as_json_twice_alike(folder: Path) -> None:
    one, other = (run_estate(["check-pack", "packs", *ON, "--format", "json"], folder)
                  for _ in range(2))  # fmt: skip
    assert one.stdout == other.stdout
    document = json.loads(one.stdout)
    assert document["counts"] == {"error": 2, "note": 0, "warning": 0}
    assert document["signed"] is False
    assert [each["usable"] for each in document["packs"]] == [True, False, False, True]
    assert document["packs"][0]["age_days"] == 53
    assert document["packs"][0]["systems"] == 2
    assert document["packs"][2]["manifest"] is None


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ([], 0),
        (["--max-age", "10"], 0),
        (["--max-age", "10", "--fail-on", "warning"], 1),
        (["--recipient", "Scotland Excel"], 0),
        (["--recipient", "Acme"], 1),
        (["--max-age", "-1"], 2),
    ],
)
def test_the_exit_status(tmp_path: Path, more: list[str], status: int) -> None:
    write(tmp_path, pack_of())
    done = run_estate(["check-pack", "eastmuir.sector.pack.json", *ON, *more], tmp_path)
    assert done.returncode == status, done.stderr


def test_a_folder_without_packs_is_said(tmp_path: Path) -> None:
    done = run_estate(["check-pack", ".", *ON], tmp_path)
    assert done.returncode == 1
    assert "holds no share pack" in done.stderr


def test_words_of_a_pack_cannot_drive_a_terminal(tmp_path: Path) -> None:
    write(tmp_path, pack_of(recipients=("a\x1b]0;b\x07\u202e",)))
    done = run_estate(["check-pack", ".", *ON, "--recipient", "Acme"], tmp_path)
    assert "not-for-us" in done.stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout)


def test_packs_are_compared_and_what_is_left_out_is_named(folder: Path) -> None:
    done = run_estate(["compare", "packs", *ON, "--format", "json"], folder)
    assert done.returncode == 1, done.stderr
    parts = {part["id"]: part for part in json.loads(done.stdout)["sections"]}
    assert "sources" in parts
    text = run_estate(["compare", "packs", *ON, "--part", "sources"], folder).stdout
    assert "2 councils: 0 from inventories, 2 from share packs; 2 missing." in text
    assert "torn.pack.json is left out: not JSON, or cut off" in " ".join(text.split())
    assert "Packs are of different days, from 2026-04-30 to 2026-09-30." in text


def test_every_output_of_a_comparison_can_be_made_of_packs(folder: Path) -> None:
    for name in ("a", "b"):
        done = run_estate(["compare", "packs", *ON, "--out", name], folder)
        assert done.returncode == 1, done.stderr
    one, other = (
        {path.name: path.read_bytes() for path in sorted((folder / name).iterdir())}
        for name in ("a", "b")
    )
    assert one == other
    assert b"Eastmuir Council" in one["index.html"]


def test_packs_join_an_inventory(folder: Path) -> None:
    inventories = str(ROOT / "inventories")
    done = run_estate(["compare", inventories, "packs", *ON, "--part", "sources"], folder)
    assert "10 councils: 8 from inventories, 2 from share packs; 2 missing." in done.stdout
    assert "Some of these councils are fictional." in done.stdout


def test_nothing_that_can_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.pack.json").write_text("{}")
    done = run_estate(["compare", ".", *ON], tmp_path)
    assert done.returncode == 1
    assert "none of these councils can be compared" in done.stderr


def test_counts_are_not_told_beside_an_earlier_pack_that_gives_them_away(tmp_path: Path) -> None:
    """The sample: 15, 23 and 17 systems by class; before, one of the 17 was not."""
    (tmp_path / "key").write_text("estate-share-key-1 " + "0f" * 32 + "\n")
    (tmp_path / "recipe.toml").write_text('[recipe]\npurpose = "p"\nscores = ["legacy"]\n')
    (tmp_path / "agreement.toml").write_text(
        '[agreement]\ncouncil = "dunarrow"\nrecipients = ["r"]\nlevel = "sector"\n'
        'signed_off_by = "o"\nsigned_on = 2026-04-01\nexpires = 2027-09-30\nscores = ["legacy"]\n'
    )
    words = ["share", "dunarrow", str(ROOT / "inventories"), "--level", "sector", "--recipe",
             "recipe.toml", "--agreement", "agreement.toml", "--key", "key"]  # fmt: skip
    first = run_estate([*words, "--out", "first"], tmp_path)
    assert first.returncode == 0, first.stderr
    pack = Pack.model_validate_json((tmp_path / "first/dunarrow.sector.pack.json").read_bytes())
    (told,) = pack.content.counts
    assert told.cells is not None
    moved = {**told.cells, "yes": told.cells["yes"] - 1, "no": told.cells["no"] + 1}
    before = pack.content.model_copy(update={"counts": (PackCounts(score="legacy", cells=moved),)})
    write(tmp_path, pack_of("dunarrow", content=before), "before.json")
    for since, cells in (("first/dunarrow.sector.pack.json", told.cells), ("before.json", None)):
        done = run_estate([*words, "--since", since, "--out", "second"], tmp_path)
        assert done.returncode == 0, done.stderr
        made = Pack.model_validate_json(
            (tmp_path / "second/dunarrow.sector.pack.json").read_bytes()
        )
        assert made.content.counts[0].cells == cells
    write(tmp_path, pack_of("eastmuir"), "other.json")
    done = run_estate([*words, "--since", "other.json", "--out", "third"], tmp_path)
    assert done.returncode == 1
    assert "is a pack of eastmuir; nothing leaves" in done.stderr
    assert not (tmp_path / "third").exists()
