"""The landscape as DOT: every label is data, nothing is left out, the plan is told in words."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from xml.etree import ElementTree as ET

import pytest
from tests.unit.rendering import gold, sample

from estate.diagnostics import EnvironmentFault
from estate.graph import build
from estate.portfolio import SystemRef
from estate.rendering.canvas.diagram import Diagram
from estate.rendering.canvas.dot import source
from estate.rendering.canvas.svg import laid_out
from estate.rendering.kit.groups import slugs
from estate.rendering.pictures import landscape
from estate.rendering.pictures.landscape import Change

PROGRAM = shutil.which("graphviz-pure", path=sysconfig.get_path("scripts"))
CHANGES = {
    "strathallan/council-tax": Change("Replace, 2028", "replace", risk_after=8),
    "strathallan/odd": Change("Retire, 2027", "retire"),
    "strathallan/pupils": Change("Join Pupil Hub, 2029", "join", "platform:pupil-hub", 20),
}
END = landscape.End("Oct 2032", {"strathallan/ledger": 16, "strathallan/benefits": 4})
LAID_OUT = b"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="100pt" height="50pt" viewBox="0.00 0.00 100.00 50.00" xmlns="http://www.w3.org/2000/svg">
<g id="graph0"><title>g</title><text font-family="Arial">A &amp; B</text></g></svg>"""


def layout(dot: str) -> bytes:
    assert PROGRAM is not None
    done = subprocess.run([PROGRAM, "-Tsvg"], input=dot.encode(), capture_output=True, check=True)
    return done.stdout


def now() -> tuple[Diagram, ...]:
    return landscape.now(build(sample.portfolio()), sample.scores())


def after() -> tuple[Diagram, ...]:
    return landscape.after(build(sample.portfolio()), sample.scores(), CHANGES, END)


def test_now_is_the_kept_source() -> None:
    assert [sheet.name for sheet in now()] == [
        "landscape-now-glenmore",
        "landscape-now-strathallan",
    ]
    gold.same("landscape-now.dot", source(now()[1]))


def test_after_is_the_kept_source() -> None:
    assert [sheet.name for sheet in after()] == ["landscape-after-strathallan"]
    gold.same("landscape-after.dot", source(after()[0]))


def test_what_joins_becomes_part_of_the_platform() -> None:
    dot = source(after()[0])
    assert "takes over Pupil records" in dot
    assert "Replace, 2028" in dot
    assert "Retire, 2027" in dot


def test_what_is_kept_has_the_score_it_comes_to() -> None:
    (sheet,) = after()
    assert "General ledger\\nkept: 16 by Oct 2032\\nred-rated" in source(sheet)
    assert "1 red-rated by Oct 2032" in sheet.description
    assert "the score that they come to by Oct 2032" in sheet.note
    assert now()[0].note == ""


def test_names_of_groups_stand_in_front_of_the_arrows() -> None:
    picture = b"""<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><g class="graph">
    <g class="cluster"><text>Group</text></g><g class="edge"><path d="M0 0"/></g></g></svg>"""
    text = laid_out(now()[0], lambda _: picture)
    assert text.index('d="M0 0"') < text.index(">Group<")
    assert 'paint-order="stroke"' in text[text.index('d="M0 0"') :]


@pytest.mark.skipif(PROGRAM is None, reason="graphviz-pure is not installed")
@pytest.mark.parametrize("index", [0, 1])
def test_hostile_labels_reach_the_picture_as_text(index: int) -> None:
    sheet = (now()[1], after()[0])[index]
    root = ET.fromstring(laid_out(sheet, layout))
    texts = " ".join(element.text or "" for element in root.iter())
    assert "<script>" in texts
    assert "\\u202eevil\\x07" in texts
    assert not [element for element in root.iter() if element.tag.endswith("script")]


def test_order_of_input_does_not_matter() -> None:
    councils = dict(reversed(list(sample.portfolio().councils.items())))
    shuffled = sample.portfolio()
    object.__setattr__(shuffled, "councils", councils)
    again = landscape.now(build(shuffled), sample.scores(reverse=True))
    assert {sheet.name: source(sheet) for sheet in again} == {
        sheet.name: source(sheet) for sheet in now()
    }


def test_a_large_council_is_split_and_nothing_is_left_out() -> None:
    systems = {
        f"s{i:03}": {"name": f"System {i}", "capabilities": ["revenues.benefits"]}
        for i in range(landscape.MOST_NODES + 5)
    } | {"lonely": {"name": "Lonely"}}
    interfaces = [{"from": "lonely", "to": "s000"}, {"from": "elsewhere/x", "to": "s000"}]
    council = {"council": {"name": "Large"}, "systems": systems, "interfaces": interfaces}
    portfolio = sample.portfolio({"strathallan": council})
    scores = sample.scores()
    one = sample.score("strathallan/ledger", (1,) * 7, (1,) * 6)
    every = {SystemRef("strathallan", key): one for key in systems}
    object.__setattr__(scores, "systems", every)
    object.__setattr__(scores, "by_council", {"strathallan": scores.totals})
    sheets = landscape.now(build(portfolio), scores)
    assert [sheet.name.removeprefix("landscape-now-strathallan") for sheet in sheets] == [
        "",
        ".no-capability-recorded",
        ".revenues-and-benefits.1",
        ".revenues-and-benefits.2",
    ]
    assert "85 systems" in source(sheets[0])
    assert '"Revenues and benefits\\n85 systems, on another sheet"' in source(sheets[1])
    assert "No capability recorded\\n1 system, on another sheet" in source(sheets[2])
    parts = "".join(source(sheet) for sheet in sheets[1:])
    for system in systems.values():
        assert f'"{system["name"]}\\n' in parts


def test_a_layout_becomes_a_whole_picture_with_ids_of_its_own() -> None:
    sheet = now()[0]
    text = laid_out(sheet, lambda _: LAID_OUT)
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert f'id="{sheet.name}-graph0"' in text
    assert text.count("<title") == 1  # ours; Graphviz's own names say nothing to a reader
    assert "A &amp; B" in text


@pytest.mark.parametrize("rubbish", [b"", b"<svg", b"<html/>"])
def test_rubbish_from_the_layout_is_a_fault_of_the_machine(rubbish: bytes) -> None:
    with pytest.raises(EnvironmentFault, match="not SVG"):
        laid_out(now()[0], lambda _: rubbish)


def test_groups_whose_names_look_alike_keep_sheets_of_their_own() -> None:
    assert slugs(["A & B", "A B", "\u00e9", "\u00e8"]) == {
        "A & B": "a-b",
        "A B": "a-b-2",
        "\u00e9": "group",
        "\u00e8": "group-2",
    }
