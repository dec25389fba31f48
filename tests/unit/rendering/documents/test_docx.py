"""The Word document, read back by the library that Word users' programs use."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.unit.rendering.documents.made import MARKS, made
from tests.unit.rendering.sample import AS_OF, HOSTILE

from estate.rendering.documents.docx import docx
from estate.rendering.kit.words import visible

Book: TypeAlias = Any
"""A document as python-docx reads it; what is looked at here, it does not say the types of."""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "00000005000154a24f5d0000000049454e44ae426082"
)


def png(svg: str, title: str) -> bytes:
    assert svg.startswith("<svg")
    assert title == "Two & two bars"
    return PIXEL


@pytest.fixture(scope="module")
def content() -> bytes:
    return docx(made(), png)


@pytest.fixture(scope="module")
def book(content: bytes) -> Book:
    return Document(io.BytesIO(content))


def test_headings_are_headings(book: Book) -> None:
    found = [
        (one.style.name, one.text)
        for one in book.paragraphs
        if one.style.name.startswith(("Heading", "Title"))
    ]

    assert found[0] == ("Title", f"Paper of {MARKS}")
    assert found[1:] == [
        ("Heading 1", "First"),
        ("Heading 2", f"{visible(HOSTILE)}: Retire"),
        ("Heading 1", "Second"),
        ("Heading 1", "Annex: figures and tables in full"),
        ("Heading 2", "Bars"),
        ("Heading 2", "Wide"),
        ("Heading 1", "Words used"),
    ]


def test_every_word_is_there(book: Book) -> None:
    text = "\n".join(one.text for one in book.paragraphs)

    for expected in ("A lead.", MARKS, "No more than two.", "Legacy: Past its time.", "12 systems"):
        assert expected in text, expected
    assert "Made by hand." in text
    assert "As of 1 Nov 2026." in text


def test_tables_have_heading_rows_that_repeat_and_a_title(book: Book) -> None:
    # Below a picture; in the annex the long one, the wide one, the small one, lines of a file.
    assert [len(table.rows) for table in book.tables] == [4, 41, 1, 4, 3]
    for table in book.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert not any(
            row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None for row in others
        )
    titles = [table._tbl.tblPr.find(qn("w:tblCaption")) for table in book.tables]
    assert [title.get(qn("w:val")) for title in titles if title is not None] == [
        "Small",
        "Long",
        "Small",
    ]
    small = book.tables[0]
    assert [cell.text for cell in small.rows[1].cells] == [MARKS, "\u00a31,000"]
    assert [cell.text for cell in small.rows[2].cells] == ["one\ntwo", "red-rated"]


def test_pictures_say_what_they_show(book: Book) -> None:
    shapes = [shape._inline.docPr for shape in book.inline_shapes]

    assert [shape.get("descr") for shape in shapes] == ["Two & two bars. One is longer."] * 2
    assert [shape.get("name") for shape in shapes] == ["bars", "more"]


def test_numbered_lists_begin_at_one_each(book: Book) -> None:
    numbers = [
        one._p.pPr.numPr.numId.val
        for one in book.paragraphs
        if one.style.name == "List Number" and one._p.pPr.numPr is not None
    ]

    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_wide_pieces_lie_across(book: Book) -> None:
    wide = [section.page_width > section.page_height for section in book.sections]

    assert True in wide
    assert wide[0] is wide[-1] is False
    assert all(before != after for before, after in pairwise(wide))


def test_the_document_knows_its_language_title_and_date(content: bytes, book: Book) -> None:
    about = book.core_properties

    assert about.title == f"Paper of {MARKS}"
    assert about.language == "en-GB"
    assert about.created == about.modified
    assert about.created.replace(tzinfo=None) == datetime(AS_OF.year, AS_OF.month, AS_OF.day)  # noqa: DTZ001
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        styles = packed.read("word/styles.xml").decode()
        footers = "".join(
            packed.read(name).decode() for name in packed.namelist() if "footer" in name
        )
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {"en-GB"}
    assert "NUMPAGES" in footers


def test_the_packed_file_has_one_date_and_nothing_from_outside(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in packed.namelist())
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                text = packed.read(name).decode()
                assert "<!DOCTYPE" not in text, name
                assert 'TargetMode="External"' not in text, name
                ET.fromstring(text)


def test_the_same_paper_gives_the_same_bytes(content: bytes) -> None:
    assert docx(made(), png) == content
