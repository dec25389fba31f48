"""Printed, a page says all that it says on a screen, folded parts too, and is a board paper."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from tests.browser.pages import Site, media, probe, run, window
from tests.browser.paper import printed, sheets

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.a11y, pytest.mark.slow]
TEXTS = """
const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
const found = [];
for (let at = walker.nextNode(); at; at = walker.nextNode()) {
  const aside = at.parentElement.closest("svg, .tools, [data-count], [data-screen]");
  if (at.textContent.trim() && !aside) found.push(at.textContent.trim());
}
return found;
"""
LATIN = frozenset(string.ascii_letters + string.digits + string.punctuation + "£\u2013\u2019")
SURE = 40
MEMBERS_SHEETS = 4
LONGEST_SHEETS = 400_000
"""Larger pages are lists of the same; printing one of several megabytes takes minutes."""


def lost(opened: Chrome) -> list[str]:
    """Return the words of the page that is open which are not on paper."""
    paper = "".join(sheets(printed(opened)))
    words = [word for text in run(opened, TEXTS) for word in text.split()]
    latin = [word for word in words if LATIN.issuperset(word)]
    assert len(latin) > 20
    # A word of hundreds of letters may go on after the heads of a table, which each sheet repeats.
    return sorted({word for word in latin if word[:SURE] not in paper})


def test_every_word_of_every_kind_of_page_is_on_paper(opened: Chrome, site: Site) -> None:
    found = {}
    for kind in site.kinds.values():
        short = (page for page in reversed(kind) if len(site.text(page)) < LONGEST_SHEETS)
        page = next(short, kind[0])
        site.open(opened, page)
        found[page] = lost(opened)[:8]
    assert {page: words for page, words in found.items() if words} == {}


def test_folded_parts_stand_on_paper_in_their_place(opened: Chrome, site: Site) -> None:
    """What a part that was never unfolded says, stands on paper behind its title."""
    page = next(page for page in site.largest if "<details" in site.text(page))
    site.open(opened, page)
    folded = run(
        opened,
        "return [...document.querySelectorAll('main details:not([open]) > .in')]"
        ".map((each) => each.querySelector('caption, p:not([data-count]), li') ?? each)"
        ".map((each) => each.textContent)",
    )
    paper = "".join(sheets(printed(opened)))
    assert folded
    assert [words for words in folded if "".join(words.split()) not in paper] == []


def test_a_word_that_is_not_printed_is_missed(opened: Chrome, site: Site) -> None:
    """What cannot fail proves nothing."""
    site.open(opened, "index.html")
    add = "const p = document.createElement('p'); p.textContent = 'Zyx' + 'omma';"
    run(opened, f"{add} document.querySelector('main').append(p);")
    assert lost(opened) == []
    run(opened, "document.querySelector('main > p').style.display = 'none'")
    assert lost(opened) == ["Zyxomma"]


def test_paper_shows_words_that_stand_out_and_no_ways_about(opened: Chrome, site: Site) -> None:
    found = {}
    with media(opened, "print"):
        for page in site.largest:
            site.open(opened, page)
            hidden = "nav.ways, nav.contents, .skip, .tools"
            shown = f"return [...document.querySelectorAll('{hidden}')].filter((each) =>"
            left = run(opened, f"{shown} each.checkVisibility()).map((each) => each.className)")
            found[page] = [*left, *probe(opened, "faint")]
    assert {page: each for page, each in found.items() if each} == {}


def test_a_members_page_is_short_on_paper(opened: Chrome, site: Site) -> None:
    """Three sheets, and one more for the table of what is asked: the largest council's too."""
    pages = [page for page in site.pages if page.endswith("members.html")]
    assert pages
    found = {}
    for page in pages:
        site.open(opened, page)
        found[page] = len(sheets(printed(opened)))
    assert {page: count for page, count in found.items() if not 1 <= count <= MEMBERS_SHEETS} == {}


def test_no_words_of_a_table_run_into_the_next_column_on_paper(opened: Chrome, site: Site) -> None:
    """A day that heads a row stays on one line; the place in the record beneath it need not."""
    page = next(page for page in site.pages if page.endswith("board.html"))
    site.open(opened, page)
    with media(opened, "print"), window(opened, 700):
        wide = run(
            opened,
            "return [...document.querySelectorAll('main tbody th[data-key]')]"
            ".filter((each) => each.scrollWidth > each.clientWidth + 1)"
            ".map((each) => each.textContent)",
        )
    assert wide == []
