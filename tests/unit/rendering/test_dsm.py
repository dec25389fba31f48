"""The dependency structure matrix, as text and as a picture."""

from __future__ import annotations

from random import Random
from xml.etree import ElementTree as ET

import pytest
from tests.unit.graph.graphs import estate, inventory, needs

from estate.graph import build
from estate.graph.structure import Role
from estate.portfolio import (
    Catalogue,
    Council,
    Inventory,
    Platform,
    Portfolio,
    System,
    Workspace,
)
from estate.rendering.canvas.palette import ALERT
from estate.rendering.kit.terminal import Terminal
from estate.rendering.pictures.dsm import dsm_svg, dsm_text
from estate.rendering.pictures.dsm_model import MOST, matrix_of

SVG = "{http://www.w3.org/2000/svg}"
CORE = ("ab", "ac", "bd", "ce", "ef", "fc")


def test_the_text_says_every_row_and_what_it_depends_on() -> None:
    graph = needs(*CORE)

    # d rests on nothing, so it comes first; b rests on d; a on both branches. The circle of c, e
    # and f is opened by any one of its three pairs, and the order breaks f on c.
    assert dsm_text(graph, graph.nodes, Terminal()) == (
        "Dependency structure matrix\n"
        "\n"
        "6 systems: 6 pairs in which the row depends directly on the column; 1 circle of systems "
        "that need\n"
        "one another, the largest of 3; propagation cost 50.0% with the diagonal. What is relied "
        "on comes\n"
        "first, so a mark above the diagonal closes a circle. Classes are set by the largest "
        "circle.\n"
        "\n"
        "  1 C  F: depends on 3*; 1 more indirectly\n"
        "  2 C  E: depends on 1; 1 more indirectly\n"
        "  3 C  C: depends on 2; 1 more indirectly\n"
        "  4 P  D\n"
        "  5 P  B: depends on 4\n"
        "  6 T  A: depends on 3, 5; 3 more indirectly\n"
        "\n"
        "Circle of 3: 1, 2 and 3.\n"
        "\n"
        "C core (3), S shared (0), T control (1), P peripheral (2). * closes a circle.\n"
    )


def test_circles_aside_all_marks_stand_below_the_diagonal() -> None:
    matrix = matrix_of(graph := needs(*CORE, "gh", "hg", alone="z"), graph.nodes)

    assert [list(block) for block in matrix.blocks] == [[0, 1, 2], [4, 5]]
    assert matrix.closing() == ((0, 2), (4, 5))
    # By way of others only: each of the circle on the third, a on d, e and f.
    assert len(matrix.indirect) == 3 + 3
    assert not matrix.indirect & matrix.direct.keys()


def test_the_picture_has_its_words_and_a_mark_for_each_dependency() -> None:
    graph = needs(*CORE)
    picture = ET.fromstring(dsm_svg(graph, graph.nodes, name="shape", title="Example"))

    described = picture.find(f"{SVG}desc")
    assert picture.get("aria-labelledby") == "shape-title shape-desc"
    assert described is not None
    assert "Rows by class: 3 core, 0 shared, 1 control, 2 peripheral." in (described.text or "")
    marks = [title.text for title in picture.iter(f"{SVG}title")]
    assert {f"{pair[0].upper()} depends on {pair[1].upper()}" for pair in CORE} < set(marks)
    closing = [path for path in picture.iter(f"{SVG}path") if path.get("fill") == ALERT]
    assert len(closing) == 2, "the mark and its key"
    letters = [text.text for text in picture.iter(f"{SVG}text") if text.get("fill") == "#ffffff"]
    assert letters[4:] == ["C", "C", "C", "P", "P", "T"]


def test_the_order_of_what_is_asked_changes_nothing() -> None:
    graph = needs(*CORE)
    nodes = list(graph.nodes)
    Random(7).shuffle(nodes)

    assert dsm_svg(graph, nodes) == dsm_svg(graph, graph.nodes)
    assert dsm_text(graph, nodes, Terminal()) == dsm_text(graph, graph.nodes, Terminal())


def test_several_councils_and_platforms_are_told_apart() -> None:
    catalogue = Catalogue(platforms={"p": Platform(name="Sign-in")})
    one = inventory("a")
    two = Inventory(council=Council(name="Other"), systems={"a": System(name="A", platform="p")})
    graph = estate(catalogue, c=one, d=two)

    assert [row.label for row in matrix_of(graph, graph.nodes).rows] == [
        "A, Example",
        "Sign-in (shared platform)",
        "A, Other",
    ]
    assert [row.label for row in matrix_of(graph, ["d/a"]).rows] == ["A"]


def test_nothing_is_drawn_of_nothing_and_what_is_unknown_is_refused() -> None:
    graph = needs("ab")

    assert "Nothing is recorded." in dsm_svg(graph, [])
    assert dsm_text(graph, [], Terminal()).endswith("\nNothing is recorded.\n\n")
    with pytest.raises(KeyError):
        dsm_svg(graph, ["c/zz"])


def test_above_eighty_nodes_rows_are_groups_and_cells_count() -> None:
    half = MOST // 2 + 1
    systems = {
        f"f{at}": System(name=f"F{at}", capabilities=("finance.ledger",)) for at in range(half)
    }
    systems |= {
        f"r{at}": System(name=f"R{at}", capabilities=("roads.assets",), depends_on=(f"f{at}", "f0"))
        for at in range(half)
    }
    council = Inventory(council=Council(name="Large"), systems=systems)
    graph = build(Portfolio(Workspace(), Catalogue(), {"c": council}))

    matrix = matrix_of(graph, graph.nodes)

    # Each of the 41 on its own ledger and on the first, where r0 names the same twice: 81 pairs.
    assert [(row.label, row.systems) for row in matrix.rows] == [("finance", half), ("roads", half)]
    assert dict(matrix.direct) == {(1, 0): 2 * half - 1}
    assert [row.role for row in matrix.rows] == [Role.SHARED, Role.CONTROL]
    assert "depends on 1 (81)" in dsm_text(graph, graph.nodes, Terminal())
    assert "roads depends on finance: 81" in dsm_svg(graph, graph.nodes)
