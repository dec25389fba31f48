"""Dates against the day, against the lifecycle and against one another, as of 22 November 2026."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.saying import LEDGER, count, found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reviewed = 2026-11-22", 0),
        ("reviewed = 2026-11-23", 1),
        ("owner = 'Head'\nevidence.owner = { on = 2026-11-23 }", 1),
        ("owner = 'Head'\nevidence.owner = { on = 2026-11-22 }", 0),
        ("vulnerabilities = { assessed = 2026-11-23 }", 1),
        ("incidents = { until = 2026-11-23 }", 1),
        ("hardware = { installed = 2026-11-23 }", 1),
        ("hardware = { supported_until = 2030-01-01 }", 0),
        ("personal_data = { dpia = 2027-01-01 }", 0),
    ],
)
def test_what_was_seen_was_seen_by_now(tmp_path: Path, text: str, expected: int) -> None:
    record = "[systems.x]\nname = 'X'\n"
    assert count(tmp_path, "EST314", f"{record}{text}\n") == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("retired = 2026-11-21", "is not recorded as retired"),
        ("retired = 2026-11-21\nlifecycle = 'phase-out'", "is recorded as phase-out"),
        ("retired = 2026-11-22\nlifecycle = 'live'", None),
        ("retired = 2026-11-22\nlifecycle = 'retired'", None),
        ("retired = 2026-11-23\nlifecycle = 'retired'", "goes out of use on 23 November 2026"),
        ("adopted = 2026-11-22\nlifecycle = 'planned'", "is recorded as planned"),
        ("adopted = 2026-11-23\nlifecycle = 'planned'", None),
        ("adopted = 2026-11-23\nlifecycle = 'live'", "comes into use on 23 November 2026"),
        ("adopted = 2026-11-23\nlifecycle = 'phase-in'", None),
        ("adopted = 2026-11-23", None),
    ],
)
def test_a_lifecycle_is_held_against_its_dates(
    tmp_path: Path, text: str, words: str | None
) -> None:
    told = found(tmp_path, "EST315", f"{LEDGER}{text}\n")
    assert [words in line for line in told if words] == ([True] if words else [])
    assert bool(told) == bool(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lifecycle = 'retired'\nannual_cost = { licence = 1 }", 1),
        ("lifecycle = 'retired'\nannual_cost = { licence = 0 }", 0),
        ("lifecycle = 'phase-out'\nannual_cost = { licence = 1 }", 0),
    ],
)
def test_what_is_retired_costs_nothing(tmp_path: Path, text: str, expected: int) -> None:
    assert count(tmp_path, "EST316", f"{LEDGER}{text}\n") == expected


VERSION = "[products.p]\nname = 'P'\n[products.p.versions.1]\n"


@pytest.mark.parametrize(
    ("catalogue", "expected"),
    [
        ("[frameworks.f]\nname = 'F'\nstarts = 2026-01-02\nends = 2026-01-01\n", 1),
        ("[frameworks.f]\nname = 'F'\nstarts = 2026-01-01\nends = 2026-01-01\n", 0),
        (f"{VERSION}released = 2026-01-02\nsecurity_support_until = 2026-01-01\n", 1),
        (f"{VERSION}security_support_until = 2026-01-02\nextended_support_until = 2026-01-01\n", 1),
        (f"{VERSION}security_support_until = 2026-01-01\nextended_support_until = 2026-01-01\n", 0),
        ("[freezes.f]\nname = 'F'\nfrom = 2026-12-20\nto = 2026-01-05\n", 1),
        ("[freezes.f]\nname = 'F'\nfrom = '12-20'\nto = '01-05'\n", 0),  # over the new year
    ],
)
def test_an_end_before_its_start_is_an_error(tmp_path: Path, catalogue: str, expected: int) -> None:
    assert count(tmp_path, "EST317", "", {"catalogue/a.toml": catalogue}) == expected


def test_hardware_is_installed_before_its_support_ends(tmp_path: Path) -> None:
    text = LEDGER + "hardware = { installed = 2026-01-02, supported_until = 2026-01-01 }\n"
    assert found(tmp_path, "EST317", text) == [
        "councils/c.toml:6:56: support for the hardware of `ledger` ends on 1 January 2026, "  # noqa: ISC004
        "before it was installed on 2 January 2026"
    ]
