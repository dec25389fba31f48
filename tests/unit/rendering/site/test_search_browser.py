"""What the scripts do in a browser: tables, enlarged and followed pictures, and the search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.browser import command, missing, required, running
from tests.unit.rendering.briefings import two

from estate.rendering.canvas.blocks import Figure, Section
from estate.rendering.canvas.drawing import Box, Drawing, Paint, Type
from estate.rendering.canvas.linking import node_marks
from estate.rendering.canvas.page_model import Cell, Head, Picture, Table
from estate.rendering.site.build import site
from estate.rendering.site.frame import Frame, Page
from estate.rendering.site.links import Directory
from estate.rendering.site.pages import search

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = [pytest.mark.a11y, pytest.mark.slow]
PRICES = ("£9,000", "not known", "£1.2m", "-£20", "£85k", "£950 or more")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    if lacking := missing():
        (pytest.fail if required() else pytest.skip)(lacking)
    with running() as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of two small councils, and a page with a table and a picture of three boxes."""
    out = tmp_path_factory.mktemp("site")
    material = two.material()
    tried = Page("tried.html", "tried", "Tried", (Section("s", "S", (_table(), _figure())),))
    pages = [*site(material), Frame(material, Directory.of((), {})).html(tried)]
    for each in pages:
        path = out / each.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(each.content)
    return out


def _table() -> Table:
    rows = tuple(
        (Cell(f"Row {place}"), Cell("odd" if place % 2 else "even"), Cell(price))
        for place, price in enumerate(PRICES, 1)
    )
    heads = (Head("Name"), Head("Kind", filter=True), Head("Price", number=True))
    return Table("Prices", heads, rows, tools=True)


def _figure() -> Figure:
    drawing = Drawing("three", "Three boxes", "One by one.", 1200)
    for place, (name, near) in enumerate((("c/a", ["c/b"]), ("c/b", ["c/a"]), ("c/z", []))):
        with drawing.group(node_marks(name, near)):
            drawing.rect(Box(100 + 300 * place, 50, 200, 80), Paint("#ffffff", "#000000"))
            drawing.text(120 + 300 * place, 90, f"Box {name[-1]}", Type(20))
    return Figure(Picture(drawing.svg(600), "Three", "three.svg"))


def opened(browser: Chrome, page: Path) -> Chrome:
    browser.get(page.as_uri())
    return browser


def one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element("css selector", selector)


def column(browser: Chrome, place: int) -> list[str]:
    return [
        row.find_elements("css selector", "th, td")[place].text
        for row in browser.find_elements("css selector", "[data-table] tbody tr:not([hidden])")
    ]


