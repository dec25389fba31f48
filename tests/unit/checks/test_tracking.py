"""What became of steps, as of 22 November 2026."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.saying import LEDGER, count, found

BEFORE = "kind = 'staff', measure = 'days'"


def step(more: str, option: str = "replace") -> str:
    return f'{LEDGER}[steps.s]\nsystem = "ledger"\noption = "{option}"\n{more}\n'


@pytest.mark.parametrize(
    ("status", "benefits", "expected"),
    [
        ("done", "", 1),
        ("live", "", 0),
        ("done", "{%s, target = 5}", 1),
        ("done", "{%s, actual = 0}", 0),  # nothing gained is measured all the same
        ("done", "{%s, actual = 5}, {%s, outcome = true}", 1),
        ("done", "{%s}, {%s, outcome = true, actual = 5}", 0),
        ("done", "{%s, actual = 5, outcome = false}, {%s}", 0),
    ],
)
def test_a_step_is_not_done_without_its_outcome(
    tmp_path: Path, status: str, benefits: str, expected: int
) -> None:
    text = step(f"status = '{status}'\nbenefits = [{benefits.replace('%s', BEFORE)}]")
    assert count(tmp_path, "EST512", text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("EST513", "status = 'done'", 1),
        ("EST513", "status = 'live'\nfinishes = 2026-01-31", 0),
        ("EST513", "status = 'stopped'\nfinishes = 2026-01-31", 1),  # a plan, no fact
        ("EST513", "status = 'stopped'\nfinished = 2026-01-31", 0),
        ("EST513", "status = 'in-progress'", 0),
        ("EST514", "benefits = [{%s, due = 2026-11-21}]", 1),
        ("EST514", "benefits = [{%s, due = 2026-11-22}]", 0),
        ("EST514", "benefits = [{%s, due = 2026-11-21, actual = 1}]", 0),
        ("EST514", "status = 'stopped'\nbenefits = [{%s, due = 2026-11-21}]", 0),
        ("EST515", "status = 'approved'\nbenefits = [{%s}]", 1),
        ("EST515", "status = 'approved'\nbenefits = [{%s, baseline = 0, target = 0}]", 0),
        ("EST515", "status = 'proposed'\nbenefits = [{%s}]", 0),
        ("EST515", "status = 'stopped'\nbenefits = [{%s}]", 0),
        ("EST516", "cost = { capital = 10 }\nspent = { capital = 10, revenue = 0 }", 0),
        ("EST516", "cost = { capital = 10 }\nspent = { capital = 11, revenue = 1 }", 2),
        ("EST516", "cost = { capital = 10, revenue = 90 }\nspent = { capital = 11 }", 1),
        ("EST516", "spent = { capital = 11 }", 0),
        ("EST517", "status = 'approved'", 1),
        ("EST517", "status = 'live'", 1),
        ("EST517", "status = 'proposed'", 0),
        ("EST517", "status = 'done'", 0),
        ("EST517", "status = 'in-progress'\nowner = 'Head of Finance'", 0),
        ("EST519", "benefits = [{%s, actual = 0}]", 1),
        ("EST519", "benefits = [{%s, actual = 0, measured = 2026-01-01}]", 0),
        ("EST519", "spent = { capital = 0 }", 1),
        ("EST519", "spent = { capital = 0, on = 2026-01-01 }", 0),
        ("EST520", "status = 'stopped'", 1),
        ("EST520", "status = 'stopped'\nstopped_because = 'No money'", 0),
        ("EST520", "status = 'done'", 0),
        ("EST507", "started = 2026-02-02\nfinished = 2026-02-01", 1),
        ("EST507", "started = 2026-02-02\nfinished = 2026-02-02", 0),
        ("EST507", "starts = 2026-02-02\nfinished = 2026-02-01", 0),  # early, not impossible
        ("EST508", "status = 'approved'\nstarted = 2026-02-01", 1),
        ("EST508", "status = 'in-progress'\nfinished = 2026-02-01", 1),
        ("EST508", "status = 'live'\nfinished = 2026-02-01", 0),
        ("EST508", "status = 'live'\nfinishes = 2026-11-23", 1),
        ("EST508", "status = 'live'\nfinishes = 2026-11-23\nfinished = 2026-11-20", 0),
        ("EST508", "status = 'in-progress'\nstarts = 2026-12-01\nstarted = 2026-11-01", 0),
        ("EST508", "status = 'in-progress'\nfinishes = 2026-11-01", 1),
        (
            "EST508",
            "status = 'in-progress'\nfinishes = 2026-11-01\nexpected_finish = 2026-12-01",
            0,
        ),
        ("EST508", "status = 'in-progress'\nexpected_finish = 2026-11-01", 1),
        ("EST508", "started = 2026-02-02\nmilestones = [{name = 'A', reached = 2026-02-01}]", 1),
        ("EST508", "started = 2026-02-02\nmilestones = [{name = 'A', reached = 2026-02-02}]", 0),
        ("EST314", "started = 2026-11-23", 1),
        ("EST314", "finished = 2026-11-22", 0),
        ("EST314", "spent = { capital = 1, on = 2026-11-23 }", 1),
        ("EST314", "benefits = [{%s, measured = 2026-11-23}]", 1),
    ],
)
def test_what_became_of_a_step_is_held_against_its_plan(
    tmp_path: Path, code: str, text: str, expected: int
) -> None:
    assert count(tmp_path, code, step(text.replace("%s", BEFORE))) == expected


@pytest.mark.parametrize(("platform", "expected"), [("", 1), ("platform = 'p'", 0)])
def test_a_step_that_joins_says_what(tmp_path: Path, platform: str, expected: int) -> None:
    files = {"catalogue/p.toml": "[platforms.p]\nname = 'P'\n"}
    assert count(tmp_path, "EST502", step(platform, "join"), files) == expected


@pytest.mark.parametrize(
    ("lifecycle", "status", "expected"),
    [("retired", "approved", 1), ("retired", "live", 0), ("live", "approved", 0)],
)
def test_nothing_is_to_be_done_with_what_is_retired(
    tmp_path: Path, lifecycle: str, status: str, expected: int
) -> None:
    text = step(f"status = '{status}'").replace(
        "[steps.s]", f"lifecycle = '{lifecycle}'\n[steps.s]"
    )
    assert count(tmp_path, "EST518", text) == expected


def test_a_step_of_no_known_system_is_said_once(tmp_path: Path) -> None:
    text = step("status = 'approved'").replace('system = "ledger"', 'system = "gone"')
    assert count(tmp_path, "EST518", text) == 0
    assert count(tmp_path, "EST101", text) == 1


def test_each_purse_is_told_by_how_much(tmp_path: Path) -> None:
    text = step("cost = { capital = 180_000 }\nspent = { capital = 195_000, on = 2026-10-31 }")
    assert [line.partition(": ")[2] for line in found(tmp_path, "EST516", text)] == [
        "£195,000 of capital is spent on the step `s`, £15,000 more than it was to cost"
    ]
