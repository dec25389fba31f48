"""The workbook, read back by programs that are none of ours."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree as ET

import pytest
import python_calamine
from tests.unit.rendering.documents.made import DIGEST, FORMULA, material
from tests.unit.rendering.sample import HOSTILE

from estate.rendering.documents.workbook import workbook
from estate.rendering.kit.grids import Column, Grid
from estate.rendering.kit.words import visible
from estate.rendering.kit.workbook import Front
from estate.rendering.kit.workbook import workbook as made_of

SHEETS = [
    "Read me",
    "Summary",
    "Systems",
    "Criteria",
    "Steps",
    "Kept",
    "Money by year",
    "Money in all",
    "People by quarter",
    "Contracts",
    "Contract windows",
    "Contract dates",
    "Platforms",
    "Risks",
    "Risk register",
    "Findings",
    "Unknowns",
    "Plan gaps",
    "Suppliers",
]


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook(material())


@pytest.fixture(scope="module")
def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def rows(content: bytes, sheet: str) -> list[dict[str, object]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    heads, *lines = book.get_sheet_by_name(sheet).to_python()
    return [dict(zip(map(str, heads), line, strict=True)) for line in lines]


def test_a_sheet_a_subject_and_what_they_are_first(content: bytes) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    told = [str(line[0]) for line in book.get_sheet_by_name("Read me").to_python()]

    assert book.sheet_names == SHEETS
    assert told[0] == "The sample estate"
    assert "Illustrative: what is here is fictional." in told
    assert DIGEST in told
    assert {line.partition(":")[0] for line in told[told.index("Sheets") + 1 :]} == set(SHEETS[1:])


def test_numbers_are_numbers_days_are_days_and_texts_are_texts(content: bytes) -> None:
    (tax,) = [one for one in rows(content, "Systems") if one["System"] == "Council tax billing"]
    (step,) = [one for one in rows(content, "Steps") if one["System"] == "Council tax billing"]

    assert tax["Running cost a year, as recorded"] == 185_000.0
    assert tax["Live"] == date(2028, 10, 1)
    assert tax["Version"] == "8"  # a version is a name, not a number
    assert (step["Risk before, lowest"], step["Risk before, highest"]) == (26.0, 26.0)


def test_what_nobody_recorded_is_said_and_what_does_not_apply_is_empty(content: bytes) -> None:
    (odd,) = [one for one in rows(content, "Systems") if one["System"] == visible(HOSTILE)]

    assert odd["Users"] == "not recorded"
    assert odd["Must change by"] == ""
    assert (odd["Overall risk, lowest"], odd["Overall risk, highest"]) == (1.0, 30.0)


def test_nothing_is_run_linked_or_merged(content: bytes, parts: dict[str, str]) -> None:
    (ledger,) = [one for one in rows(content, "Systems") if one["System"] == "General ledger"]

    assert ledger["Owner"] == FORMULA
    for name, text in parts.items():
        assert "<!DOCTYPE" not in text, name
        tags = {each.tag.rpartition("}")[2] for each in ET.fromstring(text).iter()}
        assert not tags & {"f", "hyperlink", "mergeCell", "externalReference"}


def test_each_sheet_is_one_table_with_headings_that_stay(parts: dict[str, str]) -> None:
    tables = [text for name, text in parts.items() if name.startswith("xl/tables/")]
    sheets = [text for name, text in parts.items() if re.fullmatch(r"xl/worksheets/\w+\.xml", name)]

    assert len(tables) == len(SHEETS) - 1
    assert all("<autoFilter" in text for text in tables)
    assert len({re.search(r' name="([^"]+)"', text)[1] for text in tables}) == len(tables)  # type: ignore[index]
    assert sum('state="frozen"' in text for text in sheets) == len(SHEETS) - 1
    for text in sheets:
        assert 'fitToPage="1"' in text
        assert 'paperSize="9"' in text
    assert parts["xl/workbook.xml"].count("_xlnm.Print_Titles") == len(SHEETS) - 1


def test_the_document_says_nothing_of_who_made_it_where_or_when(parts: dict[str, str]) -> None:
    core = parts["docProps/core.xml"]

    assert "2000-01-01T00:00:00Z" in core
    assert "<dc:title>The sample estate</dc:title>" in core
    assert "<dc:creator></dc:creator>" in core or "<dc:creator/>" in core


def test_without_a_plan_the_sheets_say_that_there_is_none() -> None:
    (row,) = rows(workbook(material(planned=False)), "Steps")

    assert row["System"] == "No plan was made: `estate plan` makes one."


def test_headings_that_are_alike_are_told_apart_and_long_texts_say_that_they_are_cut() -> None:
    columns = (Column("a", "Same"), Column("b", "same"), Column("c", "Long"))
    grid = Grid("g", "G", columns, (("1", "2", "x" * 40_000),))

    (row,) = rows(made_of(Front("About", ("A line",), "T"), [grid]), "g")

    assert list(row) == ["Same", "same (2)", "Long"]
    assert len(str(row["Long"])) < 32_767  # the most that the format can hold
    assert str(row["Long"]).endswith("[cut: the CSV file has it whole]")


def test_a_day_that_spreadsheets_count_in_their_own_way_is_a_text() -> None:
    grid = Grid(
        "g", "G", (Column("a", "Day", "date"),), ((date(1900, 2, 28),), (date(1900, 3, 1),))
    )

    first, second = rows(made_of(Front("About", (), "T"), [grid]), "g")

    assert first["Day"] == "1900-02-28"
    assert second["Day"] == date(1900, 3, 1)
