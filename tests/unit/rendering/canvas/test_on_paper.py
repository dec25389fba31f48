"""A picture on a page of its own: size, words, and nothing of a record as markup."""

from __future__ import annotations

import pytest

from estate.rendering.canvas.drawing import Drawing, Type
from estate.rendering.canvas.on_paper import MAIN, MOST_POINTS, PICTURE, paper_source
from estate.rendering.canvas.svg import standalone

HOSTILE = 'A "quoted" #title \\ with'


def drawn(width: float = 800, height: float = 400) -> str:
    return Drawing("p", HOSTILE, HOSTILE, width).svg(height)


def test_a_page_is_as_large_as_its_picture() -> None:
    """A unit is three quarters of a point: 800 x 400 are 600 x 300."""
    made = paper_source(drawn(), "Title")
    assert "#set page(width: 600.00pt, height: 300.00pt, margin: 0pt)" in made[MAIN]


def test_a_picture_too_large_for_a_page_is_made_smaller() -> None:
    """28,800 x 14,400 points are twice too wide."""
    made = paper_source(drawn(38_400, 19_200), "Title")
    assert f"width: {MOST_POINTS:.2f}pt, height: 7200.00pt" in made[MAIN]


def test_words_stay_words() -> None:
    title = '#set document(title: "A \\"quoted\\" #title \\\\ with", author: ())'
    assert title in paper_source(drawn(), HOSTILE)[MAIN]
    assert 'alt: "A \\"quoted\\" #title' in paper_source(drawn(), "x")[MAIN]


def test_its_own_typeface_is_left_out() -> None:
    picture = standalone(drawn(), "estate; <made>").decode()
    assert "<metadata>estate; &lt;made&gt;</metadata>" in picture
    assert "<style>" not in paper_source(picture, "x")[PICTURE]


def test_a_picture_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="size"):
        paper_source('<svg xmlns="http://www.w3.org/2000/svg"/>', "x")


def test_paper_round_letters_is_narrow_enough_not_to_cover_their_neighbours() -> None:
    drawing = Drawing("p", "T", "D", 100)
    drawing.text(0, 10, "Words", Type(12, halo=True))
    assert 'stroke-width="1.4"' in paper_source(drawing.svg(20), "x")[PICTURE]
    assert 'stroke-width="3"' in drawing.svg(20)
