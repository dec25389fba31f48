"""C3, C5 and C6."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from tests.unit.scoring.cases import criterion, ends, estate

from estate.portfolio import Fact
from estate.scoring.rules.dependants import count_score
from estate.scoring.rules.impacts import share_score

# C3


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (0.0, 1),
        (0.99, 1),
        (1.0, 2),
        (4.5, 2),  # between the framework's bands of 1 to 4 and 5 to 7
        (4.99, 2),
        (5.0, 3),
        (7.5, 3),  # between 5 to 7 and 8 to 10
        (8.0, 4),
        (10.0, 4),
        (10.1, 5),
    ],
)
def test_share_of_the_budget(percent: float, expected: int) -> None:
    graph = estate({"impact": {"financial": {"percent_of_budget": percent}}})
    assert ends(graph, "C3") == (expected, expected)


def test_a_share_is_compared_exactly() -> None:
    assert share_score(Fraction(10)) == 4
    assert share_score(Fraction(10) + Fraction(1, 10**12)) == 5
    assert share_score(Fraction(1) - Fraction(1, 10**12)) == 1


def test_a_sum_is_set_against_the_budget() -> None:
    system = {"impact": {"financial": {"amount": 12_050_000}}}
    found = criterion(estate(system, council={"net_revenue_budget": 241_000_000}), "C3")
    # 12.05 / 241 = 5 per cent exactly.
    assert (found.low, found.high, found.rule) == (3, 3, "share-of-budget")
    assert found.because == "The loss would be about 5% of the net revenue budget."
    assert found.facts == (
        Fact("c", ("systems", "it", "impact", "financial", "amount")),
        Fact("c", ("council", "net_revenue_budget")),
    )
    below = {"impact": {"financial": {"amount": 12_049_999}}}
    assert ends(estate(below, council={"net_revenue_budget": 241_000_000}), "C3") == (2, 2)


def test_no_loss_is_no_share_of_any_budget() -> None:
    assert ends(estate({"impact": {"financial": {"amount": 0}}}), "C3") == (1, 1)


@pytest.mark.parametrize("budget", [{}, {"net_revenue_budget": 0}])
def test_a_sum_without_a_budget_tells_nothing(budget: dict[str, Any]) -> None:
    found = criterion(estate({"impact": {"financial": {"amount": 5}}}, council=budget), "C3")
    assert (found.low, found.high, found.rule) == (1, 5, "unknown")
    assert "budget" in found.because


# C5


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, 1),
        (99, 1),
        (100, 2),
        (1_000, 2),
        (1_001, 3),
        (100_000, 3),
        (100_001, 4),
        (500_000, 4),
        (500_001, 5),
    ],
)
def test_staff_hours(hours: int, expected: int) -> None:
    graph = estate({"impact": {"operations": {"staff_hours": hours}}})
    assert ends(graph, "C5") == (expected, expected)
    assert criterion(graph, "C5").because == f"About {hours:,} staff hours would be lost."


# C6


def hub(count: int, **council: bool) -> Any:  # noqa: ANN401  # a graph
    """An estate in which a chain of so many systems hangs on `it`."""
    names = [f"s{index:02d}" for index in range(count)]
    chain = tuple(zip(["it", *names], names, strict=False))
    return estate(others={name: {} for name in names}, interfaces=chain, council=council)


@pytest.mark.parametrize(
    ("count", "score"), [(0, 1), (1, 2), (2, 2), (3, 3), (5, 3), (6, 4), (10, 4), (11, 5)]
)
def test_dependants_direct_and_indirect(count: int, score: int) -> None:
    assert count_score(count) == score
    assert ends(hub(count, interfaces_complete=True), "C6") == (score, score)
    assert ends(hub(count), "C6") == (score, 5)


def test_dependants_in_words() -> None:
    found = criterion(hub(3), "C6")
    assert found.because == (
        "3 other systems depend on it, directly or through others."
        " There may be more: not all interfaces are recorded."
    )
    assert found.facts == (Fact("c", ("interfaces", 0)),)
    assert criterion(hub(1, interfaces_complete=True), "C6").because == (
        "1 other system depends on it, directly or through others."
    )
    assert criterion(hub(11), "C6").because.endswith("through others.")
    none = criterion(hub(0, interfaces_complete=True), "C6")
    assert none.because == "No other system depends on it."


def test_no_recorded_dependant_of_an_incomplete_record_tells_nothing() -> None:
    assert criterion(estate(), "C6").rule == "unknown"
    fed = estate(others={"s": {}}, interfaces=(("s", "it"),))
    assert criterion(fed, "C6").rule == "unknown"


def test_a_system_may_be_complete_while_its_dependant_is_not() -> None:
    graph = estate({"interfaces_complete": True}, others={"s": {}}, interfaces=(("it", "s"),))
    assert ends(graph, "C6") == (2, 5)
