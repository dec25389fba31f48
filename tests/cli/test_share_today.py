"""An agreement that has ended lets nothing leave, whatever date the facts are judged at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.documents import ROOT, run_estate

from estate.sharing.canonical import canonical_bytes, content_sha256
from estate.sharing.pack import Pack, PackCounts

KEY = "estate-share-key-1 " + "0f" * 32 + "\n"
SIGNED, ENDED = ("2026-04-01", "2020-04-01"), ("2027-03-31", "2021-03-31")


def shared(folder: Path, *, fictional: bool, ends: str) -> tuple[int, str]:
    """Share a sample that is judged as of 30 September 2020; return status and messages."""
    workspace = folder / "w"
    shutil.copytree(ROOT / "inventories", workspace)
    estate = workspace / "estate.toml"
    text = estate.read_text(encoding="utf-8").replace("as_of = 2026-09-30", "as_of = 2020-09-30")
    estate.write_text(
        text.replace("illustrative = true", f"illustrative = {str(fictional).lower()}"),
        encoding="utf-8",
    )
    agreed = (ROOT / "sharing" / "dunarrow.toml").read_text(encoding="utf-8")
    agreed = agreed.replace(*SIGNED).replace(ENDED[0], ends)
    (folder / "agreement.toml").write_text(agreed, encoding="utf-8")
    (folder / "key").write_text(KEY)
    recipe = str(ROOT / "sharing" / "joint-buying.toml")
    given = ["--level", "sector", "--recipe", recipe, "--agreement", "agreement.toml"]
    done = run_estate(["share", "dunarrow", "w", *given, "--key", "key", "--out", "packs"], folder)
    return done.returncode, done.stderr


@pytest.mark.parametrize("written", [True, False])
def test_a_date_in_the_past_does_not_bring_an_agreement_back(tmp_path: Path, written: bool) -> None:
    """`as_of` stands in estate.toml for years; the agreement of then has ended since."""
    status, said = shared(tmp_path, fictional=not written, ends=ENDED[1])
    if written:
        assert status == 1
        assert said.startswith("estate: the agreement ended on 2021-03-31: at 20")
        assert not (tmp_path / "packs").exists()
    else:  # of a fictional estate, whose day never moves, nobody's agreement can end
        assert status == 0, said


def test_an_agreement_that_holds_on_both_days_lets_it_leave(tmp_path: Path) -> None:
    status, said = shared(tmp_path, fictional=False, ends="2199-03-31")
    assert status == 0, said


def test_the_pack_that_is_replaced_counts_as_one_that_readers_have(tmp_path: Path) -> None:
    """One more system counts as legacy: one table beside the other would tell that it does."""
    (tmp_path / "key").write_text(KEY)
    sample, names = str(ROOT / "inventories"), [str(ROOT / "sharing" / "joint-buying.toml")]
    names += ["--agreement", str(ROOT / "sharing" / "dunarrow.toml"), "--key", "key"]
    words = ["share", "dunarrow", sample, "--level", "sector", "--recipe", *names, "--out", "packs"]
    assert run_estate(words, tmp_path).returncode == 0
    file = tmp_path / "packs" / "dunarrow.sector.pack.json"
    told = Pack.model_validate_json(file.read_bytes())
    legacy = next(each for each in told.content.counts if each.score == "legacy")
    assert legacy.cells is not None
    assert run_estate(words, tmp_path).returncode == 0
    assert Pack.model_validate_json(file.read_bytes()) == told  # nothing changed, all is told

    cells = {**legacy.cells, "yes": legacy.cells["yes"] - 1, "no": legacy.cells["no"] + 1}
    counts = (PackCounts(score="legacy", cells=cells),)
    content = told.content.model_copy(update={"counts": counts})
    manifest = told.manifest.model_copy(update={"content_sha256": content_sha256(content)})
    file.write_bytes(canonical_bytes(Pack(manifest=manifest, content=content)))
    done = run_estate(words, tmp_path)
    assert done.returncode == 0, done.stderr
    made = Pack.model_validate_json(file.read_bytes()).content.counts
    assert next(each for each in made if each.score == "legacy").cells is None
