"""Pages hold together at 320 pixels, with letters large or spread, and in other colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.pages import Site, media, probe, run, window

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.a11y, pytest.mark.slow]
NARROW = 320
"""WCAG 1.4.10: a screen of 1280 pixels at 400%."""


def test_pages_fold_into_320_pixels(opened: Chrome, site: Site) -> None:
    found = {}
    with window(opened, NARROW, 800):
        for page in site.samples:
            site.open(opened, page)
            found[page] = probe(opened, "unfold", "outside", "regions", "cut")
    assert {page: each for page, each in found.items() if each} == {}


def test_letters_may_be_twice_as_large(opened: Chrome, site: Site) -> None:
    found: dict[str, list[str]] = {}
    with window(opened, 1280):
        for page in site.largest:
            site.open(opened, page)
            asked = ("unfold", "enlarge", "outside", "regions", "cut")
            found[page] = probe(opened, *asked)
    assert {page: each for page, each in found.items() if each} == {}


def test_words_and_lines_may_stand_further_apart(opened: Chrome, site: Site) -> None:
    """WCAG 1.4.12, on a wide screen and on a narrow one."""
    found: dict[str, list[str]] = {}
    for width in (1280, NARROW):
        with window(opened, width):
            for page in site.largest:
                site.open(opened, page)
                found[f"{page} {width}"] = probe(opened, "unfold", "space", "outside", "cut")
    assert {page: each for page, each in found.items() if each} == {}


def test_what_is_pressed_is_large_enough(opened: Chrome, site: Site) -> None:
    """WCAG 2.5.8: 24 pixels; axe-core also looks at links within text."""
    found = {}
    for width in (1280, NARROW):
        with window(opened, width):
            for page in site.samples:
                site.open(opened, page)
                found[f"{page} {width}"] = probe(opened, "unfold", "targets")
    assert {page: each for page, each in found.items() if each} == {}


@pytest.mark.parametrize(
    "features",
    [{"prefers_color_scheme": "dark"}, {"forced_colors": "active"}, {"prefers_contrast": "more"}],
    ids=["dark", "forced colours", "more contrast"],
)
def test_words_are_seen_in_other_colours(
    opened: Chrome, site: Site, features: dict[str, str]
) -> None:
    found = {}
    with media(opened, **features):
        for page in site.largest:
            site.open(opened, page)
            found[page] = probe(opened, "unfold", "faint")
    assert {page: each for page, each in found.items() if each} == {}


def test_each_fault_of_layout_is_found(opened: Chrome, site: Site) -> None:
    """What cannot fail proves nothing."""
    site.open(opened, "index.html")
    add = """
    const made = document.createElement("p");
    made.textContent = "Words that are far too long for where they stand";
    Object.assign(made.style, arguments[0]);
    document.getElementById("main").prepend(made);
    """
    with window(opened, NARROW):
        assert probe(opened, "outside", "regions", "cut", "targets", "faint") == []
        run(opened, add, {"width": "600px"})
        assert len(probe(opened, "outside")) == 2
        run(opened, add, {"width": "90px", "whiteSpace": "nowrap", "overflowX": "scroll"})
        assert len(probe(opened, "regions")) == 1
        run(opened, add, {"width": "90px", "whiteSpace": "nowrap", "overflow": "hidden"})
        assert len(probe(opened, "cut")) == 1
        run(opened, add, {"color": "#aaa"})
        assert len(probe(opened, "faint")) == 1
        button = "const b = document.createElement('button'); document.body.append(b);"
        run(opened, f"{button} b.style.cssText = 'width:20px;height:20px;padding:0';")
        assert len(probe(opened, "targets")) == 1
