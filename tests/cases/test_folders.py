"""Workspaces in folders: each faulty one has its findings beside it, each sound one has none.

A new case is a new folder. With `ESTATE_ACCEPT=1` what is found is written down as expected; look
at the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cases.checking import findings, lines

from estate.diagnostics import Severity

CASES = Path(__file__).parent
FAULTY = sorted(path.parent for path in (CASES / "faulty").glob("*/expected.txt"))
SOUND = sorted(path for path in (CASES / "sound").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FAULTY, ids=lambda folder: folder.name)
def test_a_faulty_workspace_has_exactly_these_findings(folder: Path) -> None:
    found = "".join(f"{line}\n" for line in lines(folder))
    expected = folder / "expected.txt"
    if os.environ.get("ESTATE_ACCEPT"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", SOUND, ids=lambda folder: folder.name)
def test_a_sound_workspace_has_no_errors_and_no_warnings(folder: Path) -> None:
    worse = [found for found in findings(folder) if found.severity is not Severity.NOTE]
    assert worse == []
