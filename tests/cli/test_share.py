"""`estate share` as people use it: a pack, its preview, and every way in which nothing leaves."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from pathlib import Path

import jsonschema
import pytest
from tests.support.documents import ROOT, run_estate

KEY = "estate-share-key-1 " + "0f" * 32 + "\n"
RECIPE = ROOT / "sharing" / "joint-buying.toml"
AGREEMENT = ROOT / "sharing" / "dunarrow.toml"
FILES = {
    "dunarrow.sector.about.json",
    "dunarrow.sector.contracts.csv",
    "dunarrow.sector.manifest.json",
    "dunarrow.sector.md",
    "dunarrow.sector.pack.json",
    "dunarrow.sector.systems.csv",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "key").write_text(KEY)
    return tmp_path


def words(folder: Path, *more: str, agreement: Path | None = AGREEMENT) -> list[str]:
    """Return a whole command line for the sample."""
    agreed = [] if agreement is None else ["--agreement", str(agreement)]
    given = ["--level", "sector", "--recipe", str(RECIPE), "--key", str(folder / "key")]
    return ["share", "dunarrow", str(ROOT / "inventories"), *given, *agreed, *more]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_pack_is_written_twice_alike_and_says_what_it_is(folder: Path) -> None:
    for name in ("a", "b"):
        done = run_estate(words(folder, "--out", name), folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
        assert (
            done.stderr == f"estate: wrote 5 files; the pack is {name}/dunarrow.sector.pack.json\n"
        )
    written = contents(folder / "a")
    assert written == contents(folder / "b")
    assert written.keys() == FILES

    pack = json.loads(written["dunarrow.sector.pack.json"])
    manifest = pack["manifest"]
    assert json.loads(written["dunarrow.sector.about.json"]) == manifest
    assert manifest["agreement"] == {"signed_on": "2026-04-01", "expires": "2027-03-31"}
    assert (manifest["level"], manifest["as_of"]) == ("sector", "2026-09-30")
    canonical = json.dumps(pack["content"], ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert manifest["content_sha256"] == hashlib.sha256(canonical.encode()).hexdigest()
    told = {system["id"] for system in pack["content"]["systems"]}
    assert len(told) == 55
    for contract in pack["content"]["contracts"]:
        assert set(contract["systems"]) <= told
    rows = written["dunarrow.sector.systems.csv"].decode().splitlines()
    assert len(rows) == 1 + 55


def test_a_pack_is_what_its_schema_says(folder: Path) -> None:
    run_estate(words(folder, "--out", "a"), folder)
    schema = json.loads(run_estate(["schema", "pack"], folder).stdout)
    pack = json.loads((folder / "a" / "dunarrow.sector.pack.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert [fault.message for fault in validator.iter_errors(pack)] == []
    pack["content"]["systems"][0]["name"] = "Council tax"
    assert [fault.message for fault in validator.iter_errors(pack)] != []


def test_no_name_note_or_host_of_the_record_is_in_any_file(folder: Path) -> None:
    """Every name and text of Dunarrow's own record that no vocabulary shares."""
    from estate.reading import read

    run_estate(words(folder, "--out", "a"), folder)
    told = b"\n".join(contents(folder / "a").values()).decode()
    portfolio = read(ROOT / "inventories").portfolio
    assert portfolio is not None
    council = portfolio.councils["dunarrow"]
    kept = {record.description for record in council.systems.values()}
    kept |= {record.notes for record in council.systems.values()}
    kept |= {record.owner for record in council.systems.values()}
    kept |= {contract.subject for contract in council.contracts.values()}
    catalogue = portfolio.catalogue
    shared = {*catalogue.products, *catalogue.data_classes, *catalogue.standards}
    kept |= {f'"{name}"' for name in {*council.systems, *council.contracts} - shared}
    kept -= {None}
    assert len(kept) > 90
    assert [text for text in kept if text and text in told] == []
    assert KEY.split()[1] not in told


