"""Every link of the hostile site leads somewhere, and every page can be reached."""

from __future__ import annotations

import itertools
import re

import pytest
from tests.browser.pages import Site
from tests.support.links import faults_of_site

pytestmark = pytest.mark.slow


def test_no_link_is_dead_and_no_page_is_lost(site: Site) -> None:
    assert faults_of_site(site.folder) == []


def test_titles_tell_pages_apart(site: Site) -> None:
    """WCAG 2.4.2: each page of a kind is titled by what it is about."""
    titles = {page: _titles(site.text(page)) for page in site.pages}
    assert [page for page, found in titles.items() if len(found) != 1 or not found[0].strip()] == []
    said = [found[0] for found in titles.values()]
    assert sorted({title for title in said if said.count(title) > 1}) == []


def test_headings_go_down_step_by_step(site: Site) -> None:
    """One heading of the first level, and none that skips a level below the one before."""
    wrong = {}
    for page in site.pages:
        levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", site.text(page))]
        skips = [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]
        if levels.count(1) != 1 or skips:
            wrong[page] = (levels.count(1), skips)
    assert wrong == {}


def _titles(text: str) -> list[str]:
    """Return the titles of a page; pictures have titles too, but not in its head."""
    return re.findall("<title>(.*?)</title>", text.partition("</head>")[0])


def test_no_file_tells_of_the_machine_that_it_was_made_on(site: Site) -> None:
    made_in = str(site.folder.parent).encode()
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    assert [path.name for path in files if made_in in path.read_bytes()] == []
