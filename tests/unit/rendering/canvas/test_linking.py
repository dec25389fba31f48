"""Boxes say which they are and with which they are connected, and can lead somewhere."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from dataclasses import replace
from xml.etree import ElementTree as ET

from tests.unit.rendering import sample

from estate.rendering.canvas.diagram import FLOW, NEED, Diagram, Edge, Node
from estate.rendering.canvas.linking import MOST_LINKS, linked, ref_of
from estate.rendering.canvas.page_model import Ref
from estate.rendering.canvas.palette import RED, SOUND
from estate.rendering.canvas.svg import laid_out

SVG = "{http://www.w3.org/2000/svg}"
NODES = (
    Node("north/tax", (sample.HOSTILE, "red-rated: 20"), RED, "Money"),
    Node("north/pay", ("Payroll", "not legacy: 3"), SOUND, "People"),
    Node("platform:hub", ("Hub",), SOUND),
    Node("north/alone", ("Alone",), SOUND),
)
EDGES = (Edge("north/tax", "north/pay", FLOW), Edge("north/pay", "platform:hub", NEED))
SHEET = Diagram("map", "north", "A map", "Four boxes.", NODES, EDGES, (RED, SOUND))


def layout(dot: str) -> bytes:
    program = shutil.which("graphviz-pure", path=sysconfig.get_path("scripts"))
    assert program is not None
    done = subprocess.run([program, "-Tsvg"], input=dot.encode(), capture_output=True, check=True)
    return done.stdout


def crowded() -> Diagram:
    """Return the same boxes, with so many arrows that they are drawn in rows instead."""
    again = tuple(Edge("north/tax", "north/pay", FLOW, label=str(i)) for i in range(200))
    return replace(SHEET, edges=(*again, *EDGES[1:]))


def near(picture: str) -> dict[str, str]:
    """Return for each box what it is connected with."""
    groups = ET.fromstring(picture).iter(f"{SVG}g")
    return {g.attrib["data-node"]: g.get("data-near", "") for g in groups if g.get("data-node")}


JOINED = {
    "north/tax": "north/pay",
    "north/pay": "north/tax platform:hub",
    "platform:hub": "north/pay",
    "north/alone": "",
}


def test_boxes_and_arrows_say_what_they_stand_for() -> None:
    picture = laid_out(SHEET, layout)
    assert near(picture) == JOINED
    edges = [g for g in ET.fromstring(picture).iter(f"{SVG}g") if g.get("data-from")]
    ends = {(edge.get("data-from"), edge.get("data-to")) for edge in edges}
    assert ends == {("north/tax", "north/pay"), ("north/pay", "platform:hub")}


def test_boxes_in_rows_say_the_same() -> None:
    assert not crowded().drawn_with_lines
    assert near(laid_out(crowded(), layout)) == JOINED


def test_a_box_that_leads_somewhere_is_a_link_named_by_its_words() -> None:
    for picture in (laid_out(SHEET, layout), laid_out(crowded(), layout)):
        root = ET.fromstring(linked(picture, {"north/pay": "a.html?x=1&y=2"}.get))
        (link,) = root.iter(f"{SVG}a")
        assert link.get("href") == "a.html?x=1&y=2"
        assert (link.get("aria-label") or "").startswith("Payroll, not legacy: 3")
        assert [g.get("data-node") for g in link if g.tag == f"{SVG}g"] == ["north/pay"]
        assert root.get("role") == "group"  # an image has no parts that could be followed
        assert root.find(f"{SVG}title") is not None


def test_nothing_but_links_is_added() -> None:
    picture = laid_out(SHEET, layout)
    everything = [e.tag for e in ET.fromstring(linked(picture, lambda name: f"{name}.html")).iter()]
    assert sorted(tag for tag in everything if tag != f"{SVG}a") == sorted(
        element.tag for element in ET.fromstring(picture).iter()
    )
    assert everything.count(f"{SVG}a") == len(NODES)


def test_a_picture_without_links_stays_as_it_is() -> None:
    picture = laid_out(SHEET, layout)
    assert linked(picture, lambda _: None) == picture


def test_hostile_names_stay_words() -> None:
    root = ET.fromstring(linked(laid_out(SHEET, layout), {"north/tax": "x.html"}.get))
    (link,) = root.iter(f"{SVG}a")
    assert "<script>" in (link.get("aria-label") or "")
    assert not list(root.iter(f"{SVG}script"))


def test_a_picture_with_very_many_boxes_gets_no_links() -> None:
    nodes = tuple(Node(f"north/s{n}", (f"S{n}",), SOUND) for n in range(MOST_LINKS + 1))
    picture = laid_out(replace(SHEET, nodes=nodes, edges=()), layout)
    assert linked(picture, lambda name: f"{name}.html") == picture
    fewer = laid_out(replace(SHEET, nodes=nodes[1:], edges=()), layout)
    assert linked(fewer, lambda name: f"{name}.html").count("<a ") == MOST_LINKS


def test_a_box_is_told_by_what_it_stands_for() -> None:
    assert ref_of("north/tax") == Ref("system", "north/tax")
    assert ref_of("platform:hub") == Ref("platform", "hub")
    assert ref_of("council:north") == Ref("council", "north")
    assert ref_of("capability:revenues.tax") == Ref("capability", "revenues.tax")
    assert ref_of("group:revenues") is None
