"""A briefing as the pieces of a paper: nothing is lost, and nothing stands twice."""

from __future__ import annotations

from tests.unit.rendering.documents.made import FORMULA, LONG, MARKS, SVG, briefing, made
from tests.unit.rendering.sample import AS_OF, HOSTILE

from estate.rendering.briefings.glossary.links import said_of
from estate.rendering.canvas.blocks import Briefing, Figure, Folded, Section, said
from estate.rendering.canvas.page_model import Picture, Table, cells, heads
from estate.rendering.documents.paper import ANNEX, paper
from estate.rendering.documents.pieces import Grid, Heading, Image, Items, Paragraph, Piece, lots
from estate.rendering.kit.words import visible


def words(pieces: tuple[Piece, ...]) -> str:
    """Return every word of pieces, in order of reading."""
    found: list[str] = []
    for piece in pieces:
        match piece:
            case Heading(_, said_):
                found.append(said_)
            case Paragraph(runs, _):
                found += [run.words for run in runs]
            case Items(items, _):
                found += [run.words for item in items for run in item]
            case Grid():
                found += [piece.caption, *piece.heads]
                found += [
                    line for row in (*piece.rows, piece.foot) for cell in row for line in cell
                ]
            case Image():
                found += [piece.caption, piece.alternative]
    return "\n".join(found)


def test_every_block_is_there_with_its_words() -> None:
    told = words(made().pieces)

    for expected in (
        "A lead.",
        MARKS,
        visible(HOSTILE),
        "two",
        "Legacy: ",
        "time",
        "12 ",
        "Glenmore: ",
        "Retire",
        "Apr 2027, live Jul 2027. ",
        "No one-off cost. Risk score from 10 to 4.",
        "It pays. It is old.",
        "Why not earlier: ",
        "red-rated",
        "Two & two bars. One is longer.",
        "\\u202e",
        "Q39",
    ):
        assert expected in told, expected


def test_a_picture_s_many_figures_stand_in_the_annex_under_its_name() -> None:
    pieces = made().pieces
    at = pieces.index(Heading(1, ANNEX))
    name, annexed = pieces[at + 1 : at + 3]

    assert name == Heading(2, "Bars")
    assert isinstance(annexed, Grid)
    assert len(annexed.rows) == len(LONG.rows)
    assert not any(isinstance(one, Grid) and one.caption == "Long" for one in pieces[:at])
    assert any(isinstance(one, Grid) and one.caption == "Small" for one in pieces[:at])


def test_without_long_figures_there_is_no_annex() -> None:
    plain = Briefing("b", "T", "S", (Section("s", "S", (said("x"),)),))

    assert paper(plain, AS_OF, ()).pieces == (Heading(1, "S"), paper(plain, AS_OF, ()).pieces[1])


def test_what_is_folded_stands_in_the_annex_with_what_is_in_it() -> None:
    short = Table("Short", heads("A"), (cells("x"),))
    inner = Figure(Picture(SVG, "Bars", "bars.svg"), LONG)
    blocks = (Folded("Short one", (short,)), Folded("All", (LONG, Folded("Inner", (inner,)))))
    told = Briefing("b", "T", "S", (Section("s", "S", (*blocks, said("Last."))),))
    pieces = paper(told, AS_OF, ()).pieces

    headings = [piece for piece in pieces if isinstance(piece, Heading)]
    assert headings == [
        Heading(1, "S"),
        Heading(1, ANNEX),
        Heading(2, "Short one"),
        Heading(2, "All"),
        Heading(2, "Inner"),
        Heading(2, "Bars"),
    ]
    main = words(pieces[: pieces.index(Heading(1, ANNEX))])
    assert "In the annex: Short one." in main
    assert "In the annex: All." in main
    assert sum(isinstance(piece, Grid) and piece.caption == "Long" for piece in pieces) == 2


def test_of_a_long_table_the_first_rows_stand_in_the_paper_and_all_in_the_annex() -> None:
    told = Briefing("b", "T", "S", (Section("s", "S", (LONG, said("Last."))),))
    pieces = paper(told, AS_OF, ()).pieces
    grids = [piece for piece in pieces if isinstance(piece, Grid)]

    assert [grid.caption for grid in grids] == ["Long: the first 10 of 40", ""]
    assert grids[0].rows == grids[1].rows[:10]
    assert len(grids[1].rows) == 40
    assert "The annex has all of them." in words(pieces[: pieces.index(Heading(1, ANNEX))])
    assert pieces.index(Heading(2, "Long")) > pieces.index(Heading(1, ANNEX))


def test_a_paper_ends_with_the_words_that_it_uses() -> None:
    """Red-rated leads to the risk score, which its own explanation uses."""
    told = Briefing("b", "T", "S", (Section("s", "S", (said_of("All are [red-rated]."),)),))
    *_, heading, terms = paper(told, AS_OF, ()).pieces

    assert heading == Heading(1, "Words used")
    assert isinstance(terms, Items)
    assert any(item[0].words.startswith("Red-rated") for item in terms.items)


def test_a_table_is_not_named_twice() -> None:
    table = Table("Same", heads("A"), (cells("x"),))
    folded = Briefing("b", "T", "S", (Section("s", "S", (Folded("Same", (table, table)),)),))
    *_, heading, first, second = paper(folded, AS_OF, ()).pieces

    assert heading == Heading(2, "Same")
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert (first.caption, second.caption) == ("", "Same")


def test_wide_pieces_lie_across_with_the_headings_over_them() -> None:
    pieces = made().pieces
    turned = [lot for across, lot in lots(pieces) if across]

    assert [piece for _, lot in lots(pieces) for piece in lot] == list(pieces)
    assert [[type(piece).__name__ for piece in lot] for lot in turned] == [
        ["Image"],
        ["Heading", "Grid"],
    ]


def test_a_picture_keeps_its_size_name_title_and_description() -> None:
    first, second = made().images

    assert first.svg == SVG
    assert (first.name, first.size, first.across) == ("bars", (300.0, 100.0), False)
    assert (first.title, first.description) == ("Two & two bars", "One is longer.")
    assert second.across


def test_no_column_is_too_narrow_for_its_longest_word() -> None:
    grid = Grid(
        "",
        ("A", "Sum", "Why", "And"),
        (False, True, False, False),
        ((("x",), ("\u00a315,095,454",), ("word " * 80,), ("word " * 20,)),),
    )
    narrow, sums, most, more = grid.shares

    # 98 letters: 7, 13, 7 and 7 are needed; 64 are left for the third and fourth.
    assert (narrow, sums) == (700, 1_300)
    assert most > more > 700
    assert 9_700 <= sum(grid.shares) <= 9_800
    assert not grid.across


def test_a_table_lies_across_where_its_words_alone_would_not_fit() -> None:
    figures = Grid("", ("1234567890",) * 10, (True,) * 10, ())
    wider = Grid("", ("1234567890",) * 11, (True,) * 11, ())

    # 10 columns of 10 letters and room beside them are 120 of 122; 11 are more.
    assert (figures.across, figures.small) == (False, True)
    assert wider.across


def test_titles_are_shown_with_what_hides_in_them() -> None:
    shown = made()

    assert shown.subtitle == visible(HOSTILE)
    assert briefing().title == shown.title
    assert FORMULA not in words(shown.pieces)
