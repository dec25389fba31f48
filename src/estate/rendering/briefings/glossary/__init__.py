"""The glossary: every word that a page uses for the first time, in plain English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.briefings.glossary.links import said_of, told
from estate.rendering.briefings.glossary.terms import TERMS
from estate.rendering.canvas.blocks import (
    Briefing,
    Folded,
    Link,
    Points,
    Prose,
    Section,
    Terms,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from estate.rendering.briefings.material import Scope
    from estate.rendering.canvas.blocks import Block, Text


def briefing(scope: Scope) -> Briefing:
    """Return every term, in order of the names; a section's id is the term's."""
    del scope
    return glossary(TERMS)


def glossary(ids: Iterable[str]) -> Briefing:
    """Return some terms, in order of the names.

    Raises:
        KeyError: for an id that is no term's.
    """
    named = sorted((TERMS[term][0].casefold(), term) for term in set(ids))
    sections = tuple(Section(term, TERMS[term][0], (said_of(TERMS[term][1]),)) for _, term in named)
    return Briefing("glossary", "Glossary", "What the words on these pages mean", sections)


def terms_in(texts: Iterable[Text]) -> tuple[str, ...]:
    """Return the ids of the terms that some texts lead to, in order of their first use."""
    links = (part for text in texts for part in text if isinstance(part, Link))
    return tuple(dict.fromkeys(link.ref.id for link in links if link.ref.kind == "term"))


def words_used(briefing: Briefing) -> Section:
    """Return the terms that a briefing leads to, for a paper that is read without the glossary."""
    used = set(terms_in(_texts(block for part in briefing.sections for block in part.blocks)))
    while more := set(terms_in(told(TERMS[term][1]) for term in used)) - used:
        used |= more
    named = sorted((TERMS[term][0].casefold(), term) for term in used)
    terms = tuple((TERMS[term][0], told(TERMS[term][1])) for _, term in named)
    return Section("words", "Words used", (Terms(terms),) if terms else ())


def _texts(blocks: Iterable[Block]) -> Iterator[Text]:
    for block in blocks:
        match block:
            case Prose():
                yield block.text
            case Points():
                yield from block.items
            case Terms():
                yield from (text for _, text in block.items)
            case Folded():
                yield from _texts(block.blocks)
            case _:
                pass
