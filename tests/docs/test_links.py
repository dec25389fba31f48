"""No link of a document is dead; and the checker finds each kind of dead link."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.documents import ROOT
from tests.support.links import faults_of_document, faults_of_site

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_documents_link_to_files_and_headings_that_are_there() -> None:
    assert len(DOCUMENTS) > 100
    assert [fault for path in DOCUMENTS for fault in faults_of_document(path, ROOT)] == []


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("[a](two.md)", ""),
        ("[a](two.md#one-two-v3-of-it)", ""),
        ("[a](two.md#again-1)", ""),
        ("[a](#here)", ""),
        ("[a](https://example.org/x)", ""),
        ("`[a](none.md)`", ""),
        ("```\n[a](none.md)\n```", ""),
        ("[a](none.md)", "leads to no file"),
        ("[a](none.md 'title')\n![a](none.png)", "leads to no file"),
        ("[a]: none.md", "leads to no file"),
        ("[a](../../outside.md)", "leads to no file"),
        ("[a](two.md#again-2)", "leads to no heading"),
        ("[a](two.md#code)", "leads to no heading"),
        ("[a](#there)", "leads to no heading"),
        ("[a](javascript:alert)", "leads to no place on the web"),
    ],
)
def test_a_dead_link_of_a_document_is_found(tmp_path: Path, link: str, fault: str) -> None:
    two = "# One, `two` (v3) of [it](x)\n## Again\n## Again\n```\n# Code\n```\n"
    (tmp_path / "two.md").write_text(two, encoding="utf-8")
    (tmp_path / "one.md").write_text(f"# Here\n\n{link}\n", encoding="utf-8")
    faults = faults_of_document(tmp_path / "one.md", tmp_path)
    assert all(each.endswith(fault) for each in faults)
    assert bool(faults) is bool(fault)


SOUND = {
    "index.html": (
        '<link rel="stylesheet" href="a/s.css"><script src="a/s.js"></script>'
        '<h1 id="top">T</h1><a href="c/Two.html#%78">b</a><a href="#top">c</a>'
        '<p aria-labelledby="top other" id="other">d</p><img src="data:image/png;base64,AA==">'
        '<svg><defs><path id="p"/></defs><use xlink:href="#p"/><g fill="url(#p)"/></svg>'
        '<label for="other">e</label><style>b{background:url("a/p.svg")}</style>'
    ),
    "c/Two.html": '<i id="x"></i><a href="../index.html#top">a</a>',
    "a/s.css": "@font-face{src:url(data:font/woff2;base64,AA)} b{background:url('p.svg')}",
    "a/s.js": "",
    "a/p.svg": '<svg xmlns="http://www.w3.org/2000/svg"><title id="t">T</title></svg>',
}


def written(folder: Path, more: str = "", name: str = "index.html") -> list[str]:
    pages = {**SOUND, name: SOUND.get(name, "") + more}
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return faults_of_site(folder, declared={"https://example.org/source"})


def test_a_sound_site_has_no_fault(tmp_path: Path) -> None:
    assert written(tmp_path, '<a href="https://example.org/source">s</a>') == []


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ('<a href="c/two.html">x</a>', "'c/two.html' leads to no file"),
        ('<a href="c">x</a>', "'c' leads to no file"),
        ('<a href="">x</a>', "'' is not the name of a file"),
        ('<a href="c/Two.html?q=1">x</a>', "'c/Two.html?q=1' is not the name of a file"),
        ('<a href="c\\Two.html">x</a>', "is not the name of a file"),
        ('<a href="c/Two.html#none">x</a>', "leads to no place on its page"),
        ('<a href="a/p.svg#none">x</a>', "leads to no place on its page"),
        ('<a href="#none">x</a>', "leads to no place on its page"),
        ('<a href="../up.html">x</a>', "leads to no file"),
        ('<a href="/index.html">x</a>', "leads out of the site"),
        ('<a href="//example.org/">x</a>', "leads out of the site"),
        ('<a href="https://example.org/other">x</a>', "leads out of the site"),
        ('<a href="javascript:alert(1)">x</a>', "leads out of the site"),
        ('<a href="file:///etc/passwd">x</a>', "leads out of the site"),
        ('<img src="none.png">', "'none.png' leads to no file"),
        ('<img srcset="a/p.svg 1x, none.png 2x">', "'none.png' leads to no file"),
        ('<svg><use href="#none"/></svg>', "leads to no place on its page"),
        ('<svg><g marker-end="url(#none)"/></svg>', "leads to no place on its page"),
        ('<i style="background:url(none.png)"></i>', "'none.png' leads to no file"),
        ("<style>@import 'none.css';</style>", "'none.css' leads to no file"),
        ('<i id="top"></i>', "the id 'top' stands here 2 times"),
        ('<i id="a b"></i>', "the id 'a b' stands here 1 times, or is no id"),
        ('<i aria-describedby="top none"></i>', "aria-describedby names 'none'"),
        ('<label for="none">x</label>', "for names 'none'"),
        ('<td headers="none">x</td>', "headers names 'none'"),
    ],
)
def test_each_kind_of_dead_link_is_found(tmp_path: Path, more: str, fault: str) -> None:
    (found,) = written(tmp_path, more)
    assert found.startswith("index.html: ")
    assert fault in found


def test_a_dead_link_of_a_style_sheet_is_found(tmp_path: Path) -> None:
    (found,) = written(tmp_path, "i{background:url(none.png)}", "a/s.css")
    assert found == "a/s.css: the link 'none.png' leads to no file"


def test_a_page_that_nothing_leads_to_is_found(tmp_path: Path) -> None:
    assert written(tmp_path, "<p>x</p>", "c/lost.html") == ["c/lost.html: no page leads here"]
