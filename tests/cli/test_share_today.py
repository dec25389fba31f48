"""An agreement that has ended lets nothing leave, whatever date the facts are judged at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.documents import ROOT, run_estate

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
