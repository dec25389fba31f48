"""Maps of a lot: gathered so that they can be read, with nothing lost on the way."""

from __future__ import annotations

from tests.unit.rendering.maps.asked import ask, diagram, systems

from estate.rendering.canvas.diagram import SPREAD
from estate.rendering.maps import Chart, draw
from estate.rendering.maps.rings import MOST_GROUPS
from estate.rendering.maps.text import diagram_text
from estate.rendering.pictures.council_view import MOST_NODES


def test_a_dense_neighbourhood_is_put_together_by_distance() -> None:
    names = [f"s{i:02}" for i in range(12)]
    near = [{"from": "mid", "to": name} for name in names[:6]]
    among = [{"from": a, "to": b} for a in names for b in names if a < b]
    council = {"systems": systems("mid", *names), "interfaces": near + among}
    sheet = diagram("neighbourhood", ask({"one": council}, focus="one/mid", depth=2))
    assert not sheet.drawn_with_lines
    assert {node.name: node.cluster for node in sheet.nodes} == (
        {"one/mid": None}
        | {f"one/{name}": "1 step away" for name in names[:6]}
        | {f"one/{name}": "2 steps away" for name in names[6:]}
    )


def test_what_is_gathered_is_counted() -> None:
    names = [f"s{i:03}" for i in range(MOST_NODES + 20)]
    interfaces = [{"from": "mid", "to": "s000"}]
    interfaces += [{"from": "s000", "to": name} for name in names[1:]]
    council = {"systems": systems("mid", *names), "interfaces": interfaces}
    sheet = diagram("neighbourhood", ask({"one": council}, focus="one/mid", depth=2))
    # The first step is one system, the second the 99 others: only those are gathered.
    assert [(node.lines[0], node.lines[1]) for node in sheet.nodes][2:] == [
        ("No capability recorded", f"{MOST_NODES + 19} systems")
    ]
    assert [edge.count for edge in sheet.arrows()] == [1, MOST_NODES + 19]


def test_a_crowded_blast_shows_one_way_to_each() -> None:
    names = [f"s{i:02}" for i in range(16)]
    records = systems("root")
    for place, name in enumerate(names):
        records[name] = {"name": name, "depends_on": ["root", *names[:place]]}
    # 16 arrows from the root and 15 + 14 + ... + 0 = 120 among the others: 136 of 110.
    sheet = diagram("blast", ask({"one": {"systems": records}}, focus="one/root"))
    assert [(edge.tail, edge.head) for edge in sheet.arrows()] == [
        ("one/root", f"one/{name}") for name in names
    ]
    assert {edge.state for edge in sheet.edges} == {SPREAD}
    assert "Arrows show the shortest way to each" in sheet.note


def test_a_blast_over_more_councils_than_can_be_read_is_one_box_with_every_name_in_the_text() -> (
    None
):
    number = max(MOST_GROUPS, MOST_NODES) + 1
    councils = {f"c{i:02}": {"systems": systems("a", platform="hub")} for i in range(number)}
    hub = {"platforms": {"hub": {"name": "Hub"}}}
    sheet = diagram("blast", ask(councils, hub, focus="platform:hub"))
    assert [node.lines[:2] for node in sheet.in_order()][1:] == [
        ("Other councils", f"{number} systems")
    ]
    text = diagram_text(sheet)
    assert all(f"- A (c{i:02}/a), 1 step: platform:hub -> c{i:02}/a\n" in text for i in range(81))


def test_a_matrix_of_very_many_systems_is_drawn_council_by_council() -> None:
    councils = {
        key: {"systems": systems(*(f"s{i:03}" for i in range(301)))} for key in ("one", "two")
    }
    charts = draw("risk", ask(councils))
    assert [chart.name for chart in charts] == ["risk-one", "risk-two"]
    assert all(isinstance(chart, Chart) and chart.text.count("\n- ") == 301 for chart in charts)


def test_what_is_drawn_as_one_has_the_connections_of_all() -> None:
    # 62 councils, each of 61 connected with the first: 58 are kept with it, one box stands for 3.
    councils = {
        f"c{i:02}": {
            "systems": systems("a"),
            "interfaces": [{"from": "a", "to": "c00/a"}] if i else [],
        }
        for i in range(62)
    }
    overview = draw("landscape", ask(councils))[0]
    assert not isinstance(overview, Chart)
    assert sum(edge.count for edge in overview.edges) == 61
    assert {edge.count for edge in overview.edges if "rest:" in (edge.tail, edge.head)} == {3}
