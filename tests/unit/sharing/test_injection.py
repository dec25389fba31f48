"""Hostile names in every format that leaves or is made of what left: shown, and never run."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from tests.support.canaries import Canaries
from tests.support.leaving import compared_in, everything, run
from tests.support.shared_estates import AS_OF, RAISED, Estate, Sharing

from estate.comparison.of_inventory import sector_of
from estate.portfolio.agreement import Agreement, Recipe

HOSTILE = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.invalid","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    " =1+1",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "<!--<script>-->]]><svg onload=alert(1)>",
    "a\"'`b' onmouseover='alert(1)",
    "&lt;script&gt;&#60;b&#62;",
    "[click](javascript:alert(1)) ![x](http://evil.invalid/x.png)",
    "cell | cell\n| new row | <b>bold</b>",
    "Right\u202eto left\u202c and \u2066isolated\u2069",
    "bell\x07 escape\x1b[31m red\x1b[0m nul-free \x7f\x9b31m",
    "no\u200bwidth\ufeff and\u2028line\u2029ends",
    "{{ 7*7 }} ${7*7} %s {0}",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def hostile_estate(seed: int) -> Estate:
    """Return an estate of which everything that can be told is told, in hostile words."""
    titles = list(HOSTILE)
    recipe = {"purpose": titles[seed % len(titles)], "fields": RAISED, "scores": ()}
    agreement = {
        "council": "examplebury",
        "recipients": titles[:3],
        "level": "sector",
        "signed_off_by": "Head of Digital",
        "signed_on": "2026-04-01",
        "expires": "2027-03-31",
        "fields": RAISED,
    }
    shared = Sharing(
        "sector",
        Recipe.model_validate_json(json.dumps(recipe)),
        Agreement.model_validate_json(json.dumps(agreement)),
    )
    return Estate(shared, Random(seed), Random(seed + 1), Canaries(), titles=HOSTILE)


@cache
def leaving(seed: int) -> dict[str, bytes]:
    """Return what is made of a pack, and of the whole record by those who have it."""
    estate = hostile_estate(seed)
    portfolio = estate.portfolio()
    made = everything(portfolio, estate.shared, comparing=True)
    whole = compared_in(sector_of(portfolio, AS_OF, ("examplebury",), {}))
    return made | {f"whole/{name}": content for name, content in whole.items()}


def of_kind(seed: int, *endings: str) -> list[tuple[str, str]]:
    found = [
        (name, content.decode("utf-8"))
        for name, content in leaving(seed).items()
        if name.endswith(endings)
    ]
    assert found
    return found


SEEDS = pytest.mark.parametrize("seed", range(6))


def unseen(text: str, allowed: str = "\n") -> list[str]:
    """Return characters that nobody sees and that change what is seen."""
    return [
        repr(letter)
        for letter in text
        if letter not in allowed and unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}
    ]


def test_hostile_words_do_reach_the_outputs() -> None:
    told = "".join(text for seed in range(6) for _, text in of_kind(seed, ".pack.json"))
    assert sum(json.dumps(each, ensure_ascii=False)[1:-1] in told for each in HOSTILE) > 15
    endings = (".about.json", ".contracts.csv", "preview", "index.html", ".svg", "systems.csv")
    for ending in (*endings, "sector.md", "terminal", "Markdown", "compare.json"):
        said = "".join(text for seed in range(6) for _, text in of_kind(seed, ending))
        assert re.search("cmd|alert|javascript|evil|7[*]7", said), ending


@SEEDS
def test_checking_a_hostile_pack_shows_it_and_no_more(seed: int, tmp_path: Path) -> None:
    pack = leaving(seed)["examplebury.sector.pack.json"]
    (tmp_path / "examplebury.sector.pack.json").write_bytes(pack)
    status, said = run(["check-pack", tmp_path, "--as-of", "2026-11-22"])
    assert status == 0, said
    assert unseen(said) == []


@SEEDS
def test_json_says_what_was_written(seed: int) -> None:
    for name, text in of_kind(seed, ".json"):
        assert isinstance(json.loads(text), dict), name


@SEEDS
def test_no_cell_of_a_csv_file_is_a_formula(seed: int) -> None:
    for name, text in of_kind(seed, ".csv"):
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1, name
        assert unseen(text, "\r\n") == [], name
        for cell in (cell for row in rows for cell in row):
            started = cell.lstrip(" ")
            assert NUMBER.fullmatch(cell) or not started.startswith(FORMULA), (name, cell)


class Page(HTMLParser):
    """What a browser would make of a page: elements, their attributes, and the text between."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.wrong: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append("")
        if tag in {"img", "iframe", "object", "embed", "base"}:
            self.wrong.append(tag)
        for name, value in attrs:
            if name.startswith("on") or "javascript:" in (value or "").lower():
                self.wrong.append(f"{tag} {name}={value}")
            if name in {"href", "src"} and "evil" in (value or ""):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and self.scripts:
            self.scripts[-1] += data
        self.text += data


@SEEDS
def test_a_page_runs_no_name(seed: int) -> None:
    for name, text in of_kind(seed, ".html"):
        page = Page()
        page.feed(text)
        page.close()
        assert page.wrong == [], name
        assert not [script for script in page.scripts if script.lstrip().startswith("alert(1)")]
        assert unseen(page.text, "\n\u00ad") == [], name


@SEEDS
def test_a_picture_is_well_formed_and_runs_nothing(seed: int) -> None:
    for name, text in of_kind(seed, ".svg"):
        assert "<!DOCTYPE" not in text
        for element in ET.fromstring(text).iter():
            assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "image"}, name
            assert not [key for key in element.attrib if key.lower().startswith("on")], name
            assert unseen((element.text or "") + (element.tail or "")) == [], name


@SEEDS
def test_a_workbook_holds_texts_and_no_formula_or_link(seed: int) -> None:
    content = leaving(seed)["compare/compare.xlsx"]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for member in book.namelist():
            text = book.read(member).decode("utf-8")
            tags = {each.tag.rpartition("}")[2] for each in ET.fromstring(text).iter()}
            assert not tags & {"f", "hyperlink", "oleObject", "externalReference", "ddeLink"}, (
                member
            )
            assert "externalLink" not in member
            assert unseen("".join(ET.fromstring(text).itertext()), "\n\r\t") == [], member


@SEEDS
def test_markdown_and_the_terminal_show_words_as_words(seed: int) -> None:
    shown = [*of_kind(seed, ".md", "Markdown"), *of_kind(seed, "preview", "terminal")]
    for name, text in shown:
        assert unseen(text) == [], name
    for name, text in of_kind(seed, ".md", "Markdown"):
        assert not re.search(r"(?<!\\)<(?!!-- -->|br>)[a-z/!]", text), name
        assert not re.search(r"(?<!\\)\]\((?=javascript|http)", text), name
