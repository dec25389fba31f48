"""Figures a hundred times off what others record."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.checks.saying import count, found


def systems(facts: list[str], more: str = 'product = "p"') -> str:
    return "".join(
        f'[systems.s{number}]\nname = "S{number}"\nowner = "Head"\n{more}\n{fact}\n'
        for number, fact in enumerate(facts)
    )


def costs(*values: int) -> list[str]:
    return [f"annual_cost = {{ licence = {value} }}" for value in values]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        # The median of six is the mean of the third and fourth: 1,000.
        ((900, 950, 1_000, 1_000, 1_100, 99_999), 0),
        ((900, 950, 1_000, 1_000, 1_100, 100_000), 1),
        ((10, 950, 1_000, 1_000, 1_100, 1_200), 1),
        ((11, 950, 1_000, 1_000, 1_100, 1_200), 0),
        ((0, 950, 1_000, 1_000, 1_100, 1_200), 0),  # free is no slip, and no peer
        # An odd number of them: the fourth of seven is the median, 1,001.
        ((900, 950, 1_000, 1_001, 1_100, 1_200, 100_099), 0),
        ((900, 950, 1_000, 1_001, 1_100, 1_200, 100_100), 1),
        # An exact half: (1,000 + 1,001) / 2 * 100 = 100,050.
        ((900, 950, 1_000, 1_001, 1_100, 100_049), 0),
        ((900, 950, 1_000, 1_001, 1_100, 100_050), 1),
        ((1_000, 1_000, 1_000, 1_000, 1_000_000), 0),  # four peers are too few
    ],
)
def test_a_cost_is_a_hundred_times_off_the_median(
    tmp_path: Path, values: tuple[int, ...], told: int
) -> None:
    assert count(tmp_path, "EST313", systems(costs(*values))) == told


def test_the_message_names_the_peers_and_the_median(tmp_path: Path) -> None:
    told = found(tmp_path, "EST313", systems(costs(900, 950, 1_000, 1_000, 1_100, 450_000)))
    assert told[0].endswith(
        "an annual cost of £450,000 is 450 times the median of £1,000 of the 5 others that use `p`"
    )


def test_peers_by_capability_where_too_few_use_the_product(tmp_path: Path) -> None:
    values = costs(900, 950, 1_000, 1_000, 1_100, 450_000)
    text = systems(values, 'capabilities = ["a.b"]')
    assert "serve `a.b`" in found(tmp_path, "EST313", text)[0]
    # Six of one dear product are compared with one another, not with the cheap others.
    dear = systems(costs(*[500_000] * 6), 'product = "q"\ncapabilities = ["a.b"]')
    dear = dear.replace("systems.s", "systems.d")
    cheap = systems(costs(*[1_000] * 10), 'capabilities = ["a.b"]')
    assert count(tmp_path, "EST313", cheap + dear) == 0


def test_many_users_are_told_and_few_are_not(tmp_path: Path) -> None:
    usual = [f"users = {value}" for value in (90, 95, 100, 100, 110)]
    assert count(tmp_path, "EST313", systems([*usual, "users = 10_000"])) == 1
    assert count(tmp_path, "EST313", systems([*usual, "users = 9_999"])) == 0
    assert count(tmp_path, "EST313", systems([*usual, "users = 1"])) == 0


def test_the_cost_a_user_is_compared_where_neither_is_out_of_line(tmp_path: Path) -> None:
    usual = ["users = 100\nannual_cost = { licence = 10_000 }"] * 5  # 100 pounds a user
    told = found(
        tmp_path, "EST313", systems([*usual, "users = 10\nannual_cost = { licence = 100_000 }"])
    )
    assert told[0].endswith(
        "an annual cost per user of £10,000 is 100 times the median of £100 per user of the 5 "
        "others that use `p`"
    )
    both = [*usual, "users = 1\nannual_cost = { licence = 1_000_000 }"]
    assert count(tmp_path, "EST313", systems(both)) == 1


def test_contracts_for_one_system_each_are_compared(tmp_path: Path) -> None:
    text = systems([""] * 6)
    for number, value in enumerate((900, 950, 1_000, 1_000, 1_100, 100_000)):
        text += f"[contracts.k{number}]\nsystems = ['s{number}']\nannual_value = {value}\n"
    told = found(tmp_path, "EST313", text)
    assert len(told) == 1
    assert "a contract's annual value of £100,000 is 100 times" in told[0]
    shared = text.replace("['s5']", "['s5', 's4']")
    assert count(tmp_path, "EST313", shared) == 0


def test_systems_out_of_use_are_no_peers(tmp_path: Path) -> None:
    values = costs(900, 950, 1_000, 1_000, 1_100, 450_000)
    values[0] += "\nlifecycle = 'retired'"
    assert count(tmp_path, "EST313", systems(values)) == 0
