"""The rules that found something in the record: what each means, and how to mend what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from estate.rendering.briefings.architects.scores import rule_ref
from estate.rendering.canvas.blocks import Block, Link, Prose, Section, Strong, said
from estate.rendering.canvas.page_model import Ref
from estate.rendering.findings.rule_pages import rule_pages
from estate.rendering.site.frame import Page
from estate.rendering.site.links import Target

if TYPE_CHECKING:
    from estate.rendering.briefings.material import Material

PATH = "rules.html"
TOLD = ("Why it matters", "How to mend it")
_FENCED = re.compile(r"^```.*?^```\s*$", re.MULTILINE | re.DOTALL)
_LINKED = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def targets(material: Material) -> Iterator[tuple[Ref, Target]]:
    """Yield the page, and the place of each rule on it."""
    codes = _codes(material)
    if codes:
        yield Ref("page", "rules"), Target(PATH)
    for code in codes:
        yield rule_ref(code), Target(PATH, code)


def pages(material: Material) -> Iterator[Page]:
    """Yield the page; none where no rule found anything."""
    sections = tuple(
        Section(code, f"{code}: {rule_pages()[code].title}", tuple(_blocks(code)))
        for code in _codes(material)
    )
    crumbs = (Link("Overview", Ref("page", "index")), Link("Architects", Ref("page", "architects")))
    if sections:
        yield Page(PATH, "rules", "Rules that found something", sections, crumbs=crumbs)


def _codes(material: Material) -> list[str]:
    return sorted({one.code for one in material.findings if one.code in rule_pages()})


def _blocks(code: str) -> Iterator[Block]:
    page = rule_pages()[code]
    yield said(_plain(page.summary), "lead")
    yield said(f"Severity: {page.severity}, unless the workspace gives it another.", "quiet")
    for heading, text in page.sections().items():
        if heading in TOLD:
            yield Prose((Strong(f"{heading}."),))
            for part in _paragraphs(text):
                yield said(part)
    yield said(f"With an example, in a terminal: estate explain {code}", "quiet")


def _paragraphs(text: str) -> list[str]:
    """Return what a page says in sentences: without its examples and marks."""
    parts = _FENCED.sub("", text).split("\n\n")
    return [words for part in parts if (words := _plain(" ".join(part.split())))]


def _plain(words: str) -> str:
    return _LINKED.sub(r"\1", words).replace("`", "").replace("**", "")
