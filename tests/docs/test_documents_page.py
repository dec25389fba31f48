"""The guide to documents names every format, every sheet and both versions of data."""

from __future__ import annotations

import re

from tests.support.documents import ROOT

from estate.cli.paper import FORMATS
from estate.rendering.documents.data import FORM
from estate.rendering.documents.subjects import COLUMNS
from estate.rendering.plan.plan_json import FORM as PLAN_FORM

PAGE = (ROOT / "docs" / "documents.md").read_text(encoding="utf-8")


def first_cells(after: str) -> list[str]:
    """Return the first cells of the rows of the first table after some words."""
    table = PAGE.partition(after)[2].partition("\n\n|")[2].partition("\n\n")[0]
    rows = [line.split("|") for line in f"|{table}".splitlines()[2:]]
    return [cells[1].strip() for cells in rows]


def test_every_format_is_told_of_and_none_besides() -> None:
    told = [cell.strip("`") for cell in first_cells("The site (")]

    assert sorted(told) == sorted(FORMATS)


def test_every_sheet_is_told_of_in_its_order() -> None:
    told = [name for cell in first_cells("Then a sheet a subject.") for name in cell.split(", ")]

    assert sorted(told) == sorted(COLUMNS)


def test_the_versions_are_those_of_the_program() -> None:
    assert set(re.findall(r"`(estate-[a-z]+/\d+)`", PAGE)) == {FORM, PLAN_FORM}
