"""The page of a comparison: what its script sorts and filters, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import once
from tests.browser.pages import Site, complaints, run
from tests.support.documents import ROOT, follow, run_estate

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = [pytest.mark.a11y, pytest.mark.slow]
PAGE = ROOT / "docs" / "compare.md"
COLUMN = """
const [box, words] = arguments;
const table = box.querySelector("table");
const place = [...table.tHead.rows[0].cells].findIndex((head) => head.textContent === words);
return [...table.tBodies[0].rows].filter((row) => !row.hidden)
  .map((row) => row.cells[place].textContent);
"""


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The comparison of docs/compare.md."""

    def build(folder: Path) -> None:
        folder.mkdir()
        follow(PAGE.read_text(encoding="utf-8").partition("```console")[0], folder)
        done = run_estate(["compare", "--part", "matrix", "--out", "out"], folder)
        assert done.returncode == 0, done.stderr

    return Site(once(tmp_path_factory, "tutorial", build) / "out")


@pytest.fixture
def systems(opened: Chrome, tutorial: Site) -> WebElement:
    """The table of systems, with what stands around it."""
    tutorial.open(opened, "index.html")
    return opened.find_element("css selector", "[data-table]:has(#table-systems)")


def press(opened: Chrome, button: WebElement, key: str) -> None:
    """Press a button as a keyboard does."""
    run(opened, "arguments[0].focus()", button)
    button.send_keys(key)


def head(systems: WebElement, words: str) -> WebElement:
    """Return the button of a column."""
    found: WebElement = systems.find_element("xpath", f".//th[.='{words}']/button")
    return found


def test_a_table_is_sorted_by_the_buttons_of_its_columns(
    opened: Chrome, systems: WebElement
) -> None:
    """What is missing comes last, whichever way it is sorted."""
    press(opened, head(systems, "Cost a year"), " ")
    up = ["£45,000", "£77,000", "£101,000", "", "unknown", ""]
    assert run(opened, COLUMN, systems, "Cost a year") == up
    sorted_head = systems.find_element("css selector", "th[aria-sort]")
    assert (sorted_head.text, sorted_head.get_attribute("aria-sort"))[1] == "ascending"
    press(opened, head(systems, "Cost a year"), "\ue007")  # enter
    down = ["£101,000", "£77,000", "£45,000", "", "unknown", ""]
    assert run(opened, COLUMN, systems, "Cost a year") == down
    press(opened, head(systems, "Contract end"), " ")
    assert run(opened, COLUMN, systems, "Contract end")[:2] == ["31 Dec 2026", "31 Mar 2027"]
    assert complaints(opened) == ()


def test_a_table_is_filtered_and_says_how_much_is_shown(
    opened: Chrome, systems: WebElement
) -> None:
    council = systems.find_element("xpath", ".//label[starts-with(., 'Council')]//select")
    press(opened, council, "Balgray")
    assert run(opened, COLUMN, systems, "Council") == ["Balgray", "Balgray"]
    count = systems.find_element("css selector", "[data-count]")
    assert count.text == "2 of 6 rows are shown."
    press(opened, systems.find_element("css selector", "[data-filters] button"), " ")
    assert len(run(opened, COLUMN, systems, "Council")) == 6
    assert count.text == "6 of 6 rows are shown."
