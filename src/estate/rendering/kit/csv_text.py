"""Rows as CSV (RFC 4180) that a spreadsheet shows and does not run.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` (after a tab, a return or a new
line too) for a formula, wherever the file came from. Such texts get an apostrophe before them,
which spreadsheets read as "this is text" (OWASP, "CSV Injection"). Numbers keep their sign.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_STARTS_A_FORMULA = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Their full-width forms too, which some spreadsheets fold."""


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV with CRLF line ends.

    None is an empty cell, a date is written as `2027-03-31`, truth as `true` or `false`, a whole
    number or fraction in full; anything else as its text, harmless to a spreadsheet.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_harmless(header) for header in headers])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case int() | float():
            return str(value)
        case Fraction():
            return str(int(value)) if value.denominator == 1 else str(float(value))
        case _:
            return _harmless(str(value))


def _harmless(text: str) -> str:
    """Return a text with an apostrophe before it where a spreadsheet would run it."""
    started = text.lstrip(" ")
    if started.startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
