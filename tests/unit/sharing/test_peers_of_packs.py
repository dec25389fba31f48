"""Benchmarks, likeness and check-new where only packs are at hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.support.documents import run_estate
from tests.support.packs import S1, TOLD, content_of, pack_of, write

from estate.comparison.view import WITHHELD, DateBand, StepView
from estate.portfolio.identifiers import SystemRef
from estate.sharing.as_view import council_of
from estate.sharing.pack import Days, PackStep

STEP = PackStep(
    system=S1,
    option="upgrade",
    status="done",
    finishes=Days(first=date(2025, 4, 1), last=date(2026, 3, 31)),
)
STEPS_TOLD = (*TOLD, "Step.option", "Step.status", "Step.platform", "Step.finishes")
NAMES = ("eastmuir", "northmuir", "southmuir")


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    for name in NAMES:
        write(tmp_path / "packs", pack_of(name, content_of(name, steps=(STEP,)), fields=STEPS_TOLD))
    return tmp_path


def test_the_steps_that_a_pack_tells_are_seen() -> None:
    council = council_of(pack_of(content=content_of(steps=(STEP,)), fields=STEPS_TOLD))

    assert council.steps == (
        StepView(
            ref=SystemRef("eastmuir", S1),
            kind="upgrade",
            status="done",
            starts=WITHHELD,
            finishes=DateBand(date(2025, 4, 1), date(2026, 3, 31)),
            cost=WITHHELD,
        ),
    )


def test_no_steps_are_withheld_or_none_were_recorded() -> None:
    assert council_of(pack_of()).steps is WITHHELD
    assert council_of(pack_of(fields=STEPS_TOLD)).steps == ()


def test_a_figure_needs_three_packs(packs: Path) -> None:
    def benchmarks() -> list[dict[str, object]]:
        words = ["compare", "packs", "--as-of", "2026-10-01", "--part", "benchmarks"]
        done = run_estate([*words, "--format", "json"], packs)
        return [
            row
            for row in json.loads(done.stdout)["sections"][0]["tables"][0]["rows"]
            if (row["measure"], row["peers"]) == ("per head of population", "all councils")
        ]

    (three,) = benchmarks()
    # £120,000 for 91,400 people.
    assert (three["councils"], three["median"]) == (3, pytest.approx(120_000 / 91_400))
    (packs / "packs" / "southmuir.sector.pack.json").unlink()
    (two,) = benchmarks()
    assert (two["councils"], two["median"]) == (2, "-")
    assert two["shown"] == "no: fewer than 3 councils"


def test_whose_estate_is_alike_and_what_they_did(packs: Path) -> None:
    words = ["compare", "packs", "--as-of", "2026-10-01", "--like", "eastmuir"]

    said = run_estate(words, packs).stdout

    assert "The likest record 2 steps done, under way or approved" in said
    assert "1 Apr 2025 to 31 Mar 2026" in said


def test_before_buying_over_packs(packs: Path) -> None:
    words = ["check-new", "revenues.council-tax", "packs", "--as-of", "2026-10-01"]

    found = json.loads(run_estate([*words, "--format", "json"], packs).stdout)

    assert [row["council"] for row in found["runs"]] == list(NAMES)
    first = found["runs"][0]
    assert (first["product"], first["users"]) == ("RevMaster", {"from": 50, "to": 249})
    assert first["contract_until"] == "2028-03-31"
    assert found["needed_by"] == []
