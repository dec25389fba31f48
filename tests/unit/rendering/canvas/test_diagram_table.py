"""A diagram's tables say what its boxes and arrows say."""

from __future__ import annotations

from estate.rendering.canvas.diagram import FLOW, NEED, Diagram, Edge, Node
from estate.rendering.canvas.diagram_table import arrows_table, boxes_table
from estate.rendering.canvas.page_model import Ref
from estate.rendering.canvas.palette import GATHERED, RED, SOUND

NODES = (
    Node("north/tax", ("Tax", "red-rated: 20"), RED, "Money"),
    Node("platform:hub", ("Hub\x07",), SOUND),
    Node("council:south", ("South", "2 systems"), GATHERED, shares=((RED, 1), (SOUND, 1))),
)
EDGES = (Edge("north/tax", "platform:hub", NEED), Edge("north/tax", "council:south", FLOW, 1_200))
SHEET = Diagram("map", "north", "A map", "Three boxes.", NODES, EDGES, (RED, SOUND))


def test_each_box_has_a_row_that_leads_to_what_it_stands_for() -> None:
    table = boxes_table(SHEET)
    rows = {row[0].text: row for row in table.rows}
    assert [cell.text for cell in rows["Tax"]] == ["Tax", "Money", "red-rated", "red-rated: 20"]
    assert rows["Tax"][0].ref == Ref("system", "north/tax")
    assert rows["Hub\\x07"][0].ref == Ref("platform", "hub")
    assert rows["South"][0].ref == Ref("council", "south")
    assert rows["South"][2].text == ""  # it stands for several classes


def test_each_arrow_has_a_row_with_how_many_it_stands_for() -> None:
    table = arrows_table(SHEET)
    assert [head.name for head in table.heads] == ["From", "To", "What", "Connections"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Tax", "South", "data flows", "1,200"],
        ["Tax", "Hub\\x07", "cannot work without", "1"],
    ]
    assert [row[3].key for row in table.rows] == ["1200", "1"]
