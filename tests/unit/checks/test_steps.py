"""Steps, platforms and systems that move together, as of 22 November 2026."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.saying import COUNCIL, LEDGER, count, found

PARTS = {
    "work": 'work = "Move it"\n',
    "disposition": 'disposition = "Erased"\n',
    "milestones": 'milestones = [{ name = "Live" }]\n',
}


def step(more: str, option: str = "replace") -> str:
    return f'{LEDGER}[steps.s]\nsystem = "ledger"\noption = "{option}"\n{more}\n'


@pytest.mark.parametrize(
    ("option", "parts", "status", "missing"),
    [
        ("replace", "", "", "`milestones`, `work` and `disposition`"),
        ("replace", "work", "approved", "`milestones` and `disposition`"),
        ("replace", "work disposition", "in-progress", "`milestones`"),
        ("replace", "work disposition milestones", "", None),
        ("upgrade", "work milestones", "", None),
        ("upgrade", "work", "", "`milestones`"),
        ("retain", "", "", None),
        ("replace", "", "done", None),
        ("replace", "", "stopped", None),
    ],
)
def test_a_step_says_what_an_auditor_looks_for(
    tmp_path: Path, option: str, parts: str, status: str, missing: str | None
) -> None:
    text = "".join(PARTS[part] for part in parts.split())
    text += f'status = "{status}"\n' if status else ""
    told = found(tmp_path, "EST506", step(text, option))
    assert [line.rpartition("does not say ")[2] for line in told] == ([missing] if missing else [])


@pytest.mark.parametrize(("finishes", "expected"), [("2026-12-31", 1), ("2027-01-01", 0)])
def test_a_step_finishes_when_it_has_started(tmp_path: Path, finishes: str, expected: int) -> None:
    text = step(f"starts = 2027-01-01\nfinishes = {finishes}")
    assert count(tmp_path, "EST507", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status = 'in-progress'\nstarts = 2026-11-22", 0),
        ("status = 'in-progress'\nstarts = 2026-11-23", 1),
        ("status = 'in-progress'\nfinishes = 2026-11-22", 0),
        ("status = 'in-progress'\nfinishes = 2026-11-21", 1),
        ("status = 'approved'\nstarts = 2026-11-22", 0),
        ("status = 'proposed'\nstarts = 2026-11-21", 1),
        ("status = 'done'\nfinishes = 2026-11-22", 0),
        ("status = 'done'\nfinishes = 2026-11-23", 1),
        ("status = 'stopped'\nfinishes = 2020-01-01", 0),
        ("starts = 2020-01-01", 0),  # no status, nothing to contradict
        ("milestones = [{ name = 'A', reached = 2026-11-23 }]", 1),
        ("milestones = [{ name = 'A', due = 2026-11-21 }]", 0),
        ("status = 'done'\nmilestones = [{ name = 'A', due = 2026-11-21 }]", 1),
        ("finishes = 2027-01-01\nmilestones = [{ name = 'A', due = 2027-01-02 }]", 1),
        ("finishes = 2027-01-01\nmilestones = [{ name = 'A', due = 2027-01-01 }]", 0),
    ],
)
def test_a_step_is_held_against_its_dates(tmp_path: Path, text: str, expected: int) -> None:
    assert count(tmp_path, "EST508", step(text)) == expected


JOIN = LEDGER + "[systems.ledger.options.join]\nplatform = 'p'\n"


@pytest.mark.parametrize(
    ("platform", "closed", "unwanted"),
    [
        ("status = 'closing'", 1, 0),
        ("status = 'proposed'", 0, 1),
        ("status = 'proposed'\nmembers = ['x']", 0, 0),
        # The plan looks 12 months ahead here: to 22 November 2027.
        ("available_from = 2027-11-22", 0, 0),
        ("available_from = 2027-11-23", 1, 0),
    ],
)
def test_platforms_that_cannot_be_joined_or_that_nobody_joins(
    tmp_path: Path, platform: str, closed: int, unwanted: int
) -> None:
    files = {
        "estate.toml": "[estate]\nplanning = { horizon_months = 12 }\n",
        "catalogue/p.toml": f"[platforms.p]\nname = 'P'\n{platform}\n",
    }
    assert count(tmp_path, "EST509", JOIN, files) == closed
    assert count(tmp_path, "EST510", JOIN, files) == 0
    assert count(tmp_path, "EST509", LEDGER, files) == 0
    assert count(tmp_path, "EST510", LEDGER, files) == unwanted


def test_nothing_is_said_of_members_where_a_council_could_not_be_read(tmp_path: Path) -> None:
    files = {
        "catalogue/p.toml": "[platforms.p]\nname = 'P'\nstatus = 'proposed'\n",
        "councils/d.toml": COUNCIL + "[systems.x]\nnam = 'X'\n",
    }
    assert count(tmp_path, "EST510", LEDGER, files) == 0


PLAN = "[systems.{0}.options.replace]\ncost = {{ capital = 1 }}\nmonths = 1\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (PLAN, PLAN, 0),
        (PLAN, "", 1),
        ("", "", 0),
        (PLAN, "[systems.{0}.options.replace]\nmonths = 1\n", 1),
        (PLAN, "lifecycle = 'retired'\n" + PLAN, 1),
        (PLAN, "lifecycle = 'planned'\n", 0),
    ],
)
def test_what_moves_together_can_move_together(
    tmp_path: Path, ours: str, theirs: str, expected: int
) -> None:
    text = f"{LEDGER}moves_with = ['d/pay']\n{ours.format('ledger')}"
    other = f"{COUNCIL}[systems.pay]\nname = 'Pay'\n{theirs.format('pay')}"
    assert count(tmp_path, "EST511", text, {"councils/d.toml": other}) == expected
