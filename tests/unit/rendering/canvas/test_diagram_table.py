"""A diagram's tables say what its boxes and arrows say."""

from __future__ import annotations

from estate.rendering.canvas.diagram import FLOW, NEED, Diagram, Edge, Node
from estate.rendering.canvas.diagram_table import diagram_table
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
    rows = {row[0].text: row for row in diagram_table(SHEET).rows}
    assert [cell.text for cell in rows["Tax"]] == [
        "Tax",
        "Money",
        "red-rated: 20",
        "cannot work without to Hub\\x07; data flows to South (1,200)",
    ]
    assert rows["Tax"][0].ref == Ref("system", "north/tax")
    assert rows["Hub\\x07"][0].ref == Ref("platform", "hub")
    assert rows["South"][0].ref == Ref("council", "south")
    assert rows["South"][3].text == "data flows from Tax (1,200)"
