"""Everything that a comparison leaves: text, page, workbook, picture and data."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from base64 import b64encode
from datetime import date
from fractions import Fraction
from hashlib import sha256
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.unit.comparison.councils import runs, sector

from estate.comparison.identity import identify
from estate.comparison.matrix import chosen_capabilities
from estate.comparison.view import WITHHELD, Band, DateBand, SectorView
from estate.rendering.comparing import matches as compare_matches
from estate.rendering.comparing import matrix as compare_matrix
from estate.rendering.comparing.data import compared_json, main_csv, table_csv
from estate.rendering.comparing.files import compared_files
from estate.rendering.comparing.page import compared_html
from estate.rendering.comparing.section import Compared, Section
from estate.rendering.comparing.text import compared_markdown, compared_text
from estate.rendering.comparing.workbook import workbook
from estate.rendering.kit.grid_values import value_words
from estate.rendering.kit.grids import Column, Grid, Kind, Value
from estate.rendering.kit.terminal import Terminal

HOSTILE = '=HYPERLINK("http://x","y")<script>alert(\'1\')</script> \u202eevil\x07|`*'
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def compared(view: SectorView) -> Compared:
    return Compared(view, identify(view), chosen_capabilities(view))


def parts_of(made: Compared) -> tuple[Section, ...]:
    return compare_matrix.section(made), compare_matches.section(made)


@pytest.fixture
def made() -> Compared:
    catalogue = {
        "capabilities": {"finance.ledger": {"name": "General ledger"}},
        "suppliers": {"corrie": {"name": "Corrie"}, "top": {"name": "Top"}},
        "products": {"x": {"name": "Ledgerette", "supplier": "corrie"}},
    }
    first = runs("x@8.1", supplier="corrie")
    first["systems"]["s0"] |= {"annual_cost": {"licence": 77_000}, "users": 120}
    first["contracts"]["c0"] |= {"ends": date(2027, 3, 31)}
    hostile: dict[str, Any] = {
        "systems": {"h": {"name": HOSTILE, "capabilities": ["finance.ledger"]}}
    }
    hostile["council"] = {"name": HOSTILE}
    councils: dict[str, dict[str, Any]] = {"a": first, "b": runs("x@7"), "c": {}, "d": hostile}
    return compared(sector(councils, catalogue))


def grid_of(parts: tuple[Section, ...], name: str) -> Grid:
    return next(grid for part in parts for grid in part.tables if grid.name == name)


def test_a_cell_of_the_matrix_says_product_version_end_cost_and_risk(made: Compared) -> None:
    (row,) = grid_of(parts_of(made), "matrix").rows
    assert row[:4] == (
        "General ledger",
        "Ledgerette 8; ends 31 Mar 2027; £77,000 a year; 0 red-rated, 1 cannot tell",
        "Ledgerette 7; end unknown; cost unknown; 0 red-rated, 1 cannot tell",
        "none recorded",
    )


def test_the_summary_counts_councils_and_shows_the_overlap(made: Compared) -> None:
    text = compared_text(parts_of(made), Terminal(width=110))
    row = next(line for line in text.splitlines() if line.startswith("General ledger"))
    # Three councils record one; a and b overlap; of three costs one is known, of no risk any.
    assert re.split(r" {2,}", row) == [
        "General ledger",
        "3",
        "Ledgerette (2)",
        "31 Mar 2027",
        "£77,000 or more",
        "0 to 3",
    ]
    assert "duplicat" not in text


def test_unknown_withheld_and_empty_are_told_apart_everywhere() -> None:
    columns = (Column("a", "A"), Column("b", "B", "pounds"), Column("c", "C", "date"))
    row: tuple[Value, ...] = ("", None, WITHHELD)
    grid = Grid("g", "G", columns, (row,))
    parts = (Section("p", "P", tables=(grid,)),)
    assert table_csv(grid) == "a,b,c\r\n,unknown,withheld\r\n"
    view = compared(sector({"a": {}}))
    (table,) = compared_json(view, parts)["sections"][0]["tables"]  # type: ignore[index]
    assert table["rows"] == [{"a": "", "b": None, "c": {"withheld": True}}]
    assert "unknown" in compared_markdown(parts)
    page = compared_html(view, parts, "T")
    assert re.findall(r"<td [^>]*>([^<]*)</td>", page) == ["unknown", "withheld"]
    assert cells(workbook(parts, []), "g")[1] == ["", "unknown", "withheld"]


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (77_000, "pounds", "£77,000"),
        (Fraction(5, 2), "pounds", "£2"),
        (Fraction(1, 8), "percent", "12.5%"),
        (Fraction(-1, 8), "decimal", "-0.1"),
        (Fraction(1_999_99, 100), "decimal", "2,000.0"),
        (Band(3, 9), "number", "3 to 9"),
        (Band(1_000), "pounds", "£1,000 or more"),
        (date(2027, 3, 31), "date", "31 Mar 2027"),
        (DateBand(date(2027, 1, 1), date(2027, 3, 31)), "date", "1 Jan 2027 to 31 Mar 2027"),
    ],
)
def test_values_in_words(value: Value, kind: Kind, words: str) -> None:
    assert value_words(value, kind) == words


def cells(book: bytes, name: str) -> list[list[str]]:
    """Return the texts of a sheet, row by row, read by nothing of ours."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        shared = [
            "".join(node.text or "" for node in item.iter(f"{SHEET}t"))
            for item in ET.fromstring(packed.read("xl/sharedStrings.xml"))
        ]
        names = [
            sheet.get("name", "")
            for sheet in ET.fromstring(packed.read("xl/workbook.xml")).iter(f"{SHEET}sheet")
        ]
        sheet = ET.fromstring(packed.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml"))
    rows = []
    for row in sheet.iter(f"{SHEET}row"):
        line = []
        for cell in row.iter(f"{SHEET}c"):
            value = cell.findtext(f"{SHEET}v", "")
            line.append(shared[int(value)] if cell.get("t") == "s" else value)
        rows.append(line)
    return rows


def test_the_workbook_has_a_sheet_a_subject_and_no_formula_or_link(made: Compared) -> None:
    parts = parts_of(made)
    book = workbook(parts, ["About it"])
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        everything = {name: packed.read(name).decode() for name in packed.namelist()}
    sheets = [text for name, text in everything.items() if "worksheets/sheet" in name]
    assert len(sheets) == 1 + sum(len(part.tables) for part in parts)
    for text in sheets:
        assert "<f>" not in text
        assert "hyperlink" not in text
    assert not any("rels" in name and "http://x" in text for name, text in everything.items())
    for text in sheets[1:]:
        assert 'state="frozen"' in text
    filtered = [text for name, text in everything.items() if "tables/table" in name]
    assert len(filtered) == len(sheets) - 1
    assert all("<autoFilter" in text and "headerRowCount" not in text for text in filtered)
    names = [row[3] for row in cells(book, "systems")]
    assert HOSTILE.replace("\u202e", "\\u202e").replace("\x07", "\\x07") in names


def test_numbers_and_days_are_numbers_in_the_workbook(made: Compared) -> None:
    rows = cells(workbook(parts_of(made), []), "systems")
    ledger = next(row for row in rows if row[3:5] == ["System 0", "Ledgerette"])
    # Days from 30 Dec 1899: 31 Mar 2027 is 46,477.
    assert (date(2027, 3, 31) - date(1899, 12, 30)).days == 46_477
    assert (ledger[8], ledger[9], ledger[10]) == ("46477", "77000", "120")


def test_the_same_comparison_gives_the_same_bytes(made: Compared) -> None:
    files = compared_files(made, parts_of(made), "T")
    again = compared_files(made, parts_of(made), "T")
    assert files == again
    assert [file.name for file in files] == sorted(file.name for file in files)
    assert {file.name for file in files} >= {"index.html", "compare.xlsx", "matrix.svg"}


def test_the_workbook_keeps_sheets_with_like_names_apart() -> None:
    grids = tuple(
        Grid(name, "G", (Column("a", "A"),), ()) for name in ("x" * 40, "X" * 40, "a/b:c", "")
    )
    book = workbook((Section("p", "P", tables=grids),), [])
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        root = ET.fromstring(packed.read("xl/workbook.xml"))
    names = [sheet.get("name") for sheet in root.iter(f"{SHEET}sheet")]
    assert names == ["About", "x" * 31, "X" * 29 + " 2", "a b c", "Sheet"]


def test_the_page_allows_its_own_style_and_script_and_nothing_else(made: Compared) -> None:
    page = compared_html(made, parts_of(made), HOSTILE)
    policy = unescape(re.search(r'Security-Policy" content="([^"]+)"', page)[1])  # type: ignore[index]
    for tag in ("style", "script"):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = b64encode(sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert " style=" not in page
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r'(src|href)="(https?:|//)', page)


def test_everything_on_the_page_is_there_without_script(made: Compared) -> None:
    parts = parts_of(made)
    page = compared_html(made, parts, "T").partition("<main")[2].partition("</main>")[0]
    shown = unescape(re.sub(r"<[^>]+>", "\n", page))
    for part in parts:
        for grid in part.tables:
            for row in grid.rows:
                for value, column in zip(row, grid.columns, strict=True):
                    assert value_words(value, column.kind) in shown
    assert "<script" not in page
    assert "hidden" not in page.replace("data-filters hidden", "")


def test_the_page_says_how_to_handle_it(made: Compared) -> None:
    assert "Do not pass it on" in compared_html(made, parts_of(made), "T")


def test_csv_and_markdown_neutralise_what_a_record_says(made: Compared) -> None:
    parts = parts_of(made)
    rows = list(csv.reader(io.StringIO(main_csv(parts))))
    hostile = next(row for row in rows if "HYPERLINK" in row[3])
    assert hostile[3].startswith("'=")
    text = compared_markdown(parts)
    assert "<script" not in text
    line = next(line for line in text.splitlines() if "HYPERLINK" in line and "unknown" in line)
    assert len(re.split(r"(?<!\\)\|", line)) == len(compare_matrix.SYSTEMS) + 2
    assert "\u202e" not in text


def test_json_is_one_document_with_every_row(made: Compared) -> None:
    parts = parts_of(made)
    document = json.loads(json.dumps(compared_json(made, parts)))
    tables = {table["name"]: table for part in document["sections"] for table in part["tables"]}
    assert [len(tables[grid.name]["rows"]) for part in parts for grid in part.tables] == [
        len(grid.rows) for part in parts for grid in part.tables
    ]
    assert document["councils"][0]["source"] == "inventory"


@pytest.mark.parametrize("councils", [8, 32])
def test_the_picture_is_whole_and_in_words_for_everybody(councils: int) -> None:
    tables = {f"c{number:02}": runs("x" if number % 2 else "y") for number in range(councils)}
    made = compared(sector(tables))
    picture = ET.fromstring(compare_matrix.section(made).pictures[0].svg)
    spaces = {"s": "http://www.w3.org/2000/svg"}
    assert picture.findtext("s:title", "", spaces) == "Capability by council"
    assert f"{councils} councils across" in picture.findtext("s:desc", "", spaces)
    texts = ["".join(text.itertext()) for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    wide = float(picture.get("width", "0"))
    for text in picture.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(text.get("x", "0")) <= wide
    # Half of the councils run each product: one letter for each, in every cell.
    cells_of = [text for text in texts if re.fullmatch(r"[AB] (\?|no end known)", text)]
    assert len(cells_of) == councils
    assert sum(text.startswith("A") for text in cells_of) == councils // 2
    for number in range(councils):
        assert any(f"C{number:02}" in text for text in texts)
