"""One diagram in every format: the same boxes and arrows, and every label as data."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.unit.rendering import gold, sample
from tests.unit.rendering.maps.asked import ask, chart, diagram, systems

from estate.diagnostics import UsageFault
from estate.rendering.canvas.diagram import FLOW, Diagram, Edge, Node
from estate.rendering.canvas.dot import whole
from estate.rendering.canvas.mermaid import MOST_CHARACTERS, MOST_EDGES, mermaid
from estate.rendering.canvas.palette import RED, SOUND
from estate.rendering.canvas.svg import laid_out
from estate.rendering.canvas.tiles import _columns
from estate.rendering.maps.text import diagram_text

PAIR = Diagram(
    "pair",
    "one",
    "Two systems",
    "One sends to the other.",
    (
        Node("one/a", ("Ledger", "red-rated: 20"), RED, "Finance", focus=True),
        Node("one/b", ("Payroll", "not legacy: 3"), SOUND),
    ),
    (Edge("one/a", "one/b", FLOW, 2, "csv"),),
    (RED, SOUND),
    "as of 30 Sep 2026",
)
HOSTILE = (
    sample.HOSTILE,
    "a &lt;b&gt; &amp; c",
    '%%{init: {"theme":"dark"}}%%',
    "`# Markdown` **bold**",
    "$$x^2$$ $$$",
    "style a:#f00; classDef b fill:#0f0;",
    "end]]-->|subgraph|",
    "#quot; #35;",
    "W" * 500,
)


def hostile() -> Diagram:
    nodes = tuple(Node(f"one/s{i}", (name,), SOUND) for i, name in enumerate(HOSTILE))
    return replace(PAIR, title=HOSTILE[0], nodes=nodes, edges=(), note="")


def test_the_text_is_what_was_looked_at() -> None:
    gold.same("map.txt", diagram_text(PAIR))


def test_mermaid_is_what_was_looked_at() -> None:
    gold.same("map.mmd", mermaid(PAIR))


def test_dot_that_stands_alone_has_title_and_key() -> None:
    gold.same("map.dot", whole(PAIR))


def test_labels_in_mermaid_hold_nothing_that_mermaid_reads() -> None:
    boxes = re.findall(r'^  n\d+\["(.*)"\]:::c1$', mermaid(hostile()), re.MULTILINE)
    assert len(boxes) == len(HOSTILE)
    for box in boxes:
        rest = re.sub(r"#\d+;|<br/>", "", box)
        assert not set(rest) & set('"`$%{}[]<>&|#;:*=\\')


def test_two_dollars_never_meet_in_mermaid() -> None:
    shown = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), mermaid(hostile()))
    labels = [line for line in shown.splitlines() if "x^2" in line]
    assert labels
    assert "$$" not in "".join(labels)


def test_the_title_of_mermaid_stays_on_one_line() -> None:
    head = mermaid(replace(PAIR, title='two\nlines: "x"\n---\nflowchart TD')).splitlines()
    assert head[0] == head[2] == "---"
    assert head[3] == "flowchart LR"


@pytest.mark.parametrize("arrows", [MOST_EDGES, MOST_EDGES + 1])
def test_more_arrows_than_mermaid_draws_are_refused(arrows: int) -> None:
    many = replace(PAIR, edges=tuple(Edge("one/a", "one/b", FLOW, i) for i in range(arrows)))
    if arrows > MOST_EDGES:
        with pytest.raises(UsageFault, match=r"501 arrows, and Mermaid draws 500: narrow it"):
            mermaid(many)
    else:
        assert mermaid(many).count("-->") == MOST_EDGES


def test_more_text_than_mermaid_takes_is_refused() -> None:
    nodes = tuple(Node(f"one/s{i}", ("<" * 500,), SOUND) for i in range(30))
    with pytest.raises(UsageFault, match=f"Mermaid takes {MOST_CHARACTERS:,}"):
        mermaid(replace(PAIR, nodes=nodes, edges=()))


def test_names_of_characters_in_dot_are_shown_and_not_read() -> None:
    assert "a &amp;lt;b&amp;gt; &amp;amp; c" in whole(hostile())


def test_text_holds_every_box_and_arrow_whole() -> None:
    text = diagram_text(hostile())
    assert "W" * 500 in text
    assert "\\u202eevil\\x07" in text
    assert text.count("\n- ") == len(HOSTILE)


def dense(boxes: int = 12) -> Diagram:
    nodes = tuple(
        Node(f"one/s{i}", (f"System {i} {HOSTILE[i % len(HOSTILE)]}", "not legacy"), SOUND, "G")
        for i in range(boxes)
    )
    names = [node.name for node in nodes]
    edges = tuple(Edge(a, b, FLOW) for a in names for b in names if a < b)
    return replace(PAIR, nodes=nodes, edges=edges)


def test_too_many_arrows_are_said_in_boxes_and_not_drawn() -> None:
    def never(_: str) -> bytes:
        raise AssertionError("nothing is to be laid out")

    sheet = dense()
    # 12 boxes with 66 arrows among them: more than two a box.
    assert not sheet.drawn_with_lines
    root = ET.fromstring(laid_out(sheet, never))
    words = [element.text or "" for element in root.iter() if element.tag.endswith("text")]
    assert words.count("11 connections") == 12
    assert any("too many connections to draw as lines" in line for line in words)
    width = float(root.attrib["width"])
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(box.get("x", 0)) + float(box.attrib["width"]) <= width


def test_boxes_that_stand_for_many_say_with_what_they_are_connected_most() -> None:
    nodes = tuple(Node(f"group:{i}", (f"G{i}",), SOUND, shares=((SOUND, 1),)) for i in range(5))
    edges = tuple(Edge("group:0", f"group:{i}", FLOW, 10 - i) for i in range(1, 5))
    root = ET.fromstring(laid_out(replace(PAIR, nodes=nodes, edges=edges), lambda _: b""))
    words = [element.text for element in root.iter() if element.tag.endswith("text")]
    # 9 + 8 + 7 + 6 = 30, of which the three with most are named.
    at = words.index("30 connections")
    assert words[at + 1 : at + 4] == ["9 with G1", "8 with G2", "7 with G3"]
    assert not any("too many connections" in line for line in words if line)


@pytest.mark.parametrize(
    ("tiles", "across"), [(1, 1), (7, 7), (8, 4), (11, 6), (14, 7), (15, 5), (80, 7)]
)
def test_rows_are_as_even_as_can_be(tiles: int, across: int) -> None:
    assert _columns(tiles) == across


def test_a_few_arrows_are_lines_however_few_the_boxes() -> None:
    sheet = dense(6)
    assert len(sheet.edges) == 15
    assert sheet.drawn_with_lines


CHARTED: dict[str, Any] = {
    "one": {
        "systems": systems("a", "b") | {"odd": {"name": sample.HOSTILE}},
        "interfaces": [{"from": "a", "to": "b"}],
    }
}


@pytest.mark.parametrize("view", ["risk", "dsm", "trend"])
def test_charts_are_pictures_with_words_and_a_text(view: str) -> None:
    sheet = chart(view, ask(CHARTED, illustrative=True))
    root = ET.fromstring(sheet.svg)
    assert root.get("role") == "img"
    assert sheet.name == f"{view}-one"
    assert sheet.title.endswith(": One, 30 Sep 2026 (illustrative)")
    assert sheet.text.startswith(sheet.title)
    assert "\x07" not in sheet.text
    assert "\u202e" not in sheet.text + sheet.svg


def test_the_text_of_the_matrix_gives_each_system_the_worst_first() -> None:
    judged = {"likelihood": {"skills": {"score": 6}}}
    council = {"one": {"systems": systems("a") | systems("b", **judged)}}
    lines = chart("risk", ask(council)).text.splitlines()
    # b: one criterion is 6, six are 1 at least: (12/7 + 6) / 2 = 27/7 = 3.86, times impact 1.
    assert lines[-2:] == [
        "- B (one/b): cannot tell, legacy, overall 3.9 to 30, likelihood 3.9 to 6, impact 1 to 5",
        "- A (one/a): cannot tell, overall 1 to 30, likelihood 1 to 6, impact 1 to 5",
    ]


def test_input_in_another_order_gives_the_same_sheets() -> None:
    forward = {"one": CHARTED["one"], "two": {"systems": systems("z", "y")}}
    backward = {
        "two": {"systems": systems("y", "z")},
        "one": {
            "systems": dict(reversed(list(CHARTED["one"]["systems"].items()))),
            "interfaces": CHARTED["one"]["interfaces"],
        },
    }
    one = diagram("neighbourhood", ask(forward, focus="one/a"))
    other = diagram("neighbourhood", ask(backward, focus="one/a"))
    assert whole(one) == whole(other)
    assert diagram_text(one) == diagram_text(other)
