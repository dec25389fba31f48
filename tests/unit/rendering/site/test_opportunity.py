"""Pages of joint opportunities as files, and boxes of pictures that lead to pages."""

from __future__ import annotations

import pytest
from tests.unit.rendering.briefings import two

from estate.rendering.canvas.blocks import Figure, Section
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.linking import node_marks
from estate.rendering.canvas.page_model import Picture, Ref
from estate.rendering.site.build import site
from estate.rendering.site.frame import Frame, Page
from estate.rendering.site.links import Directory, Target

PATH = "opportunities/revenues.council-tax.html"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return {
        one.name: one.content.decode()
        for one in site(two.material())
        if one.name.endswith((".html", ".svg"))
    }


def test_the_page_leads_to_its_councils_systems_and_picture(files: dict[str, str]) -> None:
    page = files[PATH]
    for way in (
        '<a href="../councils/eastmuir.html">Eastmuir Council</a>',
        '<a href="../systems/westmuir/council-tax.html">RevBill</a>',
        '<a href="../pictures/windows-revenues-council-tax.svg">',
        '<a href="../procurement.html">Procurement</a>',
    ):
        assert way in page
    assert "pictures/windows-revenues-council-tax.svg" in files


def test_procurement_of_all_and_of_each_leads_to_it(files: dict[str, str]) -> None:
    assert f'<a href="{PATH}">Council tax</a>' in files["procurement.html"]
    for council in ("eastmuir", "westmuir"):
        page = files[f"councils/{council}-procurement.html"]
        assert f'<a href="../{PATH}">Council tax</a>' in page


def test_a_box_leads_to_its_page_where_there_is_one() -> None:
    drawing = Drawing("boxes", "Boxes", "Three.", 900)
    for place, name in enumerate(("c/a", "c/b", "platform:hub")):
        with drawing.group(node_marks(name)):
            drawing.rect(Box(300 * place, 0, 200, 80), Paint("#ffffff"))
            drawing.text(300 * place, 40, f"Box {place}", Type(12))
    picture = Picture(drawing.svg(100), "Boxes", "boxes.svg")
    told = [
        (Ref("system", "c/a"), Target("systems/c/a.html")),
        (Ref("platform", "hub"), Target("platforms/hub.html")),
    ]
    frame = Frame(two.material(), Directory.of(told, {}))
    page = Page("x/y.html", "tried", "Tried", (Section("s", "S", (Figure(picture),)),))
    text = frame.html(page).content.decode()
    assert '<a href="../systems/c/a.html" aria-label="Box 0"><g data-node="c/a">' in text
    assert '<a href="../platforms/hub.html" aria-label="Box 2">' in text
    assert 'aria-label="Box 1"' not in text
    assert 'role="group"' in text