def test_the_preview_shows_it_and_writes_nothing(folder: Path) -> None:
    before = contents(folder)
    done = run_estate(words(folder, "--preview"), folder)
    assert done.returncode == 0
    assert done.stderr == "estate: a preview: nothing was written\n"
    assert "Share pack of Dunarrow City Council, level sector" in done.stdout
    assert "Agreement: from 1 Apr 2026, until 31 Mar 2027" in done.stdout
    assert "vulnerability: vulnerabilities and incidents" in done.stdout
    fields = [line.split() for line in done.stdout.splitlines() if line.startswith("Contract.ann")]
    assert fields == [["Contract.annual_value", "price", "as", "recorded", "32", "11700"]]
    assert "Contract.lot, Contract.name, Contract.price_basis" in done.stdout
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("dunarrow", "lammerdale"), "the agreement is of lammerdale, not of dunarrow"),
        (("2027-03-31", "2026-09-29"), "the agreement ended on 2026-09-29: at 2026-09-30 nothing"),
        (("2026-04-01", "2026-10-01"), "the agreement holds only from 2026-10-01"),
    ],
)
def test_an_agreement_that_does_not_hold_lets_nothing_leave(
    folder: Path, change: tuple[str, str], said: str
) -> None:
    file = folder / "agreement.toml"
    file.write_text(AGREEMENT.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    done = run_estate(words(folder, "--out", "a", agreement=file), folder)
    assert done.returncode == 1
    assert done.stderr.startswith(f"estate: {said}")
    assert done.stdout == ""
    assert not (folder / "a").exists()


def test_without_an_agreement_nothing_leaves(folder: Path) -> None:
    done = run_estate(words(folder, "--out", "a", agreement=None), folder)
    assert done.returncode == 1
    assert done.stderr == (
        "estate: there is no agreement of dunarrow, and without one nothing leaves "
        "(--agreement FILE)\n"
    )
    assert not (folder / "a").exists()


def test_what_is_wrong_in_an_agreement_is_said_with_its_place(folder: Path) -> None:
    file = folder / "agreement.toml"
    text = AGREEMENT.read_text(encoding="utf-8")
    text = text.replace("System.users", "System.usres").replace("Step.option", "System.hosting")
    file.write_text(text, encoding="utf-8")
    done = run_estate(words(folder, "--out", "a", agreement=file), folder)
    assert done.returncode == 1
    assert 'agreement.toml:12:3: EST013 error: `agreement.fields`: "System.usres"' in done.stderr
    assert "did you mean System.users?" in done.stderr
    assert '"System.hosting" never leaves a council: its class is location' in done.stderr
    assert not (folder / "a").exists()


def test_faults_of_the_record_stop_it_without_a_word_of_what_is_in_it(folder: Path) -> None:
    work = folder / "work"
    shutil.copytree(ROOT / "inventories", work)
    with (work / "councils" / "norrasay.toml").open("a") as file:
        file.write('\n[systems.srv-secret]\nnamee = "Private"\n')
    line = words(folder, "--out", "a")
    line[2] = str(work)
    done = run_estate(line, folder)
    assert done.returncode == 1
    assert "nothing leaves until they are mended" in done.stderr
    assert "srv-secret" not in done.stdout + done.stderr
    assert not (folder / "a").exists()


def test_a_new_key_is_random_private_and_never_written_over(folder: Path) -> None:
    for name in ("one", "two"):
        done = run_estate(["share", "--new-key", name], folder)
        assert done.returncode == 0
        assert "keep a copy" in done.stderr
        secret = (folder / name).read_text().split()[1]
        assert secret not in done.stdout + done.stderr
    first = (folder / "one").read_bytes()
    assert first != (folder / "two").read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE((folder / "one").stat().st_mode) == 0o600
    again = run_estate(["share", "--new-key", "one"], folder)
    assert again.returncode == 3
    assert (folder / "one").read_bytes() == first
    (folder / "one").replace(folder / "key")
    assert run_estate(words(folder, "--preview"), folder).returncode == 0


@pytest.mark.parametrize("content", ["", "estate-share-key-1 0f0f\n", "hunter2-hunter2\n"])
def test_a_key_that_is_none_is_refused_without_showing_it(folder: Path, content: str) -> None:
    (folder / "key").write_text(content)
    done = run_estate(words(folder, "--preview"), folder)
    assert done.returncode == 1
    assert "not a key of share packs" in done.stderr
    assert "0f0f" not in done.stderr
    assert "hunter2" not in done.stderr


def test_a_command_line_that_lacks_something_says_what(folder: Path) -> None:
    done = run_estate(["share", "dunarrow"], folder)
    assert done.returncode == 2
    assert "missing: --level, --recipe, --key, --out or --preview" in done.stderr
    wrong = words(folder, "--preview")
    wrong[1] = "dunarow"
    done = run_estate(wrong, folder)
    assert done.returncode == 2
    assert "there is no council 'dunarow'. Did you mean dunarrow?" in done.stderr


def test_the_help_has_examples(folder: Path) -> None:
    done = run_estate(["share", "--help"], folder)
    assert "estate share dunarrow inventories --level sector" in done.stdout
    assert "--preview" in done.stdout


def test_the_sample_agreements_and_recipes_can_be_read_and_are_fictional() -> None:
    from estate.reading.agreement_file import read_agreement
    from estate.reading.recipe_file import read_recipe

    agreements, recipes = ("dunarrow", "lammerdale"), ("joint-buying", "freedom-of-information")
    for name in agreements:
        assert read_agreement(ROOT / "sharing" / f"{name}.toml").findings == ()
    for name in recipes:
        assert read_recipe(ROOT / "sharing" / f"{name}.toml").findings == ()
    files = sorted((ROOT / "sharing").glob("*.toml"))
    assert {path.stem for path in files} >= {*agreements, *recipes}
    for path in files:
        assert "Fictional" in path.read_text(encoding="utf-8"), path


def test_a_public_pack_names_fewer(folder: Path) -> None:
    line = words(folder, "--out", "a", agreement=ROOT / "sharing" / "lammerdale.toml")
    line[1] = "lammerdale"
    line[line.index("sector")] = "public"
    line[line.index(str(RECIPE))] = str(ROOT / "sharing" / "freedom-of-information.toml")
    done = run_estate(line, folder)
    assert done.returncode == 0, done.stderr
    content = json.loads((folder / "a" / "lammerdale.public.pack.json").read_bytes())["content"]
    for system in content["systems"]:
        told = {key for key, value in system.items() if value != []}
        assert told <= {"id", "capabilities", "product", "citizen_facing", "withheld"}
    assert content["interfaces"] == content["steps"] == content["counts"] == []
