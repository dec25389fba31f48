"""Interfaces recorded twice, and what relies on what is out of use."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.saying import COUNCIL, LEDGER, count, found

PAYROLL = LEDGER.replace("ledger", "payroll").replace("Ledger", "Payroll")


def interface(more: str = "", to: str = "ledger", sender: str = "payroll") -> str:
    return f'[[interfaces]]\nfrom = "{sender}"\nto = "{to}"\n{more}\n'


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", "is recorded twice"),
        ('mechanism = "email"', 'mechanism = "portal"', "with another `mechanism`"),
        ('mechanism = "email"', 'format = "csv"', "is recorded twice"),
        ('name = "A"', 'name = "B"', None),
        ('name = "A"', 'name = "a"', "is recorded twice"),
        ('carries = ["x"]', 'carries = ["y"]', None),
        ('carries = ["x"]', 'carries = ["x", "y"]', "with another `carries`"),
        ("", 'status = "planned"', None),
    ],
)
def test_two_flows_of_one_council_are_told_apart_by_name_and_data(
    tmp_path: Path, one: str, other: str, expected: str | None
) -> None:
    text = LEDGER + PAYROLL + interface(one) + interface(other)
    told = found(tmp_path, "EST311", text)
    assert [expected in line for line in told if expected] == ([True] if expected else [])
    assert bool(told) == bool(expected)


def test_the_other_direction_and_a_written_out_end(tmp_path: Path) -> None:
    back = interface(to="payroll", sender="ledger")
    assert count(tmp_path, "EST311", LEDGER + PAYROLL + interface() + back) == 0
    full = interface(to="c/ledger", sender="c/payroll")
    assert count(tmp_path, "EST311", LEDGER + PAYROLL + interface() + full) == 1


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("", "", None),
        ('mechanism = "email"', "", None),
        ('mechanism = "email"', 'mechanism = "email"', None),
        ('mechanism = "email"', 'mechanism = "portal"', "`mechanism`"),
        ("personal_data = true", "personal_data = false", "`personal_data`"),
        ('standards = ["a", "b"]', 'standards = ["b", "a"]', None),
        ('standards = ["a"]\nformat = "csv"', 'standards = ["b"]\nformat = "xml"',
         "`format`, `standards`"),
    ],
)  # fmt: skip
def test_two_councils_may_know_different_facts_but_not_say_otherwise(
    tmp_path: Path, ours: str, theirs: str, expected: str | None
) -> None:
    text = LEDGER + interface(ours, sender="d/payroll")
    other = COUNCIL + PAYROLL + interface(theirs, to="c/ledger")
    told = found(tmp_path, "EST311", text, {"councils/d.toml": other})
    assert bool(told) == bool(expected)
    if expected:
        words = "d and c record the connection from `payroll` to `c/ledger` with another "
        assert told[0].endswith(words + expected)
        assert told[0].startswith("councils/d.toml:6:3")


@pytest.mark.parametrize(
    ("payroll", "ledger", "status", "expected"),
    [
        ("retired", "live", "", 1),
        ("planned", "live", "", 1),
        ("retired", "live", 'status = "retired"', 0),
        ("planned", "live", 'status = "planned"', 0),
        ("retired", "retired", "", 0),
        ("phase-out", "live", "", 0),
        ("live", "retired", "", 1),
    ],
)
def test_a_working_interface_needs_both_ends_in_use(
    tmp_path: Path, payroll: str, ledger: str, status: str, expected: int
) -> None:
    text = f'{LEDGER}lifecycle = "{ledger}"\n{PAYROLL}lifecycle = "{payroll}"\n'
    assert count(tmp_path, "EST403", text + interface(status)) == expected


def test_a_dependency_of_what_is_in_use_needs_it_in_use(tmp_path: Path) -> None:
    needs = LEDGER + 'depends_on = ["payroll", "d/payroll"]\n'
    other = {"councils/d.toml": COUNCIL + PAYROLL + 'lifecycle = "planned"\n'}
    text = needs + PAYROLL + 'lifecycle = "retired"\n'
    told = found(tmp_path, "EST403", text, other)
    assert [line.split("which is ")[1] for line in told] == ["retired", "only planned"]
    idle = needs.replace("depends_on", 'lifecycle = "retired"\ndepends_on')
    assert count(tmp_path, "EST403", idle + PAYROLL + 'lifecycle = "retired"\n', other) == 0


@pytest.mark.parametrize(
    ("functional", "lifecycle", "expected"),
    [("finance.ledger", "live", 1), ("finance.ledger", "planned", 0), ("finance.p2p", "live", 0)],
)
def test_a_need_is_met_by_a_system_in_use(
    tmp_path: Path, functional: str, lifecycle: str, expected: int
) -> None:
    text = f'{LEDGER}capabilities = ["{functional}"]\nlifecycle = "{lifecycle}"\n'
    assert (
        count(tmp_path, "EST404", text + '[[needs]]\ncapability = "finance.ledger"\n') == expected
    )


@pytest.mark.parametrize(
    ("successors", "ways"),
    [
        ({"a": "b", "b": "c", "c": None}, []),
        ({"a": "a"}, ["a -> a"]),
        ({"z": "c", "c": "b", "b": "c", "y": "z"}, ["b -> c -> b"]),
        ({"a": "b", "b": "a", "m": "n", "n": "m"}, ["a -> b -> a", "m -> n -> m"]),
    ],
)
def test_circles_of_successors_are_told_once(
    tmp_path: Path, successors: dict[str, str | None], ways: list[str]
) -> None:
    text = "".join(
        f"[contracts.{name}]\n" + (f"successor = '{after}'\n" if after else "")
        for name, after in successors.items()
    )
    told = found(tmp_path, "EST405", text)
    assert [line.rpartition(": ")[2] for line in told] == ways
