"""Everything can be done with keys alone, in the order in which it is read, and one sees where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.pages import Site, ask, complaints, run

if TYPE_CHECKING:
    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = [pytest.mark.a11y, pytest.mark.slow]
TAB, ENTER, SPACE = "\ue004", "\ue007", " "
RIGHT, SHIFT = "\ue014", "\ue008"
MOST = 150
"""How far a walk goes; the pages with most to reach are lists of the same, row by row."""
PICTURE = "[role=group][aria-label='Size of the picture'] + [data-picture]"


def keys(opened: Chrome, *pressed: str) -> None:
    """Press keys, wherever the focus is."""
    from selenium.webdriver import ActionChains

    for key in pressed:
        ActionChains(opened, duration=0).send_keys(key).perform()


def walk(opened: Chrome) -> list[str]:
    """Go through the page that is open with the tab key; return what is wrong."""
    many: int = ask(opened, "probes.reachable().length")
    wrong: list[str] = []
    for place in range(min(many, MOST)):
        keys(opened, TAB)
        at = ask(opened, "probes.focused(probes.reachable())")
        if at["place"] != place:
            return [*wrong, f"step {place} of {many} leads to {at}"]
        if not (at["ringed"] and at["inView"]):
            wrong.append(f"the focus is not seen at step {place}: {at}")
    if many <= MOST:
        keys(opened, TAB)
        if ask(opened, "probes.focused(probes.reachable())")["place"] not in {-1, 0}:
            wrong.append("the last step does not leave the page")
    return wrong


def test_the_tab_key_goes_through_every_kind_of_page(opened: Chrome, site: Site) -> None:
    found = {}
    for kind in site.kinds.values():
        page = kind[len(kind) // 2]
        site.open(opened, page)
        found[page] = walk(opened)
    assert {page: each[:4] for page, each in found.items() if each} == {}


def test_the_walk_finds_a_trap_a_detour_and_a_focus_that_is_not_seen(
    opened: Chrome, site: Site
) -> None:
    """What cannot fail proves nothing."""
    site.open(opened, "about.html")
    run(opened, "document.querySelector('nav a').tabIndex = 1")
    assert walk(opened) != []
    site.open(opened, "about.html")
    run(opened, "document.querySelector('nav a').style.outline = 'none'")
    assert len(walk(opened)) == 1
    site.open(opened, "about.html")
    trap = "(event) => { if (event.key === 'Tab') event.preventDefault(); }"
    run(opened, f"document.querySelector('main').addEventListener('keydown', {trap})")
    assert len(walk(opened)) == 1


def test_the_first_step_may_skip_to_the_content(opened: Chrome, site: Site) -> None:
    wrong = {}
    for page in site.largest:
        site.open(opened, page)
        keys(opened, TAB)
        first = ask(opened, "probes.focused(probes.reachable())")
        keys(opened, ENTER, TAB)
        inside = run(opened, "return !!document.activeElement.closest('main, footer, body')")
        before = run(opened, "return !!document.activeElement.closest('header, nav, aside')")
        if first["place"] != 0 or not first["inView"] or before or not inside:
            wrong[page] = first
    assert wrong == {}


def test_the_way_back_is_the_way_there(opened: Chrome, site: Site) -> None:
    from selenium.webdriver import ActionChains

    site.open(opened, "about.html")
    keys(opened, TAB, TAB, TAB)
    assert ask(opened, "probes.focused(probes.reachable()).place") == 2
    ActionChains(opened, duration=0).key_down(SHIFT).send_keys(TAB).key_up(SHIFT).perform()
    assert ask(opened, "probes.focused(probes.reachable()).place") == 1


def test_what_is_folded_unfolds_by_keys(opened: Chrome, site: Site) -> None:
    page = next(page for page in site.largest if "<summary" in site.text(page))
    site.open(opened, page)
    summary = opened.find_element("css selector", "main details > summary")
    run(opened, "arguments[0].focus()", summary)
    before = ask(opened, "probes.reachable().length")
    keys(opened, ENTER)
    assert run(opened, "return arguments[0].parentElement.open", summary)
    assert ask(opened, "probes.reachable().length") >= before
    keys(opened, SPACE)
    assert not run(opened, "return arguments[0].parentElement.open", summary)


def test_a_table_is_searched_filtered_and_sorted_by_keys(opened: Chrome, site: Site) -> None:
    page = next((page for page in site.largest if "data-table" in site.text(page)), None)
    assert page is not None, "no kind of page has a table that can be searched"
    site.open(opened, page)
    box = opened.find_element("css selector", "[data-table]")
    rows = "return [...arguments[0].querySelectorAll('tbody tr')].filter((row) => !row.hidden)"
    whole = run(opened, f"{rows}.map((row) => row.textContent.toLowerCase())", box)
    word = run(opened, f"{rows}.at(-1).cells[0].textContent.trim().split(/\\s+/)[0]", box).lower()
    search = box.find_element("css selector", "input[type=search]")
    run(opened, "arguments[0].focus()", search)
    keys(opened, word)
    shown = run(opened, f"{rows}.map((row) => row.textContent.toLowerCase())", box)
    assert shown == [text for text in whole if word in text]
    count = box.find_element("css selector", "[data-count]")
    assert (count.get_attribute("role") or count.get_attribute("aria-live")) is not None
    assert count.text.startswith(f"{len(shown)} of {len(whole)} ")
    clear = box.find_element("xpath", ".//button[.='Show all']")
    run(opened, "arguments[0].focus()", clear)
    keys(opened, ENTER)
    assert len(run(opened, f"{rows}.length ? {rows[7:]} : []", box)) == len(whole)
    _sorts(opened, box)
    assert complaints(opened) == ()


def _sorts(opened: Chrome, box: WebElement) -> None:
    """Sort by the first column, both ways."""
    first = box.find_element("css selector", "th button")
    told = []
    for _ in range(2):
        run(opened, "arguments[0].focus()", first)
        keys(opened, SPACE)
        heads = box.find_elements("css selector", "th[aria-sort]")
        told.append([head.get_attribute("aria-sort") for head in heads])
        assert run(opened, "return document.activeElement === arguments[0]", first)
    assert told == [["ascending"], ["descending"]]


@pytest.fixture
def picture(opened: Chrome, site: Site) -> WebElement:
    """A picture that can be enlarged."""
    for page in site.largest:
        site.open(opened, page)
        found: list[WebElement] = opened.find_elements("css selector", PICTURE)
        if found:
            return found[0]
    pytest.fail("no kind of page has a picture that can be enlarged")


def test_a_picture_is_enlarged_and_moved_by_keys(opened: Chrome, picture: WebElement) -> None:
    box = "return arguments[0].querySelector('svg').getAttribute('viewBox').split(' ').map(Number)"
    whole = run(opened, box, picture)
    run(opened, "arguments[0].focus()", picture)
    keys(opened, "+", "+")
    near = run(opened, box, picture)
    assert near[2] == pytest.approx(whole[2] / 1.96, rel=0.01)
    keys(opened, RIGHT)
    assert run(opened, box, picture)[0] > near[0]
    keys(opened, "-")
    assert near[2] < run(opened, box, picture)[2] < whole[2]
    keys(opened, "0")
    assert run(opened, box, picture) == whole
    keys(opened, RIGHT)
    assert run(opened, box, picture) == whole, "an arrow moved a picture that is shown whole"


def test_a_picture_is_enlarged_and_moved_by_pressing(opened: Chrome, picture: WebElement) -> None:
    """WCAG 2.5.7: whoever cannot drag has buttons; they are there when they can do something."""
    box = "return arguments[0].querySelector('svg').getAttribute('viewBox').split(' ').map(Number)"
    whole = run(opened, box, picture)
    tools = picture.find_element("xpath", "preceding-sibling::div[1]")
    press = {each.text: each for each in tools.find_elements("css selector", "button")}
    assert [words for words in press if words] == ["Larger", "Smaller", "Whole picture"]
    press["Larger"].click()
    near = run(opened, box, picture)
    press = {each.text: each for each in tools.find_elements("css selector", "button")}
    press["Left"].click()
    assert run(opened, box, picture)[0] < near[0] or near[0] == whole[0]
    press["Down"].click()
    assert run(opened, box, picture)[1] > near[1]
    assert tools.find_element("css selector", "[role=status]").text == "140%"
    press["Whole picture"].click()
    assert run(opened, box, picture) == whole


def test_whatever_acts_is_a_control(opened: Chrome, site: Site) -> None:
    """No box with a handler stands in for a button, and nothing but a region is in the way."""
    posing = "[role=button]:not(button), [tabindex]:not([role]):not(main):not(svg *)"
    for page in site.largest:
        site.open(opened, page)
        assert run(opened, f"return document.querySelectorAll('{posing}').length") == 0, page
