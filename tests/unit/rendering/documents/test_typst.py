"""The source of the PDF: what comes from a record is never markup, and every letter can be set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.rendering import gold
from tests.unit.rendering.documents.made import MARKS, made

from estate.rendering.documents.letters import letters, typeable
from estate.rendering.documents.typst_source import MAIN, literal, typst_files


def test_the_kept_source() -> None:
    gold.same("paper.typ", typst_files(made())[MAIN].decode())


def test_the_pictures_stand_beside_it_in_letters_that_can_be_set() -> None:
    files = typst_files(made())

    assert sorted(files) == [MAIN, "picture-0.svg", "picture-1.svg"]
    assert b"Words \\u4e2d in it" in files["picture-0.svg"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("plain", '"plain"'),
        ('a "b" \\', '"a \\"b\\" \\\\"'),
        ("#let x = [*$@<", '"#let x = [*$@<"'),
        ('\\"#read("/etc/passwd")', '"\\\\\\"#read(\\"/etc/passwd\\")"'),
        ("two\nlines", '"two lines"'),
    ],
)
def test_a_text_is_a_string_whatever_is_in_it(text: str, source: str) -> None:
    assert literal(text) == source


@given(st.text())
def test_no_text_ends_its_string_early(text: str) -> None:
    """Within the marks of a string every quotation mark and backslash is escaped."""
    inside = literal(text)[1:-1]
    place = 0
    while place < len(inside):
        assert inside[place] != '"'
        assert inside[place] != "\n"
        place += 2 if inside[place] == "\\" else 1
    assert place == len(inside)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Caf\u00e9 \u00a35 \u2013 \u201cx\u201d", "Caf\u00e9 \u00a35 \u2013 \u201cx\u201d"),
        ("Tywysog \u0175", "Tywysog w"),
        ("\ufb01ne", "fine"),
        ("a \u2192 b", "a -> b"),
        ("\u4e2d\U0001f600", "\\u4e2d\\U0001f600"),
        ("\u05e2", "\\u05e2"),
    ],
)
def test_letters_that_the_typeface_lacks_are_written_otherwise(text: str, shown: str) -> None:
    assert typeable(text) == shown


@given(st.text())
def test_whatever_is_left_can_be_set(text: str) -> None:
    assert set(typeable(text)) - {"\n"} <= {*letters(), *map(chr, range(128))}


def test_the_typeface_has_what_pounds_and_dates_need() -> None:
    needed = "\u00a3\u2026\u2013\u2019"
    assert {*needed, *(chr(code) for code in range(0x20, 0x7F))} <= letters()
    assert typeable(MARKS) == MARKS
