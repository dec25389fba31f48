"""The workbook for officers: a sheet a subject, and a first sheet that says what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from estate.rendering.documents.cells import UNKNOWN
from estate.rendering.documents.subjects import about, subjects, title
from estate.rendering.kit.workbook import Front
from estate.rendering.kit.workbook import workbook as made_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from estate.rendering.briefings.material import Material
    from estate.rendering.kit.grids import Grid

WORDS, SHEETS = "Units and words", "Sheets"
UNITS = (
    "Money is in pounds, not discounted unless a heading says so.",
    "Scores are of the UK's Legacy IT Risk Assessment Framework: likelihood 1 to 6, impact 1 to 5.",
    "Overall risk is one times the other, up to 30; a system is red-rated from 16.",
    "A score that is not certain has its lowest and highest value in two columns, else the same.",
    f"'{UNKNOWN}' is what nobody has recorded; it never counts as 0. An empty cell does not apply.",
    "Financial years begin in April; a quarter is of the calendar. Dates are days, not texts.",
    "The last column says in which file and line a row is recorded.",
)


def workbook(material: Material) -> bytes:
    """Return the workbook. The same material gives the same bytes."""
    grids = subjects(material)
    name = title(material)
    headings = frozenset({name, WORDS, SHEETS})
    front = Front("Read me", _read_me(material, grids), name, UNKNOWN, headings)
    return made_of(front, grids)


def _read_me(material: Material, grids: Sequence[Grid]) -> tuple[str, ...]:
    sheets = (f"{grid.name}: {grid.caption}. {_rows(grid)}" for grid in grids)
    return (*about(material), "", WORDS, *UNITS, "", SHEETS, *sheets)


def _rows(grid: Grid) -> str:
    count = len(grid.rows)
    return f"{count:,} row{'' if count == 1 else 's'}." if count else grid.empty
