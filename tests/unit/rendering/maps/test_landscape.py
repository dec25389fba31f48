"""The landscape of an estate: nothing left out, whatever its size."""

from __future__ import annotations

from tests.unit.rendering.maps.asked import ask, systems

from estate.rendering.canvas.diagram import Diagram
from estate.rendering.maps import draw


def sheets(councils: dict[str, int], colour_by: str = "risk") -> list[Diagram]:
    records = {
        council: {"systems": systems(*(f"s{i:03}" for i in range(number)))}
        for council, number in councils.items()
    }
    drawn = draw("landscape", ask(records, colour_by=colour_by))
    return [sheet for sheet in drawn if isinstance(sheet, Diagram)]


def test_one_council_that_fits_is_one_sheet() -> None:
    assert [sheet.name for sheet in sheets({"one": 80})] == ["landscape-one"]


def test_several_councils_have_an_overview_with_their_counts() -> None:
    overview, *rest = sheets({"one": 3, "two": 2})
    assert overview.name == "landscape"
    assert [sheet.name for sheet in rest] == ["landscape-one", "landscape-two"]
    assert [node.lines for node in overview.in_order()] == [
        ("One", "3 systems", "cannot tell (3)"),
        ("Two", "2 systems", "cannot tell (2)"),
    ]
    assert "5 systems in 2 councils: cannot tell (5)" in overview.description


def test_five_hundred_systems_are_drawn_each_once_on_sheets_that_can_be_read() -> None:
    overview, *rest = sheets({"one": 500}, colour_by="contract")
    assert [node.lines[:2] for node in overview.nodes] == [
        ("No capability recorded", "500 systems")
    ]
    drawn = [node.name for sheet in rest for node in sheet.nodes]
    assert sorted(drawn) == [f"one/s{i:03}" for i in range(500)]
    assert max(len(sheet.nodes) for sheet in rest) <= 80


def test_connections_between_councils_are_counted_both_ways() -> None:
    records = {
        "one": {
            "systems": systems("a"),
            "interfaces": [
                {"from": "a", "to": "two/b"},
                {"from": "two/b", "to": "a"},
                {"from": "a", "to": "two/b", "status": "retired"},
            ],
        },
        "two": {"systems": systems("b")},
    }
    overview = draw("landscape", ask(records))[0]
    assert isinstance(overview, Diagram)
    assert [(edge.tail, edge.head, edge.count) for edge in overview.edges] == [
        ("council:one", "council:two", 2)
    ]


def test_more_councils_than_can_be_read_are_drawn_as_one_box_with_their_number() -> None:
    overview = sheets({f"c{i:03}": 1 for i in range(75)})[0]
    assert len(overview.nodes) == 60
    assert "16 other councils" in [node.lines[0] for node in overview.nodes]
