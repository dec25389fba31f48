"""The heat map: counted by hand, told in figures and signs, and the same as its table."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from tests.unit.rendering import sample

from estate.portfolio import SystemRef
from estate.rendering.canvas import palette
from estate.rendering.pictures.heat import HeatCell, HeatMap, HeatRow, heat_of
from estate.rendering.pictures.heatmap import HEAT, heatmap_svg, heatmap_table, heatmap_text
from estate.scoring.results import Answer

SVG = "{http://www.w3.org/2000/svg}"
COUNCIL = {
    "council": {"name": "Northfirth"},
    "systems": {
        "both": {"name": "Both", "capabilities": ["revenues.tax", "revenues.rates"]},
        "tax": {"name": "Tax", "capabilities": ["revenues.tax"]},
        "gone": {"name": "Gone", "capabilities": ["revenues.tax"], "lifecycle": "retired"},
        "odd": {"name": "Odd"},
    },
}
RED = {"both": Answer.YES, "tax": Answer.UNKNOWN, "gone": Answer.YES, "odd": Answer.NO}


def heat() -> HeatMap:
    """Return the heat map of one council with four systems, one of them no longer in use."""
    portfolio = sample.portfolio({"north": COUNCIL, "south": {"council": {"name": "South"}}})
    one = sample.score("strathallan/council-tax", (6,) * 7, (5,) * 6)
    every = {
        SystemRef("north", key): replace(one, ref=SystemRef("north", key), red_rated=answer)
        for key, answer in RED.items()
    }
    return heat_of(portfolio, replace(sample.scores(), systems=every))


def large(councils: int, groups: int, each: int) -> HeatMap:
    """Return a heat map of any size."""
    cells = tuple(HeatCell(i % 7, i % 3 if i % 7 > 2 else 0, i % 2) for i in range(councils))
    names = tuple((f"c{i}", f"Council number {i}") for i in range(councils))
    rows = tuple(
        HeatRow(f"g{g}.r{r}", f"Capability {r}", f"Group {g:03d}", cells)
        for g in range(groups)
        for r in range(each)
    )
    tops = tuple(HeatRow("", f"Group {g:03d}", f"Group {g:03d}", cells) for g in range(groups))
    return HeatMap(names, rows, tops)


def test_systems_in_use_are_counted_by_capability_and_once_by_group() -> None:
    found = heat()
    assert [(row.id, row.cells[0]) for row in found.rows] == [
        ("revenues.rates", HeatCell(1, 1, 0)),
        ("revenues.tax", HeatCell(2, 1, 1)),  # the retired one does not count
        ("", HeatCell(1, 0, 0)),
    ]
    assert [row.cells for row in found.groups] == [
        (HeatCell(2, 1, 1), HeatCell()),  # `both` stands in two rows, and counts once here
        (HeatCell(1, 0, 0), HeatCell()),
    ]


def test_cells_say_in_words_what_their_shade_says() -> None:
    picture = heatmap_svg("heat", "Heat", heat())
    root = ET.fromstring(picture)
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    said = "Northfirth: 2 systems, 1 red-rated, 1 cannot tell"
    assert any(title.endswith(said) for title in titles)
    assert "?1" in [text.text for text in root.iter(f"{SVG}text")]


def test_the_table_holds_every_figure_of_the_picture() -> None:
    table = heatmap_table(heat())
    assert [head.name for head in table.heads] == ["Group", "Capability", "Northfirth", "South"]
    assert [[cell.text for cell in row][2:] for row in table.rows] == [
        ["1 system, 1 red-rated", "none"],
        ["2 systems, 1 red-rated, 1 cannot tell", "none"],
        ["1 system", "none"],
    ]
    assert table.rows[1][1].ref is not None
    assert table.rows[2][1].ref is None  # nothing to lead to


def test_the_text_leaves_out_what_is_not_there() -> None:
    said = heatmap_text("Heat", heat())
    assert "(revenues.tax)\n  - Northfirth: 2 systems, 1 red-rated, 1 cannot tell\n" in said
    assert "South" not in said


@pytest.mark.parametrize("councils", [1, 10, 11, 40])
def test_it_is_well_formed_at_any_size(councils: int) -> None:
    root = ET.fromstring(heatmap_svg("heat", "Heat", large(councils, 4, 5)))
    width = float(root.attrib["width"])
    places = [float(text.attrib["x"]) for text in root.iter(f"{SVG}text")]
    assert max(places) < width
    ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))


def test_parts_hold_every_row_once_and_keep_groups_whole_where_they_can() -> None:
    whole = large(2, 9, 6)
    parts = whole.parts(20)  # a group takes 7 lines: two of them fit
    assert [len(part.groups) for part in parts] == [2, 2, 2, 2, 1]
    assert [row for part in parts for row in part.rows] == list(whole.rows)
    alone = large(2, 1, 50).parts(20)
    assert [len(part.rows) for part in alone] == [19, 19, 12]
    with pytest.raises(ValueError, match="heading"):
        whole.parts(1)


def test_figures_can_be_read_on_every_shade() -> None:
    for _, fill, ink in HEAT:
        assert palette.contrast(fill, ink) >= 4.5


def test_a_worse_shade_is_darker_so_that_order_survives_greyscale() -> None:
    grounds = [palette.contrast(fill, "#ffffff") for _, fill, _ in HEAT]
    assert all(after / before >= 1.8 for before, after in pairwise(grounds))


def test_the_picture_leads_to_capabilities_and_councils() -> None:
    groups = ET.fromstring(heatmap_svg("heat", "Heat", heat())).iter(f"{SVG}g")
    assert [group.get("data-node") for group in groups] == [
        "council:north",
        "council:south",
        "capability:revenues.rates",
        "capability:revenues.tax",
        "capability:none",
    ]
