"""Names that are meant to do harm do none, and no page asks any other place for anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from tests.browser.hostile import MALICE
from tests.browser.pages import Site, complaints, requests, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

pytestmark = [pytest.mark.a11y, pytest.mark.slow]
ATTEMPTS = """
window.harmed = 0;
const script = document.createElement("script");
script.textContent = "window.harmed = 1";
document.body.append(script);
const button = document.createElement("button");
button.setAttribute("onclick", "window.harmed = 2");
document.body.append(button);
button.click();
const picture = document.createElement("img");
picture.src = "https://outside.invalid/picture.png";
document.body.append(picture);
const frame = document.createElement("iframe");
frame.srcdoc = "<script>parent.harmed = 3</" + "script>";
document.body.append(frame);
const base = document.createElement("base");
base.href = "https://outside.invalid/";
document.head.append(base);
const form = document.createElement("form");
form.action = "https://outside.invalid/form";
document.body.append(form);
form.submit();
const done = arguments[0];
fetch("https://outside.invalid/data").then(() => done("fetched"), () => done(window.harmed));
"""


class Attributes(HTMLParser):
    """Every tag of a page with its attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


def policy(attributes: Attributes) -> dict[str, list[str]]:
    """Return a page's content security policy, by directive."""
    found = [
        values["content"]
        for tag, values in attributes.tags
        if tag == "meta" and values.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(found) == 1
    return {words.split()[0]: words.split()[1:] for words in found[0].split(";") if words.strip()}


def test_every_page_opens_without_harm_request_or_complaint(opened: Chrome, site: Site) -> None:
    folder = site.folder.as_uri()
    wrong: dict[str, list[object]] = {}
    for page in site.pages:
        site.open(opened, page)
        out = [url for url in requests(opened) if not url.startswith((folder, "data:"))]
        harmed = run(opened, "return window.harmed === undefined ? [] : ['harmed']")
        said = [*complaints(opened), *out, *harmed]
        if said:
            wrong[page] = said
    assert wrong == {}


def test_a_comparison_opens_without_harm_request_or_complaint(
    opened: Chrome, comparison: Site
) -> None:
    comparison.open(opened, "index.html")
    out = [
        url for url in requests(opened) if not url.startswith((comparison.folder.as_uri(), "data:"))
    ]
    assert (complaints(opened), out, run(opened, "return window.harmed")) == ((), [], None)


def test_the_names_are_there_to_be_read(opened: Chrome, site: Site) -> None:
    """Else the test before proves nothing: what was written stands on some page, as text."""
    shown = []
    for page in site.largest:
        site.open(opened, page)
        shown.append(run(opened, "return document.documentElement.textContent"))
    whole = "\n".join(shown)
    plain = [words for words in MALICE if words.isprintable() and "\u200d" not in words]
    assert len(plain) > 10
    assert [words for words in plain if words not in whole] == []


def test_nothing_that_turns_the_reading_order_is_obeyed(site: Site) -> None:
    signs = re.compile("[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
    texts = {path.name: path for path in site.folder.rglob("*") if path.suffix in {".html", ".svg"}}
    assert len(texts) >= len(site.kinds)
    found = [name for name, path in texts.items() if signs.search(path.read_text("utf-8"))]
    assert found == []


def test_the_policy_of_every_page_lets_nothing_in(site: Site) -> None:
    own = {"'self'", "data:", "'none'"}
    for page in site.pages:
        read = Attributes(site.text(page))
        said = policy(read)
        assert said["default-src"] == ["'none'"], page
        assert said["base-uri"] == said["form-action"] == ["'none'"], page
        assert set(said["script-src"]) <= {"'self'"}, page
        assert {word for words in said.values() for word in words} <= own, page
        names = [tag for tag, _ in read.tags]
        first = read.tags[names.index("link")][1]
        assert names.index("meta") < names.index("link") < names.index("body"), (page, first)


def test_no_page_has_a_handler_a_style_or_a_script_of_its_own(site: Site) -> None:
    assert [fault for page in site.pages for fault in _inline(page, site.text(page))] == []


def _inline(page: str, text: str) -> Iterator[str]:
    for tag, values in Attributes(text).tags:
        handlers = [name for name in values if name.startswith("on")]
        if handlers or "style" in values or tag in {"style", "base", "iframe", "object", "embed"}:
            yield f"{page}: {tag} {values}"
        if tag == "script" and "src" not in values:
            yield f"{page}: a script within the page"
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            yield f"{page}: leads on by itself"


def test_what_gets_into_a_page_all_the_same_does_not_run(opened: Chrome, site: Site) -> None:
    site.open(opened, "index.html")
    assert opened.execute_async_script(ATTEMPTS) == 0
    blocked = "\n".join(complaints(opened))
    for directive in ("script-src", "img-src", "base-uri", "form-action", "default-src"):
        assert directive in blocked, directive
