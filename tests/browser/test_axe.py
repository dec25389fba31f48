"""axe-core finds nothing on any kind of page: wide and narrow, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.pages import Site, open_without_script, probe, run, window
from tests.support.browser import AXE

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.a11y, pytest.mark.slow]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """
const [tags, done] = arguments;
axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
  .then((found) => done(found.violations.map((each) =>
    `${each.id}: ${each.nodes.length} times, first ${each.nodes[0].html.slice(0, 200)}` +
    ` ${each.nodes[0].failureSummary}`)))
  .catch((fault) => done([`axe-core failed: ${fault}`]));
"""


def violations(opened: Chrome) -> list[str]:
    """Return what axe-core finds on the page that is open, its folded parts unfolded."""
    probe(opened, "unfold")
    run(opened, AXE.read_text(encoding="utf-8"))
    found: list[str] = opened.execute_async_script(RUN, TAGS)
    return found


def test_nothing_is_found_on_any_kind_of_page(opened: Chrome, site: Site) -> None:
    found = {}
    for page in site.samples:
        site.open(opened, page)
        found[page] = violations(opened)
    assert {page: each for page, each in found.items() if each} == {}


def test_nothing_is_found_on_a_narrow_screen_without_scripts(opened: Chrome, site: Site) -> None:
    found = {}
    with window(opened, 320):
        for page in site.largest:
            open_without_script(opened, site, page)
            found[page] = violations(opened)
    assert {page: each for page, each in found.items() if each} == {}


def test_nothing_is_found_on_a_comparison(opened: Chrome, comparison: Site) -> None:
    comparison.open(opened, "index.html")
    assert violations(opened) == []


def test_axe_core_finds_what_is_wrong(opened: Chrome, site: Site) -> None:
    """What cannot fail proves nothing: a picture without words is found."""
    site.open(opened, "index.html")
    run(opened, "document.body.append(document.createElement('img'))")
    assert [each.split(":")[0] for each in violations(opened)] == ["image-alt"]
