"""Systems by class over councils, as they may be passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.packs import content_of, pack_of

from estate.sharing.counted import counted
from estate.sharing.pack import Pack, PackCouncil, PackCounts

if TYPE_CHECKING:
    from estate.portfolio.council import Rurality


def pack(name: str, rurality: Rurality | None, cells: dict[str, int] | None) -> Pack:
    council = PackCouncil(id=name, rurality=rurality)
    counts = (PackCounts(score="legacy", cells=cells),)
    content = content_of(name, counts=counts).model_copy(update={"council": council})
    return pack_of(name, content=content)


def test_groups_of_three_are_shown() -> None:
    """Three rural councils with 4 + 5 + 6 and 10 + 10 + 10, and one that is not counted."""
    packs = [pack(name, "rural", {"yes": number, "no": 10}) for number, name in
             enumerate(("a-muir", "b-muir", "c-muir"), 4)]  # fmt: skip
    (made,) = counted([*packs, pack("d-muir", "rural", None)])
    assert (made.score, made.councils) == ("legacy", 3)
    assert (made.rows, made.columns) == (("no", "yes"), ("rural",))
    assert made.shown.values["yes", "rural"] == 15
    assert made.shown.values["no", None] == 30
    assert not made.shown.hidden


def test_one_council_in_a_group_hides_the_group_and_what_gives_it_away() -> None:
    """Three rural councils and one city: both columns go, or the city is all less the rural."""
    packs = [pack(name, "rural", {"yes": 20, "no": 20}) for name in ("a-muir", "b-muir", "c-muir")]
    (made,) = counted([*packs, pack("city", "city", {"yes": 20, "no": 20})])
    assert {place for place, why in made.shown.hidden.items() if why == "few"} == {
        ("yes", "city"),
        ("no", "city"),
        (None, "city"),
    }
    for row in ("yes", "no", None):
        there = {(row, "rural"), (row, None)} & made.shown.values.keys()
        assert len(there) <= 1, "the city would be the difference"


def test_no_counts_no_table() -> None:
    assert counted([pack_of()]) == ()
