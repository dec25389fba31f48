"""The page of a rule or a criterion as plain text, and the list of all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from estate.diagnostics import Severity
from estate.rendering.findings.criterion_pages import CriterionPage
from estate.rendering.kit.tables import SEVERITY_INKS
from estate.rendering.kit.terminal import Cell, Column, Ink, Terminal, table

if TYPE_CHECKING:
    from estate.rendering.findings.rule_pages import RulePage
    from estate.rendering.kit.as_json import Json

_BLOCK = re.compile(
    r"^```(?P<info>.*)\n(?P<code>(?:.*\n)*?)```$|(?P<words>(?:^.+$\n?)+)", re.MULTILINE
)
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_SIBLING = re.compile(r"(?:\.\./rules/)?(?:EST\d{3}|[LC]\d|overall|judgements|council-risks)\.md")
"""Pages that `estate explain` prints too: their name is enough."""
_ITEM = re.compile(r"(?:[*-]|\d{1,2}\.) ")
_FILE = re.compile(r"\bfile=(?P<file>\S+)(?P<mended> mended)?")


def page_text(page: RulePage | CriterionPage, terminal: Terminal) -> str:
    """Return the page as one reads it on a terminal: headings, paragraphs, examples set in."""
    parts = ["\n".join(_block(block, terminal)) for block in _BLOCK.finditer(page.markdown)]
    return "\n\n".join(parts) + "\n"


def _block(block: re.Match[str], terminal: Terminal) -> list[str]:
    if block["words"] is None:
        return list(_code(block["info"], block["code"], terminal))
    words = block["words"].rstrip("\n")
    if words.startswith("#"):
        return [terminal.heading(words.lstrip("# "))]
    if words.startswith("|"):
        return [terminal.letters(line) for line in words.split("\n")]
    if _ITEM.match(words):
        items = re.split(rf"\n(?={_ITEM.pattern})", words)
        return [line for item in items for line in _item(item, terminal)]
    return _wrapped(words, terminal)


def _item(item: str, terminal: Terminal) -> list[str]:
    mark, _, words = item.partition(" ")
    first = f"{'-' if mark in '*-' else mark} "
    return _wrapped(words, terminal, " " * len(first), first)


def _wrapped(
    words: str, terminal: Terminal, indent: str = "", first: str | None = None
) -> list[str]:
    # A page is told of as the documentation has it: EST010 (EST010.md), Limits (docs/limits.md).
    return terminal.wrap(_LINK.sub(_told, words.replace("\n", " ")), indent, first)


def _told(link: re.Match[str]) -> str:
    words, target = link[1], link[2]
    if _SIBLING.fullmatch(target):
        return words
    return f"{words} ({target.replace('../', 'docs/', 1)})"


def _code(info: str, code: str, terminal: Terminal) -> Iterator[str]:
    """Yield an example: the name of its file, and its lines set in."""
    file = _FILE.search(info)
    if file:
        name = f"{file['file']}{', mended' if file['mended'] else ''}:"
        yield terminal.paint(terminal.plain(name), Ink.DIM)
    for line in code.rstrip("\n").split("\n"):
        yield f"    {terminal.letters(line)}".rstrip()


def page_json(page: RulePage | CriterionPage) -> Json:
    """Return a page with its parts: head, sections by heading, and the whole as Markdown."""
    return {**_head(page), "sections": page.sections(), "markdown": page.markdown}


def _head(page: RulePage | CriterionPage) -> Json:
    own: Json = {"code": page.code, "title": page.title, "summary": page.summary}
    if isinstance(page, CriterionPage):
        return {**own, "rules": list(page.rules), "names": list(page.names)}
    return {**own, "severity": page.severity}


def list_text(
    pages: Iterable[RulePage], criteria: Iterable[CriterionPage], terminal: Terminal
) -> str:
    """Return all rules of `check`, then all criteria of the score, a line each."""
    rules: list[list[str | Cell]] = [
        [page.code, Cell(page.severity, SEVERITY_INKS[Severity(page.severity)]), page.title]
        for page in pages
    ]
    columns = (Column("Code"), Column("Severity"), Column("Title"))
    scored: list[list[str | Cell]] = [
        [page.code, _derived_by(page), page.title] for page in criteria
    ]
    others = (Column("Criterion"), Column("Rule"), Column("Title"))
    return "\n".join(
        [
            *table(columns, rules, terminal),
            "",
            *table(others, scored, terminal),
            "",
            "more: estate explain CODE, or the name of a rule",
            "",
        ]
    )


def _derived_by(page: CriterionPage) -> str:
    return ", ".join(page.rules) or "-"


def list_markdown(pages: Iterable[RulePage], criteria: Iterable[CriterionPage]) -> str:
    """Return all rules and criteria as two tables in Markdown."""
    lines = ["| code | severity | title |", "|---|---|---|"]
    lines += [f"| {page.code} | {page.severity} | {page.title} |" for page in pages]
    lines += ["", "| criterion | rule | title |", "|---|---|---|"]
    lines += [f"| {page.code} | {_derived_by(page)} | {page.title} |" for page in criteria]
    return "\n".join(lines) + "\n"


def list_json(pages: Iterable[RulePage], criteria: Iterable[CriterionPage]) -> str:
    """Return all rules and criteria with their heads as JSON."""
    heads = {"rules": [_head(page) for page in pages], "criteria": [_head(p) for p in criteria]}
    return json.dumps(heads, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
