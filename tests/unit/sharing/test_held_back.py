"""What a record of the catalogue holds back of itself is held back wherever it is referred to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from estate.comparison.view import WITHHELD
from estate.portfolio.agreement import Agreement, Bands, Recipe
from estate.reading import read
from estate.sharing.as_view import council_of
from estate.sharing.canonical import canonical_bytes
from estate.sharing.ids import Key
from estate.sharing.pack import Amount, Pack
from estate.sharing.project import Request, project

CATALOGUE = """
[capabilities."revenues.council-tax"]
name = "Council tax"
[capabilities."emergency.hidden-purpose"]
name = "What nobody may know"
sharing = "council"
[platforms.shared]
name = "Shared"
capabilities = ["revenues.council-tax", "emergency.hidden-purpose"]
"""
COUNCIL = """
[council]
name = "Glenmarnock Council"
[systems.both]
name = "Both"
capabilities = ["revenues.council-tax", "emergency.hidden-purpose"]
platform = "shared"
adopted = 2021-10-01
[systems.tax]
name = "Tax"
capabilities = ["revenues.council-tax"]
[[interfaces]]
from = "both"
to = "tax"
[[interfaces]]
from = "tax"
to = "platform:shared"
"""


def pack(folder: Path, as_of: date = date(2026, 9, 30)) -> Pack:
    (folder / "councils").mkdir(parents=True)
    (folder / "estate.toml").write_text('[estate]\nsharing.level = "sector"\n')
    (folder / "catalogue").mkdir()
    (folder / "catalogue" / "all.toml").write_text(CATALOGUE)
    (folder / "councils" / "glenmarnock.toml").write_text(COUNCIL)
    found = read(folder)
    assert found.findings == ()
    assert found.portfolio is not None
    agreement = Agreement(
        council="glenmarnock",
        recipients=("Scotland Excel",),
        level="sector",
        signed_off_by="A role",
        signed_on=date(2026, 4, 1),
        expires=date(2028, 3, 31),
        fields=("System.adopted",),
    )
    recipe = Recipe(purpose="Test", fields=("System.adopted",))
    request = Request("glenmarnock", "sector", recipe, agreement)
    return project(found.portfolio, request, Key(b"k" * 32), as_of)


def test_a_capability_that_is_held_back_is_named_nowhere(tmp_path: Path) -> None:
    made = pack(tmp_path)
    assert b"hidden-purpose" not in canonical_bytes(made)
    told = {each.withheld: each.capabilities for each in made.content.systems}
    assert told == {("capabilities",): ("revenues.council-tax",), (): ("revenues.council-tax",)}
    assert len(made.content.interfaces) == 1  # both are from council tax to council tax


def test_a_system_of_which_every_capability_is_held_back_is_not_taken_for_one_without(
    tmp_path: Path,
) -> None:
    made = pack(tmp_path)
    told = [each.model_copy(update={"capabilities": ()}) for each in made.content.systems]
    content = made.content.model_copy(update={"systems": tuple(told)})
    seen = council_of(made.model_copy(update={"content": content})).systems
    held_back = {each.id: each.withheld == ("capabilities",) for each in told}
    assert sorted(held_back.values()) == [False, True]
    for system in seen:
        assert system.capabilities == (WITHHELD if held_back[system.ref.system] else ())


@pytest.mark.parametrize(
    ("as_of", "low"),
    [
        # 1 October 2021 is four whole years before 1 April 2026, and five before 1 April 2027.
        (date(2026, 9, 30), 0),
        (date(2026, 10, 1), 0),
        (date(2027, 3, 31), 0),
        (date(2027, 4, 1), 5),
    ],
)
def test_two_packs_tell_no_more_of_a_day_than_its_financial_year(
    tmp_path: Path, as_of: date, low: int
) -> None:
    """Were years counted to the day of the pack, the day on which they change would tell it."""
    (age,) = (each.in_use_years for each in pack(tmp_path, as_of).content.systems if each.platform)
    assert age == Amount(low=low, high=low + 4)


@pytest.mark.parametrize(
    "bands",
    [
        {"money": (29_000, 58_000)},
        {"money": (10_000, 25_001)},
        {"people": (11, 22)},
        {"years": (3, 6)},
        {"years": (5, 9)},
    ],
)
def test_bands_of_several_recipes_cannot_be_cut_with_one_another(
    bands: dict[str, tuple[int, ...]],
) -> None:
    """Bounds stand at 1, 2, 2.5 and 5 times powers of ten: none between can be asked for."""
    with pytest.raises(ValidationError, match=r"powers of ten|multiples of 5"):
        Bands.model_validate(bands)
    Bands.model_validate({"money": (5_000, 10_000, 25_000), "people": (20, 50), "years": (5, 15)})
