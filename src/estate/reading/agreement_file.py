"""Reading an agreement: its file, what is wrong in it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from estate.portfolio.agreement import AgreementFile
from estate.reading.faults import Fault
from estate.reading.named_fields import not_exact, unknown_or_kept
from estate.reading.one_table import ReadTable, read_table


def read_agreement(path: Path) -> ReadTable[AgreementFile]:
    """Return what is in an agreement's file. Never raises for what is in it."""
    return read_table(path, AgreementFile, _beyond)


def _beyond(file: AgreementFile) -> Iterator[Fault]:
    agreement = file.agreement
    named = {"fields": agreement.fields, "exact": agreement.exact}
    yield from unknown_or_kept("agreement", named)
    yield from not_exact("agreement", agreement.exact, agreement.fields)
