"""The glossary: every word that leads there is there, and what a record says is never a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.rendering.briefings import small

import estate.rendering.briefings as room
from estate.rendering.briefings import board, members
from estate.rendering.briefings.glossary import briefing, glossary, terms_in, words_used
from estate.rendering.briefings.glossary.links import plain, told
from estate.rendering.briefings.glossary.terms import TERMS
from estate.rendering.canvas.blocks import (
    Briefing,
    Folded,
    Link,
    Points,
    Prose,
    Section,
    Terms,
    Text,
)
from estate.rendering.kit.words import visible

MARKED = re.compile(r"\((term):([a-z-]+)\)")


def texts() -> Iterator[Text]:
    for section in briefing(small.westmuir()).sections:
        for block in section.blocks:
            assert isinstance(block, Prose)
            yield block.text


def test_terms_stand_in_order_each_with_its_place() -> None:
    sections = briefing(small.westmuir()).sections
    assert {section.id for section in sections} == set(TERMS)
    titles = [section.title.casefold() for section in sections]
    assert titles == sorted(titles)
    assert len(set(titles)) == len(titles)


def test_terms_lead_to_terms_only() -> None:
    assert set(terms_in(texts())) <= set(TERMS)


@pytest.mark.parametrize("planned", [True, False])
def test_every_word_that_leads_to_the_glossary_is_there(planned: bool) -> None:
    scope = small.westmuir(planned=planned)
    for page in (members.briefing(scope), board.briefing(scope)):
        found = {term for _, term in MARKED.findall(small.shown(page))}
        assert found
        assert found <= set(TERMS)


def test_every_mark_in_the_source_is_a_term() -> None:
    """Also those of sentences that no sample says."""
    folder = Path(str(room.__file__)).parent
    marks = re.compile(r"(?<![\w\])])\[([a-z][a-zA-Z' -]*)(?:\|([a-z-]+))?\](?!\()")
    found = 0
    for path in sorted([*folder.glob("members/*.py"), *folder.glob("board/*.py")]):
        for words in re.findall(r'"([^"\n]*)"', path.read_text("utf-8")):
            for name, term in marks.findall(words):
                assert (term or name.lower().replace(" ", "-")) in TERMS, (path.name, name)
                found += 1
    assert found > 40


def test_a_part_of_the_glossary_can_be_had() -> None:
    assert [section.id for section in glossary(["wave", "legacy", "wave"]).sections] == [
        "legacy",
        "wave",
    ]
    with pytest.raises(KeyError):
        glossary(["nothing"])


def test_terms_are_told_in_order_of_use() -> None:
    assert terms_in([told("[wave] {} [legacy]", 3), told("[wave]")]) == ("wave", "legacy")


def test_values_have_to_fit() -> None:
    with pytest.raises(ValueError, match="1 values"):
        told("nothing", "x")


@given(st.text())
def test_what_a_record_says_is_never_a_mark(name: str) -> None:
    said = told("A {} is [red-rated].", name)
    assert plain(said) == f"A {visible(name)} is red-rated."
    assert [part.words for part in said if isinstance(part, Link)] == ["red-rated"]


def test_a_name_that_looks_like_a_mark_stays_a_name() -> None:
    assert plain(told("{} and {}", "[x|y] {}", 1_234)) == "[x|y] {} and 1,234"


def test_a_paper_can_bring_its_own_words_and_those_that_they_rest_on() -> None:
    """`red-rated` is explained by `risk score`, that one by `likelihood` and `impact`."""
    page = Briefing(
        "x",
        "X",
        "",
        (Section("a", "A", (Folded("More", (Points((told("[red-rated]"),)),)),)),),
    )
    (terms,) = words_used(page).blocks
    assert isinstance(terms, Terms)
    assert [name for name, _ in terms.items] == ["Impact", "Likelihood", "Red-rated", "Risk score"]
    assert not words_used(Briefing("x", "X", "", ())).blocks
