"""The page of each rule, as `docs/rules` has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from estate.diagnostics import InternalFault
from estate.rendering.kit.packaged import packaged, packaged_names

_PAGE_NAME = re.compile(r"EST\d{3}\.md")
_HEAD = re.compile(
    r"# (?P<code>EST\d{3}): (?P<title>.+)\n\nSeverity: (?P<severity>[a-z]+)[^\n]*\n\n"
    r"(?P<summary>(?:.+\n)+)"
)


@dataclass(frozen=True, slots=True)
class RulePage:
    """What is written about a rule: its head, and the page as Markdown.

    `severity` is the rule's own; a workspace may give it another.
    """

    code: str
    title: str
    severity: str
    summary: str
    markdown: str

    def sections(self) -> Mapping[str, str]:
        """Return what stands under each heading of the second level."""
        return sections_of(self.markdown)


def sections_of(markdown: str) -> Mapping[str, str]:
    """Return what stands under each heading of the second level of a page."""
    parts = re.split(r"^## (.+)\n", markdown, flags=re.MULTILINE)[1:]
    return {heading: text.strip() for heading, text in zip(parts[::2], parts[1::2], strict=True)}


@cache
def rule_pages() -> Mapping[str, RulePage]:
    """Return every page by its code, in order.

    Raises:
        InternalFault: when the package has lost its pages, or one has not the form of the others.
    """
    names = [name for name in packaged_names("rules") if _PAGE_NAME.fullmatch(name)]
    if not names:
        raise InternalFault("the pages of the rules are missing from the installed package")
    texts = ((name, packaged("rules", name) or "") for name in names)
    return MappingProxyType({page.code: page for page in _pages(texts)})


def _pages(texts: Iterable[tuple[str, str]]) -> Iterator[RulePage]:
    for name, text in texts:
        head = _HEAD.match(text)
        if head is None or f"{head['code']}.md" != name:
            raise InternalFault(f"the page {name} does not begin as the page of a rule should")
        summary = " ".join(head["summary"].split())
        yield RulePage(head["code"], head["title"], head["severity"], summary, text)
