"""What pages of a very large estate leave out, and that they say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pytest

from estate.rendering.canvas.blocks import Block, Figure, Folded, Prose, Section
from estate.rendering.canvas.page_model import Picture, Table, cells, heads
from estate.rendering.site.fitting import HUGE, HUGE_ROOM, LARGE_ROOM, fitted
from estate.rendering.site.frame import Page
from estate.rendering.site.pages.system.shared import MOST_SYSTEMS

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material

MANY = 50
MOST_ROWS, MOST_OF_A_PICTURE = LARGE_ROOM.rows, LARGE_ROOM.picture
LONG = Table("Systems", heads("System"), tuple(cells(f"s{n}") for n in range(MANY)), cells("50"))


@dataclass
class Scored:
    systems: range


@dataclass
class Large:
    scores: Scored


def fit(*blocks: Block, systems: int = MOST_SYSTEMS + 1, **page: str) -> tuple[Block, ...]:
    material = cast("Material", Large(Scored(range(systems))))
    whole = Page(
        page.get("path", "board.html"),
        page.get("kind", "board"),
        "Board",
        (Section("a", "A", blocks),),
    )
    return fitted(whole, material).sections[0].blocks


def test_an_estate_of_usual_size_is_told_of_whole() -> None:
    assert fit(LONG, systems=MOST_SYSTEMS) == (LONG,)


def test_a_page_to_look_things_up_in_stays_whole() -> None:
    assert fit(LONG, kind="letter") == (LONG,)


def test_a_long_table_ends_early_and_says_so() -> None:
    shown, said = fit(LONG)
    assert isinstance(shown, Table)
    assert shown.rows == LONG.rows[:MOST_ROWS]
    assert shown.foot == LONG.foot
    assert shown.caption == f"Systems (the first {MOST_ROWS} of 50 rows)"
    assert "estate report --council NAME" in str(said)


def test_a_still_larger_estate_is_told_of_in_still_fewer_rows() -> None:
    shown, _ = fit(LONG, systems=HUGE)
    assert isinstance(shown, Table)
    assert len(shown.rows) == HUGE_ROOM.rows < MOST_ROWS


def test_what_is_folded_ends_early_too() -> None:
    (folded,) = fit(Folded("More", (LONG,)))
    assert isinstance(folded, Folded)
    assert len(folded.blocks) == 2


def test_a_short_table_is_as_it_was() -> None:
    short = Table("Few", heads("System"), LONG.rows[:MOST_ROWS])
    assert fit(short) == (short,)


@pytest.mark.parametrize("size", [MOST_OF_A_PICTURE, MOST_OF_A_PICTURE + 1])
def test_a_council_has_its_small_pictures(size: int) -> None:
    picture = Picture("x" * size, "Landscape", "a.svg", title="Landscape now")
    (shown,) = fit(Figure(picture, LONG), path="councils/a-board.html")
    if size <= MOST_OF_A_PICTURE:
        assert isinstance(shown, Figure)
        assert (shown.picture.svg, shown.picture.file) == (picture.svg, "")
    else:
        assert isinstance(shown, Prose)
        assert str(shown.text[0]).startswith("Landscape now: estate report --council NAME")


def test_the_whole_estate_keeps_its_pictures() -> None:
    figure = Figure(Picture("x" * 100_000, "Landscape", "a.svg"))
    assert fit(figure) == (figure,)
