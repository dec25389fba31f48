"""CSV that reads back as it was, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estate.rendering.kit.csv_text import csv_text


def test_values_are_written_as_a_spreadsheet_reads_them() -> None:
    rows: list[list[object]] = [
        [None, True, False, date(2027, 3, 31), -1_234, Fraction(7, 2), Fraction(8)],
        ["a,b", 'say "no"', "two\nlines", "plain", "-12", "+0.5", ""],
    ]

    assert csv_text(["a", "b", "c", "d", "e", "f", "g"], rows) == (
        "a,b,c,d,e,f,g\r\n"
        ",true,false,2027-03-31,-1234,3.5,8\r\n"
        '"a,b","say ""no""","two\nlines",plain,-12,+0.5,\r\n'
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "-1+1", "--1", "\uff1d1"],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert next(csv.reader(io.StringIO(csv_text([text], []), newline=""))) == ["'" + text]
    assert list(csv.reader(io.StringIO(csv_text(["h"], [[text]]), newline="")))[1] == ["'" + text]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=4))
def test_texts_read_back_but_for_the_apostrophe(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(["a", "b"], rows), newline="")))[1:]

    for row, back in zip(rows, read, strict=True):
        for text, cell in zip(row, back, strict=True):
            assert cell in {text, "'" + text}
            assert not cell.strip(" ").startswith(("=", "@", "\t", "\r", "\n"))
