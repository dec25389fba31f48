"""Agreements and recipes: what is wrong in them, where, and what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from estate.reading.agreement_file import read_agreement
from estate.reading.recipe_file import read_recipe

RECIPE = '[recipe]\npurpose = "Test"\n'
AGREEMENT = """[agreement]
council = "a"
recipients = ["b"]
level = "sector"
signed_off_by = "Owner"
signed_on = 2026-04-01
expires = 2027-03-31
"""


@pytest.mark.parametrize(
    ("text", "place", "code", "said", "hint"),
    [
        ("fields = [\n  'System.user',\n]\n", "4:3", "EST013", "no field", "System.users?"),
        ("fields = ['System.name']\n", "3:11", "EST016", "its class is free-text", "take it out"),
        ("fields = ['Skill.people']\n", "3:11", "EST016", "its class is person", "take it out"),
        ("leave_out = ['Step.cost']\n", "3:14", "EST016", "has no place for it", "take it out"),
        ("exact = ['System.users']\n", "3:10", "EST016", "not among `fields`", "add it"),
        ("fields = ['x']\n", "3:11", "EST015", "should be", None),
        ("field = []\n", "3:1", "EST010", "not a key", "did you mean fields?"),
        ("bands.money = [100]\n", "3:1", "EST016", "begin at 5,000 or more", None),
        ("bands.days = 'by-month'\n", "3:14", "EST013", "by-quarter", None),
        ("scores = ['red']\n", "3:11", "EST013", "legacy or red-rated", None),
    ],
)
def test_a_fault_of_a_recipe_has_a_place_and_a_hint(
    tmp_path: Path, text: str, place: str, code: str, said: str, hint: str | None
) -> None:
    file = tmp_path / "r.toml"
    file.write_text(RECIPE + text.replace("'", '"'))
    read = read_recipe(file)
    (found,) = read.findings
    assert read.value is None
    assert found.code == code
    assert said in found.message
    assert str(found.span).endswith(f"r.toml:{place}")
    assert hint is None or hint in str(found.hint)


def test_an_agreement_that_ends_before_it_begins_is_a_contradiction(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(AGREEMENT.replace("2027", "2025"))
    (found,) = read_agreement(file).findings
    assert (found.code, "never hold" in found.message) == ("EST016", True)


def test_sound_files_are_read_with_their_defaults(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(AGREEMENT)
    (tmp_path / "r.toml").write_text(RECIPE)
    agreed, asked = read_agreement(tmp_path / "a.toml"), read_recipe(tmp_path / "r.toml")
    assert agreed.value is not None
    assert asked.value is not None
    assert agreed.value.agreement.fields == ()
    assert asked.value.recipe.bands.days == "as-recorded"


def test_a_file_that_is_not_there_or_is_not_toml_is_one_finding(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text("[recipe\n")
    for name in ("r.toml", "none.toml"):
        read = read_recipe(tmp_path / name)
        assert read.value is None
        assert len(read.findings) == 1


def test_a_secret_in_an_agreement_is_found_and_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text(AGREEMENT + '# password = "Tr0ub4dor&3x"\n')
    read = read_agreement(file)
    assert [found.code for found in read.findings] == ["EST030"]
    assert read.value is None
    assert "Tr0ub4dor" not in "".join(read.source.lines)