def press(browser: Chrome, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def view_box(browser: Chrome) -> list[float]:
    box = one(browser, "[data-picture] svg").get_dom_attribute("viewBox")
    return [float(part) for part in (box or "").split()]


def test_money_in_words_is_sorted_as_money_and_the_unknown_comes_last(
    browser: Chrome, folder: Path
) -> None:
    opened(browser, folder / "tried.html")
    heading = browser.find_elements("css selector", "thead th")[2]
    button = heading.find_element("css selector", "button")
    button.click()
    assert column(browser, 2) == ["-£20", "£950 or more", "£9,000", "£85k", "£1.2m", "not known"]
    assert heading.get_attribute("aria-sort") == "ascending"
    browser.execute_script("arguments[0].focus()", button)
    press(browser, "\ue006")
    assert column(browser, 2) == ["£1.2m", "£85k", "£9,000", "£950 or more", "-£20", "not known"]
    assert heading.get_attribute("aria-sort") == "descending"


def test_rows_are_found_by_words_and_by_kind_and_their_number_is_said(
    browser: Chrome, folder: Path
) -> None:
    opened(browser, folder / "tried.html")
    said = one(browser, "[data-count]")
    assert (said.get_attribute("role"), said.text) == ("status", "6 of 6 rows are shown.")
    one(browser, "[data-filters] select").send_keys("even")
    assert column(browser, 0) == ["Row 2", "Row 4", "Row 6"]
    one(browser, "[data-filters] input").send_keys("£950 row")
    assert column(browser, 0) == ["Row 6"]
    assert said.text == "1 of 6 rows are shown."
    one(browser, "[data-filters] button").click()
    assert len(column(browser, 0)) == len(PRICES)


def test_a_picture_is_enlarged_and_moved_by_keys_and_made_whole_again(
    browser: Chrome, folder: Path
) -> None:
    """Each step is 1.4 times; the middle stays in the middle; an arrow moves 15 percent."""
    opened(browser, folder / "tried.html")
    browser.execute_script("document.querySelector('[data-picture]').focus()")
    whole = view_box(browser)
    assert whole == [0, 0, 1200, 600]
    press(browser, "\ue014")
    assert view_box(browser) == whole, "the whole picture has nowhere to move to"
    press(browser, "+")
    wide, high = 1200 / 1.4, 600 / 1.4
    first = [(1200 - wide) / 2, (600 - high) / 2, wide, high]
    assert view_box(browser) == pytest.approx(first)
    press(browser, "\ue014")
    assert view_box(browser) == pytest.approx([first[0] + 0.15 * wide, *first[1:]])
    press(browser, *("\ue014" * 9))
    assert view_box(browser)[0] == pytest.approx(1200 - wide), "it stops at the edge"
    press(browser, "0")
    assert view_box(browser) == whole


def test_a_plain_wheel_scrolls_the_page_and_ctrl_enlarges(browser: Chrome, folder: Path) -> None:
    opened(browser, folder / "tried.html")
    script = """
      const svg = document.querySelector('[data-picture] svg');
      const box = svg.getBoundingClientRect();
      const turn = (ctrlKey) => svg.dispatchEvent(new WheelEvent('wheel', {deltaY: -100, ctrlKey,
        bubbles: true, cancelable: true, clientX: box.left, clientY: box.top}));
      return [turn(false), svg.getAttribute('viewBox'), turn(true), svg.getAttribute('viewBox')];
    """
    plain, before, ctrl, after = browser.execute_script(script)
    assert (plain, before) == (True, "0 0 1200 600"), "nothing is kept from the page"
    assert ctrl is False
    # What lay under the pointer, the upper left corner, still does.
    assert [float(part) for part in after.split()] == pytest.approx([0, 0, 1200 / 1.4, 600 / 1.4])


def test_a_box_shows_what_it_is_connected_with_in_words_too(browser: Chrome, folder: Path) -> None:
    from selenium.webdriver import ActionChains

    opened(browser, folder / "tried.html")
    box = one(browser, "[data-node='c/a']")
    ActionChains(browser).move_to_element(box).perform()
    assert one(browser, "[data-picture] + p").text == "Box a is connected with Box b."
    marks = browser.find_elements("css selector", "[data-node] > rect[stroke-width='3']")
    assert [mark.get_attribute("stroke-dasharray") for mark in marks] == ["none", "6 4"]
    assert one(browser, "[data-node='c/z']").value_of_css_property("opacity") == "0.25"
    press(browser, "\ue00c")
    assert one(browser, "[data-picture] + p").text == ""
    assert not browser.find_elements("css selector", "[data-node] > rect[stroke-width='3']")


def test_the_search_finds_and_is_walked_by_keys(browser: Chrome, folder: Path) -> None:
    opened(browser, folder / "search.html")
    field = one(browser, "#find input")
    field.send_keys("COUNCIL tax")
    said = one(browser, "#find [role=status]").text
    # Two systems, one capability, one opportunity.
    assert said == "4 are found."
    names = [link.text for link in browser.find_elements("css selector", "#find .results a")]
    assert names == ["Council tax", "Council tax", "RevBill", "RevBill East"]
    press(browser, "\ue015", "\ue015", "\ue015")
    active: Any = browser.switch_to.active_element
    assert active.get_attribute("href").endswith("systems/westmuir/council-tax.html")
    press(browser, "\ue013", "\ue013", "\ue013")
    assert browser.switch_to.active_element == field
    press(browser, "\ue00c")
    assert field.get_attribute("value") == ""
    field.send_keys("zzz")
    assert one(browser, "#find [role=status]").text.startswith("Nothing is found.")


def test_a_search_can_be_kept_as_an_address_and_leads_on(browser: Chrome, folder: Path) -> None:
    browser.get(f"{(folder / 'search.html').as_uri()}#q=burial")
    link = one(browser, "#find .results a")
    link.click()
    assert "Burial" in browser.title
    assert one(browser, "h1").text == "Burial register"


def test_without_scripts_everything_is_on_the_page(browser: Chrome, folder: Path) -> None:
    command(browser, "Emulation.setScriptExecutionDisabled", value=True)
    try:
        opened(browser, folder / "search.html")
        links = browser.find_elements("css selector", "#systems a")
        assert len(links) == 4
        assert not browser.find_elements("css selector", "#find input")
        opened(browser, folder / "tried.html")
        assert len(column(browser, 0)) == len(PRICES)
        assert not one(browser, "[data-filters]").is_displayed()
    finally:
        command(browser, "Emulation.setScriptExecutionDisabled", value=False)


def test_the_pages_say_nothing_on_the_console(browser: Chrome, folder: Path) -> None:
    console: Any = browser
    console.get_log("browser")
    for name in ("search.html", "procurement.html", "architects.html", "tried.html"):
        opened(browser, folder / name)
        wrong = [entry["message"] for entry in console.get_log("browser")]
        assert wrong == [], name
    assert (folder / search.DATA).stat().st_size < 4_000
