"""What is around a system, and how it is drawn where that is too much."""

from __future__ import annotations

from tests.unit.rendering.maps.asked import ask, diagram, systems

from estate.rendering.canvas.diagram import FLOW, MISSING, NEED
from estate.rendering.maps.neighbourhood import steps_around
from estate.rendering.pictures.council_view import MOST_NODES

AROUND = {
    "one": {
        "systems": systems("mid", "near", "old", "gap", "far") | systems("base"),
        "interfaces": [
            {"from": "near", "to": "mid"},
            {"from": "near", "to": "mid", "mechanism": "email"},
            {"from": "mid", "to": "old", "status": "retired"},
            {"from": "mid", "to": "gap", "status": "missing"},
            {"from": "far", "to": "near"},
            {"from": "mid", "to": "two/abroad"},
            {"from": "mid", "to": "nowhere"},
        ],
    },
    "two": {"systems": systems("abroad", depends_on=["one/base"])},
}


def test_a_step_is_an_interface_or_a_dependency_either_way() -> None:
    graph = ask(AROUND).graph
    one = {"one/mid": 0, "one/near": 1, "one/gap": 1, "two/abroad": 1, "one/nowhere": 1}
    assert steps_around(graph, "one/mid", 1) == one
    assert steps_around(graph, "one/mid", 2) == one | {"one/far": 2, "one/base": 2}
    assert steps_around(graph, "one/mid", 9) == steps_around(graph, "one/mid", 2)


def test_retired_interfaces_lead_nowhere_and_missing_ones_are_marked() -> None:
    sheet = diagram("neighbourhood", ask(AROUND, focus="one/mid", depth=2))
    assert {(edge.tail, edge.head, edge.state, edge.count) for edge in sheet.edges} == {
        ("one/near", "one/mid", FLOW, 2),
        ("one/mid", "one/gap", MISSING, 1),
        ("one/far", "one/near", FLOW, 1),
        ("one/mid", "two/abroad", FLOW, 1),
        ("one/mid", "one/nowhere", FLOW, 1),
        ("two/abroad", "one/base", NEED, 1),
    }
    boxes = {node.name: node for node in sheet.nodes}
    assert boxes["one/mid"].focus
    assert boxes["two/abroad"].lines[:2] == ("Abroad", "Two")
    assert boxes["one/nowhere"].lines == ("one/nowhere", "not in the inventory")


def test_what_is_too_much_is_gathered_and_nothing_is_lost() -> None:
    leaves = [f"leaf{number:03}" for number in range(MOST_NODES)]
    councils = {
        "one": {
            "systems": systems("mid") | systems(*leaves, capabilities=["revenues.tax"]),
            "interfaces": [{"from": "mid", "to": leaf} for leaf in leaves]
            + [{"from": "leaf000", "to": f"two/far{number}"} for number in range(9)],
        },
        "two": {"systems": systems(*(f"far{number}" for number in range(9)))},
    }
    near = diagram("neighbourhood", ask(councils, focus="one/mid", depth=1))
    # 81 boxes would be one too many: the ring of 80 becomes its one group of capabilities.
    assert [node.lines[0] for node in near.in_order()] == ["Mid", "revenues"]
    assert near.in_order()[1].lines[1] == "80 systems"
    assert near.edges[0].count == MOST_NODES
    assert "1 step away and more is drawn by group" in near.note
    (ring,) = near.details.values()
    assert len(ring) == MOST_NODES
    both = diagram("neighbourhood", ask(councils, focus="one/mid", depth=2))
    drawn = sum(count for node in both.nodes for _, count in node.shares)
    assert drawn == MOST_NODES + 9
    assert {node.lines[0] for node in both.nodes} == {"Mid", "revenues", "Two"}


def test_only_as_much_is_gathered_as_it_takes() -> None:
    near, far = [f"n{i}" for i in range(9)], [f"f{i:03}" for i in range(MOST_NODES)]
    interfaces = [{"from": "mid", "to": name} for name in near]
    interfaces += [{"from": "n0", "to": name} for name in far]
    council = {"systems": systems("mid", *near, *far), "interfaces": interfaces}
    sheet = diagram("neighbourhood", ask({"one": council}, focus="one/mid", depth=2))
    assert {node.name for node in sheet.nodes} == {
        "one/mid",
        *(f"one/{name}" for name in near),
        "ring:2:No capability recorded",
    }
    assert "--depth 1 draws less" in sheet.note
