"""What a failure can touch: worked by hand, and held against a slower way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.rendering.maps.asked import ask, diagram, systems

from estate.rendering.canvas.diagram import BACK, SPREAD
from estate.rendering.maps.blast import spread
from estate.rendering.maps.text import diagram_text

# pay and web use the hub; till needs pay and web; safe needs till; lone needs nothing.
CHAIN = {
    "one": {
        "systems": systems("pay", "web", platform="hub")
        | systems("till", depends_on=["pay", "web"], citizen_facing=True)
        | systems("safe", depends_on=["till"])
        | systems("lone")
    }
}
HUB = {"platforms": {"hub": {"name": "The Hub"}}}


def test_a_failure_spreads_step_by_step() -> None:
    sheet = diagram("blast", ask(CHAIN, HUB, focus="platform:hub"))
    assert {node.name: node.cluster for node in sheet.nodes} == {
        "platform:hub": None,
        "one/pay": "1 step away",
        "one/web": "1 step away",
        "one/till": "2 steps away",
        "one/safe": "3 steps away",
    }
    assert {(edge.tail, edge.head) for edge in sheet.edges} == {
        ("platform:hub", "one/pay"),
        ("platform:hub", "one/web"),
        ("one/pay", "one/till"),
        ("one/web", "one/till"),
        ("one/till", "one/safe"),
    }
    assert {edge.state for edge in sheet.edges} == {SPREAD}
    assert "4 systems in 1 council cannot work without The Hub" in sheet.description
    assert "at most 3 steps away; citizens are recorded as using 1 of them. In boxes: " in (
        sheet.description
    )


def test_the_text_gives_the_shortest_way_to_each() -> None:
    text = diagram_text(diagram("blast", ask(CHAIN, HUB, focus="platform:hub")))
    assert text.endswith(
        "Touched, the nearest first\n"
        "- Pay (one/pay), 1 step: platform:hub -> one/pay\n"
        "- Web (one/web), 1 step: platform:hub -> one/web\n"
        "- Till (one/till), 2 steps: platform:hub -> one/pay -> one/till\n"
        "- Safe (one/safe), 3 steps: platform:hub -> one/pay -> one/till -> one/safe\n"
    )


def test_an_arrow_that_leads_no_farther_looks_another_way() -> None:
    circle = {"one": {"systems": systems("a", depends_on=["b"]) | systems("b", depends_on=["a"])}}
    sheet = diagram("blast", ask(circle, focus="one/a"))
    assert [(edge.tail, edge.head, edge.state) for edge in sheet.arrows()] == [
        ("one/a", "one/b", SPREAD),
        ("one/b", "one/a", BACK),
    ]


def test_what_touches_nothing_says_so_and_that_more_may_be_unrecorded() -> None:
    sheet = diagram("blast", ask(CHAIN, HUB, focus="one/lone"))
    assert [node.name for node in sheet.nodes] == ["one/lone"]
    assert sheet.description == "Nothing is recorded that cannot work without Lone."
    assert "it may touch more" in sheet.note


def test_nothing_more_is_said_to_be_possible_where_all_interfaces_are_recorded() -> None:
    lone = {"one": {"systems": systems("lone", interfaces_complete=True)}}
    assert "more" not in diagram("blast", ask(lone, focus="one/lone")).note


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_the_spread_is_the_blast_radius_by_the_shortest_ways(pairs: list[tuple[int, int]]) -> None:
    names = [f"s{number}" for number in range(8)]
    needs: dict[str, list[str]] = {name: [] for name in names}
    for dependent, on in pairs:
        if dependent != on:
            needs[f"s{dependent}"].append(f"s{on}")
    records = {name: {"name": name, "depends_on": needs[name]} for name in names}
    graph = ask({"one": {"systems": records}}).graph
    before = spread(graph, "one/s0")
    assert set(before) - {"one/s0"} == set(graph.blast_radius("one/s0"))
    for node in before:
        length, at = 0, node
        while before[at] != at:
            at, length = before[at], length + 1
        way = graph.path(dependent=node, on="one/s0") or (node,)
        assert length == len(way) - 1
