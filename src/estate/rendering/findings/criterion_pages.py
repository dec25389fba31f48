"""The page of each criterion and rule of the score, as `docs/criteria` has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from estate.diagnostics import InternalFault
from estate.rendering.findings.rule_pages import sections_of
from estate.rendering.kit.packaged import packaged, packaged_names

_INDEX = "README.md"
_HEAD = re.compile(
    r"# (?P<code>[LC]\d|[a-z-]+): (?P<title>.+)\n\nRule: (?P<rules>[^.]+)\. Scale: [^.]+\."
    r"(?: Key: (?P<keys>[^\n]+)\.)?(?: Names: (?P<names>[^\n]+)\.)?\n\n(?P<summary>(?:.+\n)+)"
)
_NAME = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """What is written about a criterion, or about what is made of all of them.

    `rules` are the rules' names as scores give them. `names` are other words to ask for it by:
    its key in the inventory, or those of the risks that it holds.
    """

    code: str
    title: str
    rules: tuple[str, ...]
    names: tuple[str, ...]
    summary: str
    markdown: str

    def sections(self) -> Mapping[str, str]:
        """Return what stands under each heading of the second level."""
        return sections_of(self.markdown)


@cache
def criterion_pages() -> Mapping[str, CriterionPage]:
    """Return every page by its code: L1 to L7, C1 to C6, then the others.

    Raises:
        InternalFault: when the package has lost its pages, or one has not the form of the others.
    """
    names = [name for name in packaged_names("criteria") if name != _INDEX]
    if not names:
        raise InternalFault("the pages of the criteria are missing from the installed package")
    pages = sorted(_pages((name, packaged("criteria", name) or "") for name in names))
    return MappingProxyType({page.code: page for _, page in pages})


def find_page(asked: str) -> CriterionPage | None:
    """Return the page of a criterion's code, a rule's name or a key, however it is capitalised."""
    # A rule whose number set a recorded one aside is named `support-dates:outweighs-recorded`.
    return names_of_pages().get(asked.strip().lower().partition(":")[0])


@cache
def names_of_pages() -> Mapping[str, CriterionPage]:
    """Return every page by each name that it can be asked for by, in small letters."""
    found: dict[str, CriterionPage] = {}
    for page in criterion_pages().values():
        for name in (page.code, *page.rules, *page.names):
            found.setdefault(name.lower(), page)
    return MappingProxyType(found)


def _pages(
    texts: Iterable[tuple[str, str]],
) -> Iterator[tuple[tuple[int, str], CriterionPage]]:
    """Yield each page with its place among all: likelihood, impact, the rest."""
    for name, text in texts:
        head = _HEAD.match(text)
        if head is None or f"{head['code']}.md" != name:
            raise InternalFault(f"the page {name} does not begin as the page of a criterion should")
        code = head["code"]
        keys = [key.rpartition(".")[2] for key in _NAME.findall(head["keys"] or "")]
        names = (*keys, *_NAME.findall(head["names"] or ""))
        rules = tuple(_NAME.findall(head["rules"]))
        summary = " ".join(head["summary"].split())
        place = "LC".find(code[0]) % 3
        yield (
            (place, code),
            CriterionPage(code, head["title"], rules, names, summary, text),
        )
